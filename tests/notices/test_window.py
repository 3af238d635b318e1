"""The public window, against the real notice and against counting on one's fingers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.window import (
    BEIJING,
    CountingRule,
    State,
    day_cells,
    days_left,
    drawing_words,
    is_late,
    state_at,
    state_on,
    state_words,
    window_between,
    window_of_length,
    window_problems,
)
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
    assert WANZHOU.rule_words == "自然日，首尾两天都算，共31天"
    assert window_of_length(date(2025, 4, 11), 31, NATURAL) == WANZHOU


@pytest.mark.parametrize(
    ("day", "left", "words"),
    [
        (date(2025, 4, 10), 0, "未开始"),
        (date(2025, 4, 11), 31, "公示中（还剩31天）"),
        (date(2025, 4, 20), 22, "公示中（还剩22天）"),
        (date(2025, 5, 6), 6, "公示中（还剩6天）"),
        (date(2025, 5, 11), 1, "公示中（还剩1天）"),
        (date(2025, 5, 12), 0, "公示结束"),
    ],
)
def test_days_left_count_today_and_the_last_day(day, left, words):
    assert days_left(WANZHOU, day) == left
    assert state_words(WANZHOU, day) == words


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2025, 4, 10, 23, 59, 59, tzinfo=BEIJING), State.NOT_OPEN),
        (datetime(2025, 4, 11, 0, 0, 0, tzinfo=BEIJING), State.OPEN),
        (datetime(2025, 5, 11, 23, 59, 59, 999999, tzinfo=BEIJING), State.OPEN),
        (datetime(2025, 5, 12, 0, 0, 0, tzinfo=BEIJING), State.ENDED),
        (datetime(2025, 5, 11, 15, 59, 59, tzinfo=UTC), State.OPEN),
        (datetime(2025, 5, 11, 16, 0, 0, tzinfo=UTC), State.ENDED),
    ],
)
def test_the_window_ends_at_24_o_clock_in_beijing(moment, state):
    assert state_at(WANZHOU, moment) is state
    assert (moment < WANZHOU.ends_at) == (state is not State.ENDED)
    assert (moment >= WANZHOU.opens_at) == (state is not State.NOT_OPEN)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        state_at(WANZHOU, datetime(2025, 5, 11, 12))


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
    assert window.rule_words == words


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


def test_a_letter_postmarked_on_the_last_day_is_in_time():
    assert not is_late(WANZHOU, date(2025, 5, 11))
    assert is_late(WANZHOU, date(2025, 5, 12))


def test_the_drawing_has_one_cell_per_day_and_fills_today():
    cells = day_cells(WANZHOU, date(2025, 5, 6))
    assert len(cells) == 31
    assert [cell.number for cell in cells if cell.position == "now"] == [26]
    assert sum(cell.position == "past" for cell in cells) == 25
    assert (cells[0].x, cells[0].width) == ("0.000%", "2.387%")
    assert cells[-1].x == "96.774%"
    assert drawing_words(WANZHOU, date(2025, 5, 6)) == "公示期共31天，今天是第26天，还剩6天"
    assert drawing_words(WANZHOU, date(2025, 4, 1)) == "公示期共31天，2025年4月11日开始"
    assert drawing_words(WANZHOU, date(2025, 6, 1)) == "公示期共31天，已于2025年5月11日24:00结束"


def test_rest_days_are_drawn_but_not_counted():
    window = window_of_length(date(2025, 4, 29), 4, WORKING_WITHOUT_FIRST)
    cells = day_cells(window, date(2025, 4, 29))
    assert [cell.day.day for cell in cells if cell.counts] == [30, 6, 7, 8]
    assert len(cells) == 10


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
    assert len(day_cells(window, opens, table)) == span + 1
    assert sum(cell.counts for cell in day_cells(window, opens, table)) == window.length


@given(days, lengths, rules, st.integers(-5, 120))
def test_days_left_fall_by_one_each_day_until_the_end(opens, length, rule, offset):
    window = window_of_length(opens, length, rule)
    day = opens + timedelta(days=offset)
    state, left = state_on(window, day), days_left(window, day)
    assert (left > 0) == (state is State.OPEN)
    if left > 1:
        assert days_left(window, day + timedelta(days=1)) == left - 1
    if left == 1:
        assert day == window.closes_on


@given(days, lengths, st.datetimes(datetime(2023, 1, 1), datetime(2028, 12, 31)))
def test_the_state_at_a_moment_agrees_with_the_two_ends(opens, length, naive):
    window = window_of_length(opens, length, NATURAL)
    moment = naive.replace(tzinfo=UTC)
    assert (state_at(window, moment) is State.OPEN) == (window.opens_at <= moment < window.ends_at)
