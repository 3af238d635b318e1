"""What is checked, and what is found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from progress.standing.facts import IndicatorFacts
from projects.money import printed

Severity = Literal["blocking", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Filing:
    """What was filed for a task in a round; values are cumulative, keyed like the indicators."""

    through_month: int
    narrative: str = ""
    invested: Decimal | None = None
    values: Mapping[Hashable, Decimal | None] = field(default_factory=dict)
    nothing_cause: str = ""

    @property
    def is_nothing(self) -> bool:
        return bool(self.nothing_cause)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A filing beside what is known: last round's approved filing, the plan of the money it carries, the promise.

    `plan` is None where the task carries no money or has no plan.
    """

    filing: Filing
    previous: Filing | None = None
    plan: Decimal | None = None
    carries_money: bool = True
    indicators: Sequence[IndicatorFacts] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: the field it stands beside, how much it weighs, its code, the sentence for the reader, and
    the same in a few words for lists. `asks`: whoever approves over it says why the figure stands."""

    field: str
    severity: Severity
    code: str
    sentence: str
    hint: str
    asks: bool = False
    advice: str = ""
    """What the unit is asked to do about it: no words for a reviewer."""

    @property
    def point(self) -> str:
        """What an answer to it is kept under."""
        return f"{self.field}-{self.code}"

    @property
    def mark(self) -> str:
        """Of the point as it was read: another one as soon as a figure in its sentence changes."""
        return hashlib.sha256(f"{self.point}\n{self.sentence}".encode()).hexdigest()[:16]

    def named(self, label: str) -> str:
        """What it is about and what it finds, in a few words; a word that ends the one and begins the other is said
        once: 完成投资 and 投资超计划 make 完成投资超计划."""
        hint = self.hint
        for length in range(min(len(label), len(hint)), 1, -1):
            if label.endswith(hint[:length]):
                return label + hint[length:]
        return label + hint

    @property
    def for_unit(self) -> str:
        """The sentence as the unit reads it."""
        return self.sentence + self.advice


# A place is "narrative", "invested" or the indicator concerned.
Found = tuple[str | IndicatorFacts, str] | tuple[str | IndicatorFacts, str, str]
"""Where, what was found, and, where there is something only the unit can do about it, what the unit is asked to do."""


def filed_numbers(facts: CheckFacts) -> Iterator[tuple[IndicatorFacts, Decimal]]:
    """The indicators with a number that can be compared."""
    for indicator in facts.indicators:
        value = facts.filing.values.get(indicator.key)
        if value is not None and value.is_finite():
            yield indicator, value


def invested(facts: CheckFacts) -> Decimal | None:
    value = facts.filing.invested
    return value if facts.carries_money and value is not None and value.is_finite() else None


def last_round(facts: CheckFacts, indicator: IndicatorFacts) -> Decimal | None:
    return facts.previous.values.get(indicator.key) if facts.previous else None


def last_words(
    before: Decimal | None, unit: str = "", number: Callable[[Decimal], str] = printed
) -> str:
    """What last round said of a number. A blank is no 0: it is told as not filled in."""
    return "上期没有填数" if before is None else f"上期{number(before)}{unit}"


def amount(value: Decimal, indicator: IndicatorFacts) -> str:
    return indicator.amount(value)
