"""A figure in the unit its promise is printed in: there and back without a rest, never off by ten thousand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.money import AmountError, is_bare, parse_value, printed
from projects.printed_units import in_shown_unit, scale, shown_unit

PAIRS = [
    ("平方米", "万平方米", 10_000),
    ("人次", "万人次", 10_000),
    ("万元", "亿元", 10_000),
    ("吨", "千吨", 1_000),
    ("立方米", "亿立方米", 100_000_000),
    ("公里", "公里", 1),
    ("%", "%", 1),
    ("元", "元", 1),
    ("个", "", 1),
    ("个", "户", 1),
]


@pytest.mark.parametrize(("unit", "document", "times"), PAIRS)
def test_a_printed_unit_holds_so_many_of_the_registers(unit, document, times):
    assert scale(unit, document) == times


def test_a_unit_that_counts_something_else_is_not_asked_for():
    assert shown_unit("个", "户") == "个"
    assert shown_unit("平方米", "万平方米") == "万平方米"
    assert shown_unit("个", "") == "个"


@given(st.sampled_from(PAIRS), st.integers(0, 10**15).map(lambda units: Decimal(units).scaleb(-4)))
def test_what_is_shown_and_typed_again_is_the_same_value(pair, value):
    unit, document, _ = pair
    shown = printed(in_shown_unit(value, unit, document))
    assert parse_value(f"{shown}{shown_unit(unit, document)}", unit=unit) == value


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("42万", "平方米", "420000"),
        ("42 万 平方米", "平方米", "420000"),
        ("４２万㎡", "平方米", "420000"),
        ("420,000平方米", "平方米", "420000"),
        ("42公顷", "平方米", "420000"),
        ("153.00005万平方米", "平方米", "1530000.5"),
        ("0.555亿元", "万元", "5550"),
        ("55500000元", "万元", "5550"),
        ("0.00000001亿元", "万元", "0.0001"),
        ("2870米", "公里", "2.87"),
        ("3千人", "人", "3000"),
    ],
)
def test_a_figure_with_its_own_unit_is_taken_at_its_word(typed, unit, meant):
    assert parse_value(typed, unit=unit) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("42亩", "平方米", "“42亩”的单位不对，这里按平方米填，请换算后再填。"),
        ("5550万", "万元", "“5550万”后面的单位不完整，应写明，例如 5550万元。"),
        ("0.000000001亿元", "万元", "“0.000000001亿元”有9位小数，最多8位，请四舍五入后再填。"),
        ("123456平方米", "平方公里", "换算后小数超过4位"),
        ("42万人", "人次", "“42万人”的单位不对，这里按人次填"),
        ("35O0", "平方米", "“35O0”不是数字"),
        ("12个小区", "个", "“12个小区”不是数字"),
    ],
)
def test_a_figure_in_another_unit_is_refused_in_a_sentence(typed, unit, said):
    with pytest.raises(AmountError) as refusal:
        parse_value(typed, unit=unit)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("42", True),
        ("４２．５", True),
        ("1,530,000", True),
        ("42万", False),
        ("", False),
        ("-", False),
    ],
)
def test_a_bare_figure_is_one_without_a_unit(typed, bare):
    assert is_bare(typed) is bare
