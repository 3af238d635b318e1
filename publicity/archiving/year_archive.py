"""What of a district's year is public, as a folder: pages that open from a disk, files, data, digests, a script.

Made from the very pages of the public table, so nothing unpublished and nobody's personal data can stand in it. A page
is changed in two things only: its links lead to files of the folder or, where what they lead to is not of the year, to
the portal's address; and it loads no script, which a browser would refuse from a disk.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.template.loader import get_template

from documents.day_words import day_words
from look.moments import BEIJING
from notices.digests import moment_text
from notices.models import Notice
from projects import public_addresses as at
from projects.public_addresses import Parts
from publicity.exporting import assets
from publicity.public_table import TABLE, Kind, Line
from publicity.site.rendering import Page, file_of
from publicity.site.snapshots import District, Site

SCRIPT = Path(__file__).with_name("verify.py")
LIST = "digests.json"
_KINDS = (Kind.PAGE, Kind.FILE, Kind.PICTURE, Kind.DATA)
_LINK = re.compile(r"""(?P<before>\s(?:href|src|action)=")(?P<link>[^"]*)(?P<after>")""")
_SET = re.compile(r"""(?P<before>\ssrcset=")(?P<links>[^"]*)(?P<after>")""")
_MODULE = re.compile(r"<script\b[^>]*\bsrc=[^>]*>\s*</script>\n?")
_ELSEWHERE = ("tel:", "mailto:", "data:", "http:", "https:", "#")


class ArchiveRefused(Exception):
    """Nothing was written; the message is a sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Archived:
    """How many files, and the digest of their list: to be kept apart from the folder."""

    files: int
    notices: int
    list_sha256: str


def archive_year(
    root: Path, *, site: Site, district: str, year: int, made_at: datetime
) -> Archived:
    """Write the year's archive into an empty folder. Raises ArchiveRefused."""
    found = site.district(district)
    pages = {page.path: page for page in _pages(site, district, year)} if found else {}
    if found is None or not pages:
        raise ArchiveRefused(f"“{district}”{year}年没有公布过内容，没有可以归档的。")
    if root.exists() and not root.is_dir():
        raise ArchiveRefused(f"{root} 是一个文件，不是文件夹。")
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise ArchiveRefused(f"{root} 里已有文件，请给一个空文件夹。")
    files = {f"site/{page.file}": _body(site, page, pages) for page in pages.values()}
    files |= _assets(files)
    chain = _chain(district, {name.removeprefix("site/") for name in files})
    files["chain.json"] = _json(chain)
    files["verify.py"] = SCRIPT.read_bytes()
    files["index.html"] = _index(site, found, year, pages, made_at)
    listed = _json({name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())})
    digest = hashlib.sha256(listed).hexdigest()
    for name, body in files.items():
        _write(root / name, body)
    # Last: an archive cut off before has no list and does not verify.
    _write(root / LIST, listed)
    _write(root / f"{LIST}.sha256", f"{digest}  {LIST}\n".encode())
    return Archived(len(files), sum(1 for row in chain if row["json"]), digest)


def _pages(site: Site, slug: str, year: int) -> Iterator[Page]:
    """Of the year's plan, projects and notices; the lists that go over all years are left to the portal."""
    for line in TABLE:
        if line.kind not in _KINDS and line.address is not at.CALENDAR:
            continue
        for parts in line.parts_of_all(site, slug):
            if _year(site, slug, line, parts) == year:
                yield line.page(site, parts)


def _year(site: Site, slug: str, line: Line, parts: Parts) -> object:
    """Of which year a page is; None for one that goes over all of them."""
    if notice := parts.get("notice"):
        found = site.notice(slug, str(notice))
        return found.said.year if found else None
    if line.kind is Kind.PICTURE:
        path = line.address.path(**{"district": slug, **parts})
        return next((one.year for one in site.pictures_of(slug) if path in one.paths), None)
    return parts.get("year")


def _body(site: Site, page: Page, pages: Mapping[str, Page]) -> bytes:
    if not page.content_type.startswith("text/html"):
        return page.body

    def led(match: re.Match[str]) -> str:
        link = _led(unescape(match["link"]), page, pages, site.base_url)
        return f"{match['before']}{escape(link)}{match['after']}"

    def led_each(match: re.Match[str]) -> str:
        """Of a picture's sizes each: an address, a space, its width."""
        ways = [one.strip().split(" ", 1) for one in match["links"].split(",")]
        found = [
            f"{_led(unescape(way), page, pages, site.base_url)} {width}" for way, width in ways
        ]
        return f"{match['before']}{escape(', '.join(found))}{match['after']}"

    return _SET.sub(led_each, _LINK.sub(led, _MODULE.sub("", page.body.decode()))).encode()


def _led(link: str, page: Page, pages: Mapping[str, Page], base_url: str) -> str:
    """Where a link leads from the page's file."""
    if link.startswith(_ELSEWHERE):
        return link
    there = urlsplit(urljoin(page.path, link))
    path = unquote(there.path)
    rest = there._replace(scheme="", netloc="", path="").geturl()
    if path in pages or path.startswith("/static/"):
        target = file_of(path)
        return posixpath.relpath(target, posixpath.dirname(page.file) or ".") + rest
    return base_url + there.path + rest


def _assets(files: Mapping[str, bytes]) -> dict[str, bytes]:
    named = {
        name
        for file, body in files.items()
        if file.endswith(".html")
        for name in assets.named_in(body)
    }
    return {f"site/static/{name}": body for name, body in assets.with_what_they_load(named).items()}


def _chain(slug: str, files: set[str]) -> list[dict[str, Any]]:
    """Every record of the district's chain, in digests alone; of the year's notices with the file of their content."""
    rows = Notice.objects.public().filter(district__slug=slug).order_by("chain_position")
    names = ("number", "published_at", "content_sha256", "previous_record_sha256", "record_sha256")
    chain = []
    for number, published_at, *digests in rows.values_list(*names):
        file = file_of(at.NOTICE_FILE.path(district=slug, notice=number, form="json"))
        told = dict(zip(names, (number, moment_text(published_at), *digests), strict=True))
        chain.append(told | {"json": f"site/{file}" if file in files else None})
    return chain


def _index(
    site: Site, district: District, year: int, pages: Mapping[str, Page], made_at: datetime
) -> bytes:
    slug, made = district.slug, made_at.astimezone(BEIJING)
    links = [
        (notice.said.title, f"site/{file_of(notice.path)}")
        for notice in site.notices_of(slug)
        if notice.path in pages
    ]
    plan = at.PLAN.path(district=slug, year=year)
    if plan in pages:
        links.append((f"{district.name}{year}年民生实事方案", f"site/{file_of(plan)}"))
    others = [f"site/{page.file}" for page in pages.values() if not page.file.endswith(".html")]
    shown = {
        "district": district.name,
        "year": year,
        "made_at": f"{day_words(made.date())} {made:%H:%M}",
        "links": links,
        "files": sorted(others),
        "address": f"{site.base_url}{district.path}",
    }
    return get_template("publicity/archive.html").render(shown).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
