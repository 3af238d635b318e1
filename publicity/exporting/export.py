"""Everything public into a folder: what is gone first, then what is new, then the list of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.urls import get_script_prefix, set_script_prefix

from publicity import pages, public_table
from publicity.exporting import assets
from publicity.exporting.folder import Folder, Manifest
from publicity.generation import Stamp, current_stamps
from publicity.public_table import Kind
from publicity.selectors import Surroundings, load_site
from publicity.site import addresses
from publicity.site.rendering import Page, file_of
from publicity.site.snapshots import Site

Progress = Callable[[str, int, int], None]
"""(part being written, how many parts are done, of how many)"""
NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counted in files, their packed copies not counted."""

    written: int
    kept: int
    removed: int


def export_site(
    root: Path,
    *,
    day: date,
    around: Surroundings,
    changed_only: bool = False,
    progress: Progress = lambda part, done, of: None,
) -> Outcome:
    """Write the whole public site below `root`; what stands there as it should is left alone.

    Files that are no longer public go first, so that a withdrawal never waits for the rest. With `changed_only` the
    last export's list is believed: parts made from the same are not made again. Without it every file is made and
    compared with the disk. Raises folder.NotOurs, assets.NoSuchAsset.
    """
    # The stamps are read before anything they stand for.
    stamps = current_stamps()
    site = load_site(day, around, stamps=stamps)
    slugs = ["", *(one.slug for one in site.districts)]
    made_from = {slug: _made_from(stamps.get(slug, Stamp()), around) for slug in slugs}
    folder = Folder(root)
    was, now = folder.was, Manifest()
    fresh = {slug for slug in slugs if changed_only and _is_fresh(was, slug, made_from[slug], day)}
    expected = {
        name: was.files.get(name, "") if slug in fresh else ""
        for slug in slugs
        for name in (was.parts[slug]["files"] if slug in fresh else _names(site, slug))
    }
    folder.remove(
        name for name in sorted(was.files) if name not in expected and not _is_asset(name)
    )
    # Listed before it is written, without digests: an export cut off here knows its files the next time.
    folder.note(Manifest({**dict.fromkeys(was.files, ""), **expected}, {}))
    # What pages load stands there before the first page that names it.
    _put_assets(folder, now, _first_assets(was, site, fresh), trusting=changed_only)
    kept = 0
    for done, slug in enumerate(slugs):
        progress(slug, done, len(slugs))
        if slug in fresh:
            now.parts[slug] = was.parts[slug]
            now.files |= {name: was.files[name] for name in was.parts[slug]["files"]}
            kept += len(was.parts[slug]["files"])
        else:
            part = _Part(folder, now, slug, trusting=changed_only)
            part.write(site)
            part.note(made_from[slug], day)
            kept += part.kept
    used = {name for part in now.parts.values() for name in part["assets"]}
    _put_assets(folder, now, used, trusting=changed_only)
    folder.remove(name for name in was.files if _is_asset(name) and name not in now.files)
    folder.note(now)
    folder.close()
    progress("", len(slugs), len(slugs))
    return Outcome(folder.written, kept, folder.removed)


def _is_asset(name: str) -> bool:
    return name.startswith("static/")


def _is_fresh(was: Manifest, slug: str, made_from: str, day: date) -> bool:
    part = was.parts.get(slug)
    if part is None or part["made_from"] != made_from:
        return False
    return not part["day"] or part["day"] == day.isoformat()


def _made_from(stamp: Stamp, around: Surroundings) -> str:
    """What a part is made from, besides the day: equal digests, equal files. A frozen dataclass prints itself whole."""
    return hashlib.sha256(f"{stamp}\n{around}".encode()).hexdigest()


def _names(site: Site, slug: str) -> Iterator[str]:
    """The files of a part, without making them."""
    if not slug:
        yield NOT_FOUND
    for path in public_table.paths_of(site, slug, Kind):
        yield file_of(path)


def _pages(site: Site, slug: str) -> Iterator[Page]:
    """Every page of a part, with what stands in for the dynamic pages it leads to."""
    if not slug:
        yield _missing(site)
    yield from public_table.every_page(site, slug)


def _missing(site: Site) -> Page:
    """The page of an address that names nothing; it is shown anywhere, so its links start at the root of the host."""
    before = get_script_prefix()
    set_script_prefix(addresses.sub_path(site.base_url) + "/")
    try:
        page = pages.missing(site, "")
    finally:
        set_script_prefix(before)
    return replace(page, path="/" + NOT_FOUND)


class _Part:
    """One part being written: a district, or the portal as a whole."""

    def __init__(self, folder: Folder, now: Manifest, slug: str, *, trusting: bool) -> None:
        self.folder, self.now, self.slug, self.trusting = folder, now, slug, trusting
        self.kept = 0
        self.files: list[str] = []
        self.assets: set[str] = set()
        self.is_dated = False

    def write(self, site: Site) -> None:
        for one in _pages(site, self.slug):
            if one.content_type.startswith("text/html"):
                self.assets |= assets.named_in(one.body)
            self.is_dated |= one.depends_on_day
            self.files.append(one.file)
            self.kept += not _put(
                self.folder, self.now, one.file, one.body, one.content_type, trusting=self.trusting
            )

    def note(self, made_from: str, day: date) -> None:
        self.now.parts[self.slug] = {
            "made_from": made_from,
            "day": day.isoformat() if self.is_dated else "",
            "files": sorted(self.files),
            "assets": sorted(self.assets),
        }


def _put(
    folder: Folder, now: Manifest, name: str, body: bytes, content_type: str, *, trusting: bool
) -> bool:
    """Whether it had to be written."""
    digest = hashlib.sha256(body).hexdigest()
    now.files[name] = digest
    if folder.holds(name, body, digest, trusting=trusting):
        return False
    folder.write(name, body, content_type)
    return True


def _first_assets(was: Manifest, site: Site, fresh: set[str]) -> set[str]:
    """What the home page loads, and with it nearly every page."""
    if "" in fresh:
        return set(was.parts[""]["assets"])
    return assets.named_in(pages.home(site).body)


def _put_assets(folder: Folder, now: Manifest, names: set[str], *, trusting: bool) -> None:
    new = {name for name in names if f"static/{name}" not in now.files}
    for name, body in assets.with_what_they_load(new).items():
        _put(folder, now, f"static/{name}", body, assets.type_of(name), trusting=trusting)
