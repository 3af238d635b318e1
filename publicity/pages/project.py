"""/<district>/<year>/<number>/ : one promise, its milestones, and what has been published of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from notices.content_reading import Row
from projects.json_values import lines
from projects.plan_reading import PlanProject, PlanTask
from projects.public_addresses import DISTRICT_TOPIC, UNIT
from projects.topics import TOPIC, suggested
from publicity.pages.errors import NoSuchPage
from publicity.pages.former import former
from publicity.site import addresses, linked, pictures
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.frame import FIRST, PLANS, Article, Frame, Link, frame
from publicity.site.identity import unit_id
from publicity.site.measures import measures_of
from publicity.site.numbers import former_at, former_numbers
from publicity.site.rendering import Page, render
from publicity.site.revisions import revisions
from publicity.site.snapshots import District, PublishedPlan, Site
from publicity.site.stage_days import StageDays, stage_days
from publicity.site.told_series import Year, indicator_of_year
from publicity.site.tracks import Track, track


@dataclass(frozen=True)
class TaskView:
    """A task with its indicators drawn and its stages in order."""

    task: PlanTask
    tracks: tuple[tuple[str, Track], ...]
    """Each with a key that is its own on the page."""
    years: tuple[Year, ...]
    """The year of each of them."""

    @property
    def drawn(self) -> list[tuple[str, Track, Year]]:
        return [(key, one, year) for (key, one), year in zip(self.tracks, self.years, strict=True)]

    @property
    def units_text(self) -> str:
        return "、".join(self.task.units)


@dataclass(frozen=True)
class StageView:
    """What must stand by a month's end; `state` is one of `StageDays.state`."""

    month: int
    texts: tuple[tuple[str, tuple[str, ...]], ...]
    """(task's mark, paragraphs); the mark is empty when there is but one task."""
    results: tuple[str, ...]
    """What is published of the numbers due by then: 改造小区：公布 12 个，已达到."""
    state: str


@dataclass(frozen=True)
class Told:
    """What one notice said of the project."""

    card: Card
    row: Row

    @property
    def progress(self) -> tuple[str, ...]:
        return lines(self.row.progress)


def _tasks(
    project: PlanProject,
    row: Row | None,
    days: StageDays,
    label: str,
    year_of: Callable[[PlanTask, int], Year],
) -> list[TaskView]:
    views = []
    for task in project.tasks:
        pairs = zip(task.indicators, measures_of(task, row), strict=True)
        views.append(
            TaskView(
                task,
                tuple(
                    (f"{task.number}-{order}", track(indicator, measure, days, label))
                    for order, (indicator, measure) in enumerate(pairs, 1)
                ),
                tuple(year_of(task, place) for place in range(len(task.indicators))),
            )
        )
    return views


def _stages(project: PlanProject, days: StageDays, tasks: list[TaskView]) -> list[StageView]:
    """Each month once: the plan's words, and the published figures beside what was due by it."""
    several = len(project.tasks) > 1
    results: dict[int, list[str]] = {}
    for view in tasks:
        for _, drawn in view.tracks:
            for step in drawn.steps:
                if step.is_told:
                    results.setdefault(step.month, []).append(f"{drawn.label}：{step.text}")
    return [
        StageView(
            month,
            tuple(
                (f"任务 {task.number}" if several else "", lines(text))
                for task in project.tasks
                if (text := task.stage(month))
            ),
            tuple(results.get(month, ())),
            days.state(month),
        )
        for month in project.months
    ]


def _history(cards: list[Card], year: int, key: int) -> list[Told]:
    """What every standing notice of the year said of this project, newest first."""
    found = []
    for card in cards:
        if card.tells_values and card.said.year == year:
            row = card.said.by_key.get(key)
            if row and (row.progress or row.invested or row.remark):
                found.append(Told(card, row))
    found.sort(
        key=lambda told: (
            told.card.said.period.to_month if told.card.said.period else 0,
            told.card.said.version,
        ),
        reverse=True,
    )
    return found


@dataclass(frozen=True)
class Objecting:
    """Where to object to what a notice says of the project: its form, the row chosen already."""

    card: Card
    number: int


def _objecting(cards: list[Card], key: int) -> Objecting | None:
    """To the newest notice that takes objections now; None where none does."""
    found = next((card for card in cards if card.phase.name == "open" and card.objection_url), None)
    return Objecting(found, found.said.by_key[key].number) if found else None


def _neighbours(plan: PublishedPlan, number: int) -> dict[str, object]:
    """The projects before and after it in the plan, with the ways to them."""
    numbers = sorted(plan.said.by_number)
    place = numbers.index(number)
    before = plan.said.by_number[numbers[place - 1]] if place else None
    after = plan.said.by_number[numbers[place + 1]] if place + 1 < len(numbers) else None
    return {
        "before": before,
        "before_path": plan.project_path(before.number) if before else "",
        "after": after,
        "after_path": plan.project_path(after.number) if after else "",
    }


def _frame(site: Site, one: District, published: PublishedPlan, promised: PlanProject) -> Frame:
    year, number, title = published.year, promised.number, promised.name
    said = f"{one.name} {year} 年第 {number} 件民生实事“{title}”：{promised.target}"
    return frame(
        site,
        published.project_path(number),
        f"{title} - {one.name} {year}",
        description=said[:180],
        district=one,
        current="plan",
        crumbs=(
            FIRST,
            Link(one.name, one.path),
            Link(f"{year} 年方案", published.path),
            Link(f"第 {number} 件"),
        ),
        column=PLANS,
        article=Article(
            title,
            published.published_at,
            published.said.issuer or one.commission,
            keywords=(one.name, "民生实事", *promised.unit_names),
        ),
        things=(linked.promise(site, one, published, number),),
        feeds=(Link(f"第 {number} 件：{title}", published.project_feed_path(promised.key)),),
    )


def _drawn(tasks: list[TaskView]) -> dict[str, object]:
    """The tasks, and which signs the drawings hold: each is explained once where there is one."""
    bars = [one for view in tasks for _, one, year in view.drawn if not year.chart]
    return {
        "tasks": tasks,
        "several": len(tasks) > 1,
        "has_tracks": any(view.tracks for view in tasks),
        "has_charts": len(bars) < sum(len(view.tracks) for view in tasks),
        "has_ticks": any(one.ticks for one in bars),
        "has_fill": any(one.fill for one in bars),
        "has_short": any(one.short_width for one in bars),
    }


def _unit(one: District, name: str) -> Link:
    return Link(name, UNIT.path(district=one.slug, unit=unit_id(one.code, name)))


def _topics(site: Site, published: PublishedPlan, promised: PlanProject) -> list[Link]:
    """The topics it is found under, as ways to the district's pages of them."""
    slug = published.district
    own = site.topics_chosen(slug).get((published.year, promised.key))
    found = own or suggested(promised.name, promised.target)
    return [
        Link(TOPIC[topic].name, DISTRICT_TOPIC.path(district=slug, topic=topic))
        for topic in found.slugs
    ]


def _ways_on(
    site: Site, one: District, published: PublishedPlan, promised: PlanProject
) -> dict[str, object]:
    """Who answers for it, in which part, and under which topics it is found."""
    return {
        "leads": [_unit(one, name) for name, role in promised.units if role != "cooperating"],
        "helps": [_unit(one, name) for name, role in promised.units if role == "cooperating"],
        "topics": _topics(site, published, promised),
    }


def _pictures(site: Site, slug: str, year: int, key: int) -> dict[str, object]:
    shown = pictures.by_stage(site, slug, year, key)
    return {
        "pictures": shown,
        "pictures_wait": pictures.wait(shown),
        "gone": pictures.taken_down(site, slug, year, key),
    }


def project(site: Site, slug: str, year: int, number: int) -> Page:
    """Needs the district, all versions of that plan and the district's notices of the year. Raises NoSuchPage.

    A number under which nothing stands any more leads to the project that stood there.
    """
    one, published = site.district(slug), site.plan(slug, year)
    promised = published.said.by_number.get(number) if published else None
    if one is None or published is None:
        raise NoSuchPage(f"{slug}/{year}/{number}")
    if promised is None:
        return former(site, slug, year, number)
    cards = cards_of(site, slug)
    told = newest_told(cards, year)
    period = told.said.period if told else None
    month, label = (period.to_month, period.months) if period else (0, "")
    row = told.said.by_key.get(promised.key) if told else None
    appears = [
        card for card in cards if card.said.year == year and promised.key in card.said.by_key
    ]
    days = stage_days(year, promised.months, month, site.day)
    tasks = _tasks(
        promised,
        row,
        days,
        label,
        lambda task, place: indicator_of_year(
            cards, year, promised.key, task, place, shows_standing=one.shows_standing
        ),
    )
    return render(
        "publicity/project.html",
        _frame(site, one, published, promised),
        {
            "district": one,
            "plan": published,
            "project": promised,
            "target": lines(promised.target),
            "formerly": former_numbers(site, published, promised),
            "former": former_at(site, published, number),
            "revisions": revisions(site, slug, year, promised.key),
            **_drawn(tasks),
            "stages": _stages(promised, days, tasks),
            "objecting": _objecting(appears, promised.key),
            "is_dated": bool(days.next),
            "told": told,
            "row": row,
            "standing": row.standing if row and one.shows_standing else "",
            "standing_why": row.standing_why if row and one.shows_standing else "",
            "history": _history(cards, year, promised.key),
            "cards": appears,
            **_neighbours(published, number),
            "day": site.day,
            **_pictures(site, slug, year, promised.key),
            "check_url": addresses.check_address(site.objection_url),
            **_ways_on(site, one, published, promised),
        },
        depends_on_day=bool(days.next) or any(card.phase.depends_on_day for card in appears),
    )
