"""The 通报 of a round: an internal paper in Word, from the very numbers its notice is compiled from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from notices.approved_rows import sources_of, standings_of
from notices.columns import printed_heads, usual_columns
from notices.compile import Head, compile_content
from notices.content_reading import key_in, read_notice
from notices.drafts import in_plan_order
from notices.text_patterns import pattern_for
from progress.access import lead_units
from progress.models import ProgressReport, ReportingRound
from progress.selectors.board import board
from progress.standing import TRAILING, Value
from projects.periods import NoticeNumber


def briefing_docx(round: ReportingRound, *, day: date) -> bytes:
    """The briefing as it stands on a day, with the standings, problems and next steps that no notice shows.

    `day` is printed as its date and decides who still owes. Only approved reports are told.
    """
    from documents.writing import files  # Takes time to load, and few pages need it.

    content = content_of(round)
    return files.briefing_docx(
        content,
        keys=read_notice(content).keys,
        signed_by=round.plan.district.commission_name,
        signed_on=day.isoformat(),
        reporting=_reporting(round, day),
        lights=files.Lights(
            counted=tuple(value.word for value in Value),
            named=tuple(value.word for value in TRAILING),
        ),
    )


def content_of(round: ReportingRound) -> dict[str, Any]:
    """The round in the shape of a notice, each project with its standing in words, its problem and next step."""
    plan = round.plan
    number = NoticeNumber(plan.year, "progress", round.through_month)
    period = number.period
    columns = pattern_for(plan.district, "progress").columns or usual_columns("progress")
    head = Head(
        district_code=plan.district.code,
        district_name=plan.district.name,
        number=str(number),
        kind="progress",
        version=number.version,
        title="",
        lead="",
        period=period,
        columns=printed_heads(columns, year=plan.year, subject="progress", period=period),
        source=plan.district.commission_name,
    )
    lights = {
        project: (Value(value).word, sentence)
        for project, (value, sentence) in standings_of(plan, round).items()
    }
    rows = [
        replace(row, standing=lights.get(row.key or row.number))
        for row in sources_of(plan, round).rows
    ]
    content = compile_content(head, rows, categories=in_plan_order(plan))
    said = _problems(round)
    for group in content["categories"]:
        for project in group["projects"]:
            problem, step = said.get(key_in(project), ("", ""))
            project |= {"problem": problem, "next_step": step}
    return content


def _problems(round: ReportingRound) -> dict[int, tuple[str, str]]:
    """What a project is followed by to 存在问题 and 下一步 of its approved reports, in the order of the tasks."""
    approved = (
        ProgressReport.objects.filter(round=round, status=ProgressReport.Status.APPROVED)
        .select_related("task__project")
        .order_by("task__project__number", "task__number")
    )
    found: dict[int, tuple[str, str]] = {}
    for report in approved:
        key = report.task.project.lasting
        before = found.get(key, ("", ""))
        found[key] = (_joined(before[0], report.problem), _joined(before[1], report.next_step))
    return found


def _joined(before: str, text: str) -> str:
    return "；".join(part for part in (before, text.strip().rstrip("。；")) if part)


def _reporting(round: ReportingRound, day: date) -> Any:
    """Who owed a report and who has sent none, in the district's own order."""
    from documents.writing.files import Reporting

    whole = board(round, day)
    owing = sorted((one.unit for one in whole.owing), key=lambda unit: (unit.order, unit.pk))
    units = {unit.pk for row in whole.rows for unit in lead_units(row.task)[:1]}
    return Reporting(len(units), len(units) - len(owing), tuple(unit.name for unit in owing))
