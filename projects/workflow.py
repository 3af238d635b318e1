"""Steps and states, the same for reports, notices and objections: each app has a table of its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class StepRefused(Exception):
    """The wrong moment for a step, or something is missing: a sentence for the person. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states, and where each of them leads."""

    name: str
    label: str
    moves: Mapping[str, str] = field(hash=False)

    def starts_from(self, status: str) -> bool:
        return status in self.moves

    def target_from(self, status: str) -> str:
        """The state after the step. Raises KeyError where the step does not start from `status`."""
        return self.moves[status]


def refusal(
    step: Step, status: str, *, where: Mapping[str, str], hints: Mapping[tuple[str, str], str]
) -> str:
    """Why the step cannot be taken now: where the thing is, and what can be done, by step and state."""
    hint = hints.get((step.name, status), f"现在不能{step.label}")
    return f"{where[status]}，{hint}。"
