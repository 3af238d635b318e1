"""A task added in mid-year: kept as data while it waits, made when a second person approves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max

from documents.quantities.units import expand
from projects.models import (
    AnnualPlan,
    Category,
    Indicator,
    Milestone,
    PlanChange,
    Project,
    ResponsibleUnit,
    Task,
    TaskUnit,
)
from projects.money import printed
from projects.numbering import LastingNumbers, next_number
from projects.services.grounds import require_listed
from projects.services.refusals import ChangeRefused


@dataclass(frozen=True)
class Addition:
    """What is to be added. With `project` it is a further task of that one; without, a project named `name`.

    `units` in order, the first leads; `milestones` are (month, text), `indicators` (label, target, unit).
    """

    text: str
    units: Sequence[ResponsibleUnit]
    project: Project | None = None
    name: str = ""
    category: Category | None = None
    investment_plan: Decimal | None = None
    milestones: Sequence[tuple[int, str]] = ()
    indicators: Sequence[tuple[str, Decimal, str]] = ()


def as_record(plan: AnnualPlan, addition: Addition) -> dict[str, Any]:
    """The addition as data. Raises ChangeRefused for what is missing or belongs to another plan."""
    project, category = addition.project, addition.category
    if project is None and not addition.name.strip():
        raise ChangeRefused("还缺项目名称。")
    if not addition.units:
        raise ChangeRefused("还缺责任单位。")
    foreign = (
        (project is not None and project.plan_id != plan.pk)
        or (category is not None and category.plan_id != plan.pk)
        or any(unit.district_id != plan.district_id for unit in addition.units)
    )
    if foreign:
        raise ChangeRefused("项目、类别和责任单位都应是本方案的。")
    if project is not None:
        require_listed(project)
    money = addition.investment_plan
    return {
        "project": project.pk if project else None,
        "name": str(project) if project else addition.name.strip()[:120],
        "category": category.pk if category and project is None else None,
        "investment_plan": None if money is None or project is not None else printed(money),
        "units": [unit.pk for unit in dict.fromkeys(addition.units)],
        "unit_names": [unit.name for unit in dict.fromkeys(addition.units)],
        "milestones": [
            [month, text.strip()] for month, text in addition.milestones if text.strip()
        ],
        "indicators": [
            [label.strip()[:120], printed(target), unit.strip()[:20]]
            for label, target, unit in addition.indicators
        ],
    }


def _standing(units: list[int]) -> list[int]:
    """The units as they stand now, each once: one that went up into another since is that other."""
    rows = ResponsibleUnit.with_former.filter(pk__in=units)
    now = {pk: successor or pk for pk, successor in rows.values_list("pk", "successor")}
    return list(dict.fromkeys(now.get(pk, pk) for pk in units))


def add(change: PlanChange) -> Task:
    """Make the task an approved change adds, with the day it was decided. Called under the plan's lock."""
    said = change.addition
    if said["project"] is not None:
        project = Project.objects.get(pk=said["project"], plan=change.plan_id)
        require_listed(project)
        project.target = "\n".join(filter(None, [project.target, change.text_after]))
        project.save(update_fields=["target"])
    else:
        money = said["investment_plan"]
        number = next_number(change.plan)
        project = Project.objects.create(
            plan=change.plan,
            number=number,
            key=LastingNumbers().key_for(change.plan, number),
            name=said["name"],
            target=change.text_after,
            category_id=said["category"],
            investment_plan=None if money is None else Decimal(money),
            investment_printed=money or "",
        )
    task = Task.objects.create(
        project=project,
        number=_next(project.tasks.all()),
        text=change.text_after,
        carries_money=said["project"] is None,
        added_on=change.decided_on,
    )
    for position, unit in enumerate(_standing(said["units"]), start=1):
        role = TaskUnit.UnitRole.LEAD if position == 1 else TaskUnit.UnitRole.COOPERATING
        TaskUnit.objects.create(task=task, unit_id=unit, position=position, role=role)
    for month, text in said["milestones"]:
        Milestone.objects.create(task=task, month=month, text=text)
    for position, (label, target, unit) in enumerate(said["indicators"], start=1):
        value, counted_in = expand(target, unit)
        Indicator.objects.create(
            task=task,
            position=position,
            label=label,
            unit=counted_in,
            unit_printed=unit,
            target=value,
            target_printed=target,
        )
    return task


def _next(numbered: Any) -> int:
    return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1
