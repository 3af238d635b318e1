"""Layout spaces and manual line breaks go, list items keep a line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text import bare, clean, item_mark, same_wording, strip_item_mark


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("农村公路 提升行动", "农村公路提升行动"),
        ("河滨健身空间提档\n升级项目", "河滨健身空间提档升级项目"),
        ("建设升级4G、5G基站 278 个", "建设升级4G、5G基站278个"),
        ("AED smart box 设备", "AED smart box设备"),
        ("AED\nsmart", "AED smart"),
        ("充电端口18\n29个", "充电端口1829个"),
        ("\u3000\u3000公\u3000园\u3000", "公园"),
        ("\uff11\uff12公里\uff05", "12公里%"),
        ("", ""),
    ],
)
def test_blanks_of_the_layout_go(printed: str, plain: str) -> None:
    assert clean(printed) == plain


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("1.建成1个。\n2.改造3个。", ["1.建成1个。", "2.改造3个。"]),
        ("1.建成\n1个。\n2.\n改造3个。", ["1.建成1个。", "2.改造3个。"]),
        ("①新建;\n②改造", ["①新建;", "②改造"]),
        ("(1)新建\n(2)改造", ["(1)新建", "(2)改造"]),
        ("一是新建。\n二是改造。", ["一是新建。", "二是改造。"]),
        ("1.新建。 2.改造。", ["1.新建。", "2.改造。"]),
        ("3.4\n1日起", ["3.41日起"]),
        ("城镇新增就业\n1.5万人,培训\n2.3万人", ["城镇新增就业1.5万人,培训2.3万人"]),
        ("●新建\n●改造", ["●新建", "●改造"]),
    ],
)
def test_list_items_stand_on_lines_of_their_own(printed: str, lines: list[str]) -> None:
    assert clean(printed).split("\n") == lines


def test_a_tasks_number_is_taken_off() -> None:
    assert strip_item_mark("2.在全区开展行动") == "在全区开展行动"
    assert strip_item_mark("(三)新建") == "新建"
    assert strip_item_mark("一是新建") == "一是新建"
    assert item_mark("十二、新建") == ("numeral", 12, "新建")


def test_signs_that_only_look_different_are_no_difference() -> None:
    assert same_wording("以6-12岁为主", "以6\u201412岁为主")
    assert same_wording("新建(2所),改造", "新建\uff082所\uff09\uff0c改造。")
    assert not same_wording("入户管10公里", "入户管网10公里")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert bare(clean(once)) == bare(once)
