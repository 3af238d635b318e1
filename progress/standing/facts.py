"""What a standing is computed from, as plain values. Selectors fill these from the models."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from projects.money import printed
from projects.printed_units import in_shown_unit, shown_unit

Kind = Literal["quantity", "rate", "percent_of_work"]
Direction = Literal["up", "down"]
Basis = Literal["cumulative", "in_period"]
Answer = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """A number promised. `milestones` is month -> value due by its end, in the indicator's unit.

    `unit_printed` is the document's unit: sentences give every figure in it (42万平方米, not 420000平方米).
    """

    key: Hashable
    label: str
    unit: str
    target: Decimal | None
    kind: Kind = "quantity"
    baseline: Decimal | None = None
    direction: Direction = "up"
    basis: Basis = "cumulative"
    milestones: Mapping[int, Decimal] = field(default_factory=dict)
    unit_printed: str = ""

    @property
    def shown_unit(self) -> str:
        return shown_unit(self.unit, self.unit_printed)

    def shown(self, value: Decimal) -> Decimal:
        """A value in the unit it is read in."""
        return in_shown_unit(value, self.unit, self.unit_printed)

    def number(self, value: Decimal) -> str:
        """A value as it is read, without its unit."""
        return printed(self.shown(value))

    def amount(self, value: Decimal) -> str:
        """A value as it is read, with its unit."""
        return f"{self.number(value)}{self.shown_unit}"

    def reached(self, value: Decimal, due: Decimal) -> bool:
        """Whether a value is as good as what was due: at least it, or at most it where lower is better."""
        return value >= due if self.direction == "up" else value <= due

    def due_by_time(self, through_month: int) -> Fraction:
        """What should be there by elapsed time: months / 12 of the way from the baseline, as offices count 序时进度."""
        start = Fraction(self.baseline or 0)
        return start + (Fraction(self.target or 0) - start) * Fraction(through_month, 12)

    @property
    def whole(self) -> Decimal | None:
        """What 100 points are: the target, or without one the last milestone's value."""
        if self.target is not None:
            return self.target
        return self.milestones[max(self.milestones)] if self.milestones else None

    @property
    def final(self) -> Decimal | None:
        """What makes it 完成: the target, or without one what is due by December."""
        return self.target if self.target is not None else self.milestones.get(12)


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """What must stand by the end of a month, verbatim."""

    month: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """An approved report: cumulative values from January to the end of `through_month`.

    Two reports of one month are revisions; the later approved one counts. `nothing` is 本期无进展.
    """

    through_month: int
    approved_on: date
    values: Mapping[Hashable, Decimal | None] = field(default_factory=dict)
    answers: Mapping[int, Answer] = field(default_factory=dict)
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round and the day its report is due from this task's unit (extensions included)."""

    through_month: int
    due_on: date


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A decision to pause, stop or resume, with the document that says so."""

    kind: Literal["pause", "stop", "resume"]
    decided_on: date
    document: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    year: int
    indicators: Sequence[IndicatorFacts] = ()
    milestones: Sequence[MilestoneFacts] = ()
    reports: Sequence[ReportFacts] = ()
    rounds: Sequence[RoundFacts] = ()
    changes: Sequence[ChangeFacts] = ()
    label: str = ""

    @property
    def has_milestones(self) -> bool:
        return bool(self.milestones) or any(one.milestones for one in self.indicators)
