"""The days of a window: both ends count, it ends at 24:00 of the last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.window_days import Window, drawing

WANZHOU = Window(date(2025, 4, 11), date(2025, 5, 11))


def test_the_real_window_has_31_days_and_10_are_on_on_the_demo_day():
    assert WANZHOU.total == 31
    assert WANZHOU.nth(date(2025, 4, 20)) == 10
    assert WANZHOU.left(date(2025, 4, 20)) == 22


@pytest.mark.parametrize(
    ("day", "left", "is_open"),
    [
        (date(2025, 4, 10), 31, False),
        (date(2025, 4, 11), 31, True),
        (date(2025, 5, 10), 2, True),
        (date(2025, 5, 11), 1, True),
        (date(2025, 5, 12), 0, False),
    ],
)
def test_today_and_the_last_day_both_count(day, left, is_open):
    assert WANZHOU.left(day) == left
    assert WANZHOU.is_open(day) is is_open


def test_a_window_over_a_leap_day_counts_it():
    assert Window(date(2024, 2, 28), date(2024, 3, 1)).total == 3


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 400), st.integers(-50, 450))
def test_days_gone_and_days_left_make_the_whole(opens_on, length, offset):
    window = Window(opens_on, opens_on + timedelta(days=length))
    day = opens_on + timedelta(days=offset)
    if window.is_open(day):
        assert window.nth(day) - 1 + window.left(day) == window.total
    drawn = drawing(window, day)
    assert bool(drawn.now) is window.is_open(day)
    assert drawn.label.startswith(f"公示期共 {window.total} 天")


def test_the_drawing_has_one_cell_a_day_and_says_which_is_today():
    drawn = drawing(WANZHOU, date(2025, 4, 20))
    cells = [part.count("z") for part in (drawn.past, drawn.now, drawn.ahead)]
    assert cells == [9, 1, 21]
    assert drawn.label == "公示期共 31 天，今天是第 10 天"
