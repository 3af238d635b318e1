"""The same as CSV: UTF-8 with a byte order mark, one head row, formulas guarded, figures left as figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from documents.formulas import guarded
from documents.writing.column_kinds import KIND
from publicity.opendata import json_bodies
from publicity.opendata.ids import project_id
from publicity.opendata.series import indicator_series
from publicity.site.snapshots import Site

Cells = Sequence[object]


def csv_bytes(head: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """A table that Excel and WPS open by a click. None is an empty cell; lists stand joined by 、."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return guarded("、".join(map(str, value)))
    # A NUL or another control sign in a cell cuts the file short in some programs.
    return guarded("".join(sign for sign in str(value) if sign >= " " or sign in "\t\n"))


def districts(site: Site) -> bytes:
    """/api/districts.csv"""
    head = ("区划代码", "区县", "地址名", "主管部门", "年度", "公示份数", "网址")
    return csv_bytes(
        head,
        (
            (one["code"], one["name"], one["slug"], one["commission"], one["years"], one["notices"],
             one["url"])
            for one in json_bodies.districts(site)["districts"]
        ),
    )  # fmt: skip


def plans(site: Site, slug: str) -> bytes:
    """/api/<district>/plans.csv"""
    head = (
        "标识",
        "年度",
        "版本",
        "名称",
        "文号",
        "印发机关",
        "印发日期",
        "发布时间",
        "件数",
        "网址",
    )
    keys = ("id", "year", "version", "title", "document_number", "issuer", "issued_on", "published_at",
            "projects", "url")  # fmt: skip
    return csv_bytes(
        head, ([one[key] for key in keys] for one in json_bodies.plans(site, slug)["plans"])
    )


def notices(site: Site, slug: str) -> bytes:
    """/api/<district>/notices.csv"""
    head = (
        "标识", "编号", "种类", "版本", "标题", "年度", "起月", "止月", "发布时间", "公示开始", "公示结束",
        "转入来源", "原发布日期", "更正的是", "被更正为", "撤回时间", "封存时间", "内容摘要SHA-256", "网址",
    )  # fmt: skip

    def row(one: json_bodies.Json) -> Cells:
        period, window = one["period"] or {}, one["window"] or {}
        over, digest = one["brought_over"] or {}, one["digest"] or {}
        return (
            one["id"], one["number"], one["kind"], one["version"], one["title"],
            period.get("year"), period.get("from_month"), period.get("to_month"), one["published_at"],
            window.get("opens_on"), window.get("closes_on"), over.get("source"), over.get("published_on"),
            one["replaces"], one["replaced_by"], one["withdrawn_at"], one["sealed_at"],
            digest.get("content_sha256"), one["url"],
        )  # fmt: skip

    return csv_bytes(head, map(row, json_bodies.notices(site, slug)["notices"]))


def units(site: Site, slug: str) -> bytes:
    """/api/<district>/units.csv"""
    return csv_bytes(
        ("标识", "责任单位", "项目", "订阅地址"),
        (
            (one["id"], one["name"], one["projects"], one["feed"])
            for one in json_bodies.units(site, slug)["units"]
        ),
    )


def projects(site: Site, slug: str, year: int) -> bytes:
    """/api/<district>/<year>/projects.csv : a row for each project and period told; of one never told a row alone."""
    head = (
        "标识", *(KIND[key].head for key in ("number", "name", "category", "target", "investment_plan", "units")),
        "截至月份", "公示编号", *(KIND[key].head for key in json_bodies.TOLD), "网址",
    )  # fmt: skip

    def rows() -> Iterator[Cells]:
        for one in json_bodies.projects(site, slug, year)["projects"]:
            own = (one["id"], one["number"], one["name"], one["category"], one["target"],
                   one["investment_plan"], [unit["name"] for unit in one["units"]])  # fmt: skip
            keys = ("through_month", "notice", *json_bodies.TOLD)
            for told in one["reported"] or [dict.fromkeys(keys)]:
                yield (*own, *(told[key] for key in keys), one["url"])

    return csv_bytes(head, rows())


def milestones(site: Site, slug: str, year: int) -> bytes:
    """/api/<district>/<year>/milestones.csv : what must stand by each month's end, as issued."""
    one, plan = json_bodies.plan_of(site, slug, year)
    return csv_bytes(
        ("项目标识", "序号", "项目名称", "任务", "月底", "阶段性目标"),
        (
            (project_id(one, year, project.key), project.number, project.name, task.number,
             stage.month, stage.text)
            for project in plan.said.projects
            for task in project.tasks
            for stage in task.stages
        ),
    )  # fmt: skip


def indicators(site: Site, slug: str, year: int) -> bytes:
    """/api/<district>/<year>/indicators.csv : a row for each indicator, month and fact (due or reported)."""
    one, plan = json_bodies.plan_of(site, slug, year)
    head = ("指标标识", "项目序号", "项目名称", "任务", "指标", "全年目标", "单位", "月底", "事实", "值",
            "值的单位", "公示编号")  # fmt: skip

    def rows() -> Iterator[Cells]:
        for series in indicator_series(site, one, plan):
            said = series.indicator
            own = (series.id, series.project.number, series.project.name, series.task.number,
                   said.label, said.target, said.unit)  # fmt: skip
            for month, value in said.due:
                yield (*own, month, "应达到", value, said.unit, None)
            for at, measure in series.reported:
                number = at.card.notice.number
                yield (*own, at.month, "已公布", measure.reported, measure.unit, number)
            if not said.due and not series.reported:
                yield (*own, None, None, None, None, None)

    return csv_bytes(head, rows())
