"""Writing a reading into the register as a plan. Called inside the transaction of an import.

Rows are built first and stored model by model, so that the cost does not grow with a query per row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.models import User
from documents import reading
from documents.quantities.units import expand
from intake.refusals import must_fit
from intake.units import UnitBook, register_units
from intake.work_percents import percent_label, work_percents_by_subject
from projects.models import (
    AnnualPlan,
    Category,
    District,
    Indicator,
    Milestone,
    MilestoneTarget,
    Project,
    ResponsibleUnit,
    Task,
    TaskUnit,
)
from projects.numbering import LastingNumbers

_PER_TERM = re.compile(r"(春季|秋季|上半年|下半年|每学期|本学期|[一二三四]季度)")


def enter_plan(
    document: reading.Reading, *, district: District, year: int, actor: User
) -> AnnualPlan:
    """A new plan with its projects, tasks, units, milestones and indicators, as the document says."""
    is_plan = document.kind == "plan"
    plan = AnnualPlan(
        district=district,
        year=year,
        entered_by=actor,
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
    must_fit([plan])
    plan.save(force_insert=True)
    enter_projects(plan, document, document.projects)
    return plan


def enter_projects(
    plan: AnnualPlan,
    document: reading.Reading,
    printed: Iterable[reading.Project],
    *,
    added_on: date | None = None,
) -> None:
    """Add these projects of the document to the plan, with all below them.

    `added_on` is the day of a document that adds them in mid-year; None for what the plan held from the start.
    """
    categories = enter_categories(plan, document)
    book = register_units(plan.district, unit_names(document))
    rows = Rows(added_on=added_on)
    for project in printed:
        rows.add_project(plan, project, categories=categories, book=book)
    rows.store()


def enter_categories(plan: AnnualPlan, document: reading.Reading) -> dict[str, Category]:
    """The plan's categories by name, with those of the document that were not there yet."""
    known = {category.name: category for category in plan.categories.order_by("order")}
    order = max((category.order for category in known.values()), default=0)
    for printed in document.categories:
        if printed.name not in known:
            order += 1
            known[printed.name] = made = Category(
                plan=plan, order=order, name=printed.name, printed_heading=printed.printed_heading
            )
            must_fit([made])
            made.save(force_insert=True)
    return known


def unit_names(document: reading.Reading) -> list[str]:
    """Every unit the document prints, each once, in order."""
    names = [unit.name for project in document.projects for unit in project.units]
    names += [
        name for project in document.projects for task in project.tasks for name in task.units
    ]
    return list(dict.fromkeys(names))


@dataclass
class Rows:
    """Rows on their way into the register, parents before children."""

    added_on: date | None = None
    keys: LastingNumbers = field(default_factory=LastingNumbers)
    projects: list[Project] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    task_units: list[TaskUnit] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    month_values: list[MilestoneTarget] = field(default_factory=list)

    def store(self) -> None:
        """Raises ImportRefused with every text that is longer than where it would be kept."""
        rows = (*self.projects, *self.tasks, *self.milestones, *self.indicators, *self.month_values)
        must_fit(rows)
        Project.objects.bulk_create(self.projects, batch_size=500)
        Task.objects.bulk_create(self.tasks, batch_size=500)
        TaskUnit.objects.bulk_create(self.task_units, batch_size=500)
        Milestone.objects.bulk_create(self.milestones, batch_size=500)
        Indicator.objects.bulk_create(self.indicators, batch_size=500)
        MilestoneTarget.objects.bulk_create(self.month_values, batch_size=500)

    def add_project(
        self,
        plan: AnnualPlan,
        printed: reading.Project,
        *,
        categories: dict[str, Category],
        book: UnitBook,
    ) -> None:
        """One project and all below it; its first task carries the money."""
        project = Project(
            plan=plan, number=printed.number, key=self.keys.key_for(plan, printed.number)
        )
        set_project(project, printed, categories)
        self.projects.append(project)
        roles = {unit.name: unit.role for unit in printed.units}
        for position, printed_task in enumerate(printed.tasks, start=1):
            self.add_task(project, printed_task, roles, book, carries_money=position == 1)

    def add_task(
        self,
        project: Project,
        printed: reading.Task,
        roles: Mapping[str, str],
        book: UnitBook,
        *,
        carries_money: bool,
    ) -> None:
        task = Task(
            project=project,
            number=printed.number,
            text=printed.text,
            carries_money=carries_money,
            added_on=self.added_on,
        )
        self.tasks.append(task)
        self.add_units(task, printed.units, roles, book)
        self.add_goals(task, printed)

    def add_units(
        self, task: Task, names: Sequence[str], roles: Mapping[str, str], book: UnitBook
    ) -> None:
        """The task's units in order; two spellings of one unit are one."""
        units: dict[ResponsibleUnit, str | None] = {}
        for name in names:
            units.setdefault(book.by_name[name], roles.get(name))
        for position, (unit, role) in enumerate(units.items(), start=1):
            leads = position == 1 or role == "lead"
            self.task_units.append(
                TaskUnit(
                    task=task,
                    unit=unit,
                    position=position,
                    role=TaskUnit.UnitRole.LEAD if leads else TaskUnit.UnitRole.COOPERATING,
                )
            )

    def add_goals(self, task: Task, printed: reading.Task) -> None:
        """Milestones as printed, indicators with their month values, and the percents of the work."""
        milestones = {
            milestone.month: Milestone(
                task=task,
                month=milestone.month,
                text=milestone.text,
                percents=list(milestone.percents),
            )
            for milestone in printed.milestones
        }
        self.milestones.extend(milestones.values())
        for position, goal in enumerate(goals_of(printed), start=1):
            goal.indicator.task, goal.indicator.position = task, position
            self.indicators.append(goal.indicator)
            self.month_values.extend(
                MilestoneTarget(
                    indicator=goal.indicator,
                    milestone=milestones[month],
                    value=value,
                    printed=text,
                )
                for month, (value, text) in goal.by_month.items()
                if month in milestones
            )


def set_project(
    project: Project, printed: reading.Project, categories: dict[str, Category]
) -> None:
    """The project's own fields as printed."""
    project.category = categories.get(printed.category) if printed.category else None
    project.printed_number = printed.printed_number or ""
    project.name = printed.name
    project.target = printed.target
    project.investment_plan = (
        Decimal(printed.investment_plan) if printed.investment_plan is not None else None
    )
    project.investment_printed = printed.investment_plan or ""


@dataclass(frozen=True)
class Goal:
    """An indicator not yet stored, with its month values: month -> (value, as printed)."""

    indicator: Indicator
    by_month: dict[int, tuple[Decimal, str]]


def goals_of(printed: reading.Task) -> list[Goal]:
    """The indicators a task's text promises, then those its milestones state as percents of the work."""
    stated = [
        _stated_goal(indicator, printed.milestones)
        for indicator in printed.indicators
        if not indicator.stage_only
    ]
    return stated + [_percent_goal(*found) for found in work_percents_by_subject(printed)]


def _stated_goal(printed: reading.Indicator, milestones: Sequence[reading.Milestone]) -> Goal:
    value, unit = None, printed.unit
    if printed.value is not None:
        value, unit = expand(printed.value, printed.unit)
    indicator = Indicator(
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
    by_month = {
        int(month): (expand(text, printed.unit)[0], text)
        for month, text in printed.milestones.items()
    }
    return Goal(indicator, by_month)


def _percent_goal(subject: str, by_month: dict[int, str]) -> Goal:
    indicator = Indicator(
        kind=Indicator.Kind.PERCENT_OF_WORK,
        label=percent_label(subject),
        subject=subject[:120],
        unit="%",
        unit_printed="%",
        target=Decimal(100),
        target_printed="100",
        from_percents=True,
    )
    return Goal(indicator, {month: (Decimal(text), text) for month, text in by_month.items()})


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
