"""Head tags, sharing, linked data, footer codes: what machines read of a page, and nothing invented."""

import json
import re
from dataclasses import replace

import pytest

from publicity.public_table import Kind, every_path, page_at
from publicity.site.head import linked_data
from publicity.site.snapshots import SiteCodes
from tests.publicity.site import sample
from tests.publicity.site.test_pages import SITES, every_page, tree_of

CODES = SiteCodes(
    name="万州民生实事",
    domain="www.example.gov.cn",
    id_code="5001010001",
    icp="渝ICP备00000000号-1",
    police="渝公网安备 50010102000001号",
    host_body="某区人民政府办公室",
    phone="023-00000000",
)
SET = sample.site(sample.made_here(), codes=CODES, base_url="https://www.example.gov.cn/msss")
NOTICE = "/wanzhou/notices/2025-q1/"


def metas(site, path):
    tree = tree_of(page_at(site, path))
    return {m.get("name") or m.get("property"): m.get("content") for m in tree.iter("meta")}


def told(page):
    (block,) = [e for e in tree_of(page).iter("script") if e.get("type") == "application/ld+json"]
    return json.loads(block.text)


def test_a_detail_page_has_the_three_groups_of_tags_from_settings():
    found = metas(SET, NOTICE)
    assert found["SiteName"] == "万州民生实事"
    assert found["SiteDomain"] == "www.example.gov.cn"
    assert found["SiteIDCode"] == "5001010001"
    assert (found["ColumnName"], found["ColumnType"]) == ("公告公示", "通知公告")
    assert found["ColumnDescription"] and found["ColumnKeywords"]
    assert found["ArticleTitle"] == "关于2025年万州区重点民生实事1季度推进情况公示"
    assert found["PubDate"] == "2025-04-11 10:05"
    assert found["ContentSource"] == sample.made_here().said.source
    assert found["Keywords"] == "万州区,民生实事,1季度"
    assert found["Url"] == "https://www.example.gov.cn/msss/wanzhou/notices/2025-q1/"
    assert found["Description"] == found["description"]


def test_a_list_page_has_site_and_column_tags_and_no_article():
    found = metas(SET, "/wanzhou/notices/")
    assert {"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType"} <= set(found)
    assert not {"ArticleTitle", "PubDate", "Url"} & set(found)


def test_codes_that_are_not_set_stand_nowhere():
    bare = replace(sample.site(), codes=SiteCodes())
    for path in every_path(bare, Kind.PAGE):
        page = page_at(bare, path)
        tree = tree_of(page)
        names = {m.get("name") for m in tree.iter("meta")}
        assert not names & {"SiteIDCode", "SiteDomain", "SiteName"}, path
        for word in (b"beian", b"jiucuo", "标识码".encode()):
            assert word not in page.body, path


def test_codes_lead_to_their_registers():
    links = {e.text: e.get("href") for e in tree_of(page_at(SET, "/")).iter("a") if e.get("rel")}
    assert links["渝ICP备00000000号-1"] == "https://beian.miit.gov.cn/"
    assert links["渝公网安备 50010102000001号"].endswith("code=50010102000001")
    assert links["我为政府网站找错"].endswith("site_code=5001010001")


@pytest.mark.parametrize("name", SITES)
def test_sharing_and_linked_data_name_only_the_pages_own_addresses(name):
    site = SITES[name]
    for page in every_page(site):
        if page.status != 200 or page.path == "/styleguide/":
            continue
        found = {
            m.get("property"): m.get("content")
            for m in tree_of(page).iter("meta")
            if m.get("property")
        }
        assert all(found.values())
        assert found["og:url"] == site.base_url + page.path
        assert found["og:image"].startswith(site.base_url + "/static/icons/share")
        assert found["og:title"] and found["og:title"] in page.title
        for block in re.findall(rb'<script type="application/ld\+json">(.*?)</script>', page.body):
            whole = json.loads(block)
            assert whole["@context"] == "https://schema.org"
            for address in re.findall(rb'"(https?://[^"]+)"', block):
                if address != b"https://schema.org":
                    assert address.startswith(site.base_url.encode()), (page.path, address)
            assert not re.search(rb':(""|\[\]|\{\}|null)', block), page.path


def test_a_notice_is_a_report_a_plan_a_dataset():
    kinds = [one["@type"] for one in told(page_at(SET, NOTICE))["@graph"]]
    assert kinds == ["BreadcrumbList", "Report"]
    report = told(page_at(SET, NOTICE))["@graph"][1]
    assert report["datePublished"] == "2025-04-11T10:05:00+08:00"
    assert report["encoding"][0]["contentUrl"].endswith("/wanzhou/notices/2025-q1.docx")
    data = told(page_at(SET, "/qianjiang/2025/"))["@graph"][1]
    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["contentUrl"].endswith("/msss/api/qianjiang/2025/plan.json")


@pytest.mark.parametrize("state", ["sealed", "withdrawn"])
def test_linked_data_of_what_ended_offers_no_file(state):
    site, path = sample.states()[state]
    whole = json.dumps(told(page_at(site, path)), ensure_ascii=False)
    assert "contentUrl" not in whole
    if state == "sealed":
        assert "Report" not in whole


def test_no_text_ends_the_data_block():
    nasty = "</script><script>alert(1)</script><!--&\u2028"
    text = linked_data(({"@type": "Thing", "name": nasty},))
    assert "<" not in text and ">" not in text and "&" not in text and "\u2028" not in text
    assert json.loads(text)["@graph"][0]["name"] == nasty


def test_a_feed_reader_is_offered_the_pages_feed_the_districts_and_the_portals():
    tree = tree_of(page_at(SET, "/wanzhou/2025/3/"))
    found = [e.get("href") for e in tree.iter("link") if e.get("rel") == "alternate"]
    assert found == ["feed.atom", "../../feed.atom", "../../../feed.atom"]
