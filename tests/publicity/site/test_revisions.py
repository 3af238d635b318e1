"""A promise that was adjusted: the original stays visible on its page and is marked in the plan."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from look.moments import BEIJING
from publicity import pages
from publicity.public_table import page_at
from publicity.site.identity import unit_id
from publicity.site.revisions import revised, revisions
from tests.publicity.site import sample

OLD = "新建口袋公园2个。"
NEW = "新建口袋公园1个。"
AT = datetime(2025, 7, 2, 10, 0, tzinfo=BEIJING)


def in_two_versions(change: Any) -> Any:
    """Qianjiang's plan, and a second version of it in which `change` was made to the content."""
    site = sample.site()
    first = site.plan("qianjiang", 2025)
    content = copy.deepcopy(dict(first.content))
    change({project["number"]: project for project in content["projects"]}, content)
    second = replace(first, version=2, content=content, published_at=AT)
    others = tuple(plan for plan in site.plans if plan.district != "qianjiang")
    return replace(site, plans=(*others, second), older_plans=(first,))


def fewer_parks(projects: dict[int, Any], content: dict[str, Any]) -> None:
    projects[12]["target"] = NEW
    projects[12]["tasks"][0]["text"] = NEW
    for stage in projects[12]["tasks"][0]["milestones"]:
        if stage["month"] == 12:
            stage["text"] = "建成口袋公园1个。"


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_an_adjusted_promise_shows_what_it_was():
    site = in_two_versions(fewer_parks)
    page = pages.project(site, "qianjiang", 2025, 12).body.decode()
    assert "方案调整" in page
    assert "第 2 版" in page
    assert "2025-07-02 10:00 公布" in page
    table = page.split('aria-label="调整前后对照"')[1].split("</table>")[0]
    assert "新建口袋公园<del>2</del>个。" in table
    assert "新建口袋公园<ins>1</ins>个。" in table
    assert "年度目标" in table
    assert "12月底目标" in table
    assert "6月底目标" not in table


def test_of_several_tasks_the_changed_one_is_seen():
    def fewer_places(projects, content):
        task = projects[10]["tasks"][0]
        assert "60名" in task["text"]
        task["text"] = task["text"].replace("60名", "50名")

    page = pages.project(in_two_versions(fewer_places), "qianjiang", 2025, 10).body.decode()
    table = page.split('aria-label="调整前后对照"')[1].split("</table>")[0]
    assert "<del>60</del>名" in table
    assert "<ins>50</ins>名" in table


def test_only_the_adjusted_promise_is_marked_and_counted():
    site = in_two_versions(fewer_parks)
    assert revised(site, "qianjiang", 2025) == {12}
    plan = pages.plan(site, "qianjiang", 2025).body.decode()
    assert plan.count(">有调整</span>") == 1
    assert "第 2 版，2025-07-02 10:00 公布，1 件有调整" in text_of(plan)
    assert "方案调整" not in pages.project(site, "qianjiang", 2025, 11).body.decode()


def test_a_promise_added_later_says_so():
    def one_more(projects, content):
        content["projects"].append({**projects[1], "number": 21, "name": "新增一件"})

    site = in_two_versions(one_more)
    page = pages.project(site, "qianjiang", 2025, 21).body.decode()
    assert "从这一版起列入" in page
    assert revised(site, "qianjiang", 2025) == {21}


@pytest.mark.parametrize("number", [1, 12, 20])
def test_a_plan_of_one_version_has_no_adjustments(number):
    site = sample.site()
    assert revisions(site, "qianjiang", 2025, number) == []
    page = pages.project(site, "qianjiang", 2025, number).body.decode()
    assert "方案调整" not in page
    assert "有调整" not in pages.plan(site, "qianjiang", 2025).body.decode()


def test_what_changed_there_and_back_shows_both_steps_newest_first():
    site = in_two_versions(fewer_parks)
    second = site.plan("qianjiang", 2025)
    first = site.older_plans[0]
    third = replace(first, version=3, published_at=AT.replace(month=9))
    others = tuple(plan for plan in site.plans if plan.district != "qianjiang")
    site = replace(site, plans=(*others, third), older_plans=(first, second))
    found = revisions(site, "qianjiang", 2025, 12)
    assert [(one.plan.version, one.changes[0].old, one.changes[0].new) for one in found] == [
        (3, NEW, OLD),
        (2, OLD, NEW),
    ]


def entries_of(feed: bytes) -> dict[str, str]:
    """Id and text of each entry."""
    atom = "{http://www.w3.org/2005/Atom}"
    return {
        entry.findtext(f"{atom}id"): "".join(entry.itertext())
        for entry in ElementTree.fromstring(feed).iter(f"{atom}entry")
    }


def test_who_follows_the_promise_or_its_unit_is_told_what_changed():
    site = in_two_versions(fewer_parks)
    unit = site.plan("qianjiang", 2025).said.by_number[12].unit_names[0]
    number = unit_id("500114", unit)
    for feed in (
        page_at(site, "/qianjiang/2025/12/feed.atom"),
        page_at(site, f"/qianjiang/units/{number}/feed.atom"),
    ):
        told = [text for key, text in entries_of(feed.body).items() if "/versions/2/" in key]
        assert len(told) == 1
        assert f"年度目标：原来是“{OLD}”，调整为“{NEW}”。" in told[0]
    district = page_at(site, "/qianjiang/feed.atom").body.decode()
    assert "第 2 版，第 12 件有调整。" in district


def test_who_follows_another_promise_hears_nothing():
    path = "/qianjiang/2025/11/feed.atom"
    before = page_at(sample.site(), path).body
    assert page_at(in_two_versions(fewer_parks), path).body == before
