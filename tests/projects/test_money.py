"""Amounts as typed, added up and printed. Wanzhou's first quarter is the golden case."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.money import (
    AMOUNT_LIMIT,
    AmountError,
    half_up,
    parse_amount,
    parse_value,
    printed,
    printed_ratio,
    ratio,
    total,
)

amounts = st.integers(0, 10**12 - 1).map(lambda units: Decimal(units).scaleb(-4))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16842", "16842"),
        ("4906.1", "4906.1"),
        ("16,842", "16842"),
        ("1,234,567.89", "1234567.89"),
        ("１６８４２", "16842"),
        ("４９０６．１", "4906.1"),
        ("１６，８４２", "16842"),
        ("411。5", "411.5"),
        ("  3500  ", "3500"),
        ("\u30003500\u3000", "3500"),
        ("\u00a03500\n", "3500"),
        ("3500万元", "3500"),
        ("3500 万元", "3500"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0.0001", "0.0001"),
        ("007", "7"),
        ("99999999.9999", "99999999.9999"),
    ],
)
def test_an_amount_is_read_the_way_offices_type_it(typed, meant):
    assert parse_amount(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", [None, "", "   ", "\u3000", "—", "——", "--", " -- "])
def test_blank_is_absent_and_not_zero(typed):
    assert parse_amount(typed) is None
    assert parse_value(typed) is None


@pytest.mark.parametrize("typed", ["0", "０", "0.0", "0.0000", "-0"])
def test_a_typed_zero_is_zero_and_not_absent(typed):
    assert parse_amount(typed) == 0
    assert not parse_amount(typed).is_signed()


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("-5", "negative", "不能是负数：填的是“-5”，应填 0 或正数。"),
        ("－５", "negative", "不能是负数：填的是“－５”，应填 0 或正数。"),
        ("−5", "negative", "不能是负数"),
        (
            "三百",
            "not_a_number",
            "“三百”不是数字，应填阿拉伯数字，例如 3500 或 411.5（单位万元）。",
        ),
        ("35O0", "not_a_number", "“35O0”不是数字"),
        ("1e3", "not_a_number", "“1e3”不是数字"),
        ("NaN", "not_a_number", "“NaN”不是数字"),
        ("Infinity", "not_a_number", "不是数字"),
        ("=1+1", "not_a_number", "不是数字"),
        ("3500 680", "not_a_number", "“3500 680”不是数字"),
        ("1.2.3", "not_a_number", "不是数字"),
        ("٣", "not_a_number", "不是数字"),
        ("10²", "not_a_number", "不是数字"),
        (".", "not_a_number", "不是数字"),
        ("万元", "not_a_number", "不是数字"),
        ("3500万", "not_a_number", "不是数字"),
        ("12,34", "ambiguous", "“12,34”的逗号位置不对，应每三位一个（如 16,842）或不写逗号。"),
        ("1,6842", "ambiguous", "逗号位置不对"),
        ("-", "ambiguous", "“-”看不出是0还是没有，请填 0 或留空。"),
        ("1.2亿元", "wrong_unit", "这里的单位是万元，填的是“1.2亿元”，请换算成万元后只填数字。"),
        ("35000000元", "wrong_unit", "这里的单位是万元"),
        ("30.2%", "wrong_unit", "这里填金额（万元），填的是百分比“30.2%”。占比由系统计算。"),
        ("1.23456", "too_many_decimals", "“1.23456”有5位小数，最多4位，请四舍五入后再填。"),
        ("1.00000", "too_many_decimals", "有5位小数"),
        ("100000000", "too_large", "“100000000”太大，最多 99999999.9999，请核对是不是按元填的。"),
    ],
)
def test_a_wrong_amount_gets_a_sentence_that_says_what_was_found_and_what_is_expected(
    typed, code, said
):
    with pytest.raises(AmountError) as refusal:
        parse_amount(typed)
    assert refusal.value.code == code
    assert said in str(refusal.value)


def test_a_very_long_text_is_quoted_short():
    with pytest.raises(AmountError) as refusal:
        parse_amount("9" * 5000)
    assert len(str(refusal.value)) < 80


@given(amounts)
def test_what_is_printed_is_read_back_as_the_same_amount(amount):
    assert parse_amount(printed(amount)) == amount


@given(amounts)
def test_thousands_separators_change_nothing(amount):
    assert parse_amount(f"{amount:,f}") == amount


@given(amounts)
def test_full_width_typing_changes_nothing(amount):
    wide = printed(amount).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert parse_amount(f"　{wide}　") == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_blank_or_refused_in_words(text):
    try:
        amount = parse_amount(text)
    except AmountError as refusal:
        assert str(refusal).endswith("。")
    else:
        assert amount is None or 0 <= amount <= AMOUNT_LIMIT


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("80", "公里", "80"),
        ("80公里", "公里", "80"),
        ("2.87", "公里", "2.87"),
        ("30.2%", "%", "30.2"),
        ("30.2％", "%", "30.2"),
        ("1.5万人", "人", "15000"),
        ("1.5万", "人次", "15000"),
        ("7.44万人次", "人次", "74400"),
        ("5550万元", "万元", "5550"),
        ("１，６００", "个", "1600"),
        ("0", "户", "0"),
    ],
)
def test_a_value_may_carry_its_unit(typed, unit, meant):
    assert parse_value(typed, unit=unit) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("-1", "户", "negative"),
        ("12户", "个", "not_a_number"),
        ("1.5万", "万元", "not_a_number"),
        ("0.12345", "公里", "too_many_decimals"),
        ("1000000000000", "个", "too_large"),
        ("99999999999万", "个", "too_large"),
    ],
)
def test_a_wrong_value_is_refused(typed, unit, code):
    with pytest.raises(AmountError) as refusal:
        parse_value(typed, unit=unit)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("invested", "plan", "expected"),
    [
        ("3500", "11604", "30.2"),
        ("680", "3417", "19.9"),
        ("92", "300", "30.7"),
        ("411.5", "761", "54.1"),
        ("10", "10", "100.0"),
        ("0.6", "10", "6.0"),
        ("4906.1", "16842", "29.1"),
        ("50313", "166010", "30.3"),
        ("55219.1", "182852", "30.2"),
        ("1", "8", "12.5"),
        ("1", "800", "0.1"),
        ("1.05", "100", "1.1"),
        ("0", "500", "0.0"),
        ("600", "500", "120.0"),
    ],
)
def test_the_ratio_is_rounded_half_up_to_one_decimal(invested, plan, expected):
    assert printed_ratio(ratio(Decimal(invested), Decimal(plan))) == expected


@pytest.mark.parametrize("plan", [None, Decimal(0), Decimal("0.0000")])
def test_without_a_plan_there_is_no_ratio(plan):
    assert ratio(Decimal(5), plan) is None
    assert printed_ratio(ratio(Decimal(5), plan)) == ""


def test_without_a_report_there_is_no_ratio():
    assert ratio(None, Decimal(500)) is None


@given(amounts, amounts.filter(bool))
def test_the_ratio_agrees_with_exact_arithmetic(invested, plan):
    exact = Fraction(invested) * 100 / Fraction(plan)
    rounded = Fraction(ratio(invested, plan))
    assert -Fraction(1, 20) < exact - rounded < Fraction(1, 20) or exact - rounded == -Fraction(
        1, 20
    )


@given(amounts, amounts.filter(bool))
def test_the_ratio_does_not_depend_on_the_process_s_decimal_context(invested, plan):
    with decimal.localcontext(decimal.Context(prec=40, rounding=decimal.ROUND_DOWN)):
        elsewhere = ratio(invested, plan)
    assert elsewhere == ratio(invested, plan)


def test_halves_go_away_from_zero():
    assert half_up(Fraction(1, 20), 1) == Decimal("0.1")
    assert half_up(Fraction(-1, 20), 1) == Decimal("-0.1")


def test_a_total_counts_what_is_there():
    assert total([Decimal("411.5"), None, Decimal(0), Decimal(2)]) == Decimal("413.5")


def test_a_total_of_nothing_is_absent_and_of_a_zero_is_zero():
    assert total([None, None]) is None
    assert total([]) is None
    assert total([None, Decimal(0)]) == 0


@given(st.lists(st.none() | amounts, max_size=40))
def test_a_total_agrees_with_exact_arithmetic_in_any_order(values):
    present = [Fraction(value) for value in values if value is not None]
    expected = sum(present) if present else None
    assert total(values) == expected
    assert total(reversed(values)) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (None, ""),
        (Decimal("16842"), "16842"),
        (Decimal("16842.0000"), "16842"),
        (Decimal("4906.1000"), "4906.1"),
        (Decimal("100"), "100"),
        (Decimal("1E+5"), "100000"),
        (Decimal("0"), "0"),
        (Decimal("0.0000"), "0"),
        (Decimal("-0"), "0"),
        (Decimal("0.0001"), "0.0001"),
    ],
)
def test_an_amount_is_printed_plainly(amount, expected):
    assert printed(amount) == expected
