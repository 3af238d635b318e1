"""Printed numbers of rows in every style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.numbers import chinese_value, parse_number


@pytest.mark.parametrize(
    ("printed", "value", "style"),
    [
        ("1", 1, "arabic"),
        ("1.", 1, "arabic"),
        ("01", 1, "arabic"),
        ("12、", 12, "arabic"),
        ("\uff13", 3, "arabic"),
        ("1.0", 1, "arabic"),
        ("9*", 9, "arabic"),
        ("\u260510", 10, "arabic"),
        ("第3项", 3, "arabic"),
        ("(2)", 2, "arabic-bracket"),
        ("\uff082\uff09", 2, "arabic-bracket"),
        ("①", 1, "circle"),
        ("⑳", 20, "circle"),
        ("一、", 1, "chinese"),
        ("二十三", 23, "chinese"),
        ("(十)", 10, "chinese-bracket"),
        ("10-2", 2, "sub"),
    ],
)
def test_a_number_has_a_value_and_a_style(printed: str, value: int, style: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert (number.value, number.style) == (value, style)


@pytest.mark.parametrize("printed", ["", "项目", "2个", "1.5万", "合计", "2025年", "-"])
def test_other_words_are_no_number(printed: str) -> None:
    assert parse_number(printed) is None


def in_chinese(value: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    return text + (digits[ones] if ones else "")


@given(st.integers(1, 999))
def test_chinese_numerals_count_to_999(value: int) -> None:
    assert chinese_value(in_chinese(value)) == value


def test_signs_of_numbers_in_no_order_of_a_number_are_none():
    assert chinese_value("十十") is None
    assert chinese_value("一十十") is None
