"""The JSON bodies. Money and ratios are strings as published, null where blank; times carry +08:00."""

from __future__ import annotations

from typing import Any

from documents.writing.column_kinds import COLUMN_KINDS
from look.moments import BEIJING
from notices.content_reading import Row
from projects.plan_reading import PlanProject
from publicity.opendata.ids import notice_id, plan_id, project_id
from publicity.opendata.series import indicator_series, telling
from publicity.pages.errors import NoSuchPage
from publicity.site.cards import card
from publicity.site.snapshots import District, PublishedNotice, PublishedPlan, Site
from publicity.site.units import units_of

Json = dict[str, Any]
TOLD = tuple(kind.key for kind in COLUMN_KINDS if kind.is_told)
"""The columns of a notice that are told of a project, month by month."""


def district_of(site: Site, slug: str) -> District:
    one = site.district(slug)
    if one is None:
        raise NoSuchPage(f"没有“{slug}”这个区县。")
    return one


def plan_of(site: Site, slug: str, year: int) -> tuple[District, PublishedPlan]:
    one, plan = district_of(site, slug), site.plan(slug, year)
    if plan is None:
        raise NoSuchPage(f"{one.name}没有已发布的 {year} 年方案。")
    return one, plan


def named(district: District) -> Json:
    return {"code": district.code, "name": district.name}


def districts(site: Site) -> Json:
    """/api/districts.json"""
    return {"districts": [line for _, line in site.of_each("data", _line_of, ("notices",))]}


def _line_of(site: Site, one: District) -> Json:
    return {
        "code": one.code,
        "slug": one.slug,
        "name": one.name,
        "commission": one.commission or None,
        "years": [plan.year for plan in site.plans_of(one.slug)],
        "notices": len(site.notices_of(one.slug)),
        "url": site.base_url + one.path,
        "feed": site.base_url + one.feed_path,
        "plans": site.base_url + one.data_path("plans.json"),
        "notices_json": site.base_url + one.data_path("notices.json"),
        "units": site.base_url + one.data_path("units.json"),
    }


def plans(site: Site, slug: str) -> Json:
    """/api/<district>/plans.json : the published plans, newest year first."""
    one = district_of(site, slug)
    return {
        "district": named(one),
        "plans": [_plan_line(site, one, plan) for plan in site.plans_of(slug)],
    }


def _plan_line(site: Site, district: District, plan: PublishedPlan) -> Json:
    said = plan.said
    return {
        "id": plan_id(district, plan.year),
        "year": plan.year,
        "version": plan.version,
        "title": said.title or None,
        "document_number": said.document_number or None,
        "issuer": said.issuer or None,
        "issued_on": said.issued_on.isoformat() if said.issued_on else None,
        "published_at": plan.published_at.astimezone(BEIJING).isoformat(timespec="seconds")
        if plan.published_at
        else None,
        "projects": len(said.projects),
        "url": site.base_url + plan.path,
        "plan": site.base_url + plan.data_path("plan.json"),
        "projects_json": site.base_url + plan.data_path("projects.json"),
        "indicators": site.base_url + plan.data_path("indicators.json"),
        "oc4ids": site.base_url + plan.data_path("oc4ids.json"),
        "calendar": site.base_url + plan.calendar_path,
    }


def plan(site: Site, slug: str, year: int) -> Any:
    """/api/<district>/<year>/plan.json : exactly as frozen."""
    return plan_of(site, slug, year)[1].content


def notice_line(site: Site, district: District, one: PublishedNotice) -> Json:
    """A notice in a list: what it is, where it is, what became of it, and its digests."""
    said = one.content
    state = card(site, one).phase.name
    shows = not one.is_sealed and (state != "withdrawn" or one.table_stays_visible)
    return {
        "id": notice_id(district, one),
        "number": one.number,
        "kind": said.get("kind"),
        "version": said.get("version"),
        "title": said.get("title"),
        "period": said.get("period"),
        "published_at": said.get("published_at"),
        "window": said.get("window"),
        "brought_over": said.get("brought_over"),
        "digest": said.get("digest"),
        "replaces": said.get("replaces"),
        "replaced_by": said.get("replaced_by"),
        "withdrawn_at": said.get("withdrawn_at"),
        "sealed_at": said.get("sealed_at"),
        "url": site.base_url + one.path,
        "json": site.base_url + one.file_path("json") if shows else None,
        "csv": site.base_url + one.file_path("csv") if shows and "csv" in one.formats else None,
    }


def notices(site: Site, slug: str) -> Json:
    """/api/<district>/notices.json : newest record first."""
    one = district_of(site, slug)
    listed = [notice_line(site, one, notice) for notice in site.notices_of(slug)]
    return {"district": named(one), "notices": listed}


def units(site: Site, slug: str) -> Json:
    """/api/<district>/units.json : the units as printed, with the projects they are named for."""
    one = district_of(site, slug)
    return {
        "district": named(one),
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "projects": [project_id(one, year, key) for year, key in unit.projects],
                "feed": site.base_url + unit.feed_path,
            }
            for unit in units_of(site, slug)
        ],
    }


def _told(row: Row, month: int, number: str) -> Json:
    return {
        "through_month": month,
        "notice": number,
        **{key: row.cell(key) or None for key in TOLD},
    }


def _project(site: Site, one: District, plan: PublishedPlan, project: PlanProject) -> Json:
    told = telling(site, one.slug, plan.year)
    return {
        "id": project_id(one, plan.year, project.key),
        "number": project.number,
        "name": project.name,
        "category": project.category or None,
        "target": project.target or None,
        "investment_plan": project.investment_plan or None,
        "units": [{"name": name, "role": role} for name, role in project.units],
        "url": site.base_url + plan.project_path(project.number),
        "feed": site.base_url + plan.project_feed_path(project.key),
        "reported": [
            _told(row, at.month, at.card.notice.number)
            for at in told
            if (row := at.card.said.by_key.get(project.key))
        ],
    }


def projects(site: Site, slug: str, year: int) -> Json:
    """/api/<district>/<year>/projects.json : each promise with what every standing notice told of it."""
    one, plan = plan_of(site, slug, year)
    return {
        "district": named(one),
        "year": year,
        "version": plan.version,
        "projects": [_project(site, one, plan, project) for project in plan.said.projects],
    }


def indicators(site: Site, slug: str, year: int) -> Json:
    """/api/<district>/<year>/indicators.json : due and reported values over the months, as printed."""
    one, plan = plan_of(site, slug, year)
    return {
        "district": named(one),
        "year": year,
        "version": plan.version,
        "indicators": [
            {
                "id": series.id,
                "project": project_id(one, year, series.project.key),
                "project_number": series.project.number,
                "project_name": series.project.name,
                "task": series.task.number,
                "label": series.indicator.label,
                "kind": series.indicator.kind or None,
                "qualifier": series.indicator.qualifier or None,
                "unit": series.indicator.unit,
                "direction": "down" if series.indicator.falls else "up",
                "target": series.indicator.target or None,
                "due": [{"month": month, "value": value} for month, value in series.indicator.due],
                "reported": [
                    {
                        "month": at.month,
                        "value": measure.reported,
                        "unit": measure.unit,
                        "notice": at.card.notice.number,
                    }
                    for at, measure in series.reported
                ],
            }
            for series in indicator_series(site, one, plan)
        ],
    }
