"""What becomes of the rows of a project in a plan issued anew, and what a person is asked about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.standing_rows import StandingTask


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to say of one row: what stands, what the document says, and what it may be."""

    key: str
    about: str
    before: str
    after: str
    why: str
    choices: tuple[tuple[str, str], ...]
    words: str
    """What the answer was given on: it holds no more once the document says otherwise there."""
    said: str = ""

    @property
    def is_open(self) -> bool:
        return not self.said

    @property
    def said_in_words(self) -> str:
        return dict(self.choices).get(self.said, "")


@dataclass(frozen=True, slots=True)
class TaskParts:
    """What becomes of the rows of one task of the document. Places are those of the lists, from 0."""

    old: int | None
    stated: Mapping[int, int] = field(default_factory=dict)
    """Indicators that the text promises: new place to old place."""
    percents: Mapping[int, int] = field(default_factory=dict)
    """Those that the milestones state as percents of the work."""
    kept_stated: frozenset[int] = frozenset()
    kept_percents: frozenset[int] = frozenset()
    """Old places of indicators that stay though the document does not name them."""
    kept_texts: frozenset[int] = frozenset()
    """Months whose milestones keep the words they have."""
    answered: frozenset[int] = frozenset()
    """Months whose milestones units answered for: they stay whatever the document says."""
    steps_back: Mapping[int, int] = field(default_factory=dict)
    """Month to key of the milestones that left the plan and come back."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What becomes of the rows of one project."""

    tasks: tuple[TaskParts, ...] = ()
    """One for each task of the document."""
    kept: frozenset[int] = frozenset()
    """Old places of tasks that stay though the document does not name them."""
    standing: tuple[StandingTask, ...] = ()
    """The rows that stand, by old place."""
    questions: tuple[Question, ...] = ()

    @property
    def of_tasks(self) -> dict[int, int]:
        """New place to old place."""
        return {place: one.old for place, one in enumerate(self.tasks) if one.old is not None}

    @property
    def open(self) -> list[Question]:
        return [one for one in self.questions if one.is_open]


NO_PARTS = Parts()
