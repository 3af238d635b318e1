"""What an import would change, project by project: which one it is, and every field with its old and new words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from documents.identity import CERTAINTY_WORDS, Match, Matching, match_projects
from documents.identity.tasks_and_indicators import (
    IndicatorTraits,
    TaskTraits,
    same_indicators,
    same_tasks,
)
from documents.quantities.units import expand
from documents.reading import Indicator, Project, Reading, Task

State = Literal["added", "changed", "unchanged", "missing"]
STATE_WORDS: dict[State, str] = {
    "added": "新增",
    "changed": "有改动",
    "unchanged": "不变",
    "missing": "文件中没有",
}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ProjectDifference:
    number: int
    name: str
    state: State
    fields: tuple[FieldDifference, ...] = ()
    match: Match | None = None
    """Which project it is; None where the plan is new."""

    @property
    def word(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def sure(self) -> str:
        """How sure it is which project it is, in words."""
        return CERTAINTY_WORDS[self.match.certainty] if self.match else ""


def matched(
    standing: Reading | None,
    document: Reading,
    *,
    known_as: Mapping[str, str] | None = None,
    decided: Mapping[int, int | None] | None = None,
) -> Matching:
    """The document's projects against those that stand."""
    old = standing.projects if standing else ()
    return match_projects(old, document.projects, known_as=known_as, decided=decided)


def plan_differences(
    standing: Reading | None,
    document: Reading,
    matching: Matching | None = None,
    known_as: Mapping[str, str] | None = None,
    answered: frozenset[tuple[int, int, int]] = frozenset(),
) -> list[ProjectDifference]:
    """Every project of both. One missing in the file is named and left as it stands unless a person says otherwise.

    `answered`: (project, task, month), by the numbers that stand, of milestones that units answered for already.
    """
    matching = matching or matched(standing, document, known_as=known_as)
    about = _Comparison(document.kind == "plan", known_as or {}, answered)
    found = []
    for one in matching.matches:
        if one.new is None:
            assert one.old is not None
            found.append(ProjectDifference(one.old.number, one.old.name, "missing", (), one))
        elif one.old is None:
            found.append(ProjectDifference(one.new.number, one.new.name, "added", (), one))
        else:
            fields = tuple(about.fields(one.old, one.new))
            state: State = "changed" if fields else "unchanged"
            found.append(ProjectDifference(one.new.number, one.new.name, state, fields, one))
    return sorted(found, key=lambda row: (row.number, row.state == "missing"))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What all projects of one document are compared by."""

    prints_stages: bool
    """A progress table prints no milestones: those that stand are not touched by it."""
    known_as: Mapping[str, str]
    answered: frozenset[tuple[int, int, int]]

    def fields(self, old: Project, new: Project) -> list[FieldDifference]:
        pairs = [
            ("序号", str(old.number), str(new.number)),
            ("项目名称", old.name, new.name),
            ("类别", old.category or "", new.category or ""),
            ("年度目标任务", old.target, new.target),
            ("年度投资计划（万元）", _amount(old.investment_plan), _amount(new.investment_plan)),
            (
                "责任单位",
                self.named(unit.name for unit in old.units),
                self.named(unit.name for unit in new.units),
            ),
        ]
        same = same_tasks(
            [task_traits(task, self.known_as) for task in old.tasks],
            [task_traits(task, self.known_as) for task in new.tasks],
        )
        several = len(old.tasks) > 1 or len(new.tasks) > 1
        for place, task in enumerate(new.tasks):
            before = old.tasks[same[place]] if place in same else None
            pairs += self.task(old.number, before, task, several)
        for place, task in enumerate(old.tasks):
            if place not in same.values():
                pairs.append((f"原任务{task.number}", task.text, ""))
        return [
            FieldDifference(label, before, after)
            for label, before, after in pairs
            if before != after
        ]

    def task(
        self, project: int, before: Task | None, task: Task, several: bool
    ) -> list[tuple[str, str, str]]:
        of = f"任务{task.number}" if several else ""
        pairs = []
        if several:
            pairs.append((of, before.text if before else "", task.text))
        if several and before:
            pairs.append((f"{of}的序号", str(before.number), str(task.number)))
            pairs.append((f"{of}责任单位", self.named(before.units), self.named(task.units)))
        was = {step.month: step.text for step in before.milestones} if before else {}
        now = {step.month: step.text for step in task.milestones}
        for month in sorted(was.keys() | now.keys() if self.prints_stages else now):
            after = now.get(month, "")
            if before and month not in now and (project, before.number, month) in self.answered:
                after = "（文件里没有；已填过完成情况，保留）"
            pairs.append((f"{of}{month}月底目标", was.get(month, ""), after))
        return pairs + self.indicators(before, task, of)

    def indicators(self, before: Task | None, task: Task, of: str) -> list[tuple[str, str, str]]:
        old = [one for one in before.indicators if not one.stage_only] if before else []
        new = [one for one in task.indicators if not one.stage_only]
        same = same_indicators([traits(one) for one in old], [traits(one) for one in new])
        pairs = []
        for place, one in enumerate(new):
            was = self.said(old[same[place]]) if place in same else ""
            pairs.append((f"{of}指标“{one.label}”", was, self.said(one)))
        pairs += [
            (f"{of}指标“{one.label}”", self.said(one), "")
            for place, one in enumerate(old)
            if place not in same.values()
        ]
        return pairs

    def said(self, indicator: Indicator) -> str:
        """The indicator in words: 健康测评 5万名（9月底3，12月底5）."""
        stages = sorted(indicator.milestones.items(), key=lambda one: int(one[0]))
        told = "，".join(f"{month}月底{_amount(value)}" for month, value in stages)
        whole = f"{indicator.qualifier or ''}{_amount(indicator.value)}{indicator.unit}"
        falls = "（越低越好）" if indicator.direction == "down" else ""
        said = f"{indicator.label} {whole}{falls}"
        return f"{said}（{told}）" if told and self.prints_stages else said

    def named(self, names: Iterable[str]) -> str:
        return "、".join(self.known_as.get(name, name) for name in names)


def task_traits(task: Task, known_as: Mapping[str, str]) -> TaskTraits:
    return TaskTraits(
        task.number, task.text, tuple(known_as.get(name, name) for name in task.units)
    )


def traits(indicator: Indicator) -> IndicatorTraits:
    _, unit = expand(indicator.value or "1", indicator.unit)
    return IndicatorTraits(
        indicator.label,
        indicator.kind,
        unit,
        indicator.qualifier or "",
        _amount(indicator.value),
    )


def _amount(text: str | None) -> str:
    """Amounts compare as numbers: 100 and 100.0 are the same plan."""
    return "" if text is None else format(Decimal(text).normalize(), "f")
