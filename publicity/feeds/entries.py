"""What the feeds tell: an entry a plan, an entry a notice, and of a project or unit the rows and adjustments that are theirs.

An entry keeps its id for good. A notice that was corrected, withdrawn or sealed keeps its entry as a tombstone: the
same id, a later `updated`, and only what became of it. Nothing here depends on the day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from documents.writing.file_forms import OFFERED
from notices.content_reading import Row
from projects.plan_reading import PlanProject
from projects.public_addresses import NOTICE
from publicity.feeds.atom import Entry, Link
from publicity.site import figures
from publicity.site.cards import Card
from publicity.site.identity import tag
from publicity.site.moments import NEVER, notice_changed, plan_changed
from publicity.site.numbers import Former
from publicity.site.revisions import last_changed, revised, revisions
from publicity.site.snapshots import District, PublishedPlan, Site, UnitChange
from publicity.site.succession import in_force, newest

KIND_WORDS = {
    "targets": "目标公示",
    "progress": "进展公示",
    "completion": "完成情况公示",
    "correction": "更正公示",
}
GONE = {"withdrawn": "已撤回", "corrected": "已更正", "sealed": "已封存"}


def notice_tag(site: Site, card: Card) -> str:
    return tag(site, f"{card.district.code}/notices/{card.notice.number}")


def _fate(site: Site, card: Card) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """What a tombstone says, and where to go from it: to the version in force, however many corrections lie between."""
    name, notice, said = card.phase.name, card.notice, card.said
    standing = in_force(site, notice)
    if name == "corrected" and standing is None:
        path = site.base_url + NOTICE.path(district=notice.district, notice=said.replaced_by)
        last = newest(site, notice)
        became = "已封存" if last and last.notice.is_sealed else "也已撤回"
        return (f"本公示已更正，更正它的公示后来{became}，现在没有有效的一份：{path}",), ()
    if name == "sealed":
        lines = [f"本公示已封存，内容和文件不再公开。原因：{notice.seal_reason}"]
    elif name == "withdrawn":
        lines = [f"本公示已撤回。原因：{notice.withdrawal_reason}"]
    else:
        lines = ["本公示已更正。"]
    if standing is None:
        return tuple(lines), ()
    path = site.base_url + standing.path
    return (*lines, f"以更正后的公示为准：{path}"), (
        Link("related", path, "text/html", "更正后的公示"),
    )


def title_of(card: Card) -> str:
    """A sealed notice may have lost even its title; a tombstone says so first."""
    word = GONE.get(card.phase.name)
    return f"【{word}】{card.title}" if word else card.title


def row_lines(row: Row) -> tuple[str, ...]:
    """第3项 关爱青少年心理健康：…完成额度92万元，占比30.7%。"""
    said = []
    if row.progress:
        said.append(row.progress.replace("\n", " ").rstrip("。"))
    if row.invested:
        said.append(
            f"完成额度{figures.grouped(row.invested)}万元"
            + (f"，占比{row.ratio}%" if row.ratio else "")
        )
    if row.remark:
        said.append(f"备注：{row.remark.rstrip('。')}")
    return (f"第{row.number}项 {row.name}：" + ("。".join(said) + "。" if said else "没有填写。"),)


def _notice_lines(card: Card) -> tuple[str, ...]:
    said = card.said
    lines = [card.summary] if card.summary else []
    if said.window:
        lines.append(
            f"公示时间：{said.window.opens_on.isoformat()}至{said.window.closes_on.isoformat()}，"
            f"{said.window.counted}。"
        )
    contact = "，".join(part for part in (said.contact_name, said.contact_phone) if part)
    if contact:
        lines.append(f"联系：{contact}")
    if said.is_brought_over:
        when = said.brought_over_on.isoformat() if said.brought_over_on else "未载明"
        lines.append(f"由原网站转入，原发布日期 {when}。")
    return tuple(lines)


def notice_entry(
    site: Site, card: Card, *, keys: Collection[int] | None = None, mark: str = ""
) -> Entry:
    """The notice, or (with `keys`) what it says of those projects; `mark` then ends the id."""
    notice, said = card.notice, card.said
    page = site.base_url + notice.path
    links = [Link("alternate", page, "text/html")]
    if not card.stands:
        lines, more = _fate(site, card)
        links += more
    elif keys is not None:
        lines = tuple(
            line for key in keys if key in said.by_key for line in row_lines(said.by_key[key])
        )
    else:
        lines = _notice_lines(card)
        links += [
            Link(
                "enclosure",
                site.base_url + notice.file_path(form.ending),
                form.media_type,
                form.label,
            )
            for form in OFFERED
            if form.ending in notice.formats
        ]
    return Entry(
        id=notice_tag(site, card) + mark,
        title=title_of(card),
        updated=notice_changed(site, notice),
        published=said.published_at,
        author=said.source or card.district.commission,
        lines=lines,
        links=tuple(links),
        category=KIND_WORDS.get(said.kind, ""),
    )


def _promise(project: PlanProject) -> tuple[str, ...]:
    lines = [f"第{project.number}项 {project.name}：{project.target}"]
    lines += [f"{month}月底：{text}" for month in project.months if (text := project.stage(month))]
    return tuple(line.replace("\n", " ") for line in lines)


def _plan_title(
    district: District, plan: PublishedPlan, projects: Collection[PlanProject] | None
) -> str:
    if projects is None:
        return plan.said.title or f"{district.name} {plan.year} 年民生实事方案"
    named = "、".join(f"第 {project.number} 件" for project in projects)
    return f"列入{district.name} {plan.year} 年民生实事{named}"


def plan_entry(
    site: Site,
    district: District,
    plan: PublishedPlan,
    *,
    projects: Collection[PlanProject] | None = None,
    mark: str = "",
) -> Entry:
    """The plan, or (with `projects`) what it promises of them: changed when one of them was, not when another was."""
    said = plan.said
    page = site.base_url + plan.path
    if projects is None:
        lines = tuple(
            part
            for part in (
                f"共 {len(said.projects)} 件。" + said.counts_by_category,
                f"文号：{said.document_number}" if said.document_number else "",
                _version_line(site, plan),
            )
            if part
        )
    else:
        lines = tuple(line for project in projects for line in _promise(project))
        if len(projects) == 1:
            page += f"{next(iter(projects)).number}/"
    return Entry(
        id=tag(site, f"{district.code}/plans/{plan.year}") + mark,
        title=_plan_title(district, plan, projects),
        updated=plan_changed(plan) if projects is None else _promised_at(site, plan, projects),
        published=None,
        author=said.issuer or district.commission,
        lines=lines,
        links=(Link("alternate", page, "text/html"),),
        category="年度方案",
    )


def left_entry(
    site: Site, district: District, plan: PublishedPlan, former: Former, *, mark: str
) -> Entry:
    """That a project left the plan, why, and where it goes on; under the id by which it was followed."""
    left = former.left
    lines = [
        f"原第{former.number}件“{former.name}”{former.said}"
        + "、".join(f"第{way.number}件“{way.name}”" for way in former.into)
        + "。"
    ]
    if left:
        lines += [f"依据：{left.source}。", f"原因：{_flat(left.reason)}"]
    return Entry(
        id=tag(site, f"{district.code}/plans/{plan.year}") + mark,
        title=f"{district.name} {plan.year} 年民生实事原第 {former.number} 件{former.said}",
        updated=plan_changed(plan),
        published=None,
        author=plan.said.issuer or district.commission,
        lines=tuple(lines),
        links=(
            Link("alternate", site.base_url + plan.project_path(former.number), "text/html"),
            *(
                Link("related", site.base_url + way.path, "text/html", way.name)
                for way in former.into
            ),
        ),
        category="方案调整",
    )


def _version_line(site: Site, plan: PublishedPlan) -> str:
    if plan.version < 2:
        return ""
    numbers = sorted(revised(site, plan.district, plan.year))
    named = "、".join(str(number) for number in numbers)
    return f"第 {plan.version} 版" + (f"，第 {named} 件有调整。" if named else "。")


def _promised_at(site: Site, plan: PublishedPlan, projects: Collection[PlanProject]) -> datetime:
    moments = (last_changed(site, plan.district, plan.year, one.key) for one in projects)
    return max((moment for moment in moments if moment), default=NEVER)


def revision_entries(
    site: Site, district: District, plan: PublishedPlan, project: PlanProject, *, mark: str
) -> list[Entry]:
    """One for each version that adjusted the promise: what it was and what it became."""
    return [
        Entry(
            id=tag(site, f"{district.code}/plans/{plan.year}/versions/{one.plan.version}")
            + f"/projects/{project.key}{mark}",
            title=f"{district.name} {plan.year} 年民生实事第 {project.number} 件有调整",
            updated=plan_changed(one.plan),
            published=one.plan.published_at,
            author=plan.said.issuer or district.commission,
            lines=tuple(
                f"{change.column}：原来是“{_flat(change.old)}”，调整为“{_flat(change.new)}”。"
                for change in one.changes
            ),
            links=(
                Link("alternate", site.base_url + plan.project_path(project.number), "text/html"),
            ),
            category="方案调整",
        )
        for one in revisions(site, plan.district, plan.year, project.key)
        if not one.is_addition
    ]


def _flat(text: str) -> str:
    return text.replace("\n", " ") or "空白"


def unit_change_entry(
    site: Site,
    district: District,
    change: UnitChange,
    today: Sequence[tuple[str, str]],
    told_at: datetime,
    mark: str,
) -> Entry:
    """A unit is no longer named so: by which document, since when, and where to follow what stands of it today."""
    old, names = "、".join(change.old), "、".join(name for name, _ in today)
    new = "、".join(change.new)
    since = f"后来又有变动，现在是{names}。" if new != names else ""
    return Entry(
        id=tag(site, f"{district.code}/reforms/{change.decided_on.isoformat()}{mark}"),
        title=f"【已{change.word}】{old}现为{names}",
        updated=told_at,
        published=change.told_at,
        author=district.commission,
        lines=(
            f"{old}自{change.decided_on.isoformat()}起{change.word}为{new}，依据：{change.document}。{since}",
            "以前公布的内容按当时的名称保留。以后的进展请订阅现在的单位。",
            *(f"{name}：{feed}" for name, feed in today if feed),
        ),
        links=tuple(
            Link("related", feed, "application/atom+xml", name) for name, feed in today if feed
        ),
        category="机构改革",
    )
