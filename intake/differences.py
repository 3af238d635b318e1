"""What an import would change, row by row: added, changed with old and new, unchanged, missing in the file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from documents.reading import Project, Reading

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

    @property
    def word(self) -> str:
        return STATE_WORDS[self.state]


def plan_differences(standing: Reading | None, document: Reading) -> list[ProjectDifference]:
    """Every project of both, by number. A project missing in the file is named and left as it stands."""
    old = {project.number: project for project in standing.projects} if standing else {}
    new = {project.number: project for project in document.projects}
    found = []
    for number in sorted(old.keys() | new.keys()):
        if number not in old:
            found.append(ProjectDifference(number, new[number].name, "added"))
        elif number not in new:
            found.append(ProjectDifference(number, old[number].name, "missing"))
        else:
            fields = tuple(_fields(old[number], new[number]))
            state: State = "changed" if fields else "unchanged"
            found.append(ProjectDifference(number, new[number].name, state, fields))
    return found


def _fields(old: Project, new: Project) -> list[FieldDifference]:
    pairs = [
        ("项目名称", old.name, new.name),
        ("类别", old.category or "", new.category or ""),
        ("年度目标任务", old.target, new.target),
        ("年度投资计划（万元）", _amount(old.investment_plan), _amount(new.investment_plan)),
        ("责任单位", _units(old), _units(new)),
    ]
    old_tasks = {task.number: task for task in old.tasks}
    new_tasks = {task.number: task for task in new.tasks}
    for number in sorted(old_tasks.keys() | new_tasks.keys()):
        before, after = old_tasks.get(number), new_tasks.get(number)
        several = f"任务{number}" if len(old_tasks | new_tasks) > 1 else ""
        if several:
            pairs.append((several, before.text if before else "", after.text if after else ""))
        months_before = {m.month: m.text for m in before.milestones} if before else {}
        months_after = {m.month: m.text for m in after.milestones} if after else {}
        # A progress table prints no milestones: those that stand are not touched by it.
        pairs.extend(
            (f"{several}{month}月底目标", months_before.get(month, ""), months_after[month])
            for month in sorted(months_after)
        )
    return [
        FieldDifference(label, before, after) for label, before, after in pairs if before != after
    ]


def _amount(text: str | None) -> str:
    """Amounts compare as numbers: 100 and 100.0 are the same plan."""
    return "" if text is None else format(Decimal(text).normalize(), "f")


def _units(project: Project) -> str:
    return "、".join(unit.name for unit in project.units)
