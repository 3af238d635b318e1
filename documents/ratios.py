"""Ratios printed as fractions: a whole column of 0.302 where 30.2 is meant."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from documents.drafts import CategoryDraft, ListDraft, ProjectDraft, SumsDraft
from documents.money import Figure, plain_figure
from documents.text import fold

_NEAR = Decimal("0.06")
_Row = ProjectDraft | CategoryDraft | SumsDraft


def settle_ratios(part: ListDraft) -> None:
    """Turns fractions to percent, where the money of the rows shows that the column holds fractions.

    That is another way of writing the same figure, no repair: 0.302 of a column of fractions is 30.2.
    """
    rows: list[_Row] = [*part.projects, *part.categories]
    if part.totals:
        rows.append(part.totals)
    if not _are_fractions(rows):
        return
    for row in rows:
        if row.ratio and row.ratio.decimal is not None and "%" not in fold(row.ratio.raw):
            row.ratio = Figure(row.ratio.raw, _as_percent(row.ratio.decimal))


def _are_fractions(rows: Iterable[_Row]) -> bool:
    fractions = 0
    for row in rows:
        plan = row.plan.decimal if row.plan else None
        invested = row.invested.decimal if row.invested else None
        ratio = row.ratio.decimal if row.ratio else None
        if not plan or not invested or not ratio or row.ratio is None or "%" in fold(row.ratio.raw):
            continue
        percent = invested / plan * 100
        if abs(ratio - percent) <= _NEAR:
            return False
        fractions += abs(ratio * 100 - percent) <= max(_NEAR, percent / 50)
    return fractions > 0


def _as_percent(fraction: Decimal) -> str:
    """As many decimals as the fraction shows beyond the percent: 0.302 is 30.2, 0.3 is 30."""
    percent = fraction * 100
    return plain_figure(percent) if percent != percent.to_integral_value() else f"{percent:.0f}"
