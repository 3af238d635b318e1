"""Addresses of units, calendar and settings on the desk."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from projects.edited_rows import seen_mark
from projects.services.district_settings import SETTINGS
from projects.services.units import UNIT_FIELDS
from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    EVERY_STAFF,
    GET,
    NOBODY,
    POST,
    STAFF,
    Given,
    Row,
    only,
)
from tests.guards.cast import COMPILER, SYSTEM_ADMIN, Cast

_COMPILER, _NOT_COMPILING = only(COMPILER), STAFF - only(COMPILER)
_SYSTEM = only(SYSTEM_ADMIN)
_SHARED = EVERY_STAFF | _SYSTEM


def _settings(cast: Cast) -> Given:
    row = cast.district
    values = {name: getattr(row, name) for name in SETTINGS if getattr(row, name) is not False}
    return {**values, "visiting_hours": "工作日9:00—12:00", "seen": seen_mark(row, SETTINGS)}


def _unit(cast: Cast) -> Given:
    unit = cast.units["lead"]
    return {
        "name": unit.name,
        "kind": unit.kind,
        "order": "3",
        "contact_name": "王芳",
        "seen": seen_mark(unit, UNIT_FIELDS),
    }


REGISTER_PAGES = [
    Row("projects:district-settings", GET, "district", _SYSTEM),
    Row("projects:district-settings", POST, "district", _SYSTEM, data=_settings),
    Row("projects:unit-list", GET, "district", STAFF),
    Row("projects:unit-new", GET, "district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-new", POST, "district", _COMPILER, _NOT_COMPILING,
        data={"name": "区林业局", "kind": "department", "order": "0"}),
    Row("projects:unit-edit", GET, "unit of a district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-edit", POST, "unit of a district", _COMPILER, _NOT_COMPILING, data=_unit),
    Row("projects:unit-remove", POST, "empty unit", _COMPILER, _NOT_COMPILING),
    Row("projects:alias-add", POST, "unit of a district", _COMPILER, _NOT_COMPILING,
        data={"alias": "教委"}),
    Row("projects:alias-remove", POST, "alias of a district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-import", GET, "district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-import", POST, "district", _COMPILER, _NOT_COMPILING,
        data=lambda cast: {"file": SimpleUploadedFile("a.csv", "名称,类型\n区林业局,部门\n".encode())},
        writes=False),
    Row("projects:unit-export", POST, "district", STAFF),
    Row("projects:alias-import", GET, "district", _COMPILER, _NOT_COMPILING),
    Row("projects:alias-import", POST, "district", _COMPILER, _NOT_COMPILING, writes=False),
    Row("projects:alias-export", POST, "district", STAFF),
    Row("projects:calendar-import", GET, "", NOBODY, ANYBODY_SIGNED_IN),
    Row("projects:calendar-import", POST, "", NOBODY, ANYBODY_SIGNED_IN, writes=False),
    Row("projects:calendar-export", POST, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("projects:calendar", GET, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("projects:calendar", POST, "", NOBODY, ANYBODY_SIGNED_IN,
        data={"day": "2026-10-10", "is_workday": "yes", "source": "国办发明电"}),
    Row("projects:calendar-remove", POST, "calendar day", NOBODY, ANYBODY_SIGNED_IN),
]  # fmt: skip
