"""What stands around a frozen notice says the same as the notice: how its days are counted, which version is in force."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from accounts.clock import BEIJING
from notices.window_days import Window, drawing
from projects.public_addresses import UNIT, UNIT_FEED
from publicity.public_table import Kind, NoSuchPage, every_page, page_at
from publicity.site.cards import card
from publicity.site.identity import unit_id
from publicity.site.moments import notice_changed
from publicity.site.snapshots import UnitChange
from publicity.site.succession import in_force
from tests.publicity.site import sample

RULES = (
    "自然日，首日不算，末日算，共30天",
    "工作日，首日不算，末日算，共18个工作日",
    "工作日，首尾两天都算，共19个工作日",
)
OLD = "2025-04-11T10:05:00+08:00"


def text_of(site, path):
    body = page_at(site, path).body.decode().replace("\r\n ", "")
    return body.replace("\\,", ",")


def chain(*fates):
    """2025-q1, corrected by -r1, corrected by -r2 and so on; each fate is "stands" or "withdrawn"."""
    numbers = ["2025-q1", *(f"2025-q1-r{n}" for n in range(1, len(fates)))]
    made = []
    for place, (number, fate) in enumerate(zip(numbers, fates, strict=True)):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        given = {
            "number": number,
            "title": f"{number}号公示",
            "version": place + 1,
            "published_at": f"2025-04-1{place + 1}T10:05:00+08:00",
            "replaces": numbers[place - 1] if place else None,
            "replaced_by": following,
            "withdrawn_at": f"2025-04-2{place}T09:00:00+08:00" if fate == "withdrawn" else None,
        }
        made.append(
            replace(sample.made_here(**given), number=number, withdrawal_reason="附件误用了旧表。")
        )
    return made


@pytest.mark.parametrize("rule", RULES)
def test_the_counting_rule_is_the_windows_own_wherever_it_stands(rule):
    window = {"opens_on": "2025-04-11", "closes_on": "2025-05-11", "rule": rule}
    site = sample.site(sample.made_here(window=window))
    told = 0
    for page in every_page(site, "wanzhou", (Kind.PAGE, Kind.FEED)):
        text = text_of(site, page.path)
        told += rule in text
        if "首尾" not in rule:
            assert "首尾两天都算" not in text, page.path
        assert "第 10 天" not in text, page.path
    for path in ("/wanzhou/2025/calendar.ics", "/wanzhou/feed.atom", "/wanzhou/notices/2025-q1/"):
        assert rule in text_of(site, path), path
    assert told >= 3


def test_a_window_without_a_rule_is_counted_by_both_ends():
    assert Window(date(2025, 4, 11), date(2025, 5, 11)).counted == "共31天，首尾两天都算"
    drawn = drawing(Window(date(2025, 4, 11), date(2025, 5, 11)), date(2025, 4, 20))
    assert drawn.label == "公示期共 31 天，今天是第 10 天"


@pytest.mark.parametrize(
    ("fates", "standing"),
    [
        (("stands",) * 2, "2025-q1-r1"),
        (("stands",) * 3, "2025-q1-r2"),
        (("stands", "stands", "withdrawn"), None),
        (("stands", "stands", "withdrawn", "stands"), "2025-q1-r3"),
        (("withdrawn", "stands"), "2025-q1-r1"),
    ],
)
def test_every_earlier_version_leads_to_the_one_in_force(fates, standing):
    notices = chain(*fates)
    site = sample.site(*notices)
    for one in notices[:-1]:
        found = in_force(site, one)
        assert (found.notice.number if found else None) == standing
        page = page_at(site, f"/wanzhou/notices/{one.number}/").body.decode()
        ways = page.split("<section")[0]
        feed = page_at(site, "/wanzhou/feed.atom").body.decode()
        if standing:
            assert f"../{standing}/" in ways
            assert f"/wanzhou/notices/{standing}/" in feed
            assert "现在没有有效的一份" not in ways
        else:
            assert "现在没有有效的一份" in ways
            assert "以更正后的公示为准" not in page + feed


def test_of_a_correction_that_was_sealed_nobody_says_that_it_was_withdrawn():
    first, second = chain("stands", "stands")
    second = replace(
        second, sealed_at=datetime(2025, 4, 22, 9, tzinfo=BEIJING), seal_reason="含个人信息。"
    )
    site = sample.site(first, second)
    for path in ("/wanzhou/notices/2025-q1/", "/wanzhou/feed.atom"):
        words = page_at(site, path).body.decode()
        assert "已封存，现在没有有效的一份" in words and "也已撤回" not in words, path


def test_what_leads_on_changes_when_its_goal_does():
    before, after = chain("stands", "stands", "stands"), chain("stands", "stands", "withdrawn")
    was = notice_changed(sample.site(*before), before[0])
    now = notice_changed(sample.site(*after), after[0])
    assert was < now == datetime(2025, 4, 22, 9, tzinfo=BEIJING)


def test_a_district_shows_no_withdrawn_notice_as_its_newest_without_saying_so():
    alone = chain("withdrawn")
    page = page_at(sample.site(*alone), "/wanzhou/").body.decode()
    newest = page[page.index("最近公示") : page.index("汇总单位")]
    assert "已撤回" in newest
    pair = chain("stands", "stands", "withdrawn", "stands")[-1:] + chain("withdrawn")
    page = page_at(sample.site(*pair), "/wanzhou/").body.decode()
    newest = page[page.index("最近公示") : page.index("汇总单位")]
    assert "2025-q1-r3/" in newest and "已撤回" not in newest
    assert card(sample.site(*pair), pair[0]).stands


def reformed(*changes, **more):
    return sample.site(unit_changes={"wanzhou": changes}, **more)


def change(old="三峡发展集团", new=("三峡文旅集团",)):
    at = datetime(2025, 4, 21, 9, tzinfo=BEIJING)
    return UnitChange("更名", (old,), tuple(new), "万州委编发〔2025〕1号", date(2025, 4, 1), at)


def feed_of(site, name):
    return page_at(
        site, UNIT_FEED.path(district="wanzhou", unit=unit_id("500101", name))
    ).body.decode()


def test_the_feed_of_a_unit_that_was_renamed_says_where_to():
    """Before, it was empty and dated 1970 once the plan was issued with the new name."""
    feed = feed_of(reformed(change()), "三峡发展集团")
    assert "三峡发展集团自2025-04-01起更名为三峡文旅集团，依据：万州委编发〔2025〕1号。" in feed
    assert "1970" not in feed
    # The new name is printed somewhere: its feed is the way on.
    feed = feed_of(reformed(change(new=("区教委",))), "三峡发展集团")
    assert UNIT_FEED.path(district="wanzhou", unit=unit_id("500101", "区教委")) in feed


def test_the_page_of_a_unit_that_was_renamed_leads_to_what_it_became():
    path = UNIT.path(district="wanzhou", unit=unit_id("500101", "三峡发展集团"))
    page = page_at(reformed(change()), path).body.decode()
    assert "已更名" in page and "万州委编发〔2025〕1号" in page and "三峡文旅集团</a>" not in page
    page = page_at(reformed(change(new=("区教委",))), path).body.decode()
    assert f"../{unit_id('500101', '区教委')}/" in page
    assert "已更名" not in page_at(sample.site(), path).body.decode()


def test_a_name_that_only_an_older_version_printed_is_still_followed():
    site = reformed(change())
    (old,) = (plan for plan in site.plans if plan.district == "wanzhou")
    content = json.loads(
        json.dumps(old.content, default=str).replace("三峡发展集团", "三峡文旅集团")
    )
    notice = sample.made_here(withdrawn_at="2025-04-22T09:00:00+08:00")
    newer = replace(old, version=2, content=content)
    plans = tuple(newer if plan is old else plan for plan in site.plans)
    now = replace(site, plans=plans, older_plans=(old,), notices=(notice,))
    assert "更名为三峡文旅集团" in feed_of(now, "三峡发展集团")
    with pytest.raises(NoSuchPage):
        feed_of(now, "从未公布的局")


def test_a_name_that_a_later_reform_gave_again_is_no_former_one():
    back = change(old="三峡文旅集团", new=("三峡发展集团",))
    assert "【已更名】" in feed_of(reformed(change()), "三峡发展集团")
    assert "【已更名】" not in feed_of(reformed(back, change()), "三峡发展集团")


def test_whatever_reforms_follow_one_another_the_old_name_leads_to_what_stands_today():
    """A name in between was never printed and has no page: who followed the first stood before a name without a way."""
    first = change(new=("三峡文旅集团",))
    second = change(old="三峡文旅集团", new=("区教委", "区体育局"))
    second = replace(second, told_at=datetime(2025, 4, 23, 9, tzinfo=BEIJING))
    third = replace(change(old="区体育局", new=("区文体局",)), told_at=datetime(2025, 4, 24, 9, tzinfo=BEIJING))  # fmt: skip
    site = reformed(third, second, first)
    path = UNIT.path(district="wanzhou", unit=unit_id("500101", "三峡发展集团"))
    page = page_at(site, path).body.decode()
    assert "三峡文旅集团" in page and "区文体局" in page and "区体育局" not in page
    assert f"../{unit_id('500101', '区教委')}/" in page
    feed = feed_of(site, "三峡发展集团")
    assert "现为区教委、区文体局" in feed and "2025-04-24T" in feed
    assert UNIT_FEED.path(district="wanzhou", unit=unit_id("500101", "区教委")) in feed


def test_a_unit_that_kept_its_name_in_a_split_says_what_was_split_off():
    parted = replace(change(new=("三峡发展集团", "区教委")), word="拆分")
    assert "现为三峡发展集团、区教委" in feed_of(reformed(parted), "三峡发展集团")
    joined = replace(change(new=("三峡发展集团",)), word="合并", old=("三峡发展集团", "区教委"))
    assert "【已" not in feed_of(reformed(joined, parted), "三峡发展集团")
