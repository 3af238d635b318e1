"""Percents of the work that milestones state (达到总体工程形象进度的30%), by what they are percents of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.reading import Milestone, Task

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")
_OF_THE_WHOLE = re.compile(r"^[\s,，、]*(?:达到|达|完成|实现)?(?:总体|整体|全部|目标任务|年度)")
_STATED = re.compile(r"[,，、]?(?:达到|达|完成|实现)?(?:总体|整体|目标任务|年度目标)[^,，。；;]*$")


def work_percents_by_subject(task: Task) -> list[tuple[str, dict[int, str]]]:
    """(subject, month -> percent) of each work whose percent every stating milestone gives.

    The subject is empty for the whole task. A percent that stands beside other quantities speaks of the part in
    its own sentence; where that part is not the same thing in every milestone, nothing is made of it: the text
    keeps it, and no figure is invented.
    """
    stated = [milestone for milestone in task.milestones if milestone.percents]
    if not stated or any(indicator.kind == "percent_of_work" for indicator in task.indicators):
        return []  # where the target itself names works with percents, those are the indicators
    by_subject: dict[str, dict[int, str]] = {}
    for milestone in stated:
        for subject, percent in _percents(task, milestone):
            by_subject.setdefault(subject, {})[milestone.month] = percent
    return [
        (subject, values) for subject, values in by_subject.items() if len(values) == len(stated)
    ]


def percent_label(subject: str) -> str:
    """How the indicator made of such percents is called."""
    return f"形象进度（{subject}）"[:120] if subject else "形象进度"


def _percents(task: Task, milestone: Milestone) -> Iterator[tuple[str, str]]:
    sentences = _SENTENCE.findall(milestone.text)
    for sentence in sentences:
        found = {p for p in milestone.percents if f"{p}%" in sentence or f"{p}％" in sentence}
        if len(found) != 1:
            continue
        (percent,) = found
        if len(sentences) == 1 or _OF_THE_WHOLE.match(sentence) or len(task.indicators) <= 1:
            yield "", percent
        else:
            yield _subject(task, milestone, sentence, percent), percent


def _subject(task: Task, milestone: Milestone, sentence: str, percent: str) -> str:
    """The indicator whose month value stands in the sentence, else the words the sentence begins with."""
    for indicator in task.indicators:
        value = indicator.milestones.get(str(milestone.month))
        if value and re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.%％])", sentence):
            return indicator.label
    before = re.split(rf"的?{re.escape(percent)}[%％]", sentence)[0]
    return _STATED.sub("", before).strip(" ,，、")
