"""What pages say of themselves in the words of schema.org: a notice is a report, a plan a dataset, and so on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from documents.writing.file_forms import FORM, OFFERED
from look.moments import BEIJING
from projects.public_addresses import API, HOME
from publicity.site.snapshots import District, PublishedNotice, PublishedPlan, Site

Thing = dict[str, Any]


def _body(name: str) -> Thing:
    return {"@type": "GovernmentOrganization", "name": name}


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds") if moment else ""


def crumbs(base_url: str, links: tuple[tuple[str, str], ...]) -> Thing:
    """您当前位置 as a list; `links` are (label, path), the last may have none."""
    if len(links) < 2:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": label,
                "item": base_url + path if path else "",
            }
            for place, (label, path) in enumerate(links, 1)
        ],
    }


def portal(site: Site) -> Thing:
    return {
        "@type": "WebSite",
        "name": site.codes.name,
        "url": site.base_url + HOME.path(),
        "inLanguage": "zh-CN",
        "publisher": _body(site.codes.host_body),
    }


def report(site: Site, district: District, notice: PublishedNotice, *, is_hidden: bool) -> Thing:
    """A notice. Of one whose table is hidden or gone only that there was one."""
    said = notice.said
    if notice.is_sealed:
        return {}
    return {
        "@type": "Report",
        "headline": said.title,
        "url": site.base_url + notice.path,
        "inLanguage": "zh-CN",
        # Of a notice brought over this is the moment it was taken in here, as the page says.
        "datePublished": _moment(said.published_at),
        "author": _body(said.source),
        "publisher": _body(district.commission),
        "spatialCoverage": {"@type": "AdministrativeArea", "name": district.name},
        "temporalCoverage": f"{said.period.year}-{said.period.from_month:02d}/{said.period.year}-{said.period.to_month:02d}"
        if said.period
        else "",
        "encoding": []
        if is_hidden
        else [
            {
                "@type": "MediaObject",
                "contentUrl": site.base_url + notice.file_path(form.ending),
                "encodingFormat": form.media_type,
            }
            for form in OFFERED
            if form.ending in notice.formats
        ],
    }


def dataset(site: Site, district: District, plan: PublishedPlan) -> Thing:
    """A year's plan with its files of open data."""
    said = plan.said
    files = (
        ("plan.json", "json"),
        ("projects.json", "json"),
        ("projects.csv", "csv"),
        ("indicators.csv", "csv"),
        ("oc4ids.json", "json"),
    )
    return {
        "@type": "Dataset",
        "name": said.title or f"{district.name} {plan.year} 年民生实事方案",
        "description": f"{district.name} {plan.year} 年民生实事 {len(said.projects)} 件：目标任务、责任单位、阶段性目标和已公布的进展。",
        "identifier": said.document_number,
        "url": site.base_url + plan.path,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "creator": _body(said.issuer),
        "publisher": _body(district.commission),
        "datePublished": _moment(plan.published_at),
        "temporalCoverage": str(plan.year),
        "spatialCoverage": {"@type": "AdministrativeArea", "name": district.name},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": site.base_url + plan.data_path(name),
                "encodingFormat": FORM[form].media_type,
            }
            for name, form in files
        ],
    }


def promise(site: Site, district: District, plan: PublishedPlan, number: int) -> Thing:
    """One project: a page about a part of the plan's data. No type of schema.org claims less."""
    project = plan.said.by_number[number]
    return {
        "@type": "WebPage",
        "name": project.name,
        "url": site.base_url + plan.project_path(number),
        "inLanguage": "zh-CN",
        "isPartOf": {"@type": "Dataset", "url": site.base_url + plan.path},
        "about": {
            "@type": "Thing",
            "name": project.name,
            "description": project.target.replace("\n", " "),
        },
        "contributor": [_body(name) for name in project.unit_names],
    }


def catalogue(site: Site) -> Thing:
    return {
        "@type": "DataCatalog",
        "name": f"{site.codes.name or '民生实事公开'}开放数据",
        "url": site.base_url + API.path(),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
