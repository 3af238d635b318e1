"""Whether the reading fits the document: its title, its years, its heads of money, its names of units and projects.

What does not fit is no mistake of the document's, most likely, but of the reading: a person must look first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents import wording
from documents.dates import months_in, year_in
from documents.drafts import ListDraft, ProjectDraft
from documents.reading import Finding, Place, Project, Reading
from documents.script import simplified
from documents.tables.columns import Column
from documents.tables.meanings import LEADERS, Meaning
from documents.text import bare
from documents.units import looks_like_units

_OF_RESULTS = re.compile(
    r"(?:进展|完成|落实|执行|实施|推进)(?:情况|进度|成效|结果)|(?:月份?|季度|半年|年度?)(?:进展|完成|推进)|进度(?:表|台账|通报|公示)"
    r"|(?:情况|进展)的?(?:公示|通报|汇报|报告)"
)
_OF_GOALS = re.compile(r"推进(?:计划|方案|安排)|目标|任务书|实施方案|责任分工")
_FIGURE = re.compile(r"\d")
_MEASURE = re.compile(r"(?:个|座|户|人|人次|所|家|处|台|套|公里|万元|元|平方米|亩|件|项|%)")
_BEGINS_AS_BODY = re.compile(r"[区县市州省镇乡团各]|国网|中国|中共|属地|有关|相关")
_ENDS_AS_BODY = re.compile(
    r"(?:学|中|园|厂|场|库|校|组|街|店|队|户|业主|法人|主体|机构|运营商|电信|移动|联通|供电|电力|燃气|水务|铁塔)$"
)
"""Schools, works, carriers and short names of offices, which end unlike a unit of government."""
_DONE = re.compile(r"(?:已经?|目前|截[至止])(?!定|知|建成区)")
_SAYS_YEAR = {
    Meaning.TARGET, Meaning.MILESTONE, Meaning.PROGRESS, Meaning.PERIODIC, Meaning.PLAN, Meaning.INVESTED,
}  # fmt: skip


def check_fit(
    lists: Sequence[ListDraft], reading: Reading, drafts: Sequence[ProjectDraft]
) -> list[Finding]:
    """Warnings, each with what is printed and what it was read as."""
    columns = [
        (Place(grid.index, head.bottom or 1, column.position), column)
        for part in lists
        for grid, head in part.tables
        if head.bottom >= head.top
        for column in head.columns
    ]
    findings = [*_title(reading), *_years(reading, columns), *_money(reading, columns)]
    for project, draft in zip(reading.projects, drafts, strict=True):
        place = draft.places.get("name") or draft.places.get("number")
        findings += _project(project, reading, place)
    return findings


def _title(reading: Reading) -> Iterator[Finding]:
    """A title of progress over goals alone: what was done was not found, or is not in the document."""
    if reading.kind != "plan":
        return
    for title in dict.fromkeys((reading.title, reading.table_title)):
        text = bare(title or "")
        if _OF_RESULTS.search(text) and not _OF_GOALS.search(text):
            yield wording.reading_doubtful(
                f"标题「{title}」说的是进展，读到的只有目标任务，没有一项进展，请核对各栏的含义。",
                printed=title,
                expected="目标任务",
            )
            return


def _years(reading: Reading, columns: Sequence[tuple[Place, Column]]) -> Iterator[Finding]:
    """A head of goals or results of another year than the document's."""
    if reading.year is None:
        return
    for place, column in columns:
        year = year_in("".join(column.path))
        if column.meaning in _SAYS_YEAR and year is not None and year != reading.year:
            yield wording.reading_doubtful(
                f"「{column.label}」是{year}年的，文件按{reading.year}年读取，请核对年度。",
                place=place,
                printed=str(year),
                expected=str(reading.year),
            )
            return


def _money(reading: Reading, columns: Sequence[tuple[Place, Column]]) -> Iterator[Finding]:
    """A head of amounts, and not one amount read."""
    if any(row.investment_plan or row.invested for row in reading.projects):
        return
    for place, column in columns:
        if column.scale is not None and column.meaning in {Meaning.PLAN, Meaning.INVESTED, None}:
            yield wording.reading_doubtful(
                f"有「{column.label}」一栏，却没有读到一笔金额，请核对。",
                place=place,
                printed=column.label,
            )
            return


def _project(project: Project, reading: Reading, place: Place | None) -> Iterator[Finding]:
    number = project.number
    for unit in project.units:
        if _FIGURE.search(unit.name) or _MEASURE.fullmatch(unit.name):
            yield wording.reading_doubtful(
                f"第{number}项的责任单位读作「{unit.name}」，不像单位名称，请核对。",
                number,
                place,
                unit.name,
            )
    yield from _cut_words(project, place)
    if _is_no_name(project):
        yield wording.reading_doubtful(
            f"第{number}项的名称读作「{project.name}」，不像项目名称，请核对。",
            number,
            place,
            project.name,
        )
    if reading.kind == "plan":
        for task in project.tasks:
            for step in task.milestones:
                if _DONE.match(bare(step.text)):
                    yield wording.reading_doubtful(
                        f"第{number}项{step.month}月的目标读作「{step.text}」，像是已有的进展，请核对。",
                        number,
                        place,
                        step.text,
                    )


def _cut_words(project: Project, place: Place | None) -> Iterator[Finding]:
    """More units than its cell names: words of a sentence, cut at their commas, read as units."""
    if len(project.units) < 2:
        return
    odd = [unit.name for unit in project.units if not _may_be_body(simplified(unit.name))]
    if len(odd) >= 2:
        shown = "".join(f"「{name}」" for name in odd[:3])
        yield wording.reading_doubtful(
            f"第{project.number}项读出{len(project.units)}个责任单位，其中{shown}{'等' if len(odd) > 3 else ''}"
            "不像单位名称，可能是一段话被拆开，请核对。",
            project.number,
            place,
            "、".join(odd),
        )


def _may_be_body(name: str) -> bool:
    """Whether a word names a unit, a place or a company; short ones are names of towns and carriers."""
    return (
        len(name) <= 3
        or (len(name) <= 7 and _BEGINS_AS_BODY.match(name) is not None)
        or _ENDS_AS_BODY.search(name) is not None
        or looks_like_units(name)
    )


def _is_no_name(project: Project) -> bool:
    """A head, a person's office, a unit, or no words at all in the place of a name."""
    name = bare(project.name)
    if not name:
        return False  # told as missing
    if not re.search(r"[\u4e00-\u9fff]", name):
        return True
    if len(name) <= 8 and (
        LEADERS.fullmatch(name.removeprefix("分管").removeprefix("联系"))
        or (months_in(name) is not None and re.search(r"(?:目标|计划|任务|进展|完成)$", name))
    ):
        return True
    return (
        not project.units
        and len(name) <= 10
        and re.match(r"[区县市州]", name) is not None
        and looks_like_units(name)
    )
