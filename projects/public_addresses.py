"""Every address of the public site: its name, its pattern, its parts (rules.md, Formats). Nothing here knows a page.

    NOTICE.path(district="wanzhou", notice="2025-q1")      "/wanzhou/notices/2025-q1/"
    NOTICE.parts_of("/wanzhou/notices/2025-q1/")           {"district": "wanzhou", "notice": "2025-q1"}

What stands at each of them, the apps above say (`publicity.public_table`). The order counts: the first pattern that fits
a path is its address, so those of the portal itself come before those that begin with a district.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from documents.writing.file_forms import FILE_FORMS

Parts = Mapping[str, str | int]
_NUMBERS = {"year", "number", "unit"}
_PATTERNS = {
    "district": r"[-a-zA-Z0-9_]+",
    "notice": r"[-a-zA-Z0-9_]+",
    "year": r"[0-9]{1,15}",
    "number": r"[0-9]{1,15}",
    "unit": r"[0-9]{1,15}",
    "topic": r"[a-z]+",
    "form": "|".join(form.ending for form in FILE_FORMS),
    "data": r"[a-z0-9]+\.(?:json|csv)",
    "what": r"withdraw|rate|export|erase",
    "shot": r"[0-9a-f]{16}-[0-9]{1,5}\.(?:jpg|webp)",
    "rest": r".*",
}
"""What a part may look like. Wider than what exists: whoever asks for a year that is none is told which there are."""


@dataclass(frozen=True)
class Address:
    """One address. `pattern` is a path from the root with its parts in braces."""

    name: str
    pattern: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.pattern))

    @cached_property
    def expression(self) -> str:
        """The regular expression of its paths, each part a group, without the slash at the root."""
        texts = re.split(r"{\w+}", self.pattern.removeprefix("/"))
        told = [re.escape(texts[0])]
        for part, text in zip(self.parts, texts[1:], strict=True):
            told += [f"(?P<{part}>{_PATTERNS[part]})", re.escape(text)]
        return "".join(told)

    @cached_property
    def first(self) -> str:
        """The name a path of it begins with, as a district's would stand there; empty where a part or nothing does."""
        found = re.match(r"/([-a-z0-9_]+)", self.pattern)
        return found[1] if found else ""

    def path(self, **parts: str | int) -> str:
        return self.pattern.format(**parts)

    def parts_of(self, path: str) -> dict[str, str | int] | None:
        """The parts of a path, numbers as numbers; None where it is not of this address, or spelt in another way."""
        found = self._compiled.fullmatch(path)
        if found is None:
            return None
        parts = {
            name: int(text) if name in _NUMBERS else text
            for name, text in found.groupdict().items()
        }
        # /2025/03/ would be a second address of /2025/3/.
        return parts if self.path(**parts) == path else None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(f"/{self.expression}")


HOME = Address("home", "/")
PRIVACY = Address("privacy", "/privacy/")
SITE_MAP = Address("site-map", "/sitemap/")
PORTAL_SUBSCRIBE = Address("portal-subscribe", "/feed/")
CHECK = Address("check", "/check/")
FOLLOW = Address("follow", "/objections/")
FOLLOW_ACT = Address("follow-act", "/objections/{what}/")
SEARCH = Address("search", "/search/")
STYLEGUIDE = Address("styleguide", "/styleguide/")
TOPIC = Address("topic", "/topics/{topic}/")
TOPIC_FEED = Address("topic-feed", "/topics/{topic}/feed.atom")
FEED = Address("feed", "/feed.atom")
SITEMAP = Address("sitemap", "/sitemap.xml")
ROBOTS = Address("robots", "/robots.txt")
API = Address("api", "/api/")
PORTAL_DATA = Address("portal-data", "/api/{data}")
DISTRICT_DATA = Address("district-data", "/api/{district}/{data}")
YEAR_DATA = Address("year-data", "/api/{district}/{year}/{data}")
NO_DATA = Address("no-data", "/api/{rest}")
"""Anything else under /api/: refused in the way of the open data."""

DISTRICT = Address("district", "/{district}/")
NOTICES = Address("notices", "/{district}/notices/")
NOTICE = Address("notice", "/{district}/notices/{notice}/")
PLAN = Address("plan", "/{district}/{year}/")
PROJECT = Address("project", "/{district}/{year}/{number}/")
NOTICE_FILE = Address("notice-file", "/{district}/notices/{notice}.{form}")
EMBED = Address("notice-embed", "/{district}/notices/{notice}/embed/")
OBJECT = Address("object", "/{district}/notices/{notice}/object/")
SUBSCRIBE = Address("subscribe", "/{district}/subscribe/")
PICTURE = Address("picture", "/{district}/pictures/{shot}")
DISTRICT_FEED = Address("district-feed", "/{district}/feed.atom")
CALENDAR = Address("calendar", "/{district}/{year}/calendar.ics")
PROJECT_FEED = Address("project-feed", "/{district}/{year}/{number}/feed.atom")
DISTRICT_TOPIC = Address("district-topic", "/{district}/topics/{topic}/")
DISTRICT_TOPIC_FEED = Address("district-topic-feed", "/{district}/topics/{topic}/feed.atom")
UNIT = Address("unit", "/{district}/units/{unit}/")
UNIT_FEED = Address("unit-feed", "/{district}/units/{unit}/feed.atom")
DISTRICT_SITEMAP = Address("district-sitemap", "/{district}/sitemap.xml")
PORTAL_SITEMAP = Address("portal-sitemap", "/sitemap/portal.xml")
"""The portal's own pages, where /sitemap.xml is an index."""

ADDRESSES: tuple[Address, ...] = (
    HOME, PRIVACY, SITE_MAP, PORTAL_SUBSCRIBE, API, PORTAL_DATA, DISTRICT_DATA, YEAR_DATA, NO_DATA, FEED, SITEMAP,
    PORTAL_SITEMAP, ROBOTS,
    CHECK, FOLLOW, FOLLOW_ACT, SEARCH, STYLEGUIDE, TOPIC, TOPIC_FEED,
    DISTRICT, NOTICES, NOTICE, PLAN, PROJECT, NOTICE_FILE, EMBED, OBJECT, PICTURE,
    SUBSCRIBE, DISTRICT_FEED, CALENDAR, PROJECT_FEED, UNIT_FEED, DISTRICT_SITEMAP,
    DISTRICT_TOPIC, DISTRICT_TOPIC_FEED, UNIT,
)  # fmt: skip

RESERVED_SLUGS = frozenset(address.first for address in ADDRESSES) - {""} | {
    "accounts", "admin", "desk", "healthz", "livez", "media", "readyz", "static",
    "favicon", "help", "notices", "verify",
}  # fmt: skip
"""No district may have one of these as its slug: what the portal's own addresses begin with, those behind the sign-in
and of the server, and what is kept free for later."""
