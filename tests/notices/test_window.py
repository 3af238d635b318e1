"""The public window, against the real notice and against counting on one's fingers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.window import (
    CountingRule,
    window_between,
    window_of_length,
    window_problems,
)
from notices.window_days import MOST_CELLS, Window, drawing
from projects.workdays import is_workday

NATURAL = CountingRule()
NATURAL_WITHOUT_FIRST = CountingRule(first_day_counts=False)
WORKING = CountingRule(kind="working")
WORKING_WITHOUT_FIRST = CountingRule(kind="working", first_day_counts=False)
WANZHOU = window_between(date(2025, 4, 11), date(2025, 5, 11), NATURAL)

days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
lengths = st.integers(1, 60)
rules = st.builds(
    CountingRule, kind=st.sampled_from(["natural", "working"]), first_day_counts=st.booleans()
)
overrides = st.dictionaries(days, st.booleans(), max_size=20)


def counted_on_fingers(opens_on, closes_on, rule, overrides):
    """Walk the days one by one."""
    number, day = 0, opens_on
    while day <= closes_on:
        left_out = day == opens_on and not rule.first_day_counts
        rests = rule.kind == "working" and not is_workday(day, overrides)
        if not left_out and not rests:
            number += 1
        day += timedelta(days=1)
    return number


def test_wanzhou_s_window_is_31_natural_days_over_the_may_holiday():
    assert WANZHOU.length == 31
    assert WANZHOU.rule == "自然日，首尾两天都算，共31天"
    assert window_of_length(date(2025, 4, 11), 31, NATURAL) == WANZHOU


@pytest.mark.parametrize(
    ("opens_on", "length", "rule", "closes_on"),
    [
        # 惠水: 7 working days from publication; 27 April is a worked Sunday, 1 to 5 May are off.
        (date(2025, 4, 25), 7, WORKING, date(2025, 5, 7)),
        (date(2025, 4, 25), 7, WORKING_WITHOUT_FIRST, date(2025, 5, 8)),
        # It opens on a rest day: the first working day is the first counted, whatever the rule about the first day.
        (date(2025, 5, 1), 1, WORKING, date(2025, 5, 6)),
        (date(2025, 5, 1), 1, WORKING_WITHOUT_FIRST, date(2025, 5, 6)),
        (date(2024, 2, 7), 15, NATURAL, date(2024, 2, 21)),
        (date(2024, 2, 28), 2, NATURAL, date(2024, 2, 29)),
        (date(2024, 2, 28), 2, NATURAL_WITHOUT_FIRST, date(2024, 3, 1)),
        (date(2025, 2, 28), 2, NATURAL, date(2025, 3, 1)),
        (date(2025, 12, 31), 2, NATURAL, date(2026, 1, 1)),
        (date(2025, 12, 31), 2, WORKING, date(2026, 1, 4)),  # a make-up Sunday
        (date(2025, 4, 11), 1, NATURAL, date(2025, 4, 11)),
    ],
)
def test_the_last_day_is_computed(opens_on, length, rule, closes_on):
    assert window_of_length(opens_on, length, rule).closes_on == closes_on


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (window_of_length(date(2025, 4, 25), 7, WORKING), "工作日，首尾两天都算，共7个工作日"),
        (
            window_of_length(date(2025, 4, 25), 7, WORKING_WITHOUT_FIRST),
            "工作日，首日不算，末日算，共7个工作日",
        ),
        (
            window_of_length(date(2025, 4, 11), 30, NATURAL_WITHOUT_FIRST),
            "自然日，首日不算，末日算，共30天",
        ),
        (
            window_of_length(date(2026, 12, 28), 7, WORKING),
            "工作日，首尾两天都算，共7个工作日（节假日安排尚未公布，暂按周一至周五推算）",
        ),
    ],
)
def test_the_rule_is_said_in_words(window, words):
    assert window.rule == words


def test_natural_days_never_need_a_calendar():
    assert window_of_length(date(2026, 12, 28), 30, NATURAL).known


def test_an_override_moves_the_end():
    typhoon = {date(2025, 4, 28): False}
    assert window_of_length(date(2025, 4, 25), 3, WORKING).closes_on == date(2025, 4, 28)
    assert window_of_length(date(2025, 4, 25), 3, WORKING, typhoon).closes_on == date(2025, 4, 29)


def test_a_window_below_its_minimum_is_refused_with_the_earliest_end():
    rule = CountingRule(kind="working", minimum=5)
    short = window_between(date(2025, 4, 29), date(2025, 5, 6), rule)
    assert window_problems(short) == [
        "公示期只有3个工作日，至少要5个工作日，结束日期最早是2025年5月8日。"
    ]
    assert window_problems(window_between(date(2025, 4, 29), date(2025, 5, 8), rule)) == []


def test_a_window_that_opens_before_the_publishing_day_is_refused():
    assert window_problems(WANZHOU, on=date(2025, 4, 11)) == []
    assert window_problems(WANZHOU, on=date(2025, 4, 12)) == [
        "公示开始日期2025年4月11日早于发布当天2025年4月12日，请改为发布当天或以后。"
    ]


def test_a_published_end_never_moves_earlier():
    shorter = window_between(date(2025, 4, 11), date(2025, 5, 10), NATURAL)
    longer = window_between(date(2025, 4, 11), date(2025, 5, 20), NATURAL)
    assert window_problems(shorter, published=WANZHOU) == [
        "已公布的结束日期是2025年5月11日，不能提前到2025年5月10日。"
    ]
    assert window_problems(longer, published=WANZHOU) == []


def test_a_window_cannot_end_before_it_opens_or_hold_no_day():
    with pytest.raises(ValueError, match="before it opens"):
        window_between(date(2025, 5, 11), date(2025, 5, 10), NATURAL)
    with pytest.raises(ValueError, match="at least one day"):
        window_of_length(date(2025, 5, 11), 0, NATURAL)


@given(days, lengths, rules, overrides)
def test_a_window_of_a_length_holds_that_many_days_counted_one_by_one(opens, length, rule, table):
    window = window_of_length(opens, length, rule, table)
    assert counted_on_fingers(opens, window.closes_on, rule, table) == length
    assert window_between(opens, window.closes_on, rule, table) == window


@given(days, lengths, rules, overrides)
def test_no_day_earlier_would_do(opens, length, rule, table):
    window = window_of_length(opens, length, rule, table)
    before = window.closes_on - timedelta(days=1)
    assert before < opens or counted_on_fingers(opens, before, rule, table) == length - 1


@given(days, st.integers(0, 90), rules, overrides)
def test_a_typed_window_is_counted_one_by_one(opens, span, rule, table):
    closes = opens + timedelta(days=span)
    window = window_between(opens, closes, rule, table)
    assert window.length == counted_on_fingers(opens, closes, rule, table)


def test_however_long_a_window_is_its_drawing_has_few_cells():
    for closes_on in (date(2025, 8, 1), date(2026, 11, 29), date(3026, 11, 29), date(9999, 12, 31)):
        drawn = drawing(Window(date(2025, 4, 11), closes_on), date(2025, 4, 20))
        assert (drawn.past + drawn.now + drawn.ahead).count("z") <= MOST_CELLS
