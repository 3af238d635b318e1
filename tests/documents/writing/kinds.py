"""A notice of every kind of both districts, and two that strain a page: contents as `<notice>.json` has them."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

import documents
from tests.documents.writing.samples import FIXTURES, projects_of, wanzhou_content, with_rows

TARGETS = ["序号", "项目名称", "2025年目标任务", "2025年投资计划（万元）", "责任单位"]
STAGES = ["序号", "项目名称", "2025年目标任务", "责任单位"]
PROGRESS = ["序号", "项目名称", "2025年目标任务", "责任单位", "进展情况（1—6月）", "备注"]
COMPLETION = ["序号", "项目名称", "2025年目标任务", "责任单位", "全年完成情况", "备注"]


def notices() -> dict[str, dict[str, Any]]:
    """Each by what it is, in words."""
    return {
        "万州 季度进展": wanzhou_content(),
        "万州 目标任务": wanzhou_targets(),
        "万州 完成情况": wanzhou_of("completion", "2025-year"),
        "万州 更正": wanzhou_of("correction", "2025-q1-r1", version=2, replaces="2025-q1"),
        "黔江 目标任务": qianjiang_of("targets", "2025-targets", targets_columns()),
        "黔江 半年进展": qianjiang_of("progress", "2025-h1", PROGRESS),
        "黔江 完成情况": qianjiang_of("completion", "2025-year", COMPLETION),
        "黔江 更正": qianjiang_of(
            "correction", "2025-h1-r1", PROGRESS, version=2, replaces="2025-h1"
        ),
        "三十行": with_rows(30),
        "一格长过一页": with_a_cell_longer_than_a_page(),
    }


def targets_columns() -> list[str]:
    return [*STAGES, "6月底目标", "9月底目标", "12月底目标"]


def wanzhou_of(kind: str, number: str, **values: Any) -> dict[str, Any]:
    return wanzhou_content() | {"kind": kind, "number": number, **values}


def wanzhou_targets() -> dict[str, Any]:
    content = wanzhou_of("targets", "2025-targets", period=None, columns=TARGETS)
    for project in projects_of(content):
        project.update(progress=None, invested=None, ratio=None)
    return content


def with_a_cell_longer_than_a_page() -> dict[str, Any]:
    content = wanzhou_content()
    projects_of(content)[2]["progress"] = "\n".join(
        f"{number}.第{number}处已完成选址、立项和勘察设计。" for number in range(1, 81)
    )
    return content


@lru_cache(maxsize=1)
def _qianjiang_plan() -> dict[str, Any]:
    name = "qianjiang-2025-targets.docx"
    return documents.read((FIXTURES / name).read_bytes(), name).as_json()


def qianjiang_of(kind: str, number: str, columns: list[str], **values: Any) -> dict[str, Any]:
    """The twenty projects of Qianjiang's plan; what must stand by a month is what is told of it."""
    plan = copy.deepcopy(_qianjiang_plan())
    projects = [
        _row(project, told_of=12 if kind == "completion" else 6) for project in plan["projects"]
    ]
    months = None if kind == "targets" else 12 if kind == "completion" else 6
    sums = {"investment_plan": None, "invested": None, "ratio": None}
    return wanzhou_content() | {
        "district": {"code": "500114", "name": "黔江区"},
        "kind": kind,
        "number": number,
        "title": "关于2025年黔江区重点民生实事公示",
        "lead": "现将2025年全区重点民生实事公示如下。",
        "period": months and {"year": 2025, "from_month": 1, "to_month": months},
        "columns": columns,
        "source": "黔江区发展和改革委员会",
        "categories": [
            {
                "name": category["name"],
                **sums,
                "projects": [row for own, row in projects if own == category["name"]],
            }
            for category in plan["categories"]
        ],
        "totals": sums,
        **values,
    }


def _row(project: dict[str, Any], *, told_of: int) -> tuple[str, dict[str, Any]]:
    steps = [step for task in project["tasks"] for step in task["milestones"]]
    return project["category"], {
        "number": project["number"],
        "name": project["name"],
        "target": project["target"],
        "investment_plan": None,
        "units": [unit["name"] for unit in project["units"]],
        "progress": "\n".join(step["text"] for step in steps if step["month"] == told_of),
        "invested": None,
        "ratio": None,
        "remark": None,
        "milestones": [{"month": step["month"], "text": step["text"]} for step in steps],
        "indicators": [],
        "standing": None,
    }
