"""Standing (亮灯): computed from facts by dated rules, never stored as truth (rules.md, Lights)."""

from __future__ import annotations

from progress.standing.facts import (
    ChangeFacts,
    IndicatorFacts,
    MilestoneFacts,
    ReportFacts,
    RoundFacts,
    TaskFacts,
)
from progress.standing.indicator import judge_indicator
from progress.standing.judge import approved_by, judge_project, judge_task
from progress.standing.results import IndicatorStanding, Standing, Step
from progress.standing.rules import (
    DEFAULT_RULES,
    MADE_UP,
    MADE_UP_WORD,
    MOST_URGENT_FIRST,
    TRAILING,
    WORST_FIRST,
    Look,
    RuleSet,
    Value,
    rules_on,
)
from progress.standing.sentence import due_by_time

__all__ = [
    "DEFAULT_RULES",
    "MADE_UP",
    "MADE_UP_WORD",
    "MOST_URGENT_FIRST",
    "TRAILING",
    "WORST_FIRST",
    "ChangeFacts",
    "IndicatorFacts",
    "IndicatorStanding",
    "Look",
    "MilestoneFacts",
    "ReportFacts",
    "RoundFacts",
    "RuleSet",
    "Standing",
    "Step",
    "TaskFacts",
    "Value",
    "approved_by",
    "due_by_time",
    "judge_indicator",
    "judge_project",
    "judge_task",
    "rules_on",
]
