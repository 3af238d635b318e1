"""/api/: what open data there is, where, and what each field means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from publicity.site.frame import Link, frame
from publicity.site.rendering import render
from publicity.site.snapshots import Site
from publicity.views.public import public, with_etag
from publicity.views.surroundings import site_today

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
PROJECT_FIELDS = (
    ("number", "序号"),
    ("name", "项目名称"),
    ("target", "年度目标任务"),
    ("investment_plan", "投资计划，万元"),
    ("units", "责任单位，第一个牵头"),
    ("progress", "进展情况"),
    ("invested", "完成额度，万元"),
    ("ratio", "占比，%，一位小数；没有计划为 null"),
    ("remark", "备注；没有报送的写未报送"),
    ("milestones", "阶段性目标：month 月底，text 内容"),
    ("indicators", "指标：task 任务序号，label 名称，unit 单位，target 目标，reported 完成"),
    ("standing", "亮灯：value，sentence 说明；区县不公开亮灯为 null"),
)


@public
def api(request: HttpRequest) -> HttpResponse:
    """The documentation of the open data, with the addresses that exist."""
    site = site_today()
    districts = [(one.name, _links(site, one.slug)) for one in site.districts]
    page = render(
        "site/api.html",
        frame(
            site,
            "/api/",
            "开放数据",
            description="公示和年度方案的 JSON 数据：地址、字段、摘要。",
            crumbs=(Link("首页", "/"), Link("开放数据")),
        ),
        {"districts": districts, "notice_fields": NOTICE_FIELDS, "project_fields": PROJECT_FIELDS},
    )
    response = with_etag(request, page.body, page.content_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _links(site: Site, slug: str) -> list[tuple[str, str]]:
    """(label, path) of a district's open data, its newest notices among them."""
    notices = [one for one in site.notices_of(slug)[:6] if not one.is_sealed]
    return [
        ("公示列表", f"/api/{slug}/notices.json"),
        *(
            (f"{plan.year} 年方案", f"/api/{slug}/{plan.year}/plan.json")
            for plan in site.plans_of(slug)
        ),
        *((one.said.title, f"{one.path.rstrip('/')}.json") for one in notices),
    ]
