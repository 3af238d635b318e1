"""A plan as an OC4IDS 0.9.5 project package (Open Contracting for Infrastructure Data Standard).

    project       one promise of the plan; `period` is the plan's year, `budget` its planned investment of the year
    milestones    what must stand by a month's end, in the document's words (type delivery)
    forecasts     what a plan says each indicator must have reached by then
    metrics       what the standing notices told of it, and the money told (financialProgress)
    documents     the plan's page and every notice the project is in

Left out because nothing published says it: `status`, `type`, `sector`, dates on which a milestone was met, contracts.
`modifications` belong to contracting processes in the standard; the portal publishes none, and a promise is no
contract, so none is made up. Project ids carry no registered prefix: a district that registers one puts it before them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from look.moments import BEIJING
from projects.plan_reading import PlanProject
from publicity.opendata.ids import plan_id, project_id
from publicity.opendata.json_bodies import Json, plan_of
from publicity.opendata.series import Told, indicator_series, telling
from publicity.site import figures
from publicity.site.cards import cards_of
from publicity.site.identity import unit_id
from publicity.site.moments import plan_changed, year_changed
from publicity.site.snapshots import District, PublishedPlan, Site

VERSION = "0.9"
"""The standard's version as its packages state it: major and minor only."""
PERCENT = {"name": "percent", "id": "P1", "scheme": "UNCEFACT"}


def _moment(moment: datetime) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def _period(year: int, month: int) -> Json:
    """Reports are cumulative from 1 January; a month's end is its last day in China."""
    last = calendar.monthrange(year, month)[1]
    return {
        "startDate": f"{year}-01-01T00:00:00+08:00",
        "endDate": f"{year}-{month:02d}-{last:02d}T23:59:59+08:00",
    }


def _yuan(printed: str) -> Json | None:
    """万元 as a value in yuan; four decimals of 万元 are whole yuan. None where blank."""
    number = figures.value(printed)
    if number is None:
        return None
    yuan = number * 10000
    whole = yuan.to_integral_value()
    if yuan != whole:
        return None
    return {"amount": int(whole), "currency": "CNY"}


def _unit(unit: str) -> Json:
    return dict(PERCENT) if unit == "%" else {"name": unit}


def _parties(district: District, project: PlanProject) -> list[Json]:
    return [
        {
            "id": f"{district.code}-unit-{unit_id(district.code, name)}",
            "name": name,
            "roles": ["cooperatingUnit" if role == "cooperating" else "publicAuthority"],
        }
        for name, role in project.units
    ]


def _milestones(project: PlanProject, own: str, year: int, told_month: int) -> list[Json]:
    found = []
    for task in project.tasks:
        for order, stage in enumerate(task.stages, 1):
            one: Json = {
                "id": f"{own}-{task.number}-{stage.month}-{order}",
                "title": f"{stage.month}月底阶段目标",
                "type": "delivery",
                "description": stage.text,
                "dueDate": _period(year, stage.month)["endDate"],
            }
            if stage.month > told_month:
                one["status"] = "scheduled"
            found.append(one)
    return found


def _raw_percents(raw: Mapping[str, Any], own: str, year: int) -> Iterator[Json]:
    """总体工程形象进度 of each task, where a milestone states one; several percents are of different works."""
    for task in raw.get("tasks") or ():
        observations = [
            {
                "id": f"{own}-{task['number']}-physical-{stage['month']}",
                "measure": str(stage["percents"][0]),
                "unit": dict(PERCENT),
                "period": _period(year, int(stage["month"])),
            }
            for stage in task.get("milestones") or ()
            if len(stage.get("percents") or ()) == 1
        ]
        if observations:
            several = len(raw.get("tasks") or ()) > 1
            yield {
                "id": f"physicalProgress-{task['number']}" if several else "physicalProgress",
                "title": "工程形象进度" + (f"（任务 {task['number']}）" if several else ""),
                "observations": observations,
            }


def _by_indicator(
    site: Site, district: District, plan: PublishedPlan
) -> tuple[dict[int, list[Json]], dict[int, list[Json]]]:
    """(forecasts, metrics) by project."""
    forecasts: dict[int, list[Json]] = {}
    metrics: dict[int, list[Json]] = {}
    for series in indicator_series(site, district, plan):
        said, number = series.indicator, series.project.number
        head = {
            "id": series.id,
            "title": said.label or series.task.text[:60] or series.project.name,
        }
        due = dict(said.due)
        if said.target:
            due.setdefault(12, said.target)
        if due:
            forecasts.setdefault(number, []).append(
                head
                | ({"description": said.qualifier} if said.qualifier else {})
                | {
                    "observations": [
                        {
                            "id": f"{series.id}-due-{month}",
                            "measure": value,
                            "unit": _unit(said.unit),
                            "period": _period(plan.year, month),
                        }
                        for month, value in sorted(due.items())
                    ]
                }
            )
        if series.reported:
            metrics.setdefault(number, []).append(
                head
                | {
                    "observations": [
                        {
                            "id": f"{series.id}-{at.card.notice.number}",
                            "measure": measure.reported,
                            "unit": _unit(measure.unit or said.unit),
                            "period": _period(plan.year, at.month),
                        }
                        for at, measure in series.reported
                    ]
                }
            )
    return forecasts, metrics


def _money(project: PlanProject, own: str, year: int, told: list[Told]) -> Iterator[Json]:
    observations = []
    for at in told:
        row = at.card.said.by_key.get(project.key)
        # An amount carried on was observed in the earlier period, and stands there already.
        value = _yuan(row.invested) if row and not row.invested_through else None
        if row and value:
            one: Json = {
                "id": f"{own}-money-{at.card.notice.number}",
                "value": value,
                "period": _period(year, at.month),
            }
            if row.ratio and Decimal(row.ratio).is_finite():
                one |= {"measure": row.ratio, "unit": dict(PERCENT)}
            observations.append(one)
    if observations:
        yield {
            "id": "financialProgress",
            "title": "完成投资",
            "description": "累计完成额；measure 是占年度投资计划的百分比。",
            "observations": observations,
        }


def _documents(
    site: Site, district: District, plan: PublishedPlan, project: PlanProject
) -> list[Json]:
    said = plan.said
    found: list[Json] = [
        {
            "id": plan_id(district, plan.year),
            "documentType": "projectPlan",
            "title": said.title or f"{district.name} {plan.year} 年民生实事方案",
            "url": site.base_url + plan.project_path(project.number),
            "format": "text/html",
            "language": "zh",
        }
    ]
    if plan.published_at:
        found[0]["datePublished"] = _moment(plan.published_at)
    if said.issuer:
        found[0]["author"] = said.issuer
    for card in cards_of(site, district.slug):
        # What no longer stands is told of on the notice's own page.
        if card.stands and card.said.year == plan.year and project.key in card.said.by_key:
            one: Json = {
                "id": f"{district.code}-{card.notice.number}",
                "documentType": "physicalProgressReport" if card.said.period else "projectPlan",
                "title": card.title,
                "url": site.base_url + card.path,
                "format": "text/html",
                "language": "zh",
            }
            if card.said.published_at:
                one["datePublished"] = _moment(card.said.published_at)
            if card.said.source:
                one["author"] = card.said.source
            found.append(one)
    return found


def _project(
    site: Site,
    district: District,
    plan: PublishedPlan,
    project: PlanProject,
    raw: Mapping[str, Any],
    told: list[Told],
    forecasts: list[Json],
    metrics: list[Json],
) -> Json:
    own, year = project_id(district, plan.year, project.key), plan.year
    parties = _parties(district, project)
    lead = next((one for one in parties if "publicAuthority" in one["roles"]), None)
    budget = _yuan(project.investment_plan)
    found: Json = {
        "id": own,
        "updated": _moment(max(plan_changed(plan), year_changed(site, district.slug, year))),
        "title": project.name,
        "description": project.target,
        "period": _period(year, 12),
        "additionalClassifications": [
            {"scheme": "民生实事类别", "id": project.category, "description": project.category}
        ]
        if project.category
        else [],
        "locations": [{"id": district.code, "description": district.name}],
        "budget": {"description": f"{year} 年度投资计划", "amount": budget} if budget else {},
        "parties": parties,
        "publicAuthority": {"id": lead["id"], "name": lead["name"]} if lead else {},
        "documents": _documents(site, district, plan, project),
        "milestones": _milestones(project, own, year, told[-1].month if told else 0),
        "forecasts": [*_raw_percents(raw, own, year), *forecasts],
        "metrics": [*_money(project, own, year, told), *metrics],
    }
    # The standard wants what is empty left out, key and all.
    return {key: value for key, value in found.items() if value not in ("", [], {}, None)}


def package(site: Site, slug: str, year: int) -> Json:
    """/api/<district>/<year>/oc4ids.json. Needs the plan and the notices of the year. Raises NoSuchPage."""
    district, plan = plan_of(site, slug, year)
    told = telling(site, slug, year)
    forecasts, metrics = _by_indicator(site, district, plan)
    raw = {int(one["number"]): one for one in plan.content.get("projects") or ()}
    return {
        "version": VERSION,
        "uri": site.base_url + plan.data_path("oc4ids.json"),
        "publishedDate": _moment(max(plan_changed(plan), year_changed(site, slug, year))),
        "publisher": {
            "name": district.commission or district.name,
            "uri": site.base_url + district.path,
        },
        "projects": [
            _project(
                site,
                district,
                plan,
                project,
                raw[project.number],
                told,
                forecasts.get(project.number, []),
                metrics.get(project.number, []),
            )
            for project in plan.said.projects
        ],
    }
