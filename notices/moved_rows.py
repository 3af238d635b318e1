"""Rows whose project has another number, name or units than when their figures were reported.

The figures go with the project. Still somebody looks: a list issued anew is where figures were once printed under
another project's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from notices.content_reading import key_in
from progress.selectors.approved import ProjectRow as ApprovedRow
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Moved:
    """A row and what its project was called when the figures were reported."""

    key: int
    number: int
    name: str
    was_number: int
    was_name: str
    units: tuple[str, ...] = ()
    was_units: tuple[str, ...] = ()
    """Of the tasks whose units are others now; empty where none are."""

    @property
    def has_moved(self) -> bool:
        return self.number != self.was_number or self.name != self.was_name or bool(self.was_units)

    @property
    def mark(self) -> str:
        """Another one wherever number, name or units changed again."""
        parts = (self.key, self.number, self.name, self.was_number, self.was_name)
        return "|".join([*map(str, parts), "、".join(self.units), "、".join(self.was_units)])

    @property
    def sentence(self) -> str:
        """ "原第3件，今第5件“健身步道”：数字随项目走"."""
        told = []
        if self.number != self.was_number:
            told.append(f"原第{self.was_number}件，今第{self.number}件“{self.name}”")
        if self.name != self.was_name:
            told.append(f"第{self.number}件原名“{self.was_name}”，今名“{self.name}”")
        if self.was_units:
            told.append(
                f"第{self.number}件责任单位原“{'、'.join(self.was_units)}”，今“{'、'.join(self.units)}”"
            )
        return f"{'；'.join(told)}：数字随项目走"


def moved_rows(
    approved: Iterable[ApprovedRow], earlier: Iterable[Mapping[str, Any]]
) -> tuple[Moved, ...]:
    """Of each row with figures, of the round or carried on from what was published (`earlier`, the newest first)."""
    published: dict[int, Mapping[str, Any]] = {}
    for content in earlier:
        for group in content["categories"]:
            for row in group["projects"]:
                if row["invested"] is not None:
                    published.setdefault(key_in(row), row)
    found = []
    for row in approved:
        project = row.project
        if row.approved:
            found.append(_since_reported(row))
        elif (was := published.get(project.lasting)) is not None:
            found.append(_moved(project, was["number"], was["name"]))
    return tuple(found)


def numbered(moved: Iterable[Moved], numbers: Mapping[int, int]) -> tuple[Moved, ...]:
    """As the table numbers its rows (by key); only those that have moved, and that it shows."""
    rows = [replace(one, number=numbers[one.key]) for one in moved if one.key in numbers]
    return tuple(one for one in rows if one.has_moved)


def _since_reported(row: ApprovedRow) -> Moved:
    project = row.project
    was: Mapping[str, Any] = next(_projects(row), {})
    moved = _moved(project, was.get("number", project.number), str(was.get("name", project.name)))
    told = {revision.report.task_id: tuple(revision.content["units"]) for revision in row.revisions}
    for task in project.tasks.all():
        now = tuple(one.unit.name for one in task.task_units.all())
        then = told.get(task.pk, now)
        if set(now) != set(then) or now[:1] != then[:1]:
            moved = replace(moved, units=(*moved.units, *now), was_units=(*moved.was_units, *then))
    return moved


def _projects(row: ApprovedRow) -> Iterator[Mapping[str, Any]]:
    """What the reports say they were reported of; those approved before it was kept say nothing."""
    for revision in row.revisions:
        if project := revision.content.get("project"):
            yield project


def _moved(project: Project, number: int, name: str) -> Moved:
    return Moved(project.lasting, project.number, project.name, number, name)
