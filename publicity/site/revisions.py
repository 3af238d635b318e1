"""What later versions of a plan changed of a promise: the original stays visible (rules.md, Public).

Read from the frozen versions alone. Why and by whom a promise was adjusted is told by the remark of the next notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from documents.writing.column_kinds import KIND
from projects.plan_reading import PlanProject
from publicity.site.changes import Change
from publicity.site.snapshots import PublishedPlan, Site

COMPARED = {
    "number": "number",
    "name": "name",
    "investment_plan": "investment_plan",
    "units": "units_text",
}
"""Column of the notice to attribute of the plan's project, beside the promise itself and its milestones."""


@dataclass(frozen=True)
class Revision:
    """What one version changed of one promise."""

    plan: PublishedPlan
    """The version that brought it."""
    changes: tuple[Change, ...]

    @property
    def is_addition(self) -> bool:
        """The promise was not in the version before."""
        return not self.changes


def revisions(site: Site, slug: str, year: int, key: int) -> list[Revision]:
    """Every later version in which this promise differs from the one before, newest first; of one plan only."""
    found = []
    for new, old in pairwise(site.versions(slug, year)):
        now, was = new.said.by_key.get(key), old.said.by_key.get(key)
        if now and was is None:
            found.append(Revision(new, ()))
        elif now and was and (changes := tuple(_changes(was, now))):
            found.append(Revision(new, changes))
    return found


def last_changed(site: Site, slug: str, year: int, key: int) -> datetime | None:
    """When the promise became what it is: the moment of the version that last changed it, else of the first one."""
    versions = site.versions(slug, year)
    found = [one.plan for one in revisions(site, slug, year, key)] or versions[-1:]
    return found[0].published_at if found else None


def revised(site: Site, slug: str, year: int) -> frozenset[int]:
    """The numbers of the promises that some later version changed or added."""
    if len(site.versions(slug, year)) < 2:
        return frozenset()
    plan = site.plan(slug, year)
    projects = plan.said.projects if plan else ()
    return frozenset(one.number for one in projects if revisions(site, slug, year, one.key))


def _changes(was: PlanProject, now: PlanProject) -> list[Change]:
    pairs = [("年度目标", _promised(was), _promised(now))]
    pairs += [
        (KIND[key].head, str(getattr(was, name)), str(getattr(now, name)))
        for key, name in COMPARED.items()
    ]
    pairs += [
        (KIND["milestone"].of_month(month), was.stage(month), now.stage(month))
        for month in sorted({*was.months, *now.months})
    ]
    return [
        Change(now.number, now.name, column, old, new) for column, old, new in pairs if old != new
    ]


def _promised(project: PlanProject) -> str:
    """The promise in the words its page shows."""
    if len(project.tasks) < 2:
        return project.target
    return "\n".join(f"{task.number}. {task.text}" for task in project.tasks)
