"""Which task, indicator and milestone of a project is which in the document issued anew, and where a person has to say so.

What the words settle is paired without asking. A question is asked only where something was reported, typed or
decided on a row: its figures would stand under other words, or under none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from documents import reading
from documents.identity.likeness import Text
from documents.identity.tasks_and_indicators import (
    Decided,
    IndicatorTraits,
    Pairing,
    TaskTraits,
    pair_indicators,
    pair_tasks,
)
from documents.quantities.units import expand
from documents.text import bare
from intake.asked_rows import Parts, Question, TaskParts
from intake.standing_rows import NOTHING_STANDS, StandingRow, StandingTask
from intake.work_percents import percent_label, work_percents_by_subject
from projects.money import printed

ADDED, KEEP, SAME = "new", "keep", "same"
"""What a person may say besides naming a row: it is added (of a project too); what stands is kept; it is the same
milestone."""
_SAME_MILESTONE = 600
_Traits = TypeVar("_Traits", TaskTraits, IndicatorTraits)


@dataclass(frozen=True)
class PartsOfPlan:
    """Makes the parts of each project; holds what a person said and what stands."""

    prints_stages: bool
    known_as: Mapping[str, str]
    standing: Mapping[int, Sequence[StandingTask]] = field(default_factory=dict)
    """By the project's number as it stands."""
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the words of a task where the document prints it (`places_of`)."""

    def of(self, old: reading.Project, new: reading.Project) -> Parts:
        tasks_standing = self.standing.get(old.number) or [NOTHING_STANDS] * len(old.tasks)
        asking = _Asking(self.said, place_of(new), places=self.places)
        same, kept = asking.settle(
            "任务",
            f"t{new.number}",
            [one.row for one in tasks_standing],
            [task.text for task in new.tasks],
            _pairing(
                pair_tasks,
                [task_traits(task, self.known_as) for task in old.tasks],
                [task_traits(task, self.known_as) for task in new.tasks],
                [one.row for one in tasks_standing],
            ),
        )
        tasks = []
        for place, task in enumerate(new.tasks):
            at = same.get(place)
            if at is None:
                tasks.append(TaskParts(None))
                continue
            of = asking.within(f"任务{task.number}" if len(new.tasks) > 1 else "")
            key = f"{new.number}.{place}"
            tasks.append(self._task(at, old.tasks[at], task, tasks_standing[at], key, of))
        return Parts(tuple(tasks), kept, tuple(tasks_standing), tuple(asking.questions))

    def _task(
        self,
        at: int,
        old: reading.Task,
        new: reading.Task,
        row: StandingTask,
        key: str,
        asking: _Asking,
    ) -> TaskParts:
        stated = _stated(new)
        same, kept = asking.settle(
            "指标",
            f"i{key}",
            row.stated,
            [indicator_words(one) for one in stated],
            _pairing(
                pair_indicators,
                [traits(one) for one in _stated(old)],
                [traits(one) for one in stated],
                row.stated,
            ),
        )
        percents: dict[int, int] = {}
        kept_percents = frozenset(n for n, one in enumerate(row.percents) if not one.left_on)
        texts: frozenset[int] = frozenset()
        back: dict[int, int] = {}
        if self.prints_stages:
            subjects = [subject for subject, _ in work_percents_by_subject(new)]
            percents, kept_percents = asking.settle(
                "指标",
                f"p{key}",
                row.percents,
                [f"{percent_label(subject)} 100%" for subject in subjects],
                _pairing(
                    pair_indicators,
                    [_of_subject(one.subject) for one in row.percents],
                    [_of_subject(subject) for subject in subjects],
                    row.percents,
                ),
            )
            texts = asking.milestones(old, new, row.answered)
            back = asking.steps_back(old, new, row.left_steps)
        answered = frozenset(row.answered)
        return TaskParts(at, same, percents, kept, kept_percents, texts, answered, back)


class _Asking:
    """Collects the questions of one project, and reads what was answered."""

    def __init__(
        self,
        said: Mapping[str, Mapping[str, Any]],
        about: str,
        questions: list[Question] | None = None,
        places: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.said, self.about = said, about
        self.places = places or {}
        self.questions: list[Question] = [] if questions is None else questions

    def within(self, part: str) -> _Asking:
        return _Asking(self.said, f"{self.about}{part}", self.questions)

    def answer(self, key: str, words: str, choices: Sequence[tuple[str, str]]) -> str:
        """What was said, where it was said of these words and can be still."""
        one = self.said.get(key)
        if one is None or one["words"] != words or one["said"] not in dict(choices):
            return ""
        return str(one["said"])

    def settle(
        self,
        kind: str,
        key: str,
        rows: Sequence[StandingRow],
        words: Sequence[str],
        pair: Callable[[Decided], Pairing],
    ) -> tuple[dict[int, int], frozenset[int]]:
        """New place to old place by what was said and by the words; old places of what stays unnamed. Asks the rest.

        `key` begins with a letter of its own for each list of rows; `words` are those of the document.
        """
        keys = [f"{key}.{place}" for place in range(len(words))]
        choices = (
            *((str(row.pk), f"原来的“{row.said}”") for row in rows),
            (ADDED, f"新增的{kind}"),
        )
        pairing = pair(self._decided(keys, words, rows, choices))
        self._which(keys, words, rows, pairing, choices, kind)
        return pairing.same, self._gone(rows, pairing, key[0].upper(), kind)

    def _decided(
        self,
        keys: Sequence[str],
        words: Sequence[str],
        rows: Sequence[StandingRow],
        choices: Sequence[tuple[str, str]],
    ) -> dict[int, int | None]:
        places = {str(row.pk): place for place, row in enumerate(rows)}
        found: dict[int, int | None] = {}
        for at, key in enumerate(keys):
            if said := self.answer(key, words[at], choices):
                found[at] = None if said == ADDED else places[said]
        return found

    def _which(
        self,
        keys: Sequence[str],
        words: Sequence[str],
        rows: Sequence[StandingRow],
        pairing: Pairing,
        choices: tuple[tuple[str, str], ...],
        kind: str,
    ) -> None:
        """Asks of each doubtful one which row it is, if anything hangs on those it may be."""
        hangs = any(row.hangs and place not in pairing.settled for place, row in enumerate(rows))
        for at, key in enumerate(keys):
            said = self.answer(key, words[at], choices)
            if not said and not (hangs and at in pairing.doubtful):
                continue
            o = pairing.same.get(at)
            why = (
                f"这一项{kind}像是原来的这一项，不能确定"
                if o is not None
                else f"是新增，还是原来的一项{kind}"
            )
            before = "" if o is None else rows[o].said
            self.questions.append(
                Question(key, self.about, before, words[at], why, choices, words[at], said)
            )

    def _gone(
        self,
        rows: Sequence[StandingRow],
        pairing: Pairing,
        letter: str,
        kind: str,
    ) -> frozenset[int]:
        """Asks of each row with figures that the document does not name; it stays, whatever is answered."""
        kept = set()
        for place, row in enumerate(rows):
            if place in pairing.same.values() or not row.hangs or row.left_on:
                continue
            kept.add(place)
            key, only = f"{letter}{row.pk}", ((KEEP, "保留，数字不动"),)
            why = f"{kind}“{row.words[:30]}”{row.hangs}，文件里没有了"
            others = [one for one in self.places.get(bare(row.words), ()) if one != self.about]
            if kind == "任务" and others:
                why = (
                    f"{kind}“{row.words[:30]}”{row.hangs}，文件把它写到{'、'.join(others)}里了。填过的留在原项目，"
                    "那边从头累计填；原项目以后不再填的，导入后办“不再列入”"
                )
            said = self.answer(key, row.words, only)
            self.questions.append(
                Question(key, self.about, row.words, "", why, only, row.words, said)
            )
        return frozenset(kept)

    def milestones(
        self, old: reading.Task, new: reading.Task, answered: Mapping[int, int]
    ) -> frozenset[int]:
        """Asks whether what was answered of a milestone is true of its other words. Months that keep their words."""
        was = {step.month: step.text for step in old.milestones}
        choices = (
            (SAME, "还是这个节点，填过的算数"),
            (KEEP, "不是，保留原来的文字"),
        )
        kept = set()
        for step in new.milestones:
            before = was.get(step.month)
            if before is None or step.month not in answered or before == step.text:
                continue
            moved = step.text in was.values()
            if not moved and Text.of(before).like(Text.of(step.text)) >= _SAME_MILESTONE:
                continue
            key = f"m{answered[step.month]}"
            said = self.answer(key, step.text, choices)
            if said == KEEP:
                kept.add(step.month)
            why = f"{step.month}月底目标已填过完成情况，文字变了"
            self.questions.append(
                Question(key, self.about, before, step.text, why, choices, step.text, said)
            )
        return frozenset(kept)

    def steps_back(
        self, old: reading.Task, new: reading.Task, left: Mapping[int, StandingRow]
    ) -> dict[int, int]:
        """Month to key of the milestones taken out before that the document prints again. Asks where the words differ
        and answers hang on it."""
        stand = {step.month for step in old.milestones}
        choices = ((SAME, "还是这个节点，恢复列入，填过的算数"), (ADDED, "是新增的节点"))
        found = {}
        for step in new.milestones:
            row = left.get(step.month)
            if row is None or step.month in stand:
                continue
            if Text.of(row.words).like(Text.of(step.text)) >= _SAME_MILESTONE:
                found[step.month] = row.pk
            elif row.hangs:
                key = f"b{row.pk}"
                said = self.answer(key, step.text, choices)
                if said == SAME:
                    found[step.month] = row.pk
                why = f"{step.month}月底目标曾不再列入，文字不同，是恢复还是新增"
                self.questions.append(
                    Question(key, self.about, row.said, step.text, why, choices, step.text, said)
                )
        return found


def place_of(project: reading.Project) -> str:
    return f"第{project.number}件“{project.name}”"


def places_of(document: reading.Reading) -> dict[str, list[str]]:
    """By the words of each task the projects that the document prints it in."""
    found: dict[str, list[str]] = {}
    for project in document.projects:
        for task in project.tasks:
            found.setdefault(bare(task.text), []).append(place_of(project))
    return found


def _pairing(
    pair: Callable[..., Pairing],
    old: Sequence[_Traits],
    new: Sequence[_Traits],
    rows: Sequence[StandingRow],
) -> Callable[[Decided], Pairing]:
    """`pair` with those that stand and those that left told apart; the latter come behind the others."""
    left = sum(row.left_on is not None for row in rows)
    stand = len(old) - left
    return lambda decided: pair(old[:stand], new, decided, old[stand:])


def task_traits(task: reading.Task, known_as: Mapping[str, str]) -> TaskTraits:
    return TaskTraits(
        task.number, task.text, tuple(known_as.get(name, name) for name in task.units)
    )


def traits(indicator: reading.Indicator) -> IndicatorTraits:
    _, unit = expand(indicator.value or "1", indicator.unit)
    return IndicatorTraits(
        indicator.label,
        indicator.kind,
        unit,
        indicator.qualifier or "",
        amount(indicator.value),
    )


def amount(text: str | None) -> str:
    """Amounts compare as numbers: 100 and 100.0 are the same plan."""
    return printed(None if text is None else Decimal(text))


def _of_subject(subject: str) -> IndicatorTraits:
    return IndicatorTraits(subject, "percent_of_work", "%", "", "100")


def _stated(task: reading.Task) -> list[reading.Indicator]:
    return [one for one in task.indicators if not one.stage_only]


def indicator_words(one: reading.Indicator) -> str:
    """健康测评 不少于5万名."""
    return f"{one.label} {one.qualifier or ''}{amount(one.value)}{one.unit}"
