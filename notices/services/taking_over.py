"""Bringing over a notice that an older site published: marked so everywhere, its date the source's claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from documents import day_ranges
from documents.reading import Project as PrintedProject
from documents.reading import Reading
from documents.text_lengths import fitted
from notices import files, workflow
from notices.columns import printed_heads, usual_columns
from notices.compile import (
    BroughtOver,
    Contact,
    Head,
    IndicatorRow,
    ProjectRow,
    Reported,
    Window,
    compile_content,
)
from notices.digests import content_digest
from notices.models import Notice
from notices.refusals import StepRefused
from notices.services.publishing import freeze, lock_head, moment_of_publication
from notices.services.trail import left
from notices.services.vouching import leave_word
from notices.window import CountingRule, window_between
from progress.models import ReportingRound
from projects import access
from projects.access import Act, must
from projects.models import AnnualPlan, District, Project
from projects.periods import NoticeNumber, Period, Subject

_CONTACT_LINE = re.compile(r"[(（]?\s*联系人\s*[:：].*联系电话\s*[:：].*")
_WINDOW_LINE = re.compile(r"公示(?:时间|期限?)\s*[:：].*")


@dataclass(frozen=True, slots=True)
class VouchedSigns:
    """A person's word, given at the import desk, for characters of the source that no face can draw."""

    signs: str
    reason: str
    by: User
    at: datetime


def undrawn_signs(reading: Reading, district: District) -> str:
    """The characters of a past notice that no face can draw; none are known while a head of its table is unknown."""
    if reading.year is None:
        return ""
    month = reading.period.to_month if reading.period and reading.kind != "plan" else None
    subject: Subject = "targets" if month is None else "progress"
    content = content_of_reading(
        reading,
        district=district,
        number=NoticeNumber(reading.year, subject, month),
        file_sha256="",
        keys={},
    )
    return "" if files.unknown_heads(content) else files.unprintable(content)


@transaction.atomic
def bring_over_notice(
    *,
    district: District,
    plan: AnnualPlan,
    reading: Reading,
    file_sha256: str,
    proposed_by: User,
    confirmed_by: User,
    at: datetime,
    round: ReportingRound | None = None,
    vouched: VouchedSigns | None = None,
) -> Notice:
    """Freeze a past notice as its source prints it, proposed by one person and confirmed by another.

    Texts, heads, window and contact are the source's; subtotals, totals and ratios are computed from the rows.
    `published_at` is the moment of the take-over here; `vouched` is the word for what no face can draw. Raises PermissionDenied or StepRefused.
    """
    must(access.can(proposed_by, Act.IMPORT, district))
    must(access.can(confirmed_by, Act.CONFIRM_TAKE_OVER, district))
    must(access.another_person(confirmed_by, proposed_by, act="确认转入"))
    lock_head(district)
    at = moment_of_publication(district, at)
    number = _number(reading, plan)
    if Notice.objects.kept().filter(district=district, number=str(number)).exists():
        raise StepRefused(f"{district.name}已经有 {number} 号公示，不能再转入一份。")
    facts = reading.notice
    if facts and (wrong := _window_refusal(facts.opens_on, facts.closes_on)):
        raise StepRefused(f"文件里的公示期读出来不对：{wrong}请在读取结果里改正。")
    content = content_of_reading(
        reading, district=district, number=number, file_sha256=file_sha256, keys=_keys(plan)
    )
    contact, window = content["contact"], content["window"]
    notice = Notice.objects.create(
        district=district,
        plan=plan,
        round=round,
        kind=Notice.Kind(number.subject),
        origin=Notice.Origin.BROUGHT_OVER,
        number=str(number),
        version=number.version,
        status=workflow.IN_REVIEW,
        title=fitted(content["title"], 200),
        lead=content["lead"],
        source=fitted(content["source"], 80),
        signed_on=_date(content["signed_on"]),
        columns=content["columns"],
        opens_on=_date(window["opens_on"]) if window else None,
        closes_on=_date(window["closes_on"]) if window else None,
        contact_name=fitted(contact["name"] or "", 40),
        contact_phone=fitted(contact["phone"] or "", 40),
        brought_content=content,
        table_title=fitted(reading.table_title or "", 200),
        compiled_by=proposed_by,
        file_sha256=file_sha256,
        claimed_published_on=_date(facts.published_on) if facts else None,
    )
    _proposed(notice, proposed_by, at, vouched)
    notice.reviewed_by = confirmed_by
    return freeze(notice, content, content_digest(content), workflow.CONFIRM, confirmed_by, at)


def _proposed(notice: Notice, by: User, at: datetime, vouched: VouchedSigns | None) -> None:
    left(notice, "propose", by=by, at=at, was="")
    if vouched is not None:
        leave_word(notice, vouched.signs, by=vouched.by, at=vouched.at, reason=vouched.reason)


def content_of_reading(
    reading: Reading,
    *,
    district: District,
    number: NoticeNumber,
    file_sha256: str,
    keys: Mapping[tuple[int, str], int],
) -> dict[str, Any]:
    """What the source says, as a notice's content. What it does not say is null.

    `keys`: by number and name, what the plan's projects are followed by.
    """
    facts = reading.notice
    source = (facts.source if facts else None) or reading.issuer or district.commission_name
    head = Head(
        district_code=district.code,
        district_name=district.name,
        number=str(number),
        kind=number.subject,
        version=number.version,
        title=reading.title or "",
        lead=_lead(reading.lead),
        period=_period(reading),
        columns=reading.columns
        or printed_heads(
            usual_columns(number.subject),
            year=number.year,
            subject=number.subject,
            period=_period(reading),
        ),
        source=source,
        signed_on=_date(reading.issued_on),
        window=_window(facts.opens_on, facts.closes_on) if facts else None,
        contact=Contact(facts.contact_name or "", facts.contact_phone or "")
        if facts
        else Contact(),
        brought_over=BroughtOver(
            source=facts.source if facts else None,
            published_on=_date(facts.published_on) if facts else None,
            file_sha256=file_sha256,
        ),
    )
    return compile_content(
        head,
        [_row(project, keys.get((project.number, project.name))) for project in reading.projects],
        categories=list(dict.fromkeys(project.category for project in reading.projects)),
        shows_progress=number.subject != "targets",
    )


def _number(reading: Reading, plan: AnnualPlan) -> NoticeNumber:
    if reading.kind == "plan" or reading.period is None:
        return NoticeNumber(plan.year, "targets")
    if reading.period.year != plan.year:
        raise StepRefused(f"文件里的期间是{reading.period.year}年，方案是{plan.year}年。")
    return NoticeNumber(plan.year, "progress", reading.period.to_month)


def _period(reading: Reading) -> Period | None:
    if reading.period is None:
        return None
    return Period(reading.period.year, reading.period.from_month, reading.period.to_month)


def _lead(lead: str | None) -> str:
    """The text of the source without the lines that stand in window and contact already."""
    lines = [line.strip() for line in (lead or "").splitlines()]
    return "\n".join(
        line
        for line in lines
        if line and not _CONTACT_LINE.fullmatch(line) and not _WINDOW_LINE.fullmatch(line)
    )


def _window(opens_on: str | None, closes_on: str | None) -> Window | None:
    first, last = _date(opens_on), _date(closes_on)
    if first is None or last is None or day_ranges.window_refusal(first, last):
        return None
    return window_between(first, last, CountingRule())


def _window_refusal(opens_on: str | None, closes_on: str | None) -> str:
    first, last = _date(opens_on), _date(closes_on)
    return day_ranges.window_refusal(first, last) if first and last else ""


def _keys(plan: AnnualPlan) -> dict[tuple[int, str], int]:
    rows = Project.objects.filter(plan=plan).as_printed()
    return {place: project.lasting for place, project in rows.items()}


def _row(project: PrintedProject, key: int | None) -> ProjectRow:
    return ProjectRow(
        number=project.number,
        key=key,
        name=project.name,
        category=project.category,
        target=project.target,
        investment_plan=_amount(project.investment_plan),
        units=tuple(unit.name for unit in project.units),
        reported=Reported(project.progress, _amount(project.invested), project.remark),
        milestones=tuple(
            sorted(
                (
                    (milestone.month, milestone.text)
                    for task in project.tasks
                    for milestone in task.milestones
                ),
                key=lambda step: step[0],
            )
        ),
        indicators=tuple(_indicators(project)),
    )


def _indicators(project: PrintedProject) -> Iterable[IndicatorRow]:
    for task in project.tasks:
        for indicator in task.indicators:
            if not indicator.stage_only:
                yield IndicatorRow(
                    task.number,
                    indicator.label,
                    indicator.unit,
                    indicator.value,
                    indicator.reported,
                )


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
