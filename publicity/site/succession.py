"""What became of a notice: the corrections that followed it, and which of them is in force."""

from __future__ import annotations

from collections.abc import Iterator

from publicity.site.cards import Card, card
from publicity.site.snapshots import PublishedNotice, Site


def followers(site: Site, notice: PublishedNotice) -> Iterator[PublishedNotice]:
    """The correction that replaced it, the one that replaced that, and so on, the newest last."""
    seen = {notice.number}
    at: PublishedNotice | None = notice
    while at and at.said.replaced_by and at.said.replaced_by not in seen:
        seen.add(at.said.replaced_by)
        if at := site.notice(notice.district, at.said.replaced_by):
            yield at


def newest(site: Site, notice: PublishedNotice) -> Card | None:
    """The last of its corrections, whatever became of it; None where it has none."""
    last = list(followers(site, notice))[-1:]
    return card(site, last[0]) if last else None


def in_force(site: Site, notice: PublishedNotice) -> Card | None:
    """The version that stands today in place of this one; None where none does: the newest was withdrawn or sealed."""
    found = newest(site, notice)
    return found if found and found.stands else None
