"""Working days on the hard days: holidays, make-up days, year ends, years whose plan is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.workdays import (
    add_workdays,
    count_workdays,
    is_workday,
    years_not_known,
)

known_days = st.dates(date(2004, 2, 1), date(2026, 11, 30))
any_days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
few_overrides = st.dictionaries(st.dates(date(2025, 1, 1), date(2025, 3, 31)), st.booleans())


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 4, 11), True),
        (date(2025, 4, 12), False),
        (date(2025, 4, 27), True),  # a Sunday made up for the May holiday
        (date(2025, 5, 1), False),
        (date(2025, 5, 5), False),  # a Monday of the May holiday
        (date(2026, 2, 14), True),  # a Saturday made up for Spring Festival
        (date(2026, 2, 28), True),
        (date(2026, 2, 17), False),
        (date(2024, 2, 29), True),
        (date(2025, 10, 8), False),
    ],
)
def test_the_state_council_s_plan_is_followed(day, works):
    answer = is_workday(day)
    assert answer.works is works
    assert bool(answer) is works
    assert answer.known
    assert answer.label == ""


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2027, 10, 1), True), (date(2027, 10, 2), False), (date(2003, 5, 1), True)],
)
def test_a_year_without_a_plan_is_guessed_and_says_so(day, works):
    answer = is_workday(day)
    assert answer.works is works
    assert not answer.known
    assert answer.label == "暂按周一至周五推算"


def test_an_override_wins_over_the_calendar_and_over_the_guess():
    overrides = {date(2025, 4, 11): False, date(2027, 10, 1): False, date(2025, 4, 12): True}
    assert not is_workday(date(2025, 4, 11), overrides)
    assert is_workday(date(2025, 4, 12), overrides)
    answer = is_workday(date(2027, 10, 1), overrides)
    assert (answer.works, answer.known) == (False, True)


def test_workdays_are_counted_over_the_may_holiday_with_its_make_up_sunday():
    # 30 April, then the holiday to 5 May, then 6, 7, 8, 9 May.
    assert add_workdays(date(2025, 4, 29), 5).day == date(2025, 5, 9)
    # 25 April is a Friday; Sunday 27 April is worked.
    assert add_workdays(date(2025, 4, 25), 1).day == date(2025, 4, 27)
    assert count_workdays(date(2025, 4, 26), date(2025, 5, 6)).number == 5


def test_counting_over_a_year_end_that_is_not_known_says_so():
    reached = add_workdays(date(2026, 12, 30), 3)
    assert reached.day == date(2027, 1, 4)
    assert reached.label == "暂按周一至周五推算"
    assert not count_workdays(date(2026, 12, 30), date(2027, 1, 1)).known
    assert count_workdays(date(2026, 12, 30), date(2026, 12, 31)).known


def test_counting_no_days_stays_where_it_is():
    assert add_workdays(date(2025, 5, 1), 0).day == date(2025, 5, 1)
    assert count_workdays(date(2025, 5, 2), date(2025, 5, 1)).number == 0


def test_reminders_count_back():
    assert add_workdays(date(2025, 5, 6), -1).day == date(2025, 4, 30)


def test_a_calendar_without_any_workday_is_refused():
    never = {date(2025, 1, 1) + timedelta(days=offset): False for offset in range(3700)}
    with pytest.raises(ValueError, match="no 1 workdays"):
        add_workdays(date(2025, 1, 1), 1, never)


def test_the_years_to_warn_about_are_named():
    assert years_not_known(date(2026, 12, 20), date(2027, 1, 10)) == [2027]
    assert years_not_known(date(2025, 1, 1), date(2026, 12, 31)) == []


@given(any_days, st.integers(0, 60), few_overrides)
def test_the_day_reached_is_a_workday_and_the_count_to_it_is_right(start, count, overrides):
    reached = add_workdays(start, count, overrides)
    counted = count_workdays(start + timedelta(days=1), reached.day, overrides)
    assert counted.number == count
    assert counted.known == reached.known
    if count:
        assert is_workday(reached.day, overrides)


@given(any_days, st.integers(1, 60))
def test_counting_back_returns_to_the_first_day_counted(start, count):
    first = add_workdays(start, 1).day
    assert add_workdays(add_workdays(first, count).day, -count).day == first


@given(any_days, any_days, any_days)
def test_two_spans_side_by_side_count_like_the_whole(one, two, three):
    first, middle, last = sorted([one, two, three])
    if (last - first).days > 150:
        last = first + timedelta(days=150)
        middle = min(middle, last)
    whole = count_workdays(first, last)
    parts = count_workdays(first, middle), count_workdays(middle + timedelta(days=1), last)
    assert whole.number == sum(part.number for part in parts)


@given(known_days)
def test_every_day_of_a_covered_year_is_known(day):
    assert is_workday(day).known


@given(first=any_days, length=st.integers(0, 900), overrides=few_overrides)
def test_counting_by_years_is_counting_day_by_day(first, length, overrides):
    last = first + timedelta(days=length)
    answers = [is_workday(first + timedelta(days=n), overrides) for n in range(length + 1)]
    counted = count_workdays(first, last, overrides)
    assert counted.number == sum(answer.works for answer in answers)
    assert counted.known == all(answer.known for answer in answers)


def test_however_far_apart_two_days_are_few_are_looked_at(monkeypatch):
    looked = []
    monkeypatch.setattr(
        "projects.workdays.is_workday", lambda *given: looked.append(given) or is_workday(*given)
    )
    counted = count_workdays(date(1, 1, 1), date(9999, 12, 31))
    assert counted.number > 2_000_000 and not counted.known
    assert len(looked) < 20_000
