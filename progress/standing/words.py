"""Milestones that no number judges: the unit's own yes, partly or no, marked as such."""

from __future__ import annotations

from collections.abc import Sequence

from progress.standing import sentence
from progress.standing.facts import Answer, ReportFacts, TaskFacts
from progress.standing.results import IndicatorStanding
from progress.standing.rules import Value


def judge_word_milestones(
    task: TaskFacts, numbers: Sequence[IndicatorStanding], history: Sequence[ReportFacts]
) -> IndicatorStanding | None:
    """The last milestone due, where no number judges it; None where numbers do.

    `numbers` are the standings of the task's indicators in their order, `history` is not empty.
    """
    judged = {
        month
        for indicator, standing in zip(task.indicators, numbers, strict=True)
        if standing.value is not Value.UNKNOWN
        for month in indicator.milestones
    }
    texts = {one.month: one.text for one in task.milestones if one.month not in judged}
    through = history[-1].through_month
    months = sorted(texts.keys() | judged)
    past = [month for month in months if month <= through]
    coming = [month for month in months if month > through]
    month = past[-1] if past else coming[0] if coming else None
    if month not in texts or month is None:
        return None
    answer = _answer(month, history)
    made_up = answer == "yes" and any(
        report.answers.get(month) in {"partly", "no"}
        for report in history[:-1]
        if report.through_month >= month
    )
    value = _value_of_answer(answer, is_due=bool(past))
    if value is Value.ON_SCHEDULE:
        if not coming:
            value = Value.DONE
        elif coming[0] in texts and _answer(coming[0], history) == "yes":
            month, value = coming[0], Value.AHEAD
    return IndicatorStanding(
        key=None,
        label="阶段性目标",
        value=value,
        sentence=sentence.word_milestone(month, texts[month], answer, value),
        by="words",
        made_up=made_up,
    )


def _value_of_answer(answer: Answer | None, *, is_due: bool) -> Value:
    if not is_due:
        return Value.AHEAD if answer == "yes" else Value.NOT_DUE
    if answer is None:
        return Value.UNKNOWN
    return {"yes": Value.ON_SCHEDULE, "partly": Value.SLOW, "no": Value.BEHIND}[answer]


def _answer(month: int, history: Sequence[ReportFacts]) -> Answer | None:
    """The last word on a milestone: later reports need not repeat it."""
    return next(
        (report.answers[month] for report in reversed(history) if month in report.answers), None
    )
