"""Periods, their words, and the numbers of notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.periods import (
    NoticeNumber,
    Period,
    judged_on,
    month_end,
    parse_notice_number,
)

years = st.integers(2000, 2099)
months = st.integers(1, 12)


@pytest.mark.parametrize(
    ("through", "title", "words"),
    [
        (1, "1月", "1月"),
        (2, "1—2月", "1—2月"),
        (3, "1季度", "1—3月"),
        (4, "1—4月", "1—4月"),
        (6, "上半年", "1—6月"),
        (9, "前三季度", "1—9月"),
        (10, "1—10月", "1—10月"),
        (12, "全年", "1—12月"),
    ],
)
def test_one_period_gives_the_words_for_title_and_head(through, title, words):
    period = Period.through(2025, through)
    assert period.title == title
    assert period.months == words
    assert period.full_title == f"2025年{title}"
    assert period.full_months == f"2025年{words}"
    assert period.until == f"截至{through}月底"


def test_a_period_inside_the_year_has_words_too():
    assert Period(2025, 4, 6).title == "2季度"
    assert Period(2025, 10, 12).title == "4季度"
    assert Period(2025, 4, 4).title == "4月"
    assert Period(2025, 2, 5).title == "2—5月"


def test_a_period_as_json():
    assert Period.through(2025, 3).as_json() == {"year": 2025, "from_month": 1, "to_month": 3}


@pytest.mark.parametrize(("first", "last"), [(0, 3), (4, 3), (1, 13)])
def test_months_out_of_order_are_no_period(first, last):
    with pytest.raises(ValueError, match="not months"):
        Period(2025, first, last)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2025, 2, 28), (2024, 2, 29), (2000, 2, 29), (2100, 2, 28), (2025, 12, 31), (2025, 4, 30)],
)
def test_a_report_is_judged_at_the_last_day_of_its_period(year, month, day):
    assert judged_on(year, month) == date(year, month, day)


@given(years, months)
def test_the_day_after_a_month_s_end_is_a_first(year, month):
    assert (month_end(year, month) + timedelta(days=1)).day == 1
    assert month_end(year, month).month == month


@given(years, months, months)
def test_a_period_ends_on_the_last_day_of_its_last_month(year, one, other):
    period = Period(year, min(one, other), max(one, other))
    assert period.ends_on == month_end(year, period.to_month)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (NoticeNumber(2025, "targets"), "2025-targets"),
        (NoticeNumber(2025, "progress", 3), "2025-q1"),
        (NoticeNumber(2025, "progress", 6), "2025-h1"),
        (NoticeNumber(2025, "progress", 9), "2025-q3"),
        (NoticeNumber(2025, "progress", 1), "2025-m01"),
        (NoticeNumber(2025, "progress", 4), "2025-m04"),
        (NoticeNumber(2025, "progress", 12), "2025-m12"),
        (NoticeNumber(2025, "completion"), "2025-year"),
        (NoticeNumber(2025, "progress", 3, 1), "2025-q1-r1"),
        (NoticeNumber(2025, "progress", 3, 2), "2025-q1-r2"),
        (NoticeNumber(2025, "targets", None, 1), "2025-targets-r1"),
    ],
)
def test_a_notice_has_one_number_for_its_kind_and_round(number, text):
    assert str(number) == text
    assert parse_notice_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025-q2", "2025-q4", "2025-m03", "2025-m06", "2025-m13", "2025-m4", "2025-Q1",
     "2025-q1-r0", "2025-q1-r01", "2025-q1-r", "25-q1", "2025-q1\n", "２０２５-q1", "2025-q1-r1-r1"],
)  # fmt: skip
def test_another_spelling_is_no_notice_number(text):
    with pytest.raises(ValueError):
        parse_notice_number(text)


subjects = st.one_of(
    st.tuples(st.sampled_from(["targets", "completion"]), st.none()),
    st.tuples(st.just("progress"), months),
)


@given(years, subjects, st.integers(0, 99))
def test_every_number_is_read_back(year, subject, correction):
    number = NoticeNumber(year, *subject, correction)
    assert parse_notice_number(str(number)) == number


@given(years, subjects, subjects, st.integers(0, 5), st.integers(0, 5))
def test_two_different_notices_never_share_a_number(year, one, other, first, second):
    a, b = NoticeNumber(year, *one, first), NoticeNumber(year, *other, second)
    assert (str(a) == str(b)) == (a == b)


def test_each_correction_counts_one_version_more():
    original = parse_notice_number("2025-q1")
    assert original.version == 1
    assert str(original.next_correction) == "2025-q1-r1"
    assert str(original.next_correction.next_correction) == "2025-q1-r2"
    assert original.next_correction.version == 2


def test_the_number_tells_the_period():
    assert parse_notice_number("2025-h1-r1").period == Period(2025, 1, 6)
    assert parse_notice_number("2025-year").period == Period(2025, 1, 12)
    assert parse_notice_number("2025-targets").period is None


def test_only_a_progress_notice_has_a_month():
    with pytest.raises(ValueError, match="month"):
        NoticeNumber(2025, "targets", 3)
    with pytest.raises(ValueError, match="month"):
        NoticeNumber(2025, "progress")
