"""A notice's figure stands beside the indicator it was given for."""

from dataclasses import replace

from notices.content_reading import Measure, Row
from projects.plan_reading import PlanIndicator, PlanTask
from publicity.opendata import json_bodies
from publicity.public_table import page_at
from publicity.site.measures import measures_of
from tests.publicity.site import sample
from tests.publicity.site.test_pages import text_of


def test_two_indicators_of_one_label_keep_their_own_figures_on_the_page_and_in_the_open_data():
    site = sample.site()
    row = site.notices[0].content["categories"][0]["projects"][2]
    labels = [(one["task"], one["label"]) for one in row["indicators"]]
    assert row["number"] == 3
    assert len(set(labels)) < len(labels), "the sample must hold two of one label"
    given = [(one["target"], one["reported"]) for one in row["indicators"]]
    words = " ".join(text_of(page_at(site, "/wanzhou/2025/3/")).split())
    for target, reported in given:
        if reported:
            assert f"{reported} / {target}" in words
    assert words.count("没有公布这一项的数字") == sum(reported is None for _, reported in given)
    told = json_bodies.indicators(site, "wanzhou", 2025)["indicators"]
    said = [
        (one["target"], one["reported"][0]["value"] if one["reported"] else None)
        for one in told
        if one["project_number"] == 3
    ]
    assert said == given


TASK = PlanTask(1, "", (), (), ())


def plan_indicator(label: str, target: str) -> PlanIndicator:
    return PlanIndicator(label, "quantity", "", target, "个", falls=False, due=())


def told_of(task: PlanTask, *measures: tuple[str, str, str]) -> list[str]:
    row = Row(
        1,
        "",
        measures=tuple(Measure(1, label, "个", target, said) for label, target, said in measures),
    )
    return [one.reported if one else "" for one in measures_of(task, row)]


def test_a_figure_is_found_after_a_new_order_and_after_its_target_was_changed():
    task = replace(TASK, indicators=(plan_indicator("新建", "20"), plan_indicator("改造", "9")))
    assert told_of(task, ("改造", "9", "4"), ("新建", "20", "7")) == ["7", "4"]
    assert told_of(task, ("新建", "25", "7"), ("改造", "9", "4")) == ["7", "4"]


def test_of_several_indicators_of_one_label_none_gets_a_figure_that_may_be_the_other_s():
    task = replace(TASK, indicators=(plan_indicator("新建", "20"), plan_indicator("新建", "9")))
    assert told_of(task, ("新建", "9", "4")) == ["", "4"]
    assert told_of(task, ("新建", "25", "4")) == ["", ""]
