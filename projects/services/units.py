"""Responsible units of a district and the spellings documents print for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import Act, must
from projects.edited_rows import SEEN_OTHERWISE, must_hold, put, seen_mark
from projects.look_alikes import look_alike_warning, look_alikes, name_taken
from projects.models import District, ResponsibleUnit, UnitAlias
from projects.models.units import CONTACT, contact_refusal
from projects.workflow import StepRefused


class LooksAlike(StepRefused):
    """The name could be taken for another unit's: the person looks again and says so."""


UNIT_FIELDS = ("name", "kind", "order", "is_commission")
SHOWN_FIELDS = (*UNIT_FIELDS, *CONTACT)
"""What the form of a unit shows of it."""


@transaction.atomic
def add_unit(
    *,
    district: District,
    values: Mapping[str, Any],
    actor: User | None,
    at: datetime,
    is_another: bool = False,
) -> ResponsibleUnit:
    """Register a unit. `actor` None is the installation itself (a command on the server). Raises PermissionDenied, or StepRefused where the name is another unit's or spelling's.

    A name that looks like another unit's is LooksAlike unless the person said that it is another (`is_another`).
    """
    locked = _locked(district.pk)
    if actor is not None:
        must(access.can(actor, Act.KEEP_UNITS, locked))
    unit = ResponsibleUnit(district=district, **_known(values))
    put_contact(unit, values)
    _warn(unit, is_another)
    _keep(unit)
    _record(unit, "unit.add", actor, at)
    return unit


@transaction.atomic
def change_unit(
    *,
    unit_id: int,
    values: Mapping[str, Any],
    seen: str,
    actor: User,
    at: datetime,
    is_another: bool = False,
) -> ResponsibleUnit:
    """Change a unit's name, kind or contact. `seen` is the mark of what the person was shown."""
    unit = _unit(unit_id, actor)
    if seen != seen_mark(unit, SHOWN_FIELDS):
        raise StepRefused(SEEN_OTHERWISE)
    changes = put(unit, _known(values))
    told = put_contact(unit, values)
    if changes or told:
        _warn(unit, is_another)
        _keep(unit)
        _record(unit, "unit.change", actor, at, {"changes": changes | told})
    return unit


@transaction.atomic
def keep_contact(
    *, unit_id: int, values: Mapping[str, Any], seen: str, actor: User, at: datetime
) -> ResponsibleUnit:
    """Register whom to call at a unit that owes, or take it away (all blank). The trail says that, and holds no name.

    Raises PermissionDenied, StepRefused where a name or number cannot be taken or somebody else changed it.
    """
    unit = _unit(unit_id, actor)
    if seen != seen_mark(unit, tuple(CONTACT)):
        raise StepRefused(SEEN_OTHERWISE)
    if told := put_contact(unit, values):
        unit.save(update_fields=["sealed_contact"])
        _record(unit, "unit.contact", actor, at, {"changes": told})
    return unit


def put_contact(unit: ResponsibleUnit, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Set what is given of the contact, and say for the trail what became of it, in words that name nobody."""
    given = unit.contact | {key: str(values[key]).strip() for key in CONTACT if key in values}
    if refusal := contact_refusal(given):
        raise StepRefused(refusal)
    before = unit.contact
    unit.contact = given
    changed = [key for key in CONTACT if before[key] != given[key]]
    return {CONTACT[key]: [_there(before[key]), _there(given[key])] for key in changed}


def forget_contact(unit: ResponsibleUnit, *, of: str = "") -> bool:
    """Erase the unit's contact, or with `of` only where it is that person. Says whether there was one; keeps no trail."""
    if unit.sealed_contact is None or (of and unit.contact_name != of):
        return False
    unit.sealed_contact = None
    unit.save(update_fields=["sealed_contact"])
    return True


def _there(text: str) -> str:
    return "（已登记）" if text else "（没有）"


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
            f"“{label}”还有{'、'.join(words)}，不能删去。名称变了请改名，旧名作为别名登记。"
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


def _warn(unit: ResponsibleUnit, is_another: bool) -> None:
    if is_another or ResponsibleUnit.objects.filter(pk=unit.pk, name=unit.name).exists():
        return
    alike = [
        one
        for one in look_alikes(unit.district, unit.name, but=unit if unit.pk else None)
        if one.name != unit.name
    ]
    if warning := look_alike_warning(unit.name, alike):
        raise LooksAlike(f"{warning}确是另一个单位的，勾选后再保存。")


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
    must_hold(row)
    if taken := name_taken(row):
        raise StepRefused(taken)
    row.save()


def _record(
    row: ResponsibleUnit | UnitAlias,
    verb: str,
    actor: User | None,
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
