"""A plan's rows exactly as they stand, kept before an import changes them and put back when it is undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F

from progress.models import ReportDraft, ReportRevision
from projects.models import (
    AnnualPlan,
    Category,
    District,
    Indicator,
    Milestone,
    MilestoneTarget,
    PlanChange,
    Project,
    ResponsibleUnit,
    Task,
    TaskUnit,
    UnitAlias,
)
from projects.numbering import OUT_OF_THE_WAY

Record = dict[str, list[dict[str, Any]]]
"""By table its rows, each by column, as JSON holds them."""

_TO_PLAN: tuple[tuple[type[models.Model], str], ...] = (
    (AnnualPlan, "pk"),
    (Category, "plan"),
    (Project, "plan"),
    (Task, "project__plan"),
    (Milestone, "task__project__plan"),
    (Indicator, "task__project__plan"),
    (TaskUnit, "task__project__plan"),
    (MilestoneTarget, "indicator__task__project__plan"),
)
"""All tables of a plan with their way to it, parents before children."""
_SMALL = (TaskUnit, MilestoneTarget)
"""Nothing refers to their rows: they are written anew."""
_BATCH = 500


def rows_of(plan: AnnualPlan) -> Record:
    """Every row of the plan with every column, keys included, so that what refers to a row finds it again."""
    return {
        model._meta.db_table: [
            {column: _plain(value) for column, value in row.items()}
            for row in model._base_manager.filter(**{path: plan.pk}).order_by("pk").values()
        ]
        for model, path in _TO_PLAN
    }


def hold_tasks(plan: AnnualPlan) -> None:
    """Lock every task of the plan, as who files on one does (`progress.services.rows`), under the plan's lock and before
    it is asked what hangs on them: what is typed at that moment is seen, or its writer finds what the import made."""
    tasks = Task.objects.select_for_update(of=("self",)).filter(project__plan=plan).order_by("pk")
    list(tasks.values_list("pk", flat=True))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def restore_rows(plan: AnnualPlan, record: Record) -> None:
    """Put back every row of the record and take away every other one of the plan.

    Raises ProtectedError where something outside the plan refers to a row that came later.
    """
    kept = {model: _built(model, record) for model, _ in _TO_PLAN}
    for model, path in _TO_PLAN:
        if model in (AnnualPlan, Category):
            continue  # a category goes when its projects have gone back to theirs
        later = model._base_manager.filter(**{path: plan.pk})
        if model not in _SMALL:
            later = later.exclude(pk__in=[row.pk for row in kept[model]])
        later.delete()
    # Numbers and positions are unique: those that stand make way before the former order is written.
    Category.objects.filter(plan=plan).update(order=F("order") + OUT_OF_THE_WAY)
    Project.objects.filter(plan=plan).update(number=F("number") + OUT_OF_THE_WAY)
    Task.objects.filter(project__plan=plan).update(number=F("number") + OUT_OF_THE_WAY)
    Indicator.with_left.filter(task__project__plan=plan).update(
        position=F("position") + OUT_OF_THE_WAY
    )
    for model, _ in _TO_PLAN:
        columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_create(
            kept[model],
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=columns,
        )
    standing = [row.pk for row in kept[Category]]
    Category.objects.filter(plan=plan).exclude(pk__in=standing).delete()


def _built(model: type[models.Model], record: Record) -> list[models.Model]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [
        model(**{column: fields[column].to_python(value) for column, value in row.items()})
        for row in record[model._meta.db_table]
    ]


def approved_changes(plan: AnnualPlan) -> int:
    """How many changes were approved on the plan so far."""
    return PlanChange.objects.filter(plan=plan, approved_at__isnull=False).count()


def approvals(plan: AnnualPlan) -> dict[str, int]:
    """How many reports and versions of the plan were approved so far."""
    return {
        "reports": ReportRevision.objects.filter(report__task__project__plan=plan).count(),
        "versions": plan.versions.count(),
    }


def drafts_on_later_tasks(plan: AnnualPlan, record: Record) -> bool:
    """Whether somebody typed something on a task that came after the record was kept."""
    kept = [row["id"] for row in record[Task._meta.db_table]]
    drafts = ReportDraft.objects.filter(task__project__plan=plan)
    return drafts.exclude(task__in=kept).exists()


def units_gone(record: Record) -> bool:
    """Whether a unit the plan named then is no longer in the register."""
    named = {row["unit_id"] for row in record[TaskUnit._meta.db_table]}
    return ResponsibleUnit.objects.filter(pk__in=named).count() < len(named)


# What an import adds to the register of units


def register_of(district: District) -> dict[str, set[int]]:
    """The keys of the district's units and spellings."""
    return {
        "units": set(
            ResponsibleUnit.objects.filter(district=district).values_list("pk", flat=True)
        ),
        "aliases": set(UnitAlias.objects.filter(district=district).values_list("pk", flat=True)),
    }


def take_out_of_register(units: Iterable[int], aliases: Iterable[int]) -> None:
    """Remove what an import registered, except units that somebody uses or described since."""
    UnitAlias.objects.filter(pk__in=list(aliases)).delete()
    for unit in ResponsibleUnit.objects.filter(pk__in=list(units)):
        if unit.sealed_contact is None and not _is_used(unit):
            unit.delete()


def _is_used(unit: ResponsibleUnit) -> bool:
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: unit}).exists()
        for relation in unit._meta.related_objects
    )
