"""From a path under /api/ to its bytes, and the list of such paths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from notices.content_json import json_bytes
from publicity.opendata import oc4ids, openapi, tables, values
from publicity.opendata.page import api_page
from publicity.pages.errors import NoSuchPage
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

JSON = "application/json; charset=utf-8"
PAGE = "/api/"
_PATH = re.compile(
    r"/api/(?P<slug>[-a-z0-9_]+)/(?:(?P<year>[12]\d{3})/)?(?P<name>[a-z0-9]+)\.(?P<form>json|csv)"
)
OF_PORTAL: Mapping[str, Callable[[Site], Any]] = {
    "openapi.json": openapi.description,
    "districts.json": values.districts,
    "districts.csv": tables.districts,
}
OF_DISTRICT: Mapping[str, Callable[[Site, str], Any]] = {
    "plans.json": values.plans,
    "plans.csv": tables.plans,
    "notices.json": values.notices,
    "notices.csv": tables.notices,
    "units.json": values.units,
    "units.csv": tables.units,
}
OF_YEAR: Mapping[str, Callable[[Site, str, int], Any]] = {
    "plan.json": values.plan,
    "projects.json": values.projects,
    "projects.csv": tables.projects,
    "milestones.csv": tables.milestones,
    "indicators.json": values.indicators,
    "indicators.csv": tables.indicators,
    "oc4ids.json": oc4ids.package,
}


def _page(path: str, found: Any) -> Page:
    """Bytes are a table; everything else is JSON. A plan keeps the order of keys that notices have."""
    if isinstance(found, bytes):
        return Page(path=path, title=path, body=found, content_type=tables.CONTENT_TYPE)
    if path.endswith("/plan.json"):
        body = json_bytes(found)
    else:
        body = (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    return Page(path=path, title=path, body=body, content_type=JSON)


def resource_at_path(site: Site, path: str) -> Page:
    """What stands at a path under /api/. Raises NoSuchPage with a sentence where it can say more than no."""
    if path == PAGE:
        return api_page(site)
    if (name := path.removeprefix(PAGE)) in OF_PORTAL:
        return _page(path, OF_PORTAL[name](site))
    found = _PATH.fullmatch(path)
    if not found:
        raise NoSuchPage(path)
    slug, name = found["slug"], f"{found['name']}.{found['form']}"
    if found["year"] and name in OF_YEAR:
        return _page(path, OF_YEAR[name](site, slug, int(found["year"])))
    if not found["year"] and name in OF_DISTRICT:
        return _page(path, OF_DISTRICT[name](site, slug))
    raise NoSuchPage(path)


def paths_of(site: Site, slug: str = "") -> Iterator[str]:
    """Every address of a district's open data; without a slug those of the portal as a whole."""
    if not slug:
        yield PAGE
        yield from (PAGE + name for name in OF_PORTAL)
        return
    yield from (f"{PAGE}{slug}/{name}" for name in OF_DISTRICT)
    for plan in site.plans_of(slug):
        yield from (f"{PAGE}{slug}/{plan.year}/{name}" for name in OF_YEAR)


def every_path(site: Site) -> Iterator[str]:
    """Every address, the portal's first."""
    yield from paths_of(site)
    for one in site.districts:
        yield from paths_of(site, one.slug)


def every_resource(site: Site) -> Iterator[Page]:
    return (resource_at_path(site, path) for path in every_path(site))
