"""Goals by month against each other and against the year's target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from documents import wording
from documents.drafts import MilestoneDraft, ProjectDraft
from documents.money import places_of, plain_figure, round_half_up
from documents.quantities.extract import quantities
from documents.quantities.matching import indicators
from documents.reading import Finding, Indicator, Milestone, Place, Project, Task

_AFTER_PERCENT = re.compile(r"(?<=%)(?:以上|左右)?[^\S\n]*[,;。、\uff0c\uff1b]|\n")
_SENTENCE_END = re.compile(r"(?<=[。\n])")
_WITHOUT_SUBJECT = re.compile(
    r"\s*(?:共|累计)?(?:达到?|完成)(?:目标任务|总体|总工程|整体|工程|全年|年度|形象)"
)


def check_goals(project: Project, draft: ProjectDraft) -> list[Finding]:
    """Percents that do not fit their quantity, goals that fall, a year's end below the target."""
    findings: list[Finding] = []
    for task, drafted in zip(project.tasks, draft.tasks, strict=True):
        due = [item for item in drafted.milestones if not item.is_deadline]
        for milestone in due:
            findings += _percents(project.number, task.text, milestone)
        places = {item.month: item.place for item in due}
        for indicator in task.indicators:
            findings += _steps(project.number, indicator, places)
        findings += _falling_percents(project.number, task, places)
    return findings


def _percents(number: int, target: str, milestone: MilestoneDraft) -> Iterator[Finding]:
    """A stated percent of the work beside one quantity, whose share of the target is another.

    Only where nothing else in the same breath can be meant: one quantity, one percent, no stage (进场施工3部).
    """
    month = str(milestone.month)
    for part in _breaths(milestone.text):
        told = quantities(part)
        percents = [item for item in told if item.kind == "percent_of_work"]
        counted = [item for item in told if item.kind == "quantity"]
        if len(percents) != 1 or len(counted) != 1 or len(told) != 2 or counted[0].stage_only:
            continue
        promised = [
            item
            for item in indicators(target, [(milestone.month, part)], None)
            if month in item.milestones
        ]
        if len(promised) != 1 or promised[0].value is None or promised[0].kind != "quantity":
            continue
        whole, done = (
            Decimal(promised[0].value),
            Decimal(promised[0].milestones[month]),
        )
        printed = percents[0].value
        if whole <= 0 or promised[0].direction == "down":
            continue
        share = done / whole * 100
        places = places_of(printed)
        if abs(share - Decimal(printed)) < Decimal(1).scaleb(-places):
            continue  # cut off instead of rounded is no mistake
        expected = plain_figure(round_half_up(share, max(places, 1)))
        unit = promised[0].unit
        told_words = f"{plain_figure(whole)}{unit}中完成{plain_figure(done)}{unit}"
        yield wording.percent_mismatch(
            number, milestone.month, printed, expected, told_words, milestone.place
        )


def _breaths(text: str) -> list[str]:
    """A text cut behind each sentence and each percent: what is said of one thing.

    A sentence that only says how far (达到总体工程形象进度的62%) speaks of the one before; one with a subject of its
    own (…项目完成目标任务的50%) does not. Clauses between semicolons stay together: the percent is of them all.
    """
    sentences: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        if sentences and _WITHOUT_SUBJECT.match(sentence):
            sentences[-1] += sentence
        else:
            sentences.append(sentence)
    parts = (part for sentence in sentences for part in _AFTER_PERCENT.split(sentence))
    return [part for part in parts if part.strip()]


def _steps(number: int, indicator: Indicator, places: dict[int, Place | None]) -> Iterator[Finding]:
    if indicator.stage_only or indicator.value is None or indicator.kind == "percent_of_work":
        return
    steps = sorted((int(month), value) for month, value in indicator.milestones.items())
    sign = 1 if indicator.direction == "up" else -1
    if len(steps) > 1 and sum(Decimal(value) for _, value in steps) == Decimal(indicator.value):
        return  # each quarter's own part (三季度完成3家;四季度完成2家), not what stands by then
    for before, after in pairwise(steps):
        if (Decimal(after[1]) - Decimal(before[1])) * sign < 0:
            yield wording.milestone_decreases(
                number, indicator.label, before, after, places.get(after[0])
            )
    if steps and steps[-1][0] == 12:
        value = steps[-1][1]
        if (Decimal(value) - Decimal(indicator.value)) * sign < 0:
            yield wording.year_end_below_target(
                number, indicator.label, value, indicator.value, indicator.unit, places.get(12)
            )


def _falling_percents(
    number: int, task: Task, places: dict[int, Place | None]
) -> Iterator[Finding]:
    """Percents of the work that fall from month to month, where each month states as many."""
    stated: Sequence[Milestone] = [item for item in task.milestones if item.percents]
    if len({len(item.percents) for item in stated}) != 1:
        return
    if len(stated) > 1 and sum(Decimal(item.percents[0]) for item in stated) == 100:
        return  # each quarter's own part of the whole
    for before, after in pairwise(stated):
        for first, second in zip(before.percents, after.percents, strict=True):
            if Decimal(second) < Decimal(first):
                yield wording.milestone_decreases(
                    number,
                    "形象进度",
                    (before.month, f"{first}%"),
                    (after.month, f"{second}%"),
                    places.get(after.month),
                )
