"""Figures in the site's way of writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.site import figures


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("182852", "182,852"),
        ("55219.1", "55,219.1"),
        ("0", "0"),
        ("", ""),
        (None, ""),
        ("若干", "若干"),
    ],
)
def test_thousands_are_separated_and_blank_stays_blank(printed, shown):
    assert figures.grouped(printed) == shown


@given(st.decimals(0, 10**9, places=4))
def test_separators_change_no_figure(number):
    printed = figures.plain(number)
    assert Decimal(figures.grouped(printed).replace(",", "")) == number


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("182852", "18.29 亿元"),
        ("10000", "1 亿元"),
        ("9999.9", ""),
        (None, ""),
        ("55219.1", "5.52 亿元"),
    ],
)
def test_from_one_yi_on_the_sum_is_also_said_in_yi(printed, shown):
    assert figures.in_yi(printed) == shown


@given(st.decimals(-100, 10**6, places=2), st.decimals(-5, 10**6, places=2))
def test_a_drawn_share_never_leaves_its_bar(part, whole):
    assert 0 <= Decimal(figures.percent(part, whole)) <= 100
