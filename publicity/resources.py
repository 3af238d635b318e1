"""The one list of what the public can fetch: pages, files of notices, open data, feeds. Server, export and crawl share it.

Each kind of resource says which paths it has and what stands at one of them. To offer something new, add it to KINDS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.writing.content_types import CONTENT_TYPES
from notices.content_json import json_bytes
from publicity import feeds, opendata, pages
from publicity.pages import NoSuchPage, Page
from publicity.site.snapshots import PublishedNotice, Site

__all__ = ["KINDS", "Files", "NoSuchPage", "Resource", "every_path", "is_gone", "resource_at"]

Files = Callable[[str, str, str], bytes | None]
"""(district's slug, notice's number, form) -> the bytes as stored at publication."""
Headers = tuple[tuple[str, str], ...]
OPEN_TO_ANY_SITE: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag"),
)


@dataclass(frozen=True, slots=True)
class Resource:
    """What is sent for a path. Equal inputs give equal bytes."""

    path: str
    body: bytes
    content_type: str
    headers: Headers = ()
    depends_on_day: bool = False

    @property
    def file(self) -> str:
        """Where the export writes it: /a/b/ is a/b/index.html."""
        return (self.path + "index.html" if self.path.endswith("/") else self.path).lstrip("/")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of resource. `paths` of a district, or of the portal as a whole when the slug is empty."""

    name: str
    paths: Callable[[Site, str], Iterator[str]]
    at: Callable[[Site, str, Files], Resource]
    """Raises NoSuchPage where nothing of this kind stands at the path."""


def _whole(page: Page, headers: Headers = ()) -> Resource:
    return Resource(page.path, page.body, page.content_type, headers, page.depends_on_day)


# ------------------------------------------------------------------ pages
def _page_paths(site: Site, slug: str) -> Iterator[str]:
    return pages.paths_of(site, slug) if slug else iter(pages.PORTAL_PATHS)


def _page(site: Site, path: str, files: Files) -> Resource:
    return _whole(pages.page_at_path(site, path))


# ------------------------------------------------------------------ a notice's files
_FILE = re.compile(
    r"/(?P<slug>[-a-z0-9_]+)/notices/(?P<number>[-a-z0-9]+)\.(?P<form>json|csv|xlsx|docx|pdf)"
)


def is_gone(notice: PublishedNotice) -> bool:
    """Whether its files are no longer offered: sealed, or withdrawn without its table."""
    return notice.is_sealed or bool(
        notice.content.get("withdrawn_at") and not notice.table_stays_visible
    )


def _file_paths(site: Site, slug: str) -> Iterator[str]:
    for notice in site.notices_of(slug) if slug else ():
        if not is_gone(notice):
            for form in notice.formats:
                yield f"{notice.path.rstrip('/')}.{form}"


def _file(site: Site, path: str, files: Files) -> Resource:
    found = _FILE.fullmatch(path)
    notice = site.notice(found["slug"], found["number"]) if found else None
    if found is None or notice is None or is_gone(notice):
        raise NoSuchPage(path)
    form = found["form"]
    # The JSON alone learns later who replaced it and when it was withdrawn.
    is_later = form == "json" and (
        notice.content.get("replaced_by") or notice.content.get("withdrawn_at")
    )
    if form not in notice.formats:
        raise NoSuchPage(path)
    stored = json_bytes(notice.content) if is_later else files(notice.district, notice.number, form)
    if stored is None:
        raise NoSuchPage(path)
    kind = "inline" if form in {"json", "pdf"} else "attachment"
    name = f"{notice.district}-{notice.number}.{form}"
    return Resource(
        path,
        stored,
        CONTENT_TYPES[form],
        (*OPEN_TO_ANY_SITE, ("Content-Disposition", f'{kind}; filename="{name}"')),
    )


# ------------------------------------------------------------------ open data
def _data_paths(site: Site, slug: str) -> Iterator[str]:
    return opendata.paths_of(site, slug)


def _data(site: Site, path: str, files: Files) -> Resource:
    return _whole(opendata.resource_at_path(site, path), OPEN_TO_ANY_SITE)


# ------------------------------------------------------------------ feeds, calendars, maps
def _feed_paths(site: Site, slug: str) -> Iterator[str]:
    return feeds.paths_of(site, slug)


def _feed(site: Site, path: str, files: Files) -> Resource:
    headers = OPEN_TO_ANY_SITE
    if path.endswith(".ics"):
        name = "-".join(path.strip("/").split("/")[:2])
        headers = (*headers, ("Content-Disposition", f'inline; filename="{name}.ics"'))
    return _whole(feeds.resource_at_path(site, path), headers)


KINDS: tuple[Kind, ...] = (
    Kind("pages", _page_paths, _page),
    Kind("files", _file_paths, _file),
    Kind("data", _data_paths, _data),
    Kind("feeds", _feed_paths, _feed),
)


def paths_of(site: Site, slug: str = "") -> Iterator[str]:
    """Every path of a district; without a slug those of the portal as a whole."""
    for kind in KINDS:
        yield from kind.paths(site, slug)


def every_path(site: Site) -> Iterator[str]:
    """Every path there is, the portal's first, then district by district."""
    yield from paths_of(site)
    for one in site.districts:
        yield from paths_of(site, one.slug)


def resource_at(site: Site, path: str, files: Files) -> Resource:
    """What stands at a path. Raises NoSuchPage."""
    for kind in KINDS:
        try:
            return kind.at(site, path, files)
        except NoSuchPage:
            continue
    raise NoSuchPage(path)
