"""Why a step with a notice was not taken. Each message is a sentence for the person who tried."""

from __future__ import annotations

from collections.abc import Sequence

from projects.workflow import StepRefused


class EditConflict(StepRefused):
    """Somebody saved the notice since this person opened it."""


class ChecklistOpen(StepRefused):
    """The checklist still has gaps; `gaps` names them."""

    def __init__(self, message: str, gaps: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.gaps = tuple(gaps)


class ApprovalVoid(StepRefused):
    """What was approved is not what would be published."""
