"""Where a project went whose number changed, and what stands under a number that once was another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projects.plan_reading import LeftProject, PlanProject
from publicity.site.cards import cards_of
from publicity.site.snapshots import PublishedPlan, Site

_WORDS = {"withdraw": "已退出", "merge": "已并入", "split": "已拆分为"}


@dataclass(frozen=True)
class Way:
    """A project to be led to."""

    number: int
    """The one it stands under, or last stood under."""
    name: str
    path: str


@dataclass(frozen=True)
class Former:
    """A project that stood under a number in an earlier version and does not any more."""

    key: int
    number: int
    """The one it stood under."""
    name: str
    was: PlanProject
    """As that version said."""
    now: Way | None
    """Where it stands now; None where it left the plan."""
    left: LeftProject | None
    """By which decision it left; None where it stands, or only fell out of the list."""
    into: tuple[Way, ...]

    @property
    def said(self) -> str:
        """What became of it, without the ways on."""
        if self.now:
            return f"现在是第 {self.now.number} 件"
        if self.left is None:
            return "不再列入方案"
        return _WORDS.get(self.left.how, "不再列入方案")


def former_numbers(site: Site, plan: PublishedPlan, project: PlanProject) -> tuple[int, ...]:
    """The other numbers a project stood under in earlier versions and notices, each once."""
    found = {
        was.number
        for version in site.versions(plan.district, plan.year)
        if (was := version.said.by_key.get(project.key))
    }
    found |= {
        row.number
        for card in cards_of(site, plan.district)
        if card.stands
        and card.said.year == plan.year
        and (row := card.said.by_key.get(project.key))
    }
    return tuple(sorted(found - {project.number}))


def former_at(site: Site, plan: PublishedPlan, number: int) -> list[Former]:
    """The projects that stood under this number before and do not now, the latest first."""
    standing = plan.said.by_number.get(number)
    seen = {standing.key} if standing else set()
    found = []
    for version in site.versions(plan.district, plan.year)[1:]:
        was = version.said.by_number.get(number)
        if was and was.key not in seen:
            seen.add(was.key)
            found.append(former_of(site, plan, was))
    return found


def numbers_of_old(site: Site, plan: PublishedPlan) -> Iterator[int]:
    """Numbers of earlier versions under which nothing stands any more."""
    older = site.versions(plan.district, plan.year)[1:]
    numbers = {number for version in older for number in version.said.by_number}
    yield from sorted(numbers - set(plan.said.by_number))


def keys_of_old(site: Site, plan: PublishedPlan) -> Iterator[int]:
    """What projects are followed by that stood in earlier versions and do not any more."""
    older = site.versions(plan.district, plan.year)[1:]
    keys = {key for version in older for key in version.said.by_key}
    yield from sorted(keys - set(plan.said.by_key))


def last_said(site: Site, plan: PublishedPlan, key: int) -> PlanProject | None:
    """A project as the last version said that still had it."""
    for version in site.versions(plan.district, plan.year):
        if found := version.said.by_key.get(key):
            return found
    return None


def way_to(site: Site, plan: PublishedPlan, key: int) -> Way | None:
    """Where a project stands, or last stood; None where no version had it."""
    found = last_said(site, plan, key)
    return _way(plan, found) if found else None


def left_of(site: Site, plan: PublishedPlan) -> list[Former]:
    """All that decisions took out of the plan, as it stands."""
    return [
        former_of(site, plan, was)
        for one in plan.said.left
        if (was := last_said(site, plan, one.key)) is not None
    ]


def former_of(site: Site, plan: PublishedPlan, was: PlanProject) -> Former:
    """What became of a project of an earlier version. What it goes on in may have left since: then its way leads on."""
    left = next((one for one in plan.said.left if one.key == was.key), None)
    goes_on_in = (last_said(site, plan, key) for key in (left.into if left else ()))
    standing = plan.said.by_key.get(was.key)
    return Former(
        was.key,
        was.number,
        was.name,
        was,
        _way(plan, standing) if standing else None,
        left,
        tuple(_way(plan, one) for one in goes_on_in if one),
    )


def _way(plan: PublishedPlan, one: PlanProject) -> Way:
    return Way(one.number, one.name, plan.project_path(one.number))
