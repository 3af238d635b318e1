"""What a judgement says: values, sentences and the steps a drawing needs."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from progress.standing.rules import MADE_UP_WORD, Value
from progress.standing.sentence import BY_ELAPSED, BY_WORDS

By = Literal["milestone", "elapsed", "words"]
StepState = Literal["reached", "made_up", "short", "early", "coming", "unknown"]


_BY_LABELS = {"elapsed": BY_ELAPSED, "words": BY_WORDS}


@dataclass(frozen=True, slots=True)
class Step:
    """One promised step of an indicator, for the drawing: due by the end of `month`, and how it stands.

    `reported` is what the report of that very month said (None where there is none).
    """

    month: int
    due: Decimal
    reported: Decimal | None
    state: StepState


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """How one indicator (or the word milestones, `key` None) stands.

    `gap` is points of the target missing against what was due, negative when more is there; None where nothing
    was due or points cannot be told. `by` names the measure; 按时间进度推算 and 单位自报 are `by_label`.
    """

    key: Hashable
    label: str
    value: Value
    sentence: str
    gap: Decimal | None = None
    by: By | None = None
    actual: Decimal | None = None
    due: Decimal | None = None
    made_up: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def by_label(self) -> str:
        return _BY_LABELS.get(self.by or "", "")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task or a project stands: one value, its sentence, and what it was made of.

    `details` are a task's indicators, `parts` a project's tasks. `without_figure` names the indicators with a target
    of which no approved report says a number: with them 完成 and 超前 are 正常 (rules.md, Lights).
    """

    value: Value
    sentence: str
    rules: str
    gap: Decimal | None = None
    by: By | None = None
    made_up: bool = False
    judged_on: date | None = None
    label: str = ""
    details: tuple[IndicatorStanding, ...] = ()
    parts: tuple[Standing, ...] = ()
    without_figure: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """补齐 where a milestone was missed and made up later."""
        return MADE_UP_WORD if self.made_up else ""

    @property
    def by_label(self) -> str:
        return _BY_LABELS.get(self.by or "", "")
