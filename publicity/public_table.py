"""The one table of what is public: for each address which pages exist there, and what makes them.

The addresses are those of `projects.public_addresses`. From this table are made the URL configuration, what is served
from memory, the exported folder and the map for machines: a line more is a page more in all of them.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from documents.writing.file_forms import FORM
from notices.content_json import json_bytes
from projects import public_addresses as at
from projects.public_addresses import Address, Parts
from projects.topics import TOPIC
from publicity import pages
from publicity.feeds import calendar, follow, sitemap
from publicity.opendata import datasets
from publicity.opendata.page import api_page
from publicity.pages import NoSuchPage, elsewhere
from publicity.site import addresses, moments
from publicity.site.numbers import keys_of_old, numbers_of_old
from publicity.site.rendering import OPEN_TO_ANY_SITE, Page
from publicity.site.snapshots import Site
from publicity.site.topics import by_topic, subjects
from publicity.site.units import units_of

__all__ = [
    "SERVED",
    "TABLE",
    "Kind",
    "Line",
    "NoSuchPage",
    "every_page",
    "every_path",
    "line_at",
    "page_at",
    "paths_of",
]


class Kind(enum.Enum):
    PAGE = "page"
    FILE = "a notice's file"
    PICTURE = "a size of a project's picture"
    DATA = "open data"
    FEED = "to follow, or for machines"
    STAND_IN = "in a folder alone, where the app has a page that answers a person"


@dataclass(frozen=True, slots=True)
class Line:
    """What stands at one address."""

    address: Address
    kind: Kind
    existing: Callable[[Site, str], Iterable[Parts]]
    """The parts of every page there is, but for the district, which is given; "" for an address without one."""
    made: Callable[..., Page]
    """The page of (site, the parts in the order of the address). Raises NoSuchPage where nothing stands."""
    changed: Callable[..., datetime] | None = None
    """When what stands there last changed, called like `made`, for the map for machines; None: it is not on it."""

    @property
    def is_of_district(self) -> bool:
        """Whether what stands there is made from one district alone, and changes only with it."""
        return "district" in self.address.parts

    def scope(self, parts: Parts) -> str:
        """Whose stamp its page is kept for: the district's slug, or the site's."""
        return str(parts["district"]) if self.is_of_district else SITE

    def paths(self, site: Site, slug: str) -> Iterator[str]:
        """Those of a district; of the portal itself where the slug is empty."""
        for parts in self.parts_of_all(site, slug):
            yield self.address.path(**parts)

    def page(self, site: Site, parts: Parts) -> Page:
        """What is made. All but the pages for people may be read by the scripts of any site. Raises NoSuchPage."""
        page = self.made(site, *self.in_order(parts))
        if self.kind in (Kind.PAGE, Kind.STAND_IN, Kind.PICTURE):
            return page
        return replace(page, headers=(*OPEN_TO_ANY_SITE, *page.headers))

    def in_order(self, parts: Parts) -> tuple[Any, ...]:
        """The parts as they stand in the address, which is how they are handed to whoever makes the page."""
        return tuple(parts[name] for name in self.address.parts)

    def parts_of_all(self, site: Site, slug: str) -> Iterator[Parts]:
        """The parts of all its pages, of a district or, where the slug is empty, of the portal itself."""
        if bool(slug) == self.is_of_district:
            for parts in self.existing(site, slug):
                yield {"district": slug, **parts} if slug else parts


# ------------------------------------------------------------------ which there are
def _once(site: Site, slug: str) -> Iterator[Parts]:
    yield {}


def _notices(site: Site, slug: str) -> Iterator[Parts]:
    return ({"notice": notice.number} for notice in site.notices_of(slug))


def _files(site: Site, slug: str) -> Iterator[Parts]:
    for notice in site.notices_of(slug):
        for form in () if notice.files_are_gone else notice.formats:
            yield {"notice": notice.number, "form": form}


def _plans(site: Site, slug: str) -> Iterator[Parts]:
    return ({"year": plan.year} for plan in site.plans_of(slug))


def _plan_pages(site: Site, slug: str) -> Iterator[Parts]:
    """Of every plan that stands, and of every year whose plan was sealed."""
    yield from _plans(site, slug)
    yield from ({"year": sealed.year} for sealed in site.sealed_of(slug))


def _projects(site: Site, slug: str) -> Iterator[Parts]:
    for plan in site.plans_of(slug):
        for number in (*plan.said.by_number, *numbers_of_old(site, plan)):
            yield {"year": plan.year, "number": number}


def _project_feeds(site: Site, slug: str) -> Iterator[Parts]:
    """A feed stays where the project first stood."""
    for plan in site.plans_of(slug):
        for key in (*plan.said.by_key, *keys_of_old(site, plan)):
            yield {"year": plan.year, "number": key}


def _years(site: Site, slug: str) -> Iterator[Parts]:
    """Of a plan or of a notice."""
    years = {plan.year for plan in site.plans_of(slug)}
    years |= {year for notice in site.notices_of(slug) if (year := notice.said.year)}
    return ({"year": year} for year in sorted(years, reverse=True))


def _units(site: Site, slug: str) -> Iterator[Parts]:
    return ({"unit": unit.id} for unit in units_of(site, slug))


def _topics(site: Site, slug: str) -> Iterator[Parts]:
    """All there are: whoever follows one goes on following it, whatever districts have of it this year."""
    return ({"topic": topic} for topic in TOPIC)


def _district_topics(site: Site, slug: str) -> Iterator[Parts]:
    return ({"topic": topic} for topic in by_topic(subjects(site, slug)))


def _portal_map(site: Site, slug: str) -> Iterator[Parts]:
    return iter([{}] if _is_split(site) else [])


def _data(names: Iterable[str]) -> Callable[[Site, str], Iterator[Parts]]:
    return lambda site, slug: ({"data": name} for name in names)


def _data_of_years(site: Site, slug: str) -> Iterator[Parts]:
    for plan in site.plans_of(slug):
        for name in datasets.OF_YEAR:
            yield {"year": plan.year, "data": name}


def _where(told: Callable[[Site], str]) -> Callable[[Site, str], Iterator[Parts]]:
    """Where the settings lead to a dynamic page of this very site."""
    return lambda site, slug: iter([{}] if told(site).startswith("/") else [])


def _objectable(site: Site, slug: str) -> Iterator[Parts]:
    return ({"notice": number} for number in elsewhere.objectable(site, slug))


# ------------------------------------------------------------------ what makes them
def _file(site: Site, district: str, notice: str, form: str) -> Page:
    """A notice's file, as stored at publication. The JSON alone learns later who replaced it, when it was withdrawn."""
    found = site.notice(district, notice)
    path = at.NOTICE_FILE.path(district=district, notice=notice, form=form)
    if found is None or found.files_are_gone or form not in found.formats:
        raise NoSuchPage(path)
    content = found.content
    is_later = form == "json" and (content.get("replaced_by") or content.get("withdrawn_at"))
    body = json_bytes(content) if is_later else site.file(district, notice, form)
    if body is None:
        raise NoSuchPage(path)
    kind = FORM[form]
    said = ("Content-Disposition", kind.disposition(f"{district}-{notice}"))
    name = f"{district}-{notice}.{form}"
    return Page(path, name, body, content_type=kind.content_type, headers=(said,))


def _sitemap(site: Site) -> Page:
    return sitemap.sitemap_index(site) if _is_split(site) else sitemap.sitemap(site, dated)


def _portal_sitemap(site: Site) -> Page:
    if not _is_split(site):
        raise NoSuchPage(at.PORTAL_SITEMAP.path())
    return sitemap.portal_sitemap(site, dated)


def _district_sitemap(site: Site, district: str) -> Page:
    return sitemap.district_sitemap(site, district, dated)


def _is_split(site: Site) -> bool:
    """One file holds the pages of one district; of more, each has its own, made and kept with that district."""
    slugs = ("", *(one.slug for one in site.districts))
    if len(slugs) > 2:
        return True
    lines = [line for line in TABLE if line.changed]
    return sitemap.is_too_long(
        path for slug in slugs for line in lines for path in line.paths(site, slug)
    )


# ------------------------------------------------------------------ when they last changed
def _never(site: Site) -> datetime:
    return moments.NEVER


def _notice_changed(site: Site, district: str, notice: str) -> datetime:
    found = site.notice(district, notice)
    return moments.notice_changed(site, found) if found else moments.NEVER


def _plan_changed(site: Site, district: str, year: int, number: int = 0) -> datetime:
    return moments.year_changed(site, district, year)


def _topic_changed(site: Site, topic: str) -> datetime:
    return moments.site_changed(site)


def _in_district_changed(site: Site, district: str, of: str | int) -> datetime:
    """Of a topic or a unit, which may be named in every plan and notice."""
    return moments.district_changed(site, district)


TABLE: tuple[Line, ...] = (
    Line(at.HOME, Kind.PAGE, _once, pages.home, moments.site_changed),
    Line(at.PRIVACY, Kind.PAGE, _once, pages.privacy, _never),
    Line(at.SITE_MAP, Kind.PAGE, _once, pages.site_map, _never),
    Line(at.PORTAL_SUBSCRIBE, Kind.PAGE, _once, pages.portal_subscribe, _never),
    Line(at.API, Kind.DATA, _once, api_page, _never),
    Line(at.PORTAL_DATA, Kind.DATA, _data(datasets.OF_PORTAL), datasets.portal_data),
    Line(at.DISTRICT_DATA, Kind.DATA, _data(datasets.OF_DISTRICT), datasets.district_data),
    Line(at.YEAR_DATA, Kind.DATA, _data_of_years, datasets.year_data),
    Line(at.TOPIC, Kind.PAGE, _topics, pages.topic, _topic_changed),
    Line(at.TOPIC_FEED, Kind.FEED, _topics, follow.topic_feed),
    Line(at.FEED, Kind.FEED, _once, follow.portal_feed),
    Line(at.SITEMAP, Kind.FEED, _once, _sitemap),
    Line(at.PORTAL_SITEMAP, Kind.FEED, _portal_map, _portal_sitemap),
    Line(at.ROBOTS, Kind.FEED, _once, sitemap.robots),
    Line(at.DISTRICT, Kind.PAGE, _once, pages.district, moments.district_changed),
    Line(at.NOTICES, Kind.PAGE, _once, pages.notices, moments.district_changed),
    Line(at.NOTICE, Kind.PAGE, _notices, pages.notice, _notice_changed),
    Line(at.PLAN, Kind.PAGE, _plan_pages, pages.plan, _plan_changed),
    Line(at.PROJECT, Kind.PAGE, _projects, pages.project, _plan_changed),
    Line(at.SUBSCRIBE, Kind.PAGE, _once, pages.subscribe, moments.district_changed),
    Line(at.NOTICE_FILE, Kind.FILE, _files, _file),
    Line(at.PICTURE, Kind.PICTURE, pages.shots, pages.picture_file),
    Line(at.DISTRICT_FEED, Kind.FEED, _once, follow.district_feed),
    Line(at.CALENDAR, Kind.FEED, _years, calendar.year_calendar),
    Line(at.PROJECT_FEED, Kind.FEED, _project_feeds, follow.project_feed),
    Line(at.DISTRICT_TOPIC, Kind.PAGE, _district_topics, pages.district_topic, _in_district_changed),
    Line(at.DISTRICT_TOPIC_FEED, Kind.FEED, _district_topics, follow.district_topic_feed),
    Line(at.UNIT, Kind.PAGE, _units, pages.unit, _in_district_changed),
    Line(at.UNIT_FEED, Kind.FEED, _units, follow.unit_feed),
    Line(at.DISTRICT_SITEMAP, Kind.FEED, _once, _district_sitemap),
    Line(at.CHECK, Kind.STAND_IN, _where(lambda site: addresses.check_address(site.objection_url)), elsewhere.check),
    Line(at.FOLLOW, Kind.STAND_IN, _where(lambda site: addresses.following_address(site.objection_url)), elsewhere.follow),
    Line(at.SEARCH, Kind.STAND_IN, _where(lambda site: site.search_path), elsewhere.search),
    Line(elsewhere.SIGN_IN, Kind.STAND_IN, _where(lambda site: site.sign_in_path), elsewhere.sign_in),
    Line(at.OBJECT, Kind.STAND_IN, _objectable, elsewhere.objecting),
)  # fmt: skip
SITE = ""
"""The scope of what is made from all districts."""
SERVED = (Kind.PAGE, Kind.FILE, Kind.PICTURE, Kind.DATA, Kind.FEED)
"""The kinds whose pages the app answers with, the same bytes to everybody."""


def line_at(path: str) -> tuple[Line, dict[str, str | int]]:
    """The line of the address a path is of, and the path's parts. Raises NoSuchPage."""
    for line in TABLE:
        parts = line.address.parts_of(path) if line.kind in SERVED else None
        if parts is not None:
            return line, parts
    raise NoSuchPage(path)


def page_at(site: Site, path: str) -> Page:
    """What stands at a path: equal inputs, equal bytes. Raises NoSuchPage."""
    line, parts = line_at(path)
    return line.page(site, parts)


def paths_of(site: Site, slug: str = "", kinds: Iterable[Kind] = SERVED) -> Iterator[str]:
    """Every path of a district; without a slug those of the portal itself."""
    wanted = tuple(kinds)
    for line in TABLE:
        if line.kind in wanted:
            yield from line.paths(site, slug)


def every_path(site: Site, *kinds: Kind) -> Iterator[str]:
    """Every path there is of these kinds, of all that the app answers with where none is named; the portal's first."""
    for slug in ("", *(one.slug for one in site.districts)):
        yield from paths_of(site, slug, kinds or SERVED)


def every_page(site: Site, slug: str, kinds: Iterable[Kind] = tuple(Kind)) -> Iterator[Page]:
    """Every page of a district, or of the portal itself; with those that only a folder of files holds."""
    wanted = tuple(kinds)
    for line in TABLE:
        for parts in line.parts_of_all(site, slug) if line.kind in wanted else ():
            yield line.page(site, parts)


def dated(site: Site, slug: str) -> Iterator[tuple[str, datetime]]:
    """The paths on the map for machines, with the moment each last changed."""
    known: dict[Hashable, datetime] = {}
    for line in TABLE:
        for parts in line.parts_of_all(site, slug) if line.changed else ():
            assert line.changed is not None
            # Projects change with their year: its moment is looked up once.
            of = (line.changed, parts.get("year"), parts.get("notice"))
            if of not in known:
                known[of] = line.changed(site, *line.in_order(parts))
            yield line.address.path(**parts), known[of]
