"""Two people on one report: different fields merge, the same field is a conflict (rules.md, Report). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed: what I typed, what is stored now, what both started from."""

    key: str
    mine: str
    theirs: str
    before: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What to write, and what only a person can decide."""

    changes: dict[str, str]
    clashes: tuple[Clash, ...]


def three_way(*, before: Values, mine: Values, theirs: Values) -> Merge:
    """Merge field by field. `mine` may hold only some of the fields: what it lacks was not typed.

    `changes` holds what differs from what is stored now; it is complete only without clashes.
    """
    changes: dict[str, str] = {}
    clashes: list[Clash] = []
    for key, my_value in mine.items():
        start, stored = before.get(key, ""), theirs.get(key, "")
        if my_value in (start, stored):
            continue
        if stored == start:
            changes[key] = my_value
        else:
            clashes.append(Clash(key, my_value, stored, start))
    return Merge(changes, tuple(clashes))


def rewind(
    current: Values, later_changes: Iterable[Mapping[str, tuple[str, str] | list[str]]]
) -> dict[str, str]:
    """The values before a series of changes (oldest first), each a mapping of key to [before, after]."""
    start = dict(current)
    seen: set[str] = set()
    for change in later_changes:
        for key, (old, _new) in change.items():
            if key not in seen:
                seen.add(key)
                start[key] = old
    return start
