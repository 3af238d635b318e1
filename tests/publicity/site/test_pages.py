"""Every public page of the sample site: what it says, how it is built, where its links lead."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest

from progress.standing import Value
from publicity import pages
from publicity.public_table import Kind, NoSuchPage, every_path, page_at
from publicity.site.snapshots import Site
from publicity.site.styleguide import styleguide
from tests.publicity.site import sample

SITES = {
    **{name: site for name, (site, _) in sample.states().items()},
    "tracks": sample.site(
        sample.wanzhou_notice(), sample.qianjiang_progress(), day=date(2025, 7, 18)
    ),
    "empty": sample.site(
        sample.PublishedNotice("nowhere", "2025-q1", {}), districts=(sample.EMPTY,)
    ),
    "sub-path": sample.site(base_url="https://www.example.gov.cn/msss", is_demo=False),
}
REGISTRIES = (
    "https://beian.miit.gov.cn/",
    "https://beian.mps.gov.cn/",
    "https://zfwzgl.www.gov.cn/exposure/jiucuo.html",
)
DYNAMIC = re.compile(r"^/(objections/|check/|search/|[a-z]+/notices/[-a-z0-9]+/object/|static/.+)$")
FILES = re.compile(r"^/[a-z]+/notices/[-a-z0-9]+\.(json|csv|xlsx|docx|pdf)$")


def every_page(site: Site) -> list[pages.Page]:
    found = [page_at(site, path) for path in every_path(site, Kind.PAGE)]
    data = page_at(site, "/api/")
    return [*found, data, pages.missing(site, "/wanzhou/2031/"), styleguide(site)]


def tree_of(page: pages.Page):
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True
    )
    return parser.parse(page.body.decode())


def text_of(page: pages.Page) -> str:
    return re.sub(r"\s+", " ", "".join(tree_of(page).find("body").itertext()))


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_valid_and_has_one_heading_title_and_language(name):
    titles = set()
    for page in every_page(SITES[name]):
        tree = tree_of(page)
        assert tree.get("lang") == "zh-CN"
        assert len(list(tree.iter("h1"))) == 1, page.path
        assert len("".join(tree.find("head/title").itertext()).strip()) > 4
        metas = {
            meta.get("name"): meta.get("content") for meta in tree.iter("meta") if meta.get("name")
        }
        assert all(metas.values()), f"{page.path}: an empty head tag"
        if page.status == 200 and "sealed" not in name:
            assert metas["description"]
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"{page.path}: an id twice"
        levels = [
            int(e.tag[1])
            for e in tree.iter()
            if isinstance(e.tag, str) and re.match(r"h[1-6]$", e.tag)
        ]
        assert all(b - a <= 1 for a, b in pairwise(levels)), f"{page.path}: {levels}"
        titles.add(page.title)
    assert len(titles) == len(every_page(SITES[name])), "two pages with one title"


@pytest.mark.parametrize("name", SITES)
def test_every_link_leads_to_a_page_and_none_to_another_host(name):
    site = SITES[name]
    paths = set(every_path(site, Kind.PAGE)) | {"/styleguide/"}
    files = {*every_path(site, Kind.FEED), *every_path(site, Kind.DATA)}
    base = site.base_url
    sub = urlsplit(base).path
    for page in every_page(site):
        if page.status != 200:
            continue
        for element in tree_of(page).iter():
            target = element.get("href") or element.get("src") or element.get("action")
            if not target or target.startswith(("tel:", "#")) or element.get("rel") == "canonical":
                continue
            if element.get("rel") == "external noopener":
                assert target.startswith(REGISTRIES), f"{page.path}: {target} is no public register"
                continue
            assert not target.startswith("/"), f"{page.path}: {target} is not relative"
            full = urlsplit(urljoin(base + page.path, target))
            assert full.netloc == urlsplit(base).netloc, f"{page.path}: {target} leaves the site"
            assert full.path.startswith(sub)
            path = full.path[len(sub) :]
            known = path in paths | files or DYNAMIC.match(path) or FILES.match(path)
            assert known, f"{page.path}: {target} leads nowhere"
            if full.fragment and path in paths and path != "/styleguide/":
                there = {e.get("id") for e in tree_of(page_at(site, path)).iter()}
                assert full.fragment in there, f"{page.path}: no #{full.fragment} on {path}"


@pytest.mark.parametrize("name", SITES)
def test_a_strict_policy_holds_and_nothing_depends_on_a_session(name):
    for page in every_page(SITES[name]):
        for element in tree_of(page).iter():
            assert element.get("style") is None, page.path
            assert not any(key.startswith("on") for key in element.keys()), page.path  # noqa: SIM118
            assert element.tag != "style"
            if element.tag == "script":
                assert element.get("src") or element.get("type") == "application/ld+json"
        assert b"csrf" not in page.body
        assert b"__" not in re.sub(rb"<[^>]*>", b"", page.body)


@pytest.mark.parametrize("name", SITES)
def test_same_inputs_give_the_same_bytes(name):
    first, second = every_page(SITES[name]), every_page(SITES[name])
    assert [page.body for page in first] == [page.body for page in second]


@pytest.mark.parametrize("name", SITES)
def test_tomorrow_changes_only_pages_that_say_they_depend_on_the_day(name):
    site = SITES[name]
    tomorrow = replace(site, day=site.day + timedelta(days=1))
    for path in every_path(site, Kind.PAGE):
        today = page_at(site, path)
        if page_at(tomorrow, path).body != today.body:
            assert today.depends_on_day, path
        if not today.depends_on_day:
            assert f"截至 {site.day.year}年".encode() not in today.body, path


def test_a_page_that_counts_days_names_the_day_it_counts_from():
    site = sample.site()
    for path in every_path(site, Kind.PAGE):
        page = page_at(site, path)
        if page.depends_on_day:
            words = text_of(page)
            assert "截至 2025年4月20日" in words or "截至 4月20日" in words, path


def test_the_notice_carries_the_blocks_of_a_real_one_once_and_in_order():
    words = text_of(page_at(sample.site(), "/wanzhou/notices/2025-q1/"))
    blocks = [
        "首页万州区公告公示正文",
        "关于2025年万州区重点民生实事1季度推进情况公示",
        "原发布日期 2025-04-11 · 来源 重庆市万州区发展和改革委员会",
        "由原网站转入",
        "公示中",
        "还剩22天",
        "2025年4月11日至 2025年5月11日 24:00",
        "提出异议",
        "58258735",
        "联系人 胡蕾",
        "原文未载明通信地址",
        "现将2025年全区重点民生实事1季度推进情况予以公示。",
        "附件 万州区2025年民生实事目标任务及推进情况表（1—3月）",
        "182852",
        "一、市级重点民生实事",
        "二、区级民生实事",
        "失智特困人员照护中心建设依托",
        "万州区发展和改革委员会2025年4月11日",
        "内容摘要 SHA-256",
        "扫一扫",
    ]
    squeezed = words.replace(" ", "")
    place = 0
    for block in blocks:
        block = block.replace(" ", "")
        assert squeezed.count(block) == 1, block
        assert squeezed.find(block) > place or place == 0, f"{block} is out of order"
        place = squeezed.find(block)


def test_figures_stand_as_printed_in_the_table_and_separated_around_it():
    body = page_at(sample.site(), "/wanzhou/notices/2025-q1/").body.decode()
    table = body[body.index("<table") : body.index("</table>")]
    assert "182852" in table
    assert "182,852" not in table
    assert "182,852" in body


def test_head_tags_of_government_sites_come_from_settings_alone():
    def tags(site: Site) -> dict[str, str]:
        tree = tree_of(page_at(site, "/wanzhou/notices/2025-q1/"))
        return {m.get("name"): m.get("content") for m in tree.iter("meta") if m.get("name")}

    plain = tags(sample.site(sample.made_here(), codes=sample.SiteCodes()))
    assert "SiteIDCode" not in plain
    assert "SiteDomain" not in plain
    assert plain["ArticleTitle"] == "关于2025年万州区重点民生实事1季度推进情况公示"
    assert plain["PubDate"] == "2025-04-11 10:05"
    assert plain["ContentSource"] == "万州区发展和改革委员会"
    assert plain["ColumnName"] == "公告公示"
    codes = sample.SiteCodes(name="万州区人民政府网", id_code="5001010001")
    told = tags(sample.site(sample.made_here(), codes=codes, base_url="https://www.wz.gov.cn/msss"))
    assert (told["SiteName"], told["SiteIDCode"]) == ("万州区人民政府网", "5001010001")
    assert told["SiteDomain"] == "www.wz.gov.cn"


def test_a_notice_brought_over_gives_its_own_moment_as_publication_and_the_sources_date_as_a_claim():
    page = page_at(sample.site(), "/wanzhou/notices/2025-q1/")
    assert '<meta name="PubDate" content="2025-04-20 09:30">' in page.body.decode()
    assert "原发布日期 2025-04-11" in text_of(page)


def test_footer_codes_show_only_when_they_are_set():
    bare = text_of(page_at(sample.site(), "/"))
    assert "标识码" not in bare
    codes = sample.SiteCodes(name="x", id_code="5001010001", icp="渝ICP备0号", host_body="某某政府")
    told = text_of(page_at(sample.site(codes=codes), "/"))
    for word in ("政府网站标识码 5001010001", "渝ICP备0号", "主办某某政府"):
        assert word in told


def test_the_demo_band_stands_on_every_page_of_a_demo_and_on_none_else():
    for path in every_path(sample.site(), Kind.PAGE):
        assert "演示数据" in text_of(page_at(sample.site(), path))
        assert "演示数据" not in text_of(page_at(sample.site(is_demo=False), path))


def test_only_the_forms_that_exist_are_offered():
    some = sample.PublishedNotice(
        "wanzhou", "2025-q1", sample.made_here().content, formats=("json", "csv")
    )
    body = page_at(sample.site(some), some.path).body.decode()
    assert "../2025-q1.json" in body
    assert "2025-q1.pdf" not in body


def test_without_a_web_form_the_page_names_the_other_ways():
    site, path = sample.states()["no-web-form"]
    words = text_of(page_at(site, path))
    assert "提出异议" not in words
    assert "查办理进度" not in words
    assert "023-58258735" in words
    for path in every_path(site, Kind.PAGE):
        assert b"/object/" not in page_at(site, path).body


def test_a_sealed_notice_shows_nothing_but_reason_and_digests():
    site, path = sample.states()["sealed"]
    body = page_at(site, path).body.decode()
    assert "内容含个人信息" in body
    assert "1a" * 32 in body
    for gone in ("重点民生实事1季度", "<table", "胡蕾", "182852", "2025-q1.json"):
        assert gone not in body, gone
    for other in ("/", "/wanzhou/", "/wanzhou/notices/", "/wanzhou/2025/", "/wanzhou/2025/4/"):
        words = text_of(page_at(site, other))
        assert "55,219.1" not in words
        assert "411.5" not in words


def test_a_withdrawn_notice_stays_with_its_reason_and_its_figures_go():
    site, path = sample.states()["withdrawn"]
    words = text_of(page_at(site, path))
    assert "2025-04-15 08:00 撤回。原因：附件误用了旧表。" in words
    assert "182852" not in words
    assert "55,219.1" not in text_of(page_at(site, "/wanzhou/"))


def test_a_corrected_notice_and_its_correction_name_each_other():
    site, path = sample.states()["corrected"]
    old = page_at(site, path).body.decode()
    new = page_at(site, "/wanzhou/notices/2025-q1-r1/").body.decode()
    assert 'href="../2025-q1-r1/"' in old
    assert 'href="../2025-q1/"' in new
    assert "更正了哪些" in new
    assert "公示期不重新计算" in new
    assert "新增残疾人就业5人" not in old
    assert text_of(page_at(site, "/wanzhou/2025/4/")).count("新增残疾人就业5人") == 1


def test_a_project_shows_its_promise_its_stages_and_what_was_published():
    words = text_of(page_at(sample.site(), "/wanzhou/2025/3/"))
    for word in (
        "关爱青少年心理健康",
        "区教委",
        "配合：区民政局",
        "92 万元，占 30.7%",
        "团辅活动14场",
    ):
        assert word in words
    words = text_of(page_at(sample.site(), "/qianjiang/2025/11/"))
    for word in ("黔江府办发〔2025〕20号", "6月底", "还没有公布进展", "全年要达到 1829 个"):
        assert word in words


def test_a_project_of_three_tasks_keeps_each_with_its_unit():
    words = text_of(page_at(sample.site(), "/qianjiang/2025/10/"))
    assert words.index("任务 1") < words.index("任务 2") < words.index("任务 3")
    assert "区残联" in words
    assert "区民政局" in words


def test_standing_is_shown_only_where_the_district_shows_it():
    notice = sample.made_here()
    row = notice.content["categories"][0]["projects"][0]
    row["standing"] = {"value": "slow", "sentence": "更新电梯少 5 部。"}
    shown = sample.District(
        "500101", "wanzhou", "万州区", "万州区发展和改革委员会", shows_standing=True
    )
    for path in ("/wanzhou/", "/wanzhou/2025/1/"):
        assert "偏慢" not in text_of(page_at(sample.site(notice), path))
        assert "偏慢" in text_of(page_at(sample.site(notice, districts=(shown,)), path))


def test_standings_are_listed_with_the_most_urgent_first_and_what_says_nothing_last():
    notice = sample.made_here()
    rows = [row for group in notice.content["categories"] for row in group["projects"]]
    for row, value in zip(rows, Value, strict=False):
        row["standing"] = {"value": str(value), "sentence": "。"}
    shown = sample.District(
        "500101", "wanzhou", "万州区", "万州区发展和改革委员会", shows_standing=True
    )
    body = page_at(sample.site(notice, districts=(shown,)), "/wanzhou/").body.decode()
    words = re.findall(r'<li>\s*<b>1</b>\s*<span class="standing[^"]*">.*?</svg>([^<]*)', body)
    assert words == [
        "滞后", "偏慢", "正常", "超前", "完成", "未到节点", "无法测算", "未报", "已暂停", "已终止",
    ]  # fmt: skip


def test_text_of_others_never_becomes_markup():
    evil = "<img src=x onerror=alert(1)>\"'&"
    notice = sample.made_here(title=evil, lead=evil, source=evil)
    plan = sample.site().plan("wanzhou", 2025).content
    plan["projects"][0]["name"] = evil
    district = sample.District("500101", "wanzhou", evil, evil)
    site = sample.site(notice, districts=(district,))
    for path in every_path(site, Kind.PAGE):
        body = page_at(site, path).body.decode()
        assert "<img" not in body, path
        tree_of(page_at(site, path))
    plan["projects"][0]["name"] = sample.reading("wanzhou-2025-q1-notice.html")["projects"][0][
        "name"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/wanzhou/2024/",
        "/wanzhou/2025/21/",
        "/wanzhou/notices/2025-q2/",
        "/wanzhou/2025/0/",
        "/x",
        "/a/b/c/d/",
    ],
)
def test_what_is_not_published_has_no_page(path):
    with pytest.raises(NoSuchPage):
        page_at(sample.site(), path)


@pytest.mark.parametrize(
    ("path", "help_text"),
    [
        ("/nowhere/", "万州区"),
        ("/wanzhou/2024/", "2025 年方案"),
        ("/wanzhou/2025/21/", "共 20 件，编号 1 到 20"),
        ("/wanzhou/notices/2025-q2/", "关于2025年万州区重点民生实事1季度推进情况公示"),
        ("/wanzhou/anything/", "万州区概况"),
        ("/yongchuan/notices/x/", "还没有发布公示"),
        ("/yongchuan/2025/", "还没有发布年度方案"),
    ],
)
def test_a_wrong_address_is_a_page_that_helps(path, help_text):
    districts = (sample.WANZHOU, sample.QIANJIANG, sample.EMPTY)
    page = pages.missing(sample.site(districts=districts), path)
    assert page.status == 404
    assert help_text in text_of(page)
    links = [a.get("href") for a in tree_of(page).iter("a") if a.get("href") != "#main"]
    assert all(link.startswith("/") for link in links), (
        "shown at any address, links start at the root"
    )


def test_an_empty_column_says_so_instead_of_showing_nothing():
    site = SITES["empty"]
    assert "还没有公示" in text_of(page_at(site, "/yongchuan/notices/"))
    assert "暂时没有内容" in text_of(page_at(site, "/yongchuan/"))
    assert "现在没有正在公示的事项" in text_of(page_at(site, "/"))


def test_forty_districts_are_a_grid_of_names():
    districts = tuple(
        sample.District(f"5001{n:02}", f"d{n}", f"第{n}区", f"第{n}区发展和改革委员会")
        for n in range(40)
    )
    page = page_at(
        sample.site(sample.PublishedNotice("d1", "2025-q1", {}), districts=districts), "/"
    )
    assert "doors--many" in page.body.decode()
    assert "第39区" in text_of(page)


def test_the_band_of_a_demo_says_which_day_it_stands_on():
    words = text_of(page_at(sample.site(demo_day=date(2025, 4, 28)), "/"))
    assert "演示数据今天按2025年4月28日算。" in words


def test_a_project_its_plan_and_its_district_say_which_stages_are_over_without_a_word():
    late = sample.site(day=date(2025, 7, 1))
    words = text_of(page_at(late, "/qianjiang/2025/1/"))
    assert "6月底 已到期，没有公布进展" in words
    assert "9月底 下一个阶段" in words
    words = text_of(page_at(late, "/qianjiang/"))
    assert "已到期6月底的阶段目标，没有公布进展" in words
    assert "下一节点 2025年9月底的阶段目标" in words
    words = text_of(page_at(late, "/qianjiang/2025/"))
    assert "9月底要到" in words and "6月底要到" not in words
    assert "6月底的阶段目标已到期，没有公布进展" in words
    over = sample.site(day=date(2026, 1, 5))
    assert "下一个阶段" not in text_of(page_at(over, "/qianjiang/2025/1/"))
    assert "月底要到" not in text_of(page_at(over, "/qianjiang/2025/"))
