"""The briefing (通报) of a round: what the numbers say, in the order an office says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.writing.columns import Keys
from documents.writing.letter import (
    TITLE_CHARACTERS,
    WIDE_TITLE_CHARACTERS,
    Attachment,
    Block,
    Letter,
    sign,
)
from documents.writing.notice import closing_lines
from documents.writing.signs import writable
from documents.writing.table import notice_table
from documents.writing.titles import title_lines
from documents.writing.wording import (
    WITHOUT_REPORT,
    chinese_date,
    chinese_numeral,
    moment_of,
    period_words,
)


@dataclass(frozen=True, slots=True)
class Lights:
    """The words of 亮灯: in which order they are counted, and those whose projects are named, worst first."""

    counted: tuple[str, ...]
    named: tuple[str, ...]


NO_LIGHTS = Lights((), ())
"""For a content without standings."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who owed reports for the round, and who has not sent all of them."""

    units: int
    reported: int
    missing: tuple[str, ...] = ()
    """Names of the units still owing, in the district's own order: no ranking."""


def briefing_letter(
    content: Mapping[str, Any],
    *,
    title: str | None = None,
    table_title: str | None = None,
    signed_by: str | None = None,
    signed_on: str | None = None,
    reporting: Reporting | None = None,
    requirements: Sequence[str] = (),
    lights: Lights = NO_LIGHTS,
    keys: Keys = (),
) -> Letter:
    """The briefing as a document, the notice's table as its attachment. Sections without facts are left out."""
    district = writable((content.get("district") or {}).get("name"))
    period = period_words(content["period"]) if content.get("period") else ""
    heading = writable(title or f"关于{district}{period}重点民生实事推进情况的通报")
    table_title = table_title or f"{district}{period}重点民生实事推进情况表"
    table = notice_table(content, table_title, keys)
    day = signed_on if signed_on is not None else content.get("signed_on")
    body = writable(signed_by if signed_by is not None else content.get("source"))
    return Letter(
        title_lines=title_lines(heading, TITLE_CHARACTERS),
        title=heading,
        blocks=tuple(_blocks(content, reporting, requirements, lights)),
        signature=sign(body, chinese_date(day) if day else "", leaves_room_for_seal=True),
        attachments=(
            Attachment(
                label="附件",
                title_lines=title_lines(table.title, WIDE_TITLE_CHARACTERS),
                table=table,
                closing=tuple(closing_lines(content, None)),
            ),
        ),
        author=body,
        moment=moment_of(content),
    )


def _blocks(
    content: Mapping[str, Any],
    reporting: Reporting | None,
    requirements: Sequence[str],
    lights: Lights,
) -> Iterator[Block]:
    projects = [project for category in content["categories"] for project in category["projects"]]
    sections = (
        (
            "总体情况",
            [_overall(content, projects), *_by_category(content), *_standings(projects, lights)],
        ),
        ("进展较慢的项目", list(_slow(projects, lights))),
        ("填报情况", list(_reporting(projects, reporting))),
        ("存在问题和下一步打算", list(_problems(projects))),
        ("有关要求", [writable(line) for line in requirements]),
    )
    told = [(name, lines) for name, lines in sections if lines]
    for number, (name, lines) in enumerate(told, start=1):
        yield Block(f"{chinese_numeral(number)}、{name}", "heading")
        for text in lines:
            yield from (Block(line) for line in text.split("\n") if line.strip())


def _overall(content: Mapping[str, Any], projects: Sequence[Mapping[str, Any]]) -> str:
    period = content.get("period")
    until = f"截至{period['year']}年{period['to_month']}月底，" if period else ""
    district = writable((content.get("district") or {}).get("name"))
    return f"{until}{district}重点民生实事共{len(projects)}件，{_money(content['totals'] or {})}"


def _by_category(content: Mapping[str, Any]) -> Iterator[str]:
    for category in content["categories"]:
        if category["name"] and len(content["categories"]) > 1:
            yield f"{writable(category['name'])}{len(category['projects'])}件，{_money(category)}"


def _money(sums: Mapping[str, Any]) -> str:
    """Plan, invested and ratio as far as they are known: a blank stays unsaid."""
    said = []
    if sums.get("investment_plan") is not None:
        said.append(f"年度计划投资{sums['investment_plan']}万元")
    if sums.get("invested") is not None:
        said.append(f"累计完成投资{sums['invested']}万元")
    if sums.get("ratio") is not None:
        said.append(f"占年度计划的{sums['ratio']}%")
    return "，".join(said) + "。" if said else "未列投资计划。"


def _standings(projects: Sequence[Mapping[str, Any]], lights: Lights) -> Iterator[str]:
    found = [standing["value"] for project in projects if (standing := project.get("standing"))]
    counted = [f"{value}{found.count(value)}件" for value in lights.counted if value in found]
    if counted:
        yield f"按年度目标和阶段性目标对照：{'、'.join(counted)}。"


def _slow(projects: Sequence[Mapping[str, Any]], lights: Lights) -> Iterator[str]:
    for value in lights.named:
        for project in projects:
            standing = project.get("standing") or {}
            if standing.get("value") == value:
                yield f"{_named(project)}：{value}。{writable(standing.get('sentence'))}"


def _reporting(projects: Sequence[Mapping[str, Any]], reporting: Reporting | None) -> Iterator[str]:
    if reporting:
        yield f"本期应填报单位{reporting.units}个，已报齐{reporting.reported}个。"
        if reporting.missing:
            yield f"尚未报齐的单位：{'、'.join(map(writable, reporting.missing))}。"
    blank = [project for project in projects if not project.get("progress")]
    missing = [_named(one) for one in blank if _has_no_report(one)]
    idle = [_named(one) for one in blank if not _has_no_report(one)]
    if missing:
        yield f"以下{len(missing)}件还没有审核通过的进展：{'；'.join(missing)}。"
    if idle:
        yield f"以下{len(idle)}件没有本期进展：{'；'.join(idle)}。"


def _has_no_report(project: Mapping[str, Any]) -> bool:
    return (project.get("remark") or "").startswith(WITHOUT_REPORT)


def _problems(projects: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for project in projects:
        problem, step = writable(project.get("problem")), writable(project.get("next_step"))
        if problem or step:
            said = "".join(
                f"{word}：{text.rstrip('。')}。"
                for word, text in (("存在问题", problem), ("下一步", step))
                if text
            )
            yield f"{_named(project)}。{said}"


def _named(project: Mapping[str, Any]) -> str:
    units = "、".join(map(writable, project.get("units") or ()))
    return f"第{project['number']}项{writable(project['name'])}" + (f"（{units}）" if units else "")
