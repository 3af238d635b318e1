"""How a task and a project stand, from facts and a dated rule set. Pure: the day only selects the reports.

A report is judged at the end of its period, never at the day of looking.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from progress.standing import sentence
from progress.standing.facts import ChangeFacts, ReportFacts, RoundFacts, TaskFacts
from progress.standing.indicator import judge_indicator
from progress.standing.results import IndicatorStanding, Standing
from progress.standing.rules import RESTING, TASK_ORDER, WORST_FIRST, RuleSet, Value
from progress.standing.words import judge_word_milestones
from projects.periods import judged_on


def judge_task(task: TaskFacts, day: date, rules: RuleSet) -> Standing:
    """The standing of a task as known on a day. Every input has one."""
    history = approved_by(task.reports, day)
    latest = history[-1] if history else None
    missing_figures = _without_figure(task, history)
    details = _details(task, history, rules) if latest else ()
    on = judged_on(task.year, latest.through_month) if latest else None

    def standing(value: Value, words: str, worst: IndicatorStanding | None = None) -> Standing:
        return Standing(
            value=value,
            sentence=words,
            rules=rules.name,
            gap=worst.gap if worst else None,
            by=worst.by if worst else None,
            made_up=any(detail.made_up for detail in details),
            judged_on=on,
            label=task.label,
            details=details,
            without_figure=missing_figures,
        )

    if change := _change_in_force(task.changes, day):
        value = Value.PAUSED if change.kind == "pause" else Value.STOPPED
        return standing(value, sentence.changed(change, value))
    if missing := _round_without_report(task.rounds, history, day):
        return standing(Value.UNREPORTED, sentence.unreported(task.year, missing))
    if latest is None:
        first = _first_month(task)
        coming = first is not None and judged_on(task.year, first) > day
        return standing(
            Value.NOT_DUE if coming else Value.UNKNOWN,
            sentence.no_report_yet(first if coming else None),
        )
    if not details:
        return standing(Value.UNKNOWN, "没有数量指标，也没有阶段性目标，无法测算。")
    worst = _worst(details)
    words = _task_sentence(details, worst)
    if _is_premature(worst.value, missing_figures):
        words = sentence.at_most_on_schedule(words, missing_figures)
        return standing(Value.ON_SCHEDULE, words, worst)
    return standing(worst.value, words, worst)


def judge_project(tasks: Sequence[Standing], rules: RuleSet) -> Standing:
    """A project's standing is its worst task's.

    Paused and stopped tasks are left out unless there is no other. A project is reported when all its tasks are:
    one unreported task makes it 未报 (its other tasks stay in `parts`).
    """
    if not tasks:
        return Standing(Value.UNKNOWN, "没有目标任务，无法测算。", rules.name)
    running = [one for one in tasks if one.value not in RESTING]
    worst = min(running or tasks, key=_task_rank)
    words = worst.sentence
    if len(tasks) > 1:
        label = worst.label or f"第{list(tasks).index(worst) + 1}项任务"
        words = f"{len(tasks)}项任务，{worst.value.word}的是“{label}”：{words}"
    value = worst.value
    missing = tuple(label for one in running for label in one.without_figure)
    if _is_premature(value, missing):
        value, words = Value.ON_SCHEDULE, sentence.at_most_on_schedule(words, missing)
    return Standing(
        value=value,
        sentence=words,
        rules=rules.name,
        gap=worst.gap,
        by=worst.by,
        made_up=any(one.made_up for one in tasks),
        judged_on=worst.judged_on,
        parts=tuple(tasks),
        without_figure=missing,
    )


def approved_by(reports: Sequence[ReportFacts], day: date) -> list[ReportFacts]:
    """The reports approved by a day, the newest revision of each month, in the order of their months."""
    newest: dict[int, ReportFacts] = {}
    for report in reports:
        known = newest.get(report.through_month)
        if report.approved_on <= day and (known is None or known.approved_on <= report.approved_on):
            newest[report.through_month] = report
    return [newest[month] for month in sorted(newest)]


def _details(
    task: TaskFacts, history: Sequence[ReportFacts], rules: RuleSet
) -> tuple[IndicatorStanding, ...]:
    numbers = [
        judge_indicator(one, history, rules, task_has_milestones=task.has_milestones)
        for one in task.indicators
    ]
    words = judge_word_milestones(task, numbers, history)
    return (*numbers, words) if words else tuple(numbers)


def _without_figure(task: TaskFacts, history: Sequence[ReportFacts]) -> tuple[str, ...]:
    """The labels of the indicators with a target of which no approved report gives a value."""
    return tuple(
        one.label
        for one in task.indicators
        if one.final is not None and all(report.values.get(one.key) is None for report in history)
    )


def _is_premature(value: Value, without_figure: Sequence[str]) -> bool:
    """Whether 完成 or 超前 would be said of something promised in numbers that nobody has given yet."""
    return bool(without_figure) and value in {Value.DONE, Value.AHEAD}


def _worst(details: Sequence[IndicatorStanding]) -> IndicatorStanding:
    """滞后, 偏慢, 正常, 超前, 完成, of equal ones the largest gap; 未到节点 and 无法测算 only if there is no other."""

    def rank(detail: IndicatorStanding) -> tuple[int, Decimal]:
        if detail.value in WORST_FIRST:
            place = WORST_FIRST.index(detail.value)
        else:
            place = len(WORST_FIRST) + (detail.value is Value.UNKNOWN)
        return place, -(detail.gap or Decimal(0))

    return min(details, key=rank)


def _task_rank(one: Standing) -> tuple[int, Decimal]:
    return TASK_ORDER.index(one.value), -(one.gap or Decimal(0))


def _task_sentence(details: Sequence[IndicatorStanding], worst: IndicatorStanding) -> str:
    if len(details) == 1:
        return worst.sentence
    same = sum(detail.value is worst.value for detail in details)
    if same == len(details):
        start = f"{len(details)}项都是{worst.value.word}"
    else:
        start = f"{len(details)}项中{same}项{worst.value.word}"
    return f"{start}。“{worst.label}”：{worst.sentence}"


def _change_in_force(changes: Sequence[ChangeFacts], day: date) -> ChangeFacts | None:
    decided = sorted(
        (change for change in changes if change.decided_on <= day), key=lambda one: one.decided_on
    )
    return decided[-1] if decided and decided[-1].kind != "resume" else None


def _round_without_report(
    rounds: Sequence[RoundFacts], history: Sequence[ReportFacts], day: date
) -> RoundFacts | None:
    """The newest round due by the day, if no report of it (or of a later one) is approved."""
    due = [one for one in rounds if one.due_on <= day]
    if not due:
        return None
    newest = max(due, key=lambda one: (one.through_month, one.due_on))
    if history and history[-1].through_month >= newest.through_month:
        return None
    return newest


def _first_month(task: TaskFacts) -> int | None:
    months = [one.month for one in task.milestones]
    months += [month for one in task.indicators for month in one.milestones]
    return min(months, default=None)
