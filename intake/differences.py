"""What an import would change, project by project: which one it is, and every field with its old and new words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from documents.identity import CERTAINTY_WORDS, Match, Matching, match_projects
from documents.reading import Indicator, Project, Reading, Task
from documents.signs import likeness
from intake.asked_rows import NO_PARTS, Parts, TaskParts
from intake.below_projects import PartsOfPlan, amount, indicator_words
from intake.standing_rows import NOTHING_STANDS, StandingTask

State = Literal["added", "changed", "unchanged", "missing"]
STATE_WORDS: dict[State, str] = {
    "added": "新增",
    "changed": "有改动",
    "unchanged": "不变",
    "missing": "文件中没有",
}
_KEPT = "（文件里没有；已有填报，保留）"
_KEPT_VALUES = "（文件里没有；已有填报数字，保留）"
_KEPT_ANSWER = "（文件里没有；已填过完成情况，保留）"


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
    parts: Parts = NO_PARTS
    """What becomes of its tasks, indicators and milestones."""

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
    """The document's projects against those that stand; one that left the plan may be in it again."""
    every = standing.projects if standing else ()
    old = [one for one in every if one.number > 0]
    left = [one for one in every if one.number < 0]
    return match_projects(old, document.projects, known_as=known_as, decided=decided, left=left)


def plan_differences(
    standing: Reading | None,
    document: Reading,
    matching: Matching | None = None,
    known_as: Mapping[str, str] | None = None,
    parts_of: PartsOfPlan | None = None,
) -> list[ProjectDifference]:
    """Every project of both. One missing in the file is named and left as it stands unless a person says otherwise.

    `parts_of` knows what hangs on the rows that stand, and what a person said of them.
    """
    matching = matching or matched(standing, document, known_as=known_as)
    prints_stages = document.kind == "plan"
    parts_of = parts_of or PartsOfPlan(prints_stages, known_as or {})
    about = _Comparison(prints_stages, known_as or {})
    found = []
    for one in matching.matches:
        if one.new is None:
            assert one.old is not None
            found.append(ProjectDifference(one.old.number, one.old.name, "missing", (), one))
        elif one.old is None:
            found.append(ProjectDifference(one.new.number, one.new.name, "added", (), one))
        else:
            parts = parts_of.of(one.old, one.new)
            fields = tuple(about.fields(one.old, one.new, parts))
            state: State = "changed" if fields else "unchanged"
            row = ProjectDifference(one.new.number, one.new.name, state, fields, one, parts)
            found.append(row)
    return sorted(found, key=lambda row: (row.number, row.state == "missing"))


def _name_label(old: str, new: str) -> str:
    """Two names that a reader takes for one another are told apart by a word: 教 and 敎."""
    looks_the_same = old != new and likeness(old) == likeness(new)
    return "项目名称（看起来一样，用字不同，请核对）" if looks_the_same else "项目名称"


def _with_kept_months(one: Indicator, known: Indicator | None, part: TaskParts) -> Indicator:
    """The indicator as it is entered: a milestone that keeps its words keeps the value they state."""
    kept = {str(month) for month in part.kept_texts}
    values = {month: value for month, value in one.milestones.items() if month not in kept}
    stood = known.milestones if known else {}
    return replace(one, milestones=values | {m: stood[m] for m in kept & stood.keys()})


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What all projects of one document are compared by."""

    prints_stages: bool
    """A progress table prints no milestones: those that stand are not touched by it."""
    known_as: Mapping[str, str]

    def fields(self, old: Project, new: Project, parts: Parts) -> list[FieldDifference]:
        came_back = old.number < 0
        pairs = [
            ("列入", "（已退出）", "恢复列入") if came_back else ("列入", "", ""),
            ("序号", "" if came_back else str(old.number), str(new.number)),
            (_name_label(old.name, new.name), old.name, new.name),
            ("类别", old.category or "", new.category or ""),
            ("年度目标任务", old.target, new.target),
            ("年度投资计划（万元）", amount(old.investment_plan), amount(new.investment_plan)),
            (
                "责任单位",
                self.named(unit.name for unit in old.units),
                self.named(unit.name for unit in new.units),
            ),
        ]
        gone = {place for place, row in enumerate(parts.standing) if row.row.left_on}
        several = len(new.tasks) > 1 or len(old.tasks) - len(gone) > 1
        for task, part in zip(new.tasks, parts.tasks, strict=True):
            before = None if part.old is None else old.tasks[part.old]
            rows = NOTHING_STANDS if part.old is None else parts.standing[part.old]
            pairs += self.task(before, task, part, several or part.old in gone, rows)
        for place, task in enumerate(old.tasks):
            if place not in parts.of_tasks.values() and place not in gone:
                pairs.append(
                    (f"原任务{task.number}", task.text, _KEPT if place in parts.kept else "")
                )
        return [
            FieldDifference(label, before, after)
            for label, before, after in pairs
            if before != after
        ]

    def task(
        self,
        before: Task | None,
        task: Task,
        part: TaskParts,
        several: bool,
        rows: StandingTask,
    ) -> list[tuple[str, str, str]]:
        of = f"任务{task.number}" if several else ""
        pairs = []
        if several:
            stood = rows.row.said if rows.row.left_on else before.text if before else ""
            pairs.append((of, stood, task.text))
        if several and before and not rows.row.left_on:
            pairs.append((f"{of}的序号", str(before.number), str(task.number)))
            pairs.append((f"{of}责任单位", self.named(before.units), self.named(task.units)))
        was = {step.month: step.text for step in before.milestones} if before else {}
        now = {step.month: step.text for step in task.milestones}
        for month in sorted(was.keys() | now.keys() if self.prints_stages else now):
            after = now.get(month, "")
            if month not in now and month in part.answered:
                after = _KEPT_ANSWER
            elif month in part.kept_texts:
                after = was[month]
            stood = rows.left_steps[month].said if month in part.steps_back else was.get(month, "")
            pairs.append((f"{of}{month}月底目标", stood, after))
        return pairs + self.indicators(before, task, part, of, rows)

    def indicators(
        self, before: Task | None, task: Task, part: TaskParts, of: str, rows: StandingTask
    ) -> list[tuple[str, str, str]]:
        old = [one for one in before.indicators if not one.stage_only] if before else []
        new = [one for one in task.indicators if not one.stage_only]
        gone = {place: row for place, row in enumerate(rows.stated) if row.left_on}
        pairs = []
        for place, one in enumerate(new):
            known = old[part.stated[place]] if place in part.stated else None
            after = self.said(_with_kept_months(one, known, part))
            stood = self.said(known) if known else ""
            if known and part.stated[place] in gone:
                stood = gone[part.stated[place]].said
            pairs.append((f"{of}指标“{one.label}”", stood, after))
        pairs += [
            (
                f"{of}指标“{one.label}”",
                self.said(one),
                _KEPT_VALUES if place in part.kept_stated else "",
            )
            for place, one in enumerate(old)
            if place not in part.stated.values() and place not in gone
        ]
        return pairs

    def said(self, indicator: Indicator) -> str:
        """The indicator in words: 健康测评 5万名（9月底3，12月底5）."""
        stages = sorted(indicator.milestones.items(), key=lambda one: int(one[0]))
        told = "，".join(f"{month}月底{amount(value)}" for month, value in stages)
        falls = "（越低越好）" if indicator.direction == "down" else ""
        said = f"{indicator_words(indicator)}{falls}"
        return f"{said}（{told}）" if told and self.prints_stages else said

    def named(self, names: Iterable[str]) -> str:
        """The units by their names in the register; two spellings of one are one, as the import enters them."""
        return "、".join(dict.fromkeys(self.known_as.get(name, name) for name in names))
