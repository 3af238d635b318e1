"""Contents to write: Wanzhou's notice as issued, a plan in the shape of Qianjiang's, and edge cases made from them."""

from __future__ import annotations

import copy
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[3] / "fixtures" / "documents"
WANZHOU_TABLE_TITLE = "万州区2025年重点民生实事目标任务及月度推进情况表"


class _Table(HTMLParser):
    """The rows of the page's table; paragraphs of a cell as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self._cell = []
        elif tag == "p" and self._cell is not None:
            self._cell.append("")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self._cell[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._cell is not None:
            self.rows[-1].append("\n".join(line.strip() for line in self._cell).strip())
            self._cell = None


def wanzhou_rows() -> list[list[str]]:
    """The printed rows below the two head rows."""
    page = _Table()
    page.feed((FIXTURES / "wanzhou-2025-q1-notice.html").read_text(encoding="utf-8"))
    return page.rows[2:]


def wanzhou_content() -> dict[str, Any]:
    """The notice of Wanzhou as `<notice>.json` has it: twenty rows, plan "0" and blank money in row 8."""
    categories: list[dict[str, Any]] = []
    totals: dict[str, Any] = {}
    for row in wanzhou_rows():
        if len(row) == 7:
            label, plan, _, _, invested, ratio, _ = row
            sums = {
                "investment_plan": plan or None,
                "invested": invested or None,
                "ratio": ratio or None,
            }
            if label == "合计":
                totals = sums
            else:
                categories.append({"name": label.partition("、")[2], **sums, "projects": []})
            continue
        number, name, target, plan, units, progress, invested, ratio, remark = row
        categories[-1]["projects"].append(
            {
                "number": int(number),
                "name": name,
                "target": target,
                "investment_plan": plan or None,
                "units": units.split("、"),
                "progress": progress,
                "invested": invested or None,
                "ratio": ratio or None,
                "remark": remark or None,
                "milestones": [],
                "indicators": [],
                "standing": None,
            }
        )
    return {
        "district": {"code": "500101", "name": "万州区"},
        "number": "2025-q1",
        "kind": "progress",
        "version": 1,
        "title": "关于2025年万州区重点民生实事1季度推进情况公示",
        "lead": "现将2025年全区重点民生实事1季度推进情况公示如下。",
        "period": {"year": 2025, "from_month": 1, "to_month": 3},
        "columns": [
            "序号",
            "项目名称",
            "2025年工作目标任务",
            "2025年投资计划(万元)",
            "责任单位",
            "月度进展情况(1-3月)",
            "完成额度(万元)",
            "占比(%)",
            "备注",
        ],
        "published_at": "2025-04-11T10:00:00+08:00",
        "signed_on": "2025-04-11",
        "source": "万州区发展和改革委员会",
        "window": {
            "opens_on": "2025-04-11",
            "closes_on": "2025-05-11",
            "rule": "共31个自然日，首尾两日均计算在内",
        },
        "contact": {"name": "胡蕾", "phone": "58258735", "address": None, "hours": None},
        "categories": categories,
        "totals": totals,
        "brought_over": None,
        "digest": {
            "content_sha256": "5f" * 32,
            "content_sm3": "a7" * 32,
            "record_sha256": "c3" * 32,
            "previous_record_sha256": None,
        },
        "replaces": None,
        "replaced_by": None,
        "withdrawn_at": None,
    }


def projects_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [project for category in content["categories"] for project in category["projects"]]


def with_rows(count: int) -> dict[str, Any]:
    """Wanzhou's notice with its rows repeated to a count and numbered on; 0 leaves no category at all."""
    content = wanzhou_content()
    first, *_ = content["categories"]
    known = projects_of(content)
    projects = []
    for position in range(count):
        project = copy.deepcopy(known[position % len(known)])
        project["number"] = position + 1
        projects.append(project)
    first["projects"] = projects
    content["categories"] = [first] if count else []
    return content


def shuffled(content: dict[str, Any]) -> dict[str, Any]:
    """The same content with the keys of every object in another order, as a database may return it."""
    return json.loads(
        json.dumps(content, sort_keys=True), object_pairs_hook=lambda pairs: dict(reversed(pairs))
    )


def qianjiang_plan() -> dict[str, Any]:
    """A plan in the shape of Qianjiang's, as `plan.json`: printed numbers 15, 15, 17 and a project of two tasks."""

    def task(number: int, text: str, units: list[str], *steps: str) -> dict[str, Any]:
        milestones = [
            {"month": month, "text": step, "percents": []}
            for month, step in zip((6, 9, 12), steps, strict=False)
            if step
        ]
        return {
            "number": number,
            "text": text,
            "units": units,
            "milestones": milestones,
            "indicators": [],
        }

    def project(
        number: int, printed: str, name: str, category: str, *tasks: dict[str, Any]
    ) -> dict[str, Any]:
        units = list(dict.fromkeys(unit for one in tasks for unit in one["units"]))
        texts = [
            one["text"] if len(tasks) == 1 else f"{one['number']}.{one['text']}" for one in tasks
        ]
        return {
            "number": number,
            "printed_number": printed,
            "name": name,
            "category": category,
            "target": "\n".join(texts),
            "investment_plan": None,
            "units": [
                {"name": unit, "role": "cooperating" if i else "lead"}
                for i, unit in enumerate(units)
            ],
            "tasks": list(tasks),
        }

    own, city = "区级重点民生实事", "市级重点民生实事"
    return {
        "district": "黔江区",
        "year": 2025,
        "title": "重庆市黔江区人民政府办公室关于印发黔江区2025年重点民生实事工作目标任务与实施方案的通知",
        "document_number": "黔江府办发〔2025〕20号",
        "issuer": "重庆市黔江区人民政府办公室",
        "issued_on": "2025-04-25",
        "version": 1,
        "categories": [{"name": own, "count": 2}, {"name": city, "count": 3}],
        "projects": [
            project(
                1,
                "1",
                "农村公路提升行动",
                own,
                task(
                    1,
                    "实施农村公路拓宽硬化34.55公里、修复2.87公里。硬化建设入户道路(村社便道)25公里。",
                    ["区交通运输委", "区农业农村委"],
                    "完成拓宽硬化3公里，修复2.87公里。",
                    "完成拓宽硬化23公里，修复2.87公里。",
                    "完成拓宽硬化34.55公里、修复2.87公里。",
                ),
            ),
            project(
                10,
                "10",
                "社会保障提升",
                own,
                task(
                    1,
                    "开展就业培训500人次。",
                    ["区人力社保局"],
                    "培训150人次。",
                    "培训300人次。",
                    "培训500人次。",
                ),
                task(2, "新增养老床位60张。", ["区民政局"], "", "新增床位30张。", "新增床位60张。"),
            ),
            project(
                15,
                "15",
                "农村饮水改造",
                city,
                task(1, "改造供水管网12公里。", ["区水利局"], "开工建设。", "", "完工投用。"),
            ),
            project(
                16,
                "15",
                "燃气更新",
                city,
                task(1, "更新燃气管道8公里。", ["区经济信息委"], "", "完成5公里。", "完成8公里。"),
            ),
            project(
                17,
                "17",
                "公交便民",
                city,
                task(1, "新增公交线路2条。", ["区交通运输委"], "", "", "开通2条线路。"),
            ),
        ],
    }
