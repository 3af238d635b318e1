"""The files under /api/: which there are, and each as its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from documents.writing.file_forms import CONTENT_TYPES
from notices.content_json import json_bytes
from projects.public_addresses import DISTRICT_DATA, PORTAL_DATA, YEAR_DATA
from publicity.opendata import json_bodies, oc4ids, openapi, tables
from publicity.pages.errors import NoSuchPage
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

OF_PORTAL: Mapping[str, Callable[[Site], Any]] = {
    "openapi.json": openapi.description,
    "districts.json": json_bodies.districts,
    "districts.csv": tables.districts,
}
OF_DISTRICT: Mapping[str, Callable[[Site, str], Any]] = {
    "plans.json": json_bodies.plans,
    "plans.csv": tables.plans,
    "notices.json": json_bodies.notices,
    "notices.csv": tables.notices,
    "units.json": json_bodies.units,
    "units.csv": tables.units,
}
OF_YEAR: Mapping[str, Callable[[Site, str, int], Any]] = {
    "plan.json": json_bodies.plan,
    "projects.json": json_bodies.projects,
    "projects.csv": tables.projects,
    "milestones.csv": tables.milestones,
    "indicators.json": json_bodies.indicators,
    "indicators.csv": tables.indicators,
    "oc4ids.json": oc4ids.package,
}


def portal_data(site: Site, data: str) -> Page:
    """/api/<data>. Raises NoSuchPage."""
    return _page(PORTAL_DATA.path(data=data), _made_by(OF_PORTAL, data)(site))


def district_data(site: Site, district: str, data: str) -> Page:
    """/api/<district>/<data>. Raises NoSuchPage."""
    path = DISTRICT_DATA.path(district=district, data=data)
    return _page(path, _made_by(OF_DISTRICT, data)(site, district))


def year_data(site: Site, district: str, year: int, data: str) -> Page:
    """/api/<district>/<year>/<data>. Raises NoSuchPage."""
    path = YEAR_DATA.path(district=district, year=year, data=data)
    return _page(path, _made_by(OF_YEAR, data)(site, district, year))


def _made_by(made: Mapping[str, Callable[..., Any]], data: str) -> Callable[..., Any]:
    if data not in made:
        raise NoSuchPage(data)
    return made[data]


def _page(path: str, found: Any) -> Page:
    """Bytes are a table; everything else is JSON. A plan keeps the order of keys that notices have."""
    if isinstance(found, bytes):
        return Page(path=path, title=path, body=found, content_type=CONTENT_TYPES["csv"])
    if path.endswith("/plan.json"):
        body = json_bytes(found)
    else:
        body = (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    return Page(path=path, title=path, body=body, content_type=CONTENT_TYPES["json"])
