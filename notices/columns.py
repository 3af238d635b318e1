"""The columns a notice may show: which, in what order, under what heads. One period words every head.

What a column is, stands in `documents.writing.column_kinds`, a row each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.writing.column_kinds import COLUMN_KINDS, Kind, keys_of, kind_of
from projects.periods import Period, Subject

REQUIRED = ("number", "name")
"""Without number and name no row can be told from another."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column on offer in the editor."""

    key: str
    label: str


def usual_columns(
    subject: Subject, months: Iterable[int] = (), *, has_money: bool = True
) -> list[str]:
    """The columns a notice starts with; a target notice shows the plan's milestone months as well, and no column
    of money where the plan names none."""
    kinds = [kind for kind in COLUMN_KINDS if subject in kind.usual_in]
    if subject == "targets" and not has_money:
        kinds = [kind for kind in kinds if not kind.is_money]
    return _keys(kinds, months)


def choices(subject: Subject, months: Iterable[int] = ()) -> list[ColumnChoice]:
    """Every column the kind may show, in the usual order."""
    keys = _keys((kind for kind in COLUMN_KINDS if subject in kind.offered_in), months)
    return [ColumnChoice(key, label_of(key)) for key in keys]


def label_of(key: str) -> str:
    """The plain name of a column, for the editor. Raises LookupError for a key that is none."""
    found = kind_of(key)
    if found is None:
        raise LookupError(key)
    kind, month = found
    return kind.name if month is None else kind.of_month(month)


def printed_heads(
    keys: Sequence[str], *, year: int, subject: Subject, period: Period | None
) -> list[str]:
    """The heads as the table prints them. Money has its unit in the head; the progress head names the months."""
    months = period.months if period else ""
    return [
        kind.printed(year=year, subject=subject, months=months, month=month)
        for kind, month in filter(None, map(kind_of, keys))
    ]


def keys_of_heads(
    heads: Sequence[str], *, year: int, subject: Subject, period: Period | None
) -> tuple[str | None, ...]:
    """The key of each head that is, letter by letter, what `printed_heads` makes; None for any other."""
    keys = _keys((kind for kind in COLUMN_KINDS if kind.offered_in), range(1, 13))
    ours = dict(
        zip(printed_heads(keys, year=year, subject=subject, period=period), keys, strict=True)
    )
    return tuple(ours.get(head) for head in heads)


def is_known(key: str) -> bool:
    return kind_of(key) is not None


def _keys(kinds: Iterable[Kind], months: Iterable[int]) -> list[str]:
    of = tuple(sorted(set(months)))
    return [key for kind in kinds for key in keys_of(kind, of)]
