"""Amounts to 万元, ratios to percent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.grids import Cell
from documents.money import read_amount, read_ratio, round_half_up, scale_in
from tests.documents.drawn import codes, read

HUNDRED_MILLION = Decimal(10_000)
YUAN = Decimal("0.0001")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("11604", "11604"),
        ("55219.1", "55219.1"),
        ("1,234,567.80", "1234567.80"),
        ("1\uff0c234", "1234"),
        ("\uff11\uff12\uff13", "123"),
        ("1.2亿元", "12000"),
        ("350万元", "350"),
        ("5000元", "0.5"),
        ("总投资1200万元", "1200"),
        ("约200万元", "200"),
        ("1300万元（其中：中央资金800万元，县级配套500万元）", "1300"),
        ("300（财政200，自筹100）", "300"),
        ("0", "0"),
        ("-5", "-5"),
        ("55219.100000000006", "55219.1"),
    ],
)
def test_an_amount_is_in_ten_thousands(printed: str, value: str) -> None:
    figure = read_amount(printed)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize("printed", ["", "-", "\u2014\u2014", "/", "无"])
def test_a_dash_is_no_amount(printed: str) -> None:
    assert read_amount(printed) is None


def test_words_in_a_money_cell_are_kept_and_no_amount() -> None:
    figure = read_amount("待定")
    assert figure is not None
    assert (figure.raw, figure.value) == ("待定", None)


def test_the_heads_unit_converts_and_the_cells_own_goes_before_it() -> None:
    first = read_amount("1.5", scale=HUNDRED_MILLION)
    second = read_amount("350万元", scale=HUNDRED_MILLION)
    assert first is not None and second is not None
    assert (first.value, second.value) == ("15000", "350")


@given(st.decimals(0, 10**7, places=4))
def test_conversion_to_yuan_and_back_loses_nothing(amount: Decimal) -> None:
    figure = read_amount(f"{amount / YUAN:,.0f}", scale=YUAN)
    assert figure is not None and figure.decimal == amount


@pytest.mark.parametrize(
    ("head", "scale"),
    [
        ("2025年投资计划(万元)", 1),
        ("投资\uff08亿元\uff09", 10_000),
        ("单位:万元", 1),
        ("(单位:亿元、%)", 10_000),
        ("占比(%)", None),
        ("责任单位", None),
    ],
)
def test_heads_and_unit_lines_name_the_unit_of_money(head: str, scale: int | None) -> None:
    assert scale_in(head) == (Decimal(scale) if scale else None)


def test_a_percent_cell_its_sign_and_a_plain_figure_are_the_same_ratio() -> None:
    cell = Cell("0.302", 1, 1, number=Decimal("0.302"), is_percent=True)
    shown = Cell("30.2%", 1, 1, number=Decimal("0.30198"), is_percent=True)
    ratios = [read_ratio(cell), read_ratio(shown), read_ratio("30.2%"), read_ratio("30.2")]
    assert [ratio.value for ratio in ratios if ratio] == ["30.2"] * 4


def test_a_column_of_fractions_is_a_column_of_percents() -> None:
    reading = read(
        "序号|项目名称|主要内容|投资计划|累计完成投资|完成率\n"
        "1|公园|新建公园2个。|100|30.2|0.302\n"
        "2|学校|新建2所。|200|50|0.25"
    )
    assert [project.ratio for project in reading.projects] == ["30.2", "25"]
    assert "ratio_mismatch" not in codes(reading)


def test_half_is_rounded_up() -> None:
    assert round_half_up(Decimal("0.05"), 1) == Decimal("0.1")
    assert round_half_up(Decimal("30.15"), 1) == Decimal("30.2")
