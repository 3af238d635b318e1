"""A report line by line, as check page and review page show it: what it was, what it is now, what does not add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from look.figures import grouped
from progress import completeness
from progress.checks import Check
from progress.entry import entry
from progress.report_fields import BESIDE, INVESTED, NOTHING, Field, Kind
from progress.selectors.filing import Filing
from progress.wording import Piece
from progress.wording import difference as difference_of_texts
from projects.money import printed


@dataclass(frozen=True)
class Line:
    """A line of the check page or the review page: what it was, what it is now. Numbers are in their field's `entry_unit`."""

    field: Field
    value: str
    last: str
    change: str
    direction: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...] = ()
    gap: str = ""
    target: str = ""

    @property
    def diff(self) -> list[Piece]:
        """What changed in a text since the last round."""
        return difference_of_texts(self.last, self.value) if self.field.kind is Kind.TEXT else []


def lines(found: Filing, told: Callable[..., Told] | None = None) -> tuple[Line, ...]:
    """Every field with its stored and its last value; paragraphs are the units' own matter until merged.

    `told` words what does not add up for whoever reads it; the unit unless said otherwise.
    """
    told = told or told_to_unit
    warnings, notes = told(found.row.warnings), told(found.row.notes)
    gaps = {gap.key: gap.sentence for gap in completeness.gaps(found.values)}
    values, last = found.values, found.last_values
    shown = []
    for field in found.fields:
        if field.is_paragraph:
            continue
        value, before = values.get(field.key, ""), last.get(field.key, "")
        if not value and not before and field in (*BESIDE, NOTHING):
            continue
        change, direction = difference(field, before, value)
        shown.append(
            Line(
                field=field,
                value=entry(field, value),
                last=entry(field, before),
                change=change,
                direction=direction,
                warnings=tuple(warnings.get(field.key, ())),
                notes=tuple(notes.get(field.key, ())),
                gap=gaps.get(field.key, ""),
                target=target_of(found, field),
            )
        )
    return tuple(shown)


def difference(field: Field, before: str, now: str) -> tuple[str, str]:
    """The change of a number in words ("+5", "−1,200") and its direction (up, down, same); blank for texts."""
    if not field.is_number or not before or not now:
        return "", ""
    gap = Decimal(now) - Decimal(before)
    if not gap:
        return "0", "same"
    told = grouped(field.number(abs(gap)))
    return (f"+{told}", "up") if gap > 0 else (f"−{told}", "down")


Told = dict[str, list[str]]
"""What does not add up, by field: neither warnings nor notes block (rules.md, Report)."""


def told_to_unit(checks: Iterable[Check]) -> Told:
    """With what the unit is asked to do."""
    return _by_field((one.field, one.for_unit) for one in checks)


def told_to_reviewer(checks: Iterable[Check]) -> Told:
    """Only what was found: the reviewer writes nothing into the report."""
    return _by_field((one.field, one.sentence) for one in checks)


def _by_field(found: Iterable[tuple[str, str]]) -> Told:
    by_key: Told = {}
    for key, words in found:
        by_key.setdefault(key, []).append(words)
    return by_key


def target_of(found: Filing, field: Field) -> str:
    """The year's figure a number works towards."""
    if field == INVESTED:
        return printed(found.row.plan)
    for indicator in found.task.indicators.all():
        if field.kind is Kind.VALUE and indicator.pk == field.subject_id:
            return field.number(indicator.target) if indicator.target is not None else ""
    return ""
