"""What a report must hold before it can be submitted, as a table. All gaps are told at once; nothing else blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field that must be filled in, and when."""

    key: str
    sentence: str
    applies: Callable[[Values], bool]


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing fact: the field to go to, and what to write there."""

    key: str
    sentence: str


def _has_progress(values: Values) -> bool:
    return not values.get("nothing_cause")


def _other_cause(values: Values) -> bool:
    return values.get("nothing_cause") == "other"


def _always(values: Values) -> bool:
    return True


ASKED_OF_TEXT = "写1月1日以来做到哪一步"
"""What stands beside the field, and what a report without it is told."""
NO_TEXT = "进展情况没有填"

REQUIREMENTS = (
    Requirement("narrative", f"{NO_TEXT}，请{ASKED_OF_TEXT}。", _has_progress),
    Requirement("narrative", "原因选了“其他”，请在进展情况里写明。", _other_cause),
    Requirement("filled_by", "填报人没有填。", _always),
)


def gaps(values: Values) -> list[Gap]:
    """Every required fact that is missing, in the order of the form."""
    return [
        Gap(requirement.key, requirement.sentence)
        for requirement in REQUIREMENTS
        if requirement.applies(values) and not values.get(requirement.key, "").strip()
    ]
