"""Writing a reading into the register as a plan. Called inside the transaction of an import."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from documents import quantities, reading
from intake.units import UnitBook, register_units
from intake.work_percents import work_percents_by_subject
from projects.models import (
    AnnualPlan,
    Category,
    District,
    Indicator,
    Milestone,
    MilestoneTarget,
    Project,
    Task,
    TaskUnit,
)

_PER_TERM = re.compile(r"(春季|秋季|上半年|下半年|每学期|本学期|[一二三四]季度)")


def enter_plan(document: reading.Reading, *, district: District, year: int) -> AnnualPlan:
    """A new plan with its projects, tasks, units, milestones and indicators, as the document says."""
    is_plan = document.kind == "plan"
    plan = AnnualPlan.objects.create(
        district=district,
        year=year,
        title=(document.title if is_plan else document.table_title)
        or document.title
        or f"{district.name}{year}年重点民生实事",
        # Number, issuer and date of a progress notice are the notice's own, not the plan's.
        document_number=(document.document_number or "") if is_plan else "",
        issuer=(document.issuer or "") if is_plan else "",
        issued_on=date.fromisoformat(document.issued_on)
        if is_plan and document.issued_on
        else None,
    )
    categories = {
        printed.name: Category.objects.create(
            plan=plan, order=order, name=printed.name, printed_heading=printed.printed_heading
        )
        for order, printed in enumerate(document.categories, start=1)
    }
    book = register_units(district, _unit_names(document))
    for project in document.projects:
        enter_project(plan, project, categories=categories, book=book)
    return plan


def _unit_names(document: reading.Reading) -> list[str]:
    names = [unit.name for project in document.projects for unit in project.units]
    names += [
        name for project in document.projects for task in project.tasks for name in task.units
    ]
    return list(dict.fromkeys(names))


def enter_project(
    plan: AnnualPlan,
    printed: reading.Project,
    *,
    categories: dict[str, Category],
    book: UnitBook,
) -> Project:
    """One project and all below it; its first task carries the money."""
    project = Project.objects.create(
        plan=plan,
        category=categories.get(printed.category) if printed.category else None,
        number=printed.number,
        printed_number=printed.printed_number or "",
        name=printed.name,
        target=printed.target,
        investment_plan=_decimal(printed.investment_plan),
        investment_printed=printed.investment_plan or "",
    )
    roles = {unit.name: unit.role for unit in printed.units}
    for position, printed_task in enumerate(printed.tasks, start=1):
        task = Task.objects.create(
            project=project,
            number=printed_task.number,
            text=printed_task.text,
            carries_money=position == 1,
        )
        _enter_units(task, printed_task.units, roles, book)
        _enter_milestones_and_indicators(task, printed_task)
    return project


def _decimal(printed: str | None) -> Decimal | None:
    return Decimal(printed) if printed is not None else None


def _enter_units(task: Task, names: Sequence[str], roles: dict[str, str], book: UnitBook) -> None:
    seen = set()
    position = 0
    for name in names:
        unit = book.by_name[name]
        if unit.pk in seen:
            continue
        seen.add(unit.pk)
        position += 1
        lead = position == 1 or roles.get(name) == "lead"
        TaskUnit.objects.create(
            task=task,
            unit=unit,
            position=position,
            role=TaskUnit.UnitRole.LEAD if lead else TaskUnit.UnitRole.COOPERATING,
        )


def _enter_milestones_and_indicators(task: Task, printed: reading.Task) -> None:
    milestones = {
        milestone.month: Milestone.objects.create(
            task=task,
            month=milestone.month,
            text=milestone.text,
            percents=list(milestone.percents),
        )
        for milestone in printed.milestones
    }
    kept = [indicator for indicator in printed.indicators if not indicator.stage_only]
    for position, indicator in enumerate(kept, start=1):
        row = _enter_indicator(task, indicator, position, printed.milestones)
        _enter_month_values(row, indicator, milestones)
    for offset, by_month in enumerate(work_percents_by_subject(printed), start=1):
        subject, values = by_month
        row = Indicator.objects.create(
            task=task,
            position=len(kept) + offset,
            kind=Indicator.Kind.PERCENT_OF_WORK,
            label=f"形象进度（{subject}）" if subject else "形象进度",
            subject=subject,
            unit="%",
            unit_printed="%",
            target=Decimal(100),
            target_printed="100",
            from_percents=True,
        )
        MilestoneTarget.objects.bulk_create(
            MilestoneTarget(
                indicator=row, milestone=milestones[month], value=Decimal(value), printed=value
            )
            for month, value in values.items()
        )


def _enter_indicator(
    task: Task,
    printed: reading.Indicator,
    position: int,
    milestones: Sequence[reading.Milestone],
) -> Indicator:
    value, unit = None, printed.unit
    if printed.value is not None:
        value, unit = quantities.expand(printed.value, printed.unit)
    return Indicator.objects.create(
        task=task,
        position=position,
        kind=printed.kind,
        label=printed.label,
        unit=unit,
        unit_printed=printed.unit,
        qualifier=printed.qualifier or "",
        target=value,
        target_printed=printed.value or "",
        direction=printed.direction,
        basis=_basis(printed, milestones),
    )


def _basis(printed: reading.Indicator, milestones: Sequence[reading.Milestone]) -> str:
    """Each term its own number: the full value is due more than once, and the texts speak of terms.

    (7.44万人次 for the spring term and again for the autumn term.) A cumulative number also stays at its
    target once reached, but then no term is named.
    """
    full = [
        milestone
        for milestone in milestones
        if printed.milestones.get(str(milestone.month)) == printed.value
    ]
    terms = {word for milestone in full for word in _PER_TERM.findall(milestone.text)}
    if printed.value is not None and len(full) > 1 and len(terms) > 1:
        return Indicator.Basis.IN_PERIOD
    return Indicator.Basis.CUMULATIVE


def _enter_month_values(
    row: Indicator, printed: reading.Indicator, milestones: dict[int, Milestone]
) -> None:
    MilestoneTarget.objects.bulk_create(
        MilestoneTarget(
            indicator=row,
            milestone=milestones[int(month)],
            value=quantities.expand(value, printed.unit)[0],
            printed=value,
        )
        for month, value in printed.milestones.items()
        if int(month) in milestones
    )
