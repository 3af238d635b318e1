"""Steps and states, the same for reports, notices and objections: each app has a table of its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


class StepRefused(Exception):
    """The wrong moment for a step, or something is missing: a sentence for the person. Nothing was changed."""


def whole(text: str, what: str, most: int) -> str:
    """What a person typed, without blanks around it. Raises StepRefused where it is longer than what keeps it: it is
    never cut."""
    text = text.strip()
    if len(text) > most:
        raise StepRefused(f"{what}最多{most}字，现在是{len(text)}字，请缩短后再试。")
    return text


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states, and where each of them leads. Who may take it stands in each app's `access`."""

    name: str
    label: str
    moves: Mapping[str, str] = field(hash=False)

    @classmethod
    def to(cls, target: str, name: str, label: str, *starts: str) -> Step:
        """A step that leads to one state, wherever it starts."""
        return cls(name, label, MappingProxyType(dict.fromkeys(starts, target)))

    @classmethod
    def within(cls, name: str, label: str, *states: str) -> Step:
        """A step that leaves the state as it is."""
        return cls(name, label, MappingProxyType({state: state for state in states}))

    def starts_from(self, status: str) -> bool:
        return status in self.moves

    def target_from(self, status: str) -> str:
        """The state after the step. Raises KeyError where the step does not start from `status`."""
        return self.moves[status]


@dataclass(frozen=True)
class Sentences:
    """Why a step cannot be taken now: `where` says where the thing is, by state; `hints` what can be done, by name of
    the step and state. A hint for state "*" holds in every state without its own."""

    where: Mapping[str, str]
    hints: Mapping[tuple[str, str], str]

    def refusal(self, step: Step, status: str) -> str:
        """The sentence for the person who tried."""
        hint = self.hints.get((step.name, status)) or self.hints.get((step.name, "*"))
        return f"{self.where[status]}，{hint or f'现在不能{step.label}'}。"

    def must_start(self, step: Step, status: str) -> None:
        """Raises StepRefused with the sentence where the step does not start from the state."""
        if not step.starts_from(status):
            raise StepRefused(self.refusal(step, status))
