"""Responsible units of a district and the spellings documents print for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import Act, must
from projects.edited_rows import SEEN_OTHERWISE, put, seen_mark
from projects.models import District, ResponsibleUnit, UnitAlias
from projects.workflow import StepRefused

UNIT_FIELDS = ("name", "kind", "order", "is_commission", "contact_name", "contact_phone")


@transaction.atomic
def add_unit(
    *, district: District, values: Mapping[str, Any], actor: User, at: datetime
) -> ResponsibleUnit:
    """Register a unit. Raises PermissionDenied, or StepRefused where the name is another unit's or spelling's."""
    must(access.can(actor, Act.KEEP_UNITS, _locked(district.pk)))
    unit = ResponsibleUnit(district=district, **_known(values))
    _keep(unit)
    _record(unit, "unit.add", actor, at)
    return unit


@transaction.atomic
def change_unit(
    *, unit_id: int, values: Mapping[str, Any], seen: str, actor: User, at: datetime
) -> ResponsibleUnit:
    """Change a unit's name, kind or contact. `seen` is the mark of what the person was shown."""
    unit = _unit(unit_id, actor)
    if seen != seen_mark(unit, UNIT_FIELDS):
        raise StepRefused(SEEN_OTHERWISE)
    changes = put(unit, _known(values))
    if changes:
        _keep(unit)
        _record(unit, "unit.change", actor, at, {"changes": changes})
    return unit


@transaction.atomic
def remove_unit(*, unit_id: int, actor: User, at: datetime) -> None:
    """Remove a unit registered by mistake, with its spellings. One that has tasks, posts or reports stays."""
    unit = _unit(unit_id, actor)
    label = str(unit)
    _record(unit, "unit.remove", actor, at)
    try:
        unit.delete()
    except ProtectedError as error:
        words = sorted({str(row._meta.verbose_name) for row in error.protected_objects})
        raise StepRefused(
            f"“{label}”还有{'、'.join(words)}，不能删除。名称变了请改名，旧名作为别名登记。"
        ) from error


@transaction.atomic
def add_alias(*, unit_id: int, name: str, actor: User, at: datetime) -> UnitAlias:
    """Register a spelling of the unit as some document prints it. It must mean one unit only."""
    unit = _unit(unit_id, actor)
    alias = UnitAlias(district=unit.district, unit=unit, name=name)
    _keep(alias)
    _record(alias, "unit_alias.add", actor, at)
    return alias


@transaction.atomic
def remove_alias(*, alias_id: int, actor: User, at: datetime) -> None:
    """Forget a spelling. Documents read from now on ask again which unit it means."""
    alias = UnitAlias.objects.select_related("district", "unit").get(pk=alias_id)
    must(access.can(actor, Act.KEEP_UNITS, _locked(alias.district_id)))
    _record(alias, "unit_alias.remove", actor, at)
    alias.delete()


def _locked(district_id: int) -> District:
    """Names of units and spellings are one space: they change one after the other."""
    return District.objects.select_for_update().get(pk=district_id)


def _unit(unit_id: int, actor: User) -> ResponsibleUnit:
    unit = ResponsibleUnit.objects.select_related("district").get(pk=unit_id)
    must(access.can(actor, Act.KEEP_UNITS, _locked(unit.district_id)))
    unit.refresh_from_db()
    return unit


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in UNIT_FIELDS if name in values}


def _keep(row: ResponsibleUnit | UnitAlias) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise StepRefused("".join(error.messages)) from error
    if taken := name_taken(row):
        raise StepRefused(taken)
    row.save()


def name_taken(row: ResponsibleUnit | UnitAlias) -> str:
    """Why the name cannot be this row's: a spelling and a name in one district mean one unit. Blank: it is free."""
    if isinstance(row, ResponsibleUnit):
        other = UnitAlias.objects.filter(district=row.district, name=row.name)
        alias = other.exclude(unit=row.pk).select_related("unit").first()
        return f"“{row.name}”已登记为“{alias.unit}”的别名。" if alias else ""
    unit = ResponsibleUnit.objects.filter(district=row.district, name=row.name).first()
    return f"“{row.name}”是一个责任单位的名称，不能再作别名。" if unit else ""


def _record(
    row: ResponsibleUnit | UnitAlias,
    verb: str,
    actor: User,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=verb,
        subject=row,
        district_code=row.district.code,
        detail=detail,
    )
