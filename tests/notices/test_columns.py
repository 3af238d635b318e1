"""A column is its key from the choice to the file: nothing the portal printed is guessed back from its head."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from documents.writing import columns as written
from documents.writing.column_kinds import COLUMN_KINDS, SUMMED
from documents.writing.file_forms import FILE_FORMS
from notices import services
from notices.briefing import briefing_docx
from notices.checklist import checks
from notices.columns import choices, keys_of_heads, printed_heads
from notices.content_reading import NoticeContent, read_notice
from notices.drafts import draft_of
from notices.files import every_form
from notices.models import Notice
from notices.table import columns_of, table_html
from projects.periods import Period, Subject
from publicity.site.changes import changes
from tests.factories import AT, BEIJING, DAY, make_approved, make_round
from tests.notices.conftest import WINDOW
from tests.publicity.site.test_table import rows

MONTHS = range(1, 13)
SUBJECTS: tuple[tuple[Subject, Period | None], ...] = (
    ("targets", None),
    ("progress", Period.through(2025, 1)),
    ("progress", Period.through(2025, 3)),
    ("progress", Period.through(2025, 12)),
    ("completion", Period.through(2025, 12)),
)
NEW_YEAR = datetime(2026, 1, 12, 10, 0, tzinfo=BEIJING)


def every_key(subject: Subject) -> list[str]:
    return [choice.key for choice in choices(subject, MONTHS)]


def content(**values: Any) -> dict[str, Any]:
    """A notice of two projects, as one made here."""
    sums = {"investment_plan": "300", "invested": "92", "ratio": "30.7"}
    row = {
        "number": 1, "name": "口袋公园", "target": "建成2个", "units": ["区城市管理局"],
        "progress": "开工2个。", "remark": None, "milestones": [], "indicators": [], "standing": None,
        **sums,
    }  # fmt: skip
    return {
        "district": {"code": "500101", "name": "万州区"},
        "number": "2025-q1",
        "kind": "progress",
        "title": "公示",
        "period": {"year": 2025, "from_month": 1, "to_month": 3},
        "columns": ["序号", "项目名称"],
        "categories": [{"name": "", "projects": [row], **sums}],
        "totals": sums,
        **values,
    }


@pytest.mark.parametrize(("subject", "period"), SUBJECTS)
def test_every_head_we_print_leads_back_to_its_key(subject, period):
    keys = every_key(subject)
    heads = printed_heads(keys, year=2025, subject=subject, period=period)
    assert list(keys_of_heads(heads, year=2025, subject=subject, period=period)) == keys


def test_a_head_that_is_not_letter_by_letter_ours_has_no_key():
    read = read_notice(content(columns=["序号", "2025年投资计划(万元)", "进展情况（1—4月）"]))
    assert read.keys == ("number", None, None)


def test_a_correction_has_the_heads_of_what_it_corrects():
    heads = ["序号", "项目名称", "全年完成情况"]
    year = {"year": 2025, "from_month": 1, "to_month": 12}
    of_year = content(columns=heads, kind="correction", number="2025-year-r1", period=year)
    of_round = content(columns=heads, kind="correction", number="2025-m12-r1", period=year)
    assert read_notice(of_year).keys == ("number", "name", "progress")
    assert read_notice(of_round).keys == ("number", "name", None)


def test_of_a_notice_brought_over_no_key_is_taken_for_known():
    over = {"source": "区政府网站", "published_on": None, "file_sha256": "0" * 64}
    assert read_notice(content(brought_over=over)).keys == (None, None)
    assert [column.kind.key for column in columns_of(read_notice(content(brought_over=over)))] == [
        "number",
        "name",
    ]


def refuse(heads: object) -> None:
    raise AssertionError(f"guessed: {heads}")


@pytest.mark.django_db
def test_no_form_of_a_notice_made_here_is_made_by_guessing(office, monkeypatch):
    monkeypatch.setattr(written, "guessed_meanings", refuse)
    december = make_round(office.plan, 12, opens_on=date(2025, 12, 20), due_on=date(2025, 12, 31))
    for project in office.plan.projects.all():
        make_approved(project.tasks.get(), december, narrative="全部完成。", invested="10")
    start = services.start_notice
    first = office.published(office.started(columns=every_key("progress")))
    made = [
        office.edited(
            start(plan=office.plan, kind=Notice.Kind.TARGETS, compiler=office.compiler, at=AT),
            **WINDOW,
            columns=every_key("targets"),
        ),
        first,
        services.start_correction(
            notice_id=first.pk, compiler=office.compiler, at=AT, reason="第1件金额有误。"
        ),
        start(round=december, compiler=office.compiler, at=NEW_YEAR),
        start(
            round=december, kind=Notice.Kind.COMPLETION, compiler=office.compiler, at=NEW_YEAR
        ),
    ]  # fmt: skip
    for notice in made:
        told = draft_of(notice).content
        assert checks(notice, day=DAY)
        assert table_html(told)
        made_of_it = every_form(told, signed_by="区发展改革委", check_address="https://x/check/")
        assert list(made_of_it) == [form.ending for form in FILE_FORMS]
    assert briefing_docx(office.round, day=DAY)


def test_a_content_without_heads_gets_the_usual_ones_and_their_keys(monkeypatch):
    monkeypatch.setattr(written, "guessed_meanings", refuse)
    bare = read_notice(content(columns=[]))
    assert [column.head for column in columns_of(bare)] == [
        "序号", "项目名称", "目标任务", "投资计划（万元）", "责任单位", "进展情况", "完成额度（万元）", "占比（%）", "备注",
    ]  # fmt: skip


def test_a_sum_that_stands_first_keeps_its_figure_and_the_row_its_name():
    """On the page as in the files (`documents.writing.table`)."""
    told = content(columns=["2025年投资计划（万元）", "序号", "项目名称"])
    assert rows(table_html(told))[1] == ["300", "合计", ""]


def test_every_column_that_a_notice_may_have_is_compared_by_a_correction():
    def all_of(text: str) -> NoticeContent:
        row = {kind.json_key: text for kind in COLUMN_KINDS if kind.offered_in}
        row |= {"number": 1, "units": [text], "milestones": [{"month": 6, "text": text}]}
        sums = dict.fromkeys(SUMMED, text)
        return read_notice(
            content(categories=[{"name": "", "projects": [row], **sums}], totals=sums)
        )

    found = [change.column for change in changes(all_of("1"), all_of("2")) if change.number]
    offered = [kind for kind in COLUMN_KINDS if kind.offered_in and kind.key != "number"]
    assert found == [kind.of_month(6) if kind.is_monthly else kind.head for kind in offered]
