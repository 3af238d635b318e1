"""The values a standing can have, and the dated thresholds between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Value(StrEnum):
    """Every value has a word, a colour and a shape (`_LOOKS`).

    The order is the one of rules.md, Lights, in which counts are told; see also `WORST_FIRST` and `MOST_URGENT_FIRST`.
    """

    DONE = "done"
    AHEAD = "ahead"
    ON_SCHEDULE = "on_schedule"
    SLOW = "slow"
    BEHIND = "behind"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"
    UNREPORTED = "unreported"
    PAUSED = "paused"
    STOPPED = "stopped"

    @property
    def word(self) -> str:
        return _LOOKS[self].word

    @property
    def css(self) -> str:
        return _LOOKS[self].css

    @property
    def shape(self) -> str:
        return _LOOKS[self].shape


@dataclass(frozen=True, slots=True)
class Look:
    """How a light is shown."""

    word: str
    css: str
    """Its colour: `standing--CSS` of static/components/standing.css. Those that say nothing of the pace share one."""
    shape: str
    """Its icon (`look.templatetags.look`), so that grey paper tells it apart; shared by the two that end a project."""


_LOOKS = {
    Value.DONE: Look("完成", "done", "done"),
    Value.AHEAD: Look("超前", "ahead", "ahead"),
    Value.ON_SCHEDULE: Look("正常", "ok", "ok"),
    Value.SLOW: Look("偏慢", "slow", "slow"),
    Value.BEHIND: Look("滞后", "behind", "behind"),
    Value.NOT_DUE: Look("未到节点", "notdue", "notdue"),
    Value.UNKNOWN: Look("无法测算", "unknown", "unknown"),
    Value.UNREPORTED: Look("未报", "none", "none"),
    Value.PAUSED: Look("已暂停", "stopped", "stopped"),
    Value.STOPPED: Look("已终止", "stopped", "stopped"),
}

WORST_FIRST = (Value.BEHIND, Value.SLOW, Value.ON_SCHEDULE, Value.AHEAD, Value.DONE)
"""Those that can be compared; a task's standing is its worst indicator."""
RESTING = (Value.PAUSED, Value.STOPPED)
"""Nothing is owed: of a project's tasks these count only where there is no other."""
TASK_ORDER = (Value.UNREPORTED, *WORST_FIRST, Value.NOT_DUE, Value.UNKNOWN, *RESTING)
"""The order in which a task decides how its project stands."""
MOST_URGENT_FIRST = (*WORST_FIRST, *(value for value in Value if value not in WORST_FIRST))
"""All of them, as a list for the public puts them: what needs a look stands on top, what says nothing comes last."""
TRAILING = WORST_FIRST[:2]
"""Those a briefing names project by project."""
MADE_UP_WORD = "补齐"
MADE_UP = Look(MADE_UP_WORD, "madeup", "madeup")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Points of the target that may be missing before the value changes. Raises ValueError for bands out of order.

    The bands meet without a gap: each threshold itself belongs to the better side, except `ahead_from`,
    which is already ahead.
    """

    name: str
    effective_from: date
    milestone_behind_over: Decimal = Decimal(30)
    elapsed_slow_over: Decimal = Decimal(10)
    elapsed_behind_over: Decimal = Decimal(30)
    ahead_from: Decimal = Decimal(10)

    def __post_init__(self) -> None:
        in_order = 0 <= self.elapsed_slow_over <= self.elapsed_behind_over
        if not in_order or self.milestone_behind_over < 0 or self.ahead_from < 0:
            raise ValueError(f"the bands of {self.name} are out of order")

    def against_milestone(self, gap: Fraction) -> Value:
        """No gap 正常, over 0 偏慢, over `milestone_behind_over` 滞后."""
        if gap <= 0:
            return Value.ON_SCHEDULE
        return Value.SLOW if gap <= self.milestone_behind_over else Value.BEHIND

    def against_elapsed_time(self, gap: Fraction) -> Value:
        """`ahead_from` or more ahead 超前, then 正常, 偏慢, 滞后 by the two thresholds."""
        if gap < 0 and -gap >= self.ahead_from:
            return Value.AHEAD
        if gap <= self.elapsed_slow_over:
            return Value.ON_SCHEDULE
        return Value.SLOW if gap <= self.elapsed_behind_over else Value.BEHIND

    def thresholds(self, *, elapsed: bool) -> tuple[Decimal, ...]:
        if elapsed:
            return (-self.ahead_from, self.elapsed_slow_over, self.elapsed_behind_over)
        return (Decimal(0), self.milestone_behind_over)


DEFAULT_RULES = RuleSet("默认规则", date(2000, 1, 1))


def rules_on(rule_sets: Iterable[RuleSet], day: date) -> RuleSet:
    """The rule set in force on a day: the newest that has begun, or the default one."""
    begun = [rules for rules in rule_sets if rules.effective_from <= day]
    return max(begun, key=lambda rules: rules.effective_from, default=DEFAULT_RULES)
