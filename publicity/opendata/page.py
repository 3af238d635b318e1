"""/api/ : what open data there is, where, what each field means, with examples to copy."""

from __future__ import annotations

from dataclasses import dataclass

from documents.writing.column_kinds import COLUMN_KINDS
from documents.writing.file_forms import FILE_FORMS
from projects import public_addresses as at
from publicity.site import linked
from publicity.site.frame import FIRST, Column, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, PublishedPlan, Site

DATA = Column("开放数据", "政务公开", "已公布的方案和公示的数据文件和接口")

# (key, meaning), in the order of the format. A guard holds them to what is really served.
NOTICE_FIELDS = (
    ("district", "区县：code 区划代码，name 名称"),
    ("number", "编号，如 2025-q1；更正在后面加 -r1"),
    ("kind", "targets 目标，progress 进展，completion 完成，correction 更正"),
    ("version", "版本，从 1 起，每更正一次加 1"),
    ("title", "标题"),
    ("lead", "正文，每段一行"),
    ("period", "期间：year 年，from_month 起月，to_month 止月；目标公示为 null"),
    ("columns", "表头，按原样、按次序"),
    ("published_at", "发布时间，系统在签发时记下；转入的公示是在本站转入的时间"),
    ("signed_on", "成文日期"),
    ("source", "发布机构"),
    ("window", "公示期：opens_on 开始，closes_on 结束（当天 24:00 止），rule 计日规则"),
    (
        "contact",
        "怎么提异议：name 联系人，phone 电话，address 通信地址，hours 来访地点和时间；没有载明为 null",
    ),
    ("categories", "类别，每类有小计和 projects 各件"),
    ("totals", "合计：investment_plan 计划，invested 完成，ratio 占比"),
    (
        "brought_over",
        "由原网站转入的：source 来源，published_on 原文日期，file_sha256 原件摘要；否则 null",
    ),
    (
        "digest",
        "内容摘要 content_sha256、content_sm3，记录摘要 record_sha256，上一条 previous_record_sha256",
    ),
    ("replaces", "更正了哪一份"),
    ("replaced_by", "被哪一份更正"),
    ("withdrawn_at", "撤回时间"),
)
_MEANT = tuple((kind.json_key, kind.means) for kind in COLUMN_KINDS if kind.means)
_INDICATORS = (
    "indicators",
    "指标：task 任务序号，label 名称，unit 单位，target 目标，reported 完成",
)
_CARRIED = (
    "invested_through",
    "没有本期审定的数时，invested 沿用以前公示的数，这里写它截至几月；否则 null",
)
_BESIDE = {"invested": (_CARRIED,), "milestones": (_INDICATORS,)}
PROJECT_FIELDS = tuple(one for field in _MEANT for one in (field, *_BESIDE.get(field[0], ())))
"""The columns, and what stands beside them."""
_OTHER_FORMS = "、".join(form.ending for form in FILE_FORMS if form.ending != "json")
_DISTRICT = {"district": "区县"}
_YEAR = {**_DISTRICT, "year": "年度"}
ADDRESSES = (
    (at.PORTAL_DATA.path(data="districts.json"), "区县名单，各自的地址", "csv"),
    (at.DISTRICT_DATA.path(**_DISTRICT, data="plans.json"), "一个区县历年的方案", "csv"),
    (
        at.DISTRICT_DATA.path(**_DISTRICT, data="notices.json"),
        "一个区县的公示，新的在前；撤回、更正、封存的也在，并注明",
        "csv",
    ),
    (
        at.DISTRICT_DATA.path(**_DISTRICT, data="units.json"),
        "方案和公示里的责任单位，各管哪几件，怎么订阅",
        "csv",
    ),
    (
        at.YEAR_DATA.path(**_YEAR, data="plan.json"),
        "方案全文：类别、项目、任务、阶段性目标、指标",
        "",
    ),
    (at.YEAR_DATA.path(**_YEAR, data="projects.json"), "每一件，和历次公示公布的进展、金额", "csv"),
    (at.YEAR_DATA.path(**_YEAR, data="milestones.csv"), "阶段性目标，一行一个", ""),
    (
        at.YEAR_DATA.path(**_YEAR, data="indicators.json"),
        "每个指标：各月应达到多少，公布到多少",
        "csv",
    ),
    (
        at.YEAR_DATA.path(**_YEAR, data="oc4ids.json"),
        "同样的内容，按国际通用的 OC4IDS 0.9.5 格式",
        "",
    ),
    (
        at.NOTICE_FILE.path(**_DISTRICT, notice="编号", form="json"),
        f"一份公示的全部内容；另有 {_OTHER_FORMS}",
        "csv",
    ),
)
"""(address, what it is, the other form it has)."""


@dataclass(frozen=True)
class Having:
    """What a district has now, for the list on the page."""

    name: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    example: str
    """Where the data of its newest plan begin; empty where it has none."""


def _of_year(plan: PublishedPlan) -> tuple[Link, ...]:
    return (
        Link("方案 JSON", plan.data_path("plan.json")),
        Link("项目和进展 JSON", plan.data_path("projects.json")),
        Link("项目和进展 CSV", plan.data_path("projects.csv")),
        Link("阶段性目标 CSV", plan.data_path("milestones.csv")),
        Link("指标 JSON", plan.data_path("indicators.json")),
        Link("指标 CSV", plan.data_path("indicators.csv")),
        Link("OC4IDS", plan.data_path("oc4ids.json")),
        Link("日历", plan.calendar_path),
    )


def _having(site: Site, one: District) -> Having:
    plans = site.plans_of(one.slug)
    groups: list[tuple[str, tuple[Link, ...]]] = [
        (
            "全区县",
            tuple(
                Link(f"{word} {form.upper()}", one.data_path(f"{name}.{form}"))
                for word, name in (
                    ("公示列表", "notices"),
                    ("方案列表", "plans"),
                    ("责任单位", "units"),
                )
                for form in ("json", "csv")
            ),
        )
    ]
    groups += [(f"{plan.year} 年", _of_year(plan)) for plan in plans]
    notices = tuple(
        Link(notice.said.title, notice.file_path("json"))
        for notice in site.notices_of(one.slug)[:6]
        if "json" in notice.formats
        and not notice.is_sealed
        and (not notice.said.withdrawn_at or notice.table_stays_visible)
    )
    if notices:
        groups.append(("最近的公示 JSON", notices))
    return Having(one.name, tuple(groups), plans[0].data_path("") if plans else "")


def api_page(site: Site) -> Page:
    """Needs the districts, their plans and notices."""
    having = [part for _, part in site.of_each("api", _having, ("notices",))]
    example = next((one.example for one in having if one.example), "")
    return render(
        "publicity/api.html",
        frame(
            site,
            at.API.path(),
            "开放数据",
            description="已公布的民生实事方案和公示，可以直接下载、接入：地址、字段、举例，JSON 和 CSV。",
            crumbs=(FIRST, Link("开放数据")),
            column=DATA,
            things=(linked.catalogue(site),),
        ),
        {
            "addresses": ADDRESSES,
            "having": having,
            "notice_fields": NOTICE_FIELDS,
            "project_fields": PROJECT_FIELDS,
            "base": site.base_url,
            "example": example,
        },
    )
