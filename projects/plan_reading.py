"""The frozen JSON of a plan version (rules.md, Formats) as typed values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from projects.json_values import Json, Stage, day, text


@dataclass(frozen=True)
class PlanIndicator:
    label: str
    kind: str
    qualifier: str
    target: str
    unit: str
    falls: bool
    """True where lower is better."""
    due: tuple[tuple[int, str], ...]
    """(month, value due by its end), in order."""


@dataclass(frozen=True)
class PlanTask:
    number: int
    text: str
    units: tuple[str, ...]
    stages: tuple[Stage, ...]
    indicators: tuple[PlanIndicator, ...]

    def stage(self, month: int) -> str:
        return "\n".join(stage.text for stage in self.stages if stage.month == month)


@dataclass(frozen=True)
class DelistedRow:
    """A task, indicator or milestone that a decision took out of the plan while its project stays."""

    what: str
    """ "指标“新建步道 12公里”"."""
    decided_on: date | None
    deciding_body: str
    document_number: str
    reason: str

    @property
    def source(self) -> str:
        return self.document_number or self.deciding_body


@dataclass(frozen=True)
class PlanProject:
    number: int
    printed_number: str
    name: str
    category: str
    target: str
    investment_plan: str
    units: tuple[tuple[str, str], ...]
    """(name, role) in order; role lead or cooperating."""
    tasks: tuple[PlanTask, ...]
    key: int = 0
    """What it is followed by from version to version: the number it first stood under."""
    delisted: tuple[DelistedRow, ...] = ()

    @property
    def unit_names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.units)

    @property
    def units_text(self) -> str:
        return "、".join(self.unit_names)

    @property
    def months(self) -> tuple[int, ...]:
        return tuple(sorted({stage.month for task in self.tasks for stage in task.stages}))

    def stage(self, month: int) -> str:
        return "\n".join(text for task in self.tasks if (text := task.stage(month)))


@dataclass(frozen=True)
class LeftProject:
    """A project that a decision took out of the plan."""

    number: int
    """The last it stood under."""
    key: int
    name: str
    how: str
    """withdraw, merge or split."""
    into: tuple[int, ...]
    """What it goes on in, by what those are followed by."""
    decided_on: date | None
    deciding_body: str
    document_number: str
    reason: str

    @property
    def source(self) -> str:
        return self.document_number or self.deciding_body


@dataclass(frozen=True)
class PlanContent:
    title: str
    document_number: str
    issuer: str
    issued_on: date | None
    categories: tuple[str, ...]
    projects: tuple[PlanProject, ...]
    left: tuple[LeftProject, ...] = ()

    @cached_property
    def by_number(self) -> dict[int, PlanProject]:
        return {project.number: project for project in self.projects}

    @cached_property
    def by_key(self) -> dict[int, PlanProject]:
        """By what each is followed by, whatever number it has in this version."""
        return {project.key: project for project in self.projects}

    def in_category(self, name: str) -> tuple[PlanProject, ...]:
        return tuple(project for project in self.projects if project.category == name)

    @property
    def groups(self) -> Iterator[tuple[str, tuple[PlanProject, ...]]]:
        """Projects by category in the plan's order; those of no category last."""
        for name in self.categories:
            yield name, self.in_category(name)
        rest = tuple(p for p in self.projects if p.category not in self.categories)
        if rest:
            yield "", rest

    @property
    def months(self) -> tuple[int, ...]:
        return tuple(sorted({month for project in self.projects for month in project.months}))

    @property
    def counts_by_category(self) -> str:
        if len(self.categories) < 2:
            return ""
        return "，".join(f"{name} {len(self.in_category(name))} 件" for name in self.categories)


def _indicator(data: Json) -> PlanIndicator:
    due = data.get("milestones") or {}
    return PlanIndicator(
        label=text(data, "label"),
        kind=text(data, "kind"),
        qualifier=text(data, "qualifier"),
        target=text(data, "value"),
        unit=text(data, "unit"),
        falls=text(data, "direction") == "down",
        due=tuple((int(month), str(due[month])) for month in sorted(due, key=int)),
    )


def _delisted(data: Json) -> DelistedRow:
    return DelistedRow(
        what=text(data, "what"),
        decided_on=day(data.get("decided_on")),
        deciding_body=text(data, "deciding_body"),
        document_number=text(data, "document_number"),
        reason=text(data, "reason"),
    )


def _left(data: Json) -> LeftProject:
    return LeftProject(
        number=int(data["number"]),
        key=int(data["key"]),
        name=text(data, "name"),
        how=text(data, "how"),
        into=tuple(int(key) for key in data.get("into") or ()),
        decided_on=day(data.get("decided_on")),
        deciding_body=text(data, "deciding_body"),
        document_number=text(data, "document_number"),
        reason=text(data, "reason"),
    )


def read_plan(data: Json) -> PlanContent:
    """The content of a plan version as values. Indicators that stand for a stage only are left out."""
    return PlanContent(
        title=text(data, "title"),
        document_number=text(data, "document_number"),
        issuer=text(data, "issuer"),
        issued_on=day(data.get("issued_on")),
        categories=tuple(
            name for category in data.get("categories") or () if (name := text(category, "name"))
        ),
        projects=tuple(
            PlanProject(
                number=int(project["number"]),
                printed_number=text(project, "printed_number"),
                name=text(project, "name"),
                category=text(project, "category"),
                target=text(project, "target"),
                investment_plan=text(project, "investment_plan"),
                units=tuple(
                    (text(unit, "name"), text(unit, "role")) for unit in project.get("units") or ()
                ),
                tasks=tuple(
                    PlanTask(
                        number=int(task["number"]),
                        text=text(task, "text"),
                        units=tuple(str(unit) for unit in task.get("units") or ()),
                        stages=tuple(
                            Stage(int(stage["month"]), text(stage, "text"))
                            for stage in task.get("milestones") or ()
                        ),
                        indicators=tuple(
                            _indicator(indicator)
                            for indicator in task.get("indicators") or ()
                            if not indicator.get("stage_only")
                        ),
                    )
                    for task in project.get("tasks") or ()
                ),
                key=int(project.get("key") or project["number"]),
                delisted=tuple(_delisted(row) for row in project.get("delisted") or ()),
            )
            for project in data.get("projects") or ()
        ),
        left=tuple(_left(project) for project in data.get("left") or ()),
    )
