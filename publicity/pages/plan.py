"""/<district>/<year>/ : everything promised that year, to filter by unit, category and words."""

from __future__ import annotations

from dataclasses import dataclass

from documents.writing.wording import chinese_numeral
from notices.content_reading import Row
from projects.json_values import lines
from projects.plan_reading import PlanProject
from projects.topics import TOPICS, Topics, suggested
from publicity.pages.errors import NoSuchPage
from publicity.pages.plan_sealed import plan_sealed
from publicity.site import linked
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.delivery import Delivery, counts, delivery_of, sentence
from publicity.site.frame import FIRST, PLANS, Article, Frame, Link, frame
from publicity.site.numbers import left_of
from publicity.site.rendering import Page, render
from publicity.site.revisions import revised
from publicity.site.snapshots import District, PublishedPlan, Site, TopicsChosen
from publicity.site.stage_days import stage_days


@dataclass(frozen=True)
class PlanRow:
    """A project in the table of the plan."""

    project: PlanProject
    path: str
    stage: tuple[str, ...]
    told: Row | None
    delivery: Delivery
    topics: Topics
    is_revised: bool
    """Some version after the first changed or added it."""

    @property
    def target(self) -> tuple[str, ...]:
        return lines(self.project.target)


def _heading(order: int, name: str) -> str:
    return f"{chinese_numeral(order)}、{name}" if name else ""


def plan_told(site: Site, plan: PublishedPlan) -> Card | None:
    """The newest published figures of the plan's year."""
    return newest_told(cards_of(site, plan.district), plan.year)


def _groups(
    published: PublishedPlan,
    told: Card | None,
    month: int,
    changed: frozenset[int],
    chosen: TopicsChosen,
) -> list[tuple[int, str, list[PlanRow]]]:
    """(order, heading, rows) of each category that has projects; `month` is the stage the rows show, 0 for none."""
    rows = told.said.by_key if told else {}
    return [
        (
            order,
            _heading(order, name),
            [
                PlanRow(
                    project,
                    published.project_path(project.number),
                    lines(project.stage(month)) if month else (),
                    rows.get(project.key),
                    delivery_of(project, rows.get(project.key)),
                    chosen.get((published.year, project.key))
                    or suggested(project.name, project.target),
                    project.number in changed,
                )
                for project in projects
            ],
        )
        for order, (name, projects) in enumerate(published.said.groups, 1)
        if projects
    ]


def _frame(site: Site, one: District, published: PublishedPlan, title: str) -> Frame:
    said, year = published.said, published.year
    return frame(
        site,
        published.path,
        title,
        description=f"{title}：年度目标、责任单位和各阶段要做到哪一步。",
        district=one,
        current="plan",
        crumbs=(FIRST, Link(one.name, one.path), Link(f"{year} 年方案")),
        column=PLANS,
        article=Article(
            said.title or title,
            published.published_at,
            said.issuer or one.commission,
            keywords=(one.name, "民生实事", f"{year}年方案"),
        ),
        things=(linked.dataset(site, one, published),),
    )


def plan(site: Site, slug: str, year: int) -> Page:
    """Needs the district, all versions of that plan and the district's notices of the year. Raises NoSuchPage."""
    one, published = site.district(slug), site.plan(slug, year)
    if one is not None and (sealed := site.sealed_plan(slug, year)):
        return plan_sealed(site, one, sealed)
    if one is None or published is None:
        raise NoSuchPage(f"{slug}/{year}")
    said, told = published.said, plan_told(site, published)
    period = told.said.period if told else None
    stages = stage_days(year, said.months, period.to_month if period else 0, site.day)
    changed = revised(site, slug, year)
    groups = _groups(published, told, stages.next, changed, site.topics_chosen(slug))
    of_topics = {topic for _, _, rows in groups for row in rows for topic in row.topics.slugs}
    units: dict[str, None] = {}
    for project in said.projects:
        units.update(dict.fromkeys(project.unit_names))
    counted = counts(row.delivery for _, _, rows in groups for row in rows) if told else ()
    title = f"{one.name} {year} 年民生实事 {len(said.projects)} 件"
    has_money = any(project.investment_plan for project in said.projects)
    return render(
        "publicity/plan.html",
        _frame(site, one, published, title),
        {
            "title": title,
            "plan": published,
            "said": said,
            "district": one,
            "groups": groups,
            "delivered": sentence(counted),
            "counted": bool(counted),
            "topics": [topic for topic in TOPICS if topic.slug in of_topics],
            "units": list(units),
            "categories": [name for name in said.categories if said.in_category(name)],
            "count": len(said.projects),
            "revised_count": len(changed),
            "left": left_of(site, published),
            "month": stages.next,
            "overdue": stages.overdue,
            "day": site.day,
            "has_money": has_money,
            "told": told,
            "columns": 4
            + bool(stages.next)
            + bool(counted)
            + has_money
            + (2 if told and has_money else 0),
            "data_path": published.data_path("plan.json"),
            "other_years": [other for other in site.plans_of(slug) if other.year != year],
        },
        depends_on_day=bool(stages.next),
    )
