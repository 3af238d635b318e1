"""A Site made by hand for tests and for looking at: the two real documents, and every state a notice can be in.

What the real documents hold is read from the fixtures by the real reader. What they lack (withdrawn, sealed,
corrected notices, other years) is made from the same rows and used for states only.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import documents
from publicity.site.snapshots import (
    Contact,
    District,
    Outcome,
    PublishedNotice,
    PublishedPlan,
    Site,
    SiteCodes,
)

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "documents"
BEIJING = timezone(timedelta(hours=8))
OPEN_DAY = date(2025, 4, 20)
COLUMNS = [
    "序号",
    "项目名称",
    "2025年工作目标任务",
    "2025年投资计划(万元)",
    "责任单位",
    "月度进展情况(1-3月)",
    "完成额度(万元)",
    "占比(%)",
    "备注",
]

WANZHOU = District("500101", "wanzhou", "万州区", "万州区发展和改革委员会")
QIANJIANG = District(
    "500114",
    "qianjiang",
    "黔江区",
    "黔江区发展和改革委员会",
    contact=Contact(phone="023-00000000"),
)
CODES = {"万州区": "500101", "黔江区": "500114"}
EMPTY = District("500118", "yongchuan", "永川区", "永川区发展和改革委员会")


@cache
def reading(name: str) -> dict[str, Any]:
    return documents.read((FIXTURES / name).read_bytes(), name).as_json()


def plan_content(read: Mapping[str, Any]) -> dict[str, Any]:
    """plan.json of a reading (rules.md, Formats)."""
    left_out = {"progress", "invested", "ratio", "remark"}
    return {
        "district": {"code": CODES[read["district"]], "name": read["district"]},
        "year": read["year"],
        "title": read["title"],
        "document_number": read["document_number"],
        "issuer": read["issuer"],
        "issued_on": read["issued_on"],
        "version": 1,
        "categories": read["categories"],
        "projects": [
            {key: value for key, value in project.items() if key not in left_out}
            for project in read["projects"]
        ],
    }


def notice_content(read: Mapping[str, Any], district: District, number: str) -> dict[str, Any]:
    """<notice>.json of a reading (rules.md, Formats), brought over."""
    facts = read["notice"]
    return {
        "district": {"code": district.code, "name": district.name},
        "number": number,
        "kind": "progress",
        "version": 1,
        "title": read["title"],
        "lead": "现将2025年全区重点民生实事1季度推进情况予以公示。",
        "period": read["period"],
        "columns": COLUMNS,
        "published_at": "2025-04-20T09:30:00+08:00",
        "signed_on": read["issued_on"],
        "source": read["issuer"],
        "window": {
            "opens_on": facts["opens_on"],
            "closes_on": facts["closes_on"],
            "rule": "",
        },
        "contact": {
            "name": facts["contact_name"],
            "phone": facts["contact_phone"],
            "address": None,
            "hours": None,
        },
        "categories": [
            {
                "name": category["name"],
                "investment_plan": category["investment_plan"],
                "invested": category["invested"],
                "ratio": category["ratio"],
                "projects": [
                    _row(project)
                    for project in read["projects"]
                    if project["category"] == category["name"]
                ],
            }
            for category in read["categories"]
        ],
        "totals": read["totals"],
        "brought_over": {
            "source": facts["source"],
            "published_on": facts["published_on"],
            "file_sha256": "5e" * 32,
        },
        "digest": {
            "content_sha256": "1a" * 32,
            "content_sm3": "2b" * 32,
            "record_sha256": "3c" * 32,
            "previous_record_sha256": None,
        },
        "replaces": None,
        "replaced_by": None,
        "withdrawn_at": None,
    }


def _row(project: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": project["number"],
        "name": project["name"],
        "target": project["target"],
        "investment_plan": project["investment_plan"],
        "units": [unit["name"] for unit in project["units"]],
        "progress": project["progress"],
        "invested": project["invested"],
        "ratio": project["ratio"],
        "remark": project["remark"],
        "milestones": [
            {"month": stage["month"], "text": stage["text"]}
            for task in project["tasks"]
            for stage in task["milestones"]
        ],
        "indicators": [
            {
                "task": task["number"],
                "label": indicator["label"],
                "unit": indicator["unit"],
                "target": indicator["value"],
                "reported": indicator["reported"],
            }
            for task in project["tasks"]
            for indicator in task["indicators"]
            if not indicator["stage_only"]
        ],
        "standing": None,
    }


def wanzhou_notice(**changes: Any) -> PublishedNotice:
    """The real notice, brought over; `changes` replace keys of its content."""
    content = notice_content(reading("wanzhou-2025-q1-notice.html"), WANZHOU, "2025-q1")
    content = copy.deepcopy(content) | changes
    over = content["brought_over"] is not None
    return PublishedNotice(
        district="wanzhou",
        number=content["number"],
        content=content,
        origin="brought_over" if over else "made_here",
        formats=("json", "csv", "xlsx", "docx", "pdf"),
    )


def made_here(**changes: Any) -> PublishedNotice:
    """The same table as if compiled here, with all that the checklist asks for."""
    given = {
        "brought_over": None,
        "signed_on": "2025-04-11",
        "published_at": "2025-04-11T10:05:00+08:00",
        "window": {
            "opens_on": "2025-04-11",
            "closes_on": "2025-05-11",
            "rule": "31 个自然日，首尾两天都算",
        },
        "contact": {
            "name": "胡蕾",
            "phone": "023-58258735",
            "address": "万州区江南新区某路1号 404000",
            "hours": "万州区某路1号3楼，工作日9:00—17:00",
        },
    }
    return wanzhou_notice(**{**given, **changes})


def site(
    *notices: PublishedNotice,
    day: date = OPEN_DAY,
    districts: tuple[District, ...] = (WANZHOU, QIANJIANG),
    objection_url: str = "portal",
    base_url: str = "http://127.0.0.1:8000",
    is_demo: bool = True,
    **more: Any,
) -> Site:
    """Both districts' plans and the given notices (the real one if none is given)."""
    plans = (
        PublishedPlan(
            "wanzhou",
            2025,
            1,
            plan_content(reading("wanzhou-2025-q1-notice.html")),
            datetime(2025, 4, 20, 9, 0, tzinfo=BEIJING),
        ),
        PublishedPlan(
            "qianjiang",
            2025,
            1,
            plan_content(reading("qianjiang-2025-targets.docx")),
            datetime(2025, 4, 20, 9, 0, tzinfo=BEIJING),
        ),
    )
    slugs = {district.slug for district in districts}
    return Site(
        districts=districts,
        plans=tuple(plan for plan in plans if plan.district in slugs),
        notices=notices or (wanzhou_notice(),),
        base_url=base_url,
        province_name="重庆市",
        objection_url=objection_url,
        build="test",
        is_demo=is_demo,
        day=day,
        **{"codes": SiteCodes(name="民生实事公开"), **more},
    )


def qianjiang_progress(month: int = 6) -> PublishedNotice:
    """An invented half-year notice of Qianjiang with milestone values: to look at tracks, never shown as real."""
    read = reading("qianjiang-2025-targets.docx")
    projects = []
    for project in read["projects"]:
        row = _row(project) | {"progress": "（版式演示）按阶段目标推进。"}
        for place, (indicator, source) in enumerate(
            zip(
                row["indicators"],
                [i for task in project["tasks"] for i in task["indicators"] if not i["stage_only"]],
                strict=True,
            )
        ):
            due = source["milestones"].get(str(month))
            if due:
                indicator["reported"] = due if place % 3 else str(int(float(due) * 0.7))
        projects.append(row)
    content = notice_content(reading("wanzhou-2025-q1-notice.html"), QIANJIANG, "2025-h1") | {
        "title": "关于2025年黔江区重点民生实事上半年推进情况公示（版式演示）",
        "lead": "（版式演示）",
        "period": {"year": 2025, "from_month": 1, "to_month": month},
        "columns": [],
        "published_at": "2025-07-11T09:00:00+08:00",
        "signed_on": "2025-07-11",
        "source": "黔江区发展和改革委员会",
        "window": {"opens_on": "2025-07-11", "closes_on": "2025-07-25", "rule": ""},
        "brought_over": None,
        "categories": [
            {
                "name": category["name"],
                "investment_plan": None,
                "invested": None,
                "ratio": None,
                "projects": [
                    p
                    for p, source in zip(projects, read["projects"], strict=True)
                    if source["category"] == category["name"]
                ],
            }
            for category in read["categories"]
        ],
        "totals": {"investment_plan": None, "invested": None, "ratio": None},
    }
    return PublishedNotice("qianjiang", "2025-h1", content, formats=("json", "csv"))


def corrected_pair() -> tuple[PublishedNotice, PublishedNotice]:
    """A notice and its correction, which changes one cell and the sums above it."""
    old = made_here(replaced_by="2025-q1-r1")
    new = made_here(
        number="2025-q1-r1",
        kind="correction",
        version=2,
        replaces="2025-q1",
        title="关于2025年万州区重点民生实事1季度推进情况公示的更正",
        published_at="2025-04-18T16:00:00+08:00",
    )
    content = copy.deepcopy(new.content)
    row = content["categories"][0]["projects"][3]  # type: ignore[index]
    row["progress"] = row["progress"].replace("新增残疾人就业5", "新增残疾人就业5人")
    return old, PublishedNotice(
        "wanzhou",
        "2025-q1-r1",
        content,
        formats=("json", "docx"),
        correction_reason="第4件的进展漏印单位。",
        restarts_window=False,
    )


def states() -> dict[str, tuple[Site, str]]:
    """Name of a state: (a site that holds it, the path of the notice to look at)."""
    path = "/wanzhou/notices/2025-q1/"
    old, new = corrected_pair()
    sealed = {
        key: value
        for key, value in made_here().content.items()
        if key
        in {
            "district",
            "number",
            "kind",
            "version",
            "published_at",
            "digest",
            "replaces",
            "withdrawn_at",
        }
    }
    ended = made_here()
    ended = PublishedNotice(
        "wanzhou",
        "2025-q1",
        ended.content,
        formats=ended.formats,
        objections_received=2,
        outcomes=(Outcome("反映属实，第4件进展已更正。", date(2025, 5, 20), 4),),
    )
    return {
        "open": (site(), path),
        "open-made-here": (site(made_here()), path),
        "soon": (site(made_here(), day=date(2025, 4, 9)), path),
        "last-day": (site(made_here(), day=date(2025, 5, 11)), path),
        "ended": (site(ended, day=date(2025, 6, 1)), path),
        "no-window": (site(wanzhou_notice(window=None)), path),
        "corrected": (site(old, new), path),
        "correction": (site(old, new), "/wanzhou/notices/2025-q1-r1/"),
        "withdrawn": (
            site(
                PublishedNotice(
                    "wanzhou",
                    "2025-q1",
                    made_here(withdrawn_at="2025-04-15T08:00:00+08:00").content,
                    withdrawal_reason="附件误用了旧表。",
                    table_stays_visible=False,
                )
            ),
            path,
        ),
        "sealed": (
            site(
                PublishedNotice(
                    "wanzhou",
                    "2025-q1",
                    sealed,
                    sealed_at=datetime(2025, 4, 16, 9, 0, tzinfo=BEIJING),
                    seal_reason="内容含个人信息。",
                )
            ),
            path,
        ),
        "no-web-form": (site(made_here(), objection_url=""), path),
    }
