"""Values over time: what a plan promised by each month beside what each standing notice told. Numbers as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notices.content_reading import Measure
from projects.plan_reading import PlanIndicator, PlanProject, PlanTask
from publicity.opendata.ids import indicator_ids, project_id
from publicity.site.cards import Card, cards_of
from publicity.site.measures import measures_of
from publicity.site.snapshots import District, PublishedPlan, Site


@dataclass(frozen=True)
class Told:
    """What one notice told of one thing."""

    card: Card
    month: int
    """Through which month."""


def telling(site: Site, slug: str, year: int) -> list[Told]:
    """The notices whose figures stand, one a period (the newest version), earliest period first."""
    newest: dict[int, Card] = {}
    for card in cards_of(site, slug):
        if not card.tells_values or card.said.year != year or card.said.period is None:
            continue
        month = card.said.period.to_month
        held = newest.get(month)
        if held is None or card.said.version > held.said.version:
            newest[month] = card
    return [Told(newest[month], month) for month in sorted(newest)]


@dataclass(frozen=True)
class Series:
    """One indicator of a plan with its due values and what was reported of it."""

    id: str
    project: PlanProject
    task: PlanTask
    indicator: PlanIndicator
    reported: tuple[tuple[Told, Measure], ...]


def indicator_series(site: Site, district: District, plan: PublishedPlan) -> Iterator[Series]:
    """Every indicator of the published plan. A value only a notice knows is not here: it stands in the notice."""
    told = telling(site, district.slug, plan.year)
    for project in plan.said.projects:
        own = project_id(district, plan.year, project.key)
        rows = [(one, one.card.said.by_key.get(project.key)) for one in told]
        for task in project.tasks:
            names = indicator_ids(own, task.number, task.indicators)
            said = [(one, measures_of(task, row)) for one, row in rows]
            for place, (name, indicator) in enumerate(zip(names, task.indicators, strict=True)):
                reported = tuple(
                    (one, measure)
                    for one, measures in said
                    if (measure := measures[place]) and measure.reported
                )
                yield Series(name, project, task, indicator, reported)
