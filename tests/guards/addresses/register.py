"""Addresses of units, calendar and settings on the desk."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from progress.services.rule_sets import RULE_FIELDS
from projects.edited_rows import seen_mark
from projects.models import District
from projects.services.reforms import reform_mark
from projects.services.units import SHOWN_FIELDS
from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    EVERY_STAFF,
    GET,
    POST,
    STAFF,
    Given,
    Row,
    only,
)
from tests.guards.cast import COMPILER, INSTALLATION_SYSTEM, SYSTEM_ADMIN, Cast

_COMPILER, _NOT_COMPILING = only(COMPILER), STAFF - only(COMPILER)
_SYSTEM = only(SYSTEM_ADMIN, INSTALLATION_SYSTEM)
_INSTALLATION = only(INSTALLATION_SYSTEM)
_SHARED = EVERY_STAFF | _SYSTEM


def _settings(cast: Cast) -> Given:
    row = cast.district
    values = {
        name: getattr(row, name) for name in District.SETTINGS if getattr(row, name) is not False
    }
    return {
        **values,
        "visiting_hours": "工作日9:00—12:00",
        "seen": seen_mark(row, District.SETTINGS),
    }


def _unit(cast: Cast) -> Given:
    unit = cast.units["lead"]
    return {
        "name": unit.name,
        "kind": unit.kind,
        "order": "3",
        "contact_name": "王芳",
        "seen": seen_mark(unit, SHOWN_FIELDS),
    }


def _reform(cast: Cast) -> Given:
    return {
        "kind": "rename",
        "units": [cast.units["other"].pk],
        "names": "区水务局",
        "document": "万州委编发〔2025〕1号",
        "decided_on": "2025-04-01",
        "seen": reform_mark([cast.units["other"]], "rename", ["区水务局"]),
        "then": "do",
    }


THRESHOLDS = {
    "milestone_behind_over": "25",
    "elapsed_slow_over": "10",
    "elapsed_behind_over": "30",
    "ahead_from": "10",
}


def _rules(cast: Cast) -> Given:
    named = {"name": cast.rules.name, "effective_from": "2026-01-01"}
    return {**THRESHOLDS, **named, "seen": seen_mark(cast.rules, RULE_FIELDS)}


REGISTER_PAGES = [
    Row("projects:district-list", GET, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("projects:district-list", POST, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION,
        data={"name": "云阳县", "code": "500235", "slug": "yunyang", "commission_name": "云阳县发展和改革委员会"}),
    Row("projects:district-settings", GET, "district", _SYSTEM),
    Row("projects:district-settings", POST, "district", _SYSTEM, data=_settings),
    Row("projects:unit-list", GET, "district", STAFF),
    Row("projects:unit-new", GET, "district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-new", POST, "district", _COMPILER, _NOT_COMPILING,
        data={"name": "区林业局", "kind": "department", "order": "0"}),
    Row("projects:unit-reform", GET, "district", _COMPILER, _NOT_COMPILING),
    Row("projects:unit-reform", POST, "district", _COMPILER, _NOT_COMPILING, data=_reform),
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
    Row("projects:calendar-import", GET, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("projects:calendar-import", POST, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION, writes=False),
    Row("projects:calendar-export", POST, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("projects:calendar", GET, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("projects:calendar", POST, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION,
        data={"day": "2026-10-10", "is_workday": "yes", "source": "国办发明电"}),
    Row("projects:calendar-remove", POST, "calendar day", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("projects:search-words", GET, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("projects:search-words", POST, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION,
        data={"words": "电梯、升降机"}),
    Row("projects:search-words-remove", POST, "words of the search", _INSTALLATION,
        ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("progress:rule-list", GET, "", _SHARED, ANYBODY_SIGNED_IN - _SHARED),
    Row("progress:rule-new", GET, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("progress:rule-new", POST, "", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION,
        data={**THRESHOLDS, "name": "新规则", "effective_from": "2025-05-01"}),
    Row("progress:rule-edit", GET, "future rules", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
    Row("progress:rule-edit", POST, "future rules", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION,
        data=_rules),
    Row("progress:rule-remove", POST, "future rules", _INSTALLATION, ANYBODY_SIGNED_IN - _INSTALLATION),
]  # fmt: skip
