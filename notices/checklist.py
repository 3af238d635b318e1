"""What stands between a draft and the public: each gap named, with the field that closes it (rules.md, Notice)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from documents import day_ranges
from documents.day_words import day_words
from documents.text_lengths import was_cut
from documents.writing.column_kinds import SUMMED
from notices import files, point_checks, privacy, row_checks, sign_checks
from notices import text_patterns as patterns
from notices.asked_texts import ASKED
from notices.checklist_line import Check, lacking
from notices.drafts import Draft, calendar_overrides, draft_of, period_of, window_of
from notices.models import Notice
from notices.public_texts import texts_of
from notices.totals import stray_totals
from notices.window import window_problems
from projects.money import parse_amount, printed
from projects.periods import Period
from projects.wording import wording_problems
from projects.workdays import rest_day_remark

_LANDLINE = r"[（(]?0\d{2,3}[）)]?[-－— ]?\d{7,8}(?:[-－转]\d{1,6})?"
_WHOLE_PHONE = re.compile(
    rf"(?:{_LANDLINE}|1[3-9]\d{{9}}|[48]00[-－]?\d{{3}}[-－]?\d{{4}}|12\d{{3}})"
)
NOT_IN_SOURCE = "原文未载明"


def checks(notice: Notice, *, day: date, draft: Draft | None = None) -> list[Check]:
    """Every line, what blocks first. `day` is the day it would be published on.

    The secrecy review (保密审查) is recorded with the approval and asked for by `signing_checks`.
    """
    draft = draft or draft_of(notice)
    if notice.origin == Notice.Origin.BROUGHT_OVER:
        return [*_file_checks(notice, draft), *_missing_in_source(draft.content)]
    found = [
        *_text_checks(notice),
        *_window_checks(notice, day),
        *_contact_checks(notice),
        *_row_checks(notice, draft),
        *row_checks.lines(notice, draft),
        *point_checks.lines(notice, draft, day),
        *row_checks.left_out(draft),
        *_fallen_checks(notice, draft),
        *_wording_checks(notice, draft),
        *_privacy_checks(notice, draft),
        *_template_checks(notice, draft),
        *_file_checks(notice, draft),
        *_correction_checks(notice, draft),
    ]
    order = {"must": 0, "see": 1, "ok": 2}
    return sorted(found, key=lambda check: order[check.weight])


def signing_checks(notice: Notice, *, day: date, draft: Draft | None = None) -> list[Check]:
    """The checklist at the signer's desk: all of it, and the secrecy review."""
    found = checks(notice, day=day, draft=draft)
    if notice.origin == Notice.Origin.BROUGHT_OVER:
        return found
    if notice.secrecy_reviewer and notice.secrecy_reviewed_on:
        reviewed = f"{notice.secrecy_reviewer}，{day_words(notice.secrecy_reviewed_on)}"
        return [*found, Check("ok", "保密审查已登记", reviewed)]
    return [Check("must", "保密审查没有登记", "由审核人在审核时登记"), *found]


_FIELDS = {
    "标题": "id_title",
    "正文": "id_lead",
    "发布机构": "id_source",
    "表头": "id_columns",
    "类别": "id_categories",
    "联系人": "id_contact_name",
    "联系电话": "id_contact_phone",
    "通信地址": "id_postal_address",
    "来访": "id_visiting_place",
    "更正说明": "id_correction_reason",
}


def gaps(found: Iterable[Check]) -> list[Check]:
    return [check for check in found if check.blocks]


def _text_checks(notice: Notice) -> Iterator[Check]:
    for name in ("title", "lead", "source"):
        if not getattr(notice, name).strip():
            yield lacking(notice, name)
    if was_cut(notice.title, ending="（更正）"):
        yield Check("must", "标题没有写全", "太长，末尾被截成“…”，请改短", "id_title")
    if notice.signed_on is None:
        yield lacking(notice, "signed_on")


def _window_checks(notice: Notice, day: date) -> Iterator[Check]:
    window = window_of(notice)
    if window is None:
        missing = "开始日期" if notice.opens_on is None else "结束日期"
        name = "opens_on" if notice.opens_on is None else "closes_on"
        yield Check("must", "公示期没有填完", f"缺{missing}", f"id_{name}")
        return
    published = window_of(notice.replaces) if notice.replaces else None
    continues = bool(published) and not notice.restarts_window
    overrides = calendar_overrides()
    problems = window_problems(
        window, published=published, on=None if continues else day, overrides=overrides
    )
    if wrong := day_ranges.window_refusal(window.opens_on, window.closes_on):
        problems.append(wrong)
    for problem in problems:
        yield Check("must", "公示期不合规定", problem, "id_opens_on")
    if not window.known:
        yield Check("see", "节假日安排尚未公布", window.rule, "id_closes_on")
    if remark := rest_day_remark("结束日", window.closes_on, overrides):
        yield Check(
            "see", "公示期最后一天休息", f"{remark}电话和来访可能没有人接。", "id_closes_on"
        )
    if not problems:
        yield Check(
            "ok",
            "公示期",
            f"{day_words(window.opens_on)}至{day_words(window.closes_on)}24:00，{window.rule}",
        )


_CONTACT = ("contact_name", "postal_address", "postal_code", "visiting_place", "visiting_hours")


def _contact_checks(notice: Notice) -> Iterator[Check]:
    for name in _CONTACT:
        if not getattr(notice, name).strip():
            yield lacking(notice, name)
    if notice.postal_code and not re.fullmatch(r"\d{6}", notice.postal_code):
        yield Check(
            "must", "邮政编码不是六位数字", f"填的是“{notice.postal_code}”", "id_postal_code"
        )
    phone = notice.contact_phone.strip()
    if not phone:
        yield lacking(notice, "contact_phone")
    elif not all(_WHOLE_PHONE.fullmatch(part.strip()) for part in re.split(r"[、，,;；/]", phone)):
        yield Check(
            "must",
            "联系电话缺区号",
            f"填的是“{phone}”，{ASKED['contact_phone']}",
            "id_contact_phone",
        )
    else:
        yield Check("ok", "联系电话", phone)


def _row_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    rows = list(_rows(draft.content))
    if not rows:
        yield Check("must", "表里一件项目都没有", "请选择类别", "id_categories")
        return
    blocks = notice.missing_rows == Notice.MissingRows.BLOCK
    for gap in draft.missing:
        yield Check(
            "must" if blocks else "see",
            gap.sentence,
            "未通过审核，挡住发布" if blocks else "进展留空，备注写明原因，金额沿用上期公示的数",
            f"row-{gap.number}",
        )
    if not draft.missing:
        yield Check(
            "ok",
            f"{len(rows)} 件全部有内容" if notice.round is None else f"{len(rows)} 件全部审核通过",
        )
    for row in rows:
        plan, invested = parse_amount(row["investment_plan"]), parse_amount(row["invested"])
        place = f"row-{row['number']}"
        if not plan and invested:
            yield Check("see", f"第{row['number']}件没有投资计划", "占比留空，金额计入合计", place)
        elif not row["progress"] and notice.round is not None and row["remark"] is None:
            yield Check("see", f"第{row['number']}件没有写进展", "表里留空", place)
    for label, name in (("标题", "title"), ("正文", "lead")):
        for stray in stray_totals(getattr(notice, name), draft.content):
            note = f"表里合计 {stray.expected} 万元" if stray.expected else "表里没有合计"
            yield Check("see", f"{label}写的 {stray.printed} 与表里对不上", note, f"id_{name}")
    if figures := _figures(draft.content):
        yield Check("ok", "小计、合计、占比由各行算出", f"{figures} 处")


_REASON = re.compile(r"因|由于|(?<![联关体派])系(?![统列数])")


def _is_explained(less: str, lead: str) -> bool:
    """Whether the lead tells this very amount, not one it is a part of or a year, with words that give a reason."""
    amount = re.compile(rf"(?<![\d.]){re.escape(less)}\s*万元")
    return bool(amount.search(lead) and _REASON.search(lead))


def _fallen_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    """Cumulative amounts only grow; where one falls, readers are told why before they ask (design 3.1)."""
    for fallen in draft.fallen:
        what = f"“{fallen.category}”小计" if fallen.category else "合计"
        less = printed(fallen.difference)
        was = f"{fallen.period.months}公示 {printed(fallen.before)}，这次 {printed(fallen.now)}"
        if _is_explained(less, notice.lead):
            yield Check("see", f"{what}比上期公示少 {less} 万元", f"{was}，正文写了原因", "id_lead")
        else:
            yield Check(
                "must",
                f"{what}比上期公示少 {less} 万元",
                f"{was}。属实的，请在正文写明减少 {less} 万元的原因",
                "id_lead",
            )


def _wording_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    period = period_of(notice)
    if period is None:
        return
    found = [
        *_wording_of("标题", notice.title, period, "id_title"),
        *_wording_of("正文", notice.lead, period, "id_lead"),
    ]
    for head in draft.content["columns"]:
        found += _wording_of(f"表头“{head}”", head, period, "id_columns")
    for row in _rows(draft.content):
        text = row["progress"] or ""
        for problem in wording_problems(text, period, narrative=True):
            found.append(
                Check(
                    "must",
                    f"第{row['number']}件进展的期间不对",
                    problem.sentence,
                    f"row-{row['number']}",
                )
            )
    yield from found
    if not found:
        yield Check("ok", "标题、表头、各行期间一致", period.full_months)


def _wording_of(where: str, text: str, period: Period, field: str) -> list[Check]:
    return [
        Check("must", f"{where}的期间不对", problem.sentence, field)
        for problem in wording_problems(text, period)
    ]


def _privacy_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    hits = privacy.scan_all(_said(notice, draft), allowed_phones=[notice.contact_phone])
    for hit in hits:
        yield Check("must", f"{hit.place}含个人号码", hit.hit.sentence, _field_of(hit.place))
    if not hits:
        words = "正文、表格都查过，发布时再查各种文件；扫描件是图像，查不出"
        yield Check("ok", "未发现身份证号、手机号、银行卡号", words)


def _template_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    """Blanks of a template that nobody filled in, wherever a reader would meet them."""
    for place, text in _said(notice, draft):
        if left := patterns.left_placeholders(text):
            note = f"“{left[0]}”没有填"
            yield Check("must", f"{place}里还有模板文字", note, _field_of(place))


def _said(notice: Notice, draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text that would be public, those beside the content among them."""
    yield from texts_of(draft.content)
    yield "更正说明", notice.correction_reason


def _field_of(place: str) -> str:
    """Where a text is mended: its field in the editor, or its row."""
    row = re.match(r"第(\d+)件", place)
    return f"row-{row[1]}" if row else _FIELDS.get(place, "")


def _file_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    """What would keep the files from being made: a head nothing can fill, a character no face holds."""
    unknown = files.unknown_heads(draft.content)
    for head in unknown:
        note = "不知道填哪一项内容，请改用常用的栏目"
        yield Check("must", f"表头“{head}”用不了", note, "id_columns")
    # Without its heads the table cannot be set, and nothing can be said of its characters.
    if not unknown:
        yield from sign_checks.lines(notice, draft, _said(notice, draft), _field_of)


def _correction_checks(notice: Notice, draft: Draft) -> Iterator[Check]:
    if notice.replaces is None:
        return
    if not notice.correction_reason.strip():
        yield lacking(notice, "correction_reason")
    if notice.restarts_window is None:
        yield Check("must", "没有选公示期是否重新计算", field="id_restarts_window")
    if notice.replaces.content and _table_of(notice.replaces.content) == _table_of(draft.content):
        yield Check("see", "表格与原公示一样", "更正的只是文字、公示期或联系方式")


def _missing_in_source(content: Mapping[str, Any]) -> Iterator[Check]:
    contact = content["contact"]
    for key, label in (
        ("name", "联系人"),
        ("phone", "联系电话"),
        ("address", "通信地址"),
        ("hours", "来访地点和时间"),
    ):
        if not contact[key]:
            yield Check("see", f"{label}：{NOT_IN_SOURCE}")
    if content["window"] is None:
        yield Check("see", f"公示期：{NOT_IN_SOURCE}")
    if content["signed_on"] is None:
        yield Check("see", f"成文日期：{NOT_IN_SOURCE}")


def _rows(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in content["categories"]:
        yield from group["projects"]


def _figures(content: Mapping[str, Any]) -> int:
    """How many figures the table computes: ratios of rows, and all of each sum."""
    sums = [*content["categories"], content["totals"]]
    return sum(row["ratio"] is not None for row in _rows(content)) + sum(
        group[key] is not None for group in sums for key in SUMMED
    )


def _table_of(content: Mapping[str, Any]) -> Any:
    return content["columns"], content["categories"], content["totals"]
