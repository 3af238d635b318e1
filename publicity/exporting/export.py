"""Everything public into a folder: what is gone first, then what is new, then the list of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.urls import get_script_prefix, set_script_prefix

from projects.public_addresses import NOTICE
from publicity import pages, public_table
from publicity.exporting import assets
from publicity.exporting.folder import Folder, Manifest, alone_in
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
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Write the whole public site below `root`; what stands there as it should is left alone.

    Files that are no longer public go first, then what changed since the last export is made, a district's notices
    before its other pages, and only then what the day alone changes or what is compared for safety's sake: such work
    gives way to a change that comes meanwhile. So neither a withdrawal nor a publication waits for the rest. With
    `changed_only` the last export's list is believed: parts made from the same are not made again. Without it every
    file is made and compared with the disk. One export at a time works on a folder; `waiting` is called where this one
    waits for another. Raises folder.NotOurs, assets.NoSuchAsset.
    """
    with alone_in(root, waiting=waiting):
        run = _Run(Folder(root), day, around, progress, trusting=changed_only)
        while not run.went_through():
            continue
        run.folder.close()
    return Outcome(run.folder.written, run.kept, run.folder.removed)


class _Run:
    """One export: rounds over the parts (districts, and "" for the portal), until nothing is left to make."""

    def __init__(
        self,
        folder: Folder,
        day: date,
        around: Surroundings,
        progress: Progress,
        *,
        trusting: bool,
    ) -> None:
        self.folder, self.day, self.around = folder, day, around
        self.progress, self.trusting = progress, trusting
        self.kept = 0
        self.before = folder.was
        """What the folder was when this run came."""
        self.believed = dict(self.before.parts) if trusting else {}
        """Parts that need no making while they are made from the same: of the last export, and of this run."""

    def went_through(self) -> bool:
        """One round. False: it gave way to a change, and what is left waits for the next."""
        # The stamps are read before anything they stand for.
        stamps = current_stamps()
        site = load_site(self.day, self.around, stamps=stamps)
        slugs = [*(one.slug for one in site.districts), ""]
        made_from = {slug: _made_from(stamps.get(slug, Stamp()), self.around) for slug in slugs}
        fresh = [slug for slug in slugs if self._is_fresh(slug, made_from[slug])]
        changed = [slug for slug in slugs if self._is_changed(slug, made_from[slug], fresh)]
        others = [slug for slug in slugs if slug not in {*fresh, *changed}]
        now = self._begun(site, fresh, [*changed, *others])
        left = [*changed, *others]
        while left:
            slug = left.pop(0)
            self.progress(slug, len(slugs) - len(left) - 1, len(slugs))
            self._make(now, site, slug, made_from[slug])
            self.folder.attend()
            # At least one of the others a round, so that they come to an end however much changes.
            if left and slug in others and current_stamps() != stamps:
                self._lay_down(now, site, left)
                return False
        self._end(now)
        self.progress("", len(slugs), len(slugs))
        return True

    def _is_fresh(self, slug: str, made_from: str) -> bool:
        part = self.believed.get(slug)
        if part is None or part["made_from"] != made_from:
            return False
        return not part["day"] or part["day"] == self.day.isoformat()

    def _is_changed(self, slug: str, made_from: str, fresh: list[str]) -> bool:
        known = self.believed.get(slug) or self.before.parts.get(slug)
        return slug not in fresh and (known is None or known["made_from"] != made_from)

    def _begun(self, site: Site, fresh: list[str], left: list[str]) -> Manifest:
        """What is gone is removed, what will be written is listed; gives the list of what stands by now."""
        was = self.folder.was
        now = Manifest()
        for slug in fresh:
            now.parts[slug] = self.believed[slug]
            now.files |= {name: was.files[name] for name in self.believed[slug]["files"]}
        if was is self.before:
            self.kept = len(now.files)
        expected = {**{name: "" for slug in left for name in _names(site, slug)}, **now.files}
        self.folder.remove(
            name for name in sorted(was.files) if name not in expected and not _is_asset(name)
        )
        # Listed before it is written, without digests: an export cut off here knows its files the next time.
        self.folder.note(Manifest({**dict.fromkeys(was.files, ""), **expected}, dict(now.parts)))
        # What pages load stands there before the first page that names it.
        self._put_assets(now, _first_assets(now, site))
        return now

    def _make(self, now: Manifest, site: Site, slug: str, made_from: str) -> None:
        part = _Part(self.folder, now, slug, trusting=self.trusting)
        part.write(site)
        part.note(made_from, self.day)
        self.believed[slug] = now.parts[slug]
        self.kept += part.kept

    def _lay_down(self, now: Manifest, site: Site, left: list[str]) -> None:
        """The list of a round that gave way: what it made, and beside it what it did not come to."""
        was = self.folder.was
        waiting = {name: was.files.get(name, "") for slug in left for name in _names(site, slug)}
        assets_of_before = {name: was.files[name] for name in was.files if _is_asset(name)}
        now.files = {**waiting, **assets_of_before, **now.files}
        self.folder.note(now)
        self.folder.was = now

    def _end(self, now: Manifest) -> None:
        used = {name for part in now.parts.values() for name in part["assets"]}
        self._put_assets(now, used)
        was = self.folder.was
        self.folder.remove(name for name in was.files if _is_asset(name) and name not in now.files)
        self.folder.note(now)

    def _put_assets(self, now: Manifest, names: set[str]) -> None:
        new = {name for name in names if f"static/{name}" not in now.files}
        for name, body in assets.with_what_they_load(new).items():
            kind = assets.type_of(name)
            _put(self.folder, now, f"static/{name}", body, kind, trusting=self.trusting)


def _is_asset(name: str) -> bool:
    return name.startswith("static/")


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
    # First what may have been taken back.
    for line in sorted(public_table.TABLE, key=lambda line: line.address is not NOTICE):
        for parts in line.parts_of_all(site, slug):
            yield line.page(site, parts)


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


def _first_assets(now: Manifest, site: Site) -> set[str]:
    """What the home page loads, and with it nearly every page."""
    if "" in now.parts:
        return set(now.parts[""]["assets"])
    return assets.named_in(pages.home(site).body)
