"""How one indicator stands: against its steps, against elapsed time, or period by period.

An indicator with milestone values is judged against the last one due (a step, not a line); its yearly target is due
in December where no milestone says so. What was reached counts whenever it was reached: before the first milestone
未到节点 gives way to 超前 (the next milestone's value is there) and to 完成 (the target is there).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from progress.standing import sentence
from progress.standing.facts import IndicatorFacts, ReportFacts
from progress.standing.results import By, IndicatorStanding, Step, StepState
from progress.standing.rules import RuleSet, Value
from projects.money import half_up


def judge_indicator(
    indicator: IndicatorFacts,
    history: Sequence[ReportFacts],
    rules: RuleSet,
    *,
    task_has_milestones: bool,
) -> IndicatorStanding:
    """How one indicator stands after the last report of `history` (one per month, in order, not empty)."""
    through = history[-1].through_month
    actual = _actual(indicator, history)
    steps = _due_steps(indicator, through, task_has_milestones)
    judgement = _Judgement(indicator, through, actual, rules, _drawn(indicator, steps, history))
    if indicator.basis == "in_period":
        return _judge_in_period(judgement, steps, history)
    if actual is None and steps and _last_due(steps, through) is None:
        return judgement.not_due(min(steps.items()))
    if actual is None:
        return judgement.unknown("本期没有填数")
    if indicator.final is not None and indicator.reached(actual, indicator.final):
        return judgement.done()
    if steps:
        return _judge_steps(judgement, steps)
    return _judge_elapsed(judgement, task_has_milestones)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What is known about one indicator, and the ways to say how it stands."""

    indicator: IndicatorFacts
    through: int
    actual: Decimal | None
    rules: RuleSet
    steps: tuple[Step, ...]

    @property
    def _made_up(self) -> tuple[int, ...]:
        return tuple(step.month for step in self.steps if step.state == "made_up")

    def _standing(
        self,
        value: Value,
        words: str,
        gap: Fraction | None = None,
        by: By | None = None,
        due: Decimal | None = None,
    ) -> IndicatorStanding:
        return IndicatorStanding(
            key=self.indicator.key,
            label=self.indicator.label,
            value=value,
            sentence=words,
            gap=None if gap is None else half_up(gap, 4),
            by=by,
            actual=self.actual,
            due=due,
            made_up=bool(self._made_up),
            steps=self.steps,
        )

    def gap(self, actual: Decimal, due: Fraction) -> Fraction | None:
        """Points of the target missing; None where the target is 0 and something is missing."""
        missing = due - Fraction(actual)
        if self.indicator.direction == "down":
            missing = -missing
        whole = self.indicator.whole
        if not whole:
            return Fraction(0) if missing <= 0 else None
        return missing / Fraction(whole) * 100

    def done(self) -> IndicatorStanding:
        actual = self.actual or Decimal(0)
        words = sentence.done(self.indicator, actual, self.through, self._made_up)
        return self._standing(Value.DONE, words)

    def unknown(self, reason: str) -> IndicatorStanding:
        words = sentence.unknown(self.indicator, self.actual, self.through, reason)
        return self._standing(Value.UNKNOWN, words)

    def not_due(self, first: tuple[int, Decimal]) -> IndicatorStanding:
        words = sentence.not_due(self.indicator, self.actual, self.through, first)
        return self._standing(Value.NOT_DUE, words)

    def at_milestone(
        self, actual: Decimal, through: int, month: int, due: Decimal
    ) -> IndicatorStanding:
        gap = self.gap(actual, Fraction(due))
        if gap is None:
            return self.unknown("目标是0，差多少折算不成百分点")
        value = self.rules.against_milestone(gap)
        words = sentence.at_milestone(
            self.indicator, actual, through, month, due, value, gap, self.rules, self._made_up
        )
        return self._standing(value, words, gap, "milestone", due)

    def ahead(
        self, actual: Decimal, last: tuple[int, Decimal] | None, following: tuple[int, Decimal]
    ) -> IndicatorStanding:
        month, due = last or (None, None)
        words = sentence.ahead_of_milestone(
            self.indicator, actual, self.through, month, due, following, self._made_up
        )
        gap = None if due is None else self.gap(actual, Fraction(due))
        return self._standing(Value.AHEAD, words, gap, "milestone", due)

    def by_elapsed_time(self, actual: Decimal, due: Fraction) -> IndicatorStanding:
        gap = self.gap(actual, due)
        if gap is None:
            return self.unknown("目标是0，差多少折算不成百分点")
        value = self.rules.against_elapsed_time(gap)
        shown = sentence.due_by_time(due, actual)
        words = sentence.by_elapsed_time(
            self.indicator, actual, self.through, shown, value, gap, self.rules
        )
        return self._standing(value, words, gap, "elapsed", shown)


def _judge_steps(judgement: _Judgement, steps: dict[int, Decimal]) -> IndicatorStanding:
    """Against the last step due; `steps` is not empty."""
    indicator, through = judgement.indicator, judgement.through
    actual = judgement.actual or Decimal(0)
    last = _last_due(steps, through)
    following = _following(steps, through)
    if last is not None and not indicator.reached(actual, last[1]):
        return judgement.at_milestone(actual, through, *last)
    if following is not None and indicator.reached(actual, following[1]):
        return judgement.ahead(actual, last, following)
    if last is not None:
        return judgement.at_milestone(actual, through, *last)
    return judgement.not_due(min(steps.items()))


def _judge_elapsed(judgement: _Judgement, task_has_milestones: bool) -> IndicatorStanding:
    """Against elapsed time, where that means something."""
    indicator = judgement.indicator
    if indicator.target is None:
        return judgement.unknown("没有数量目标")
    if reason := _not_by_elapsed_time(indicator, task_has_milestones):
        return judgement.unknown(reason)
    due = indicator.due_by_time(judgement.through)
    return judgement.by_elapsed_time(judgement.actual or Decimal(0), due)


def _not_by_elapsed_time(indicator: IndicatorFacts, task_has_milestones: bool) -> str:
    """Why an indicator without steps is not extrapolated; empty where it may be.

    A rate, or a number to be kept low, does not grow from 0: it needs a baseline.
    """
    if task_has_milestones:
        return "这项没有分阶段目标，任务另有阶段性目标，不按时间推算"
    if indicator.basis == "in_period":
        return "按当期统计，没有分期目标"
    if indicator.baseline is None and (indicator.kind == "rate" or indicator.direction == "down"):
        return "没有基数，不能按时间推算"
    return ""


def _judge_in_period(
    judgement: _Judgement, steps: dict[int, Decimal], history: Sequence[ReportFacts]
) -> IndicatorStanding:
    """A number that starts again in each period (7.44万人次 each term), judged by the report at a period's end."""
    indicator, through = judgement.indicator, judgement.through
    if not steps:
        reason = "没有数量目标" if indicator.target is None else "按当期统计，没有分期目标"
        return judgement.unknown(reason)
    at_end = {report.through_month: report.values.get(indicator.key) for report in history}
    last, following = _last_due(steps, through), _following(steps, through)
    current = judgement.actual
    begun = through not in steps  # a period that has not ended yet
    reported = None
    if last is not None:
        reported = at_end.get(last[0])
        if reported is None:
            return judgement.unknown(f"{last[0]}月底没有填数")
        if not indicator.reached(reported, last[1]):
            return judgement.at_milestone(reported, last[0], *last)
    if following and begun and current is not None and indicator.reached(current, following[1]):
        return judgement.ahead(current, last, following)
    if last is None or reported is None:
        return judgement.not_due(min(steps.items()))
    kept = [at_end.get(month) for month in steps]
    everything = all(
        value is not None and indicator.reached(value, due)
        for value, due in zip(kept, steps.values(), strict=True)
    )
    if following is None and everything:
        return judgement.done()
    return judgement.at_milestone(reported, last[0], *last)


def _actual(indicator: IndicatorFacts, history: Sequence[ReportFacts]) -> Decimal | None:
    """The value of the last report; where it says 本期无进展 without a number, a cumulative value stays what it was."""
    for report in reversed(history):
        value = report.values.get(indicator.key)
        if value is not None or not report.nothing or indicator.basis == "in_period":
            return value
    return None


def _due_steps(
    indicator: IndicatorFacts, through: int, task_has_milestones: bool
) -> dict[int, Decimal]:
    """The steps an indicator is held to, by month. Its yearly target is due in December where no step says so."""
    steps = dict(sorted(indicator.milestones.items()))
    target = indicator.target
    if target is None or 12 in steps:
        return steps
    if steps or (through == 12 and _not_by_elapsed_time(indicator, task_has_milestones)):
        steps[12] = target
    return steps


def _last_due(steps: dict[int, Decimal], through: int) -> tuple[int, Decimal] | None:
    return max((step for step in steps.items() if step[0] <= through), default=None)


def _following(steps: dict[int, Decimal], through: int) -> tuple[int, Decimal] | None:
    return min((step for step in steps.items() if step[0] > through), default=None)


def _drawn(
    indicator: IndicatorFacts, steps: dict[int, Decimal], history: Sequence[ReportFacts]
) -> tuple[Step, ...]:
    """Each step with what was reported then, and whether it was missed and made up later."""
    through = history[-1].through_month
    reported = {report.through_month: report.values.get(indicator.key) for report in history}
    now = _actual(indicator, history)
    drawn = []
    for month, due in sorted(steps.items()):
        value = reported.get(month) if indicator.basis == "in_period" else now
        if value is None:
            state: StepState = "coming" if month > through else "unknown"
        elif not indicator.reached(value, due):
            state = "coming" if month > through else "short"
        elif month > through:
            state = "early"
        else:
            state = "made_up" if _was_missed(indicator, month, due, history) else "reached"
        drawn.append(Step(month, due, reported.get(month), state))
    return tuple(drawn)


def _was_missed(
    indicator: IndicatorFacts, month: int, due: Decimal, history: Sequence[ReportFacts]
) -> bool:
    """Whether an earlier report, at or after the step, was short of it."""
    if indicator.basis == "in_period":
        return False
    earlier = (history[: end + 1] for end in range(len(history) - 1))
    return any(
        value is not None and not indicator.reached(value, due)
        for past in earlier
        if past[-1].through_month >= month and (value := _actual(indicator, past)) is not None
    )
