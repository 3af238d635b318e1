"""Which backups may go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ops.backups.retention import folder_name, may_go

TODAY = date(2025, 4, 28)
moments = st.datetimes(min_value=datetime(2023, 1, 1), max_value=datetime(2025, 4, 28, 23, 59))


def names(*days: str) -> list[str]:
    return [folder_name(datetime.fromisoformat(day)) for day in days]


def test_each_day_keeps_its_newest_and_each_month_its_newest():
    kept = names(
        "2024-12-30T01:30", "2025-01-31T01:30", "2025-02-10T01:30", "2025-02-28T01:30",
        "2025-04-27T01:30", "2025-04-27T13:00", "2025-04-28T01:30",
    )  # fmt: skip
    assert may_go(kept, today=TODAY, keep_days=30, keep_months=4) == names(
        "2024-12-30T01:30", "2025-02-10T01:30", "2025-04-27T01:30"
    )


def test_what_is_no_backup_of_ours_is_left_alone():
    assert may_go(["drills", ".coming-portal-20200101-010101", "portal-2020"], today=TODAY) == []


@given(st.lists(moments, min_size=1, unique=True), st.integers(1, 60), st.integers(1, 24))
def test_the_newest_stays_and_no_kept_day_is_left_without_one(taken, days, months):
    made = [folder_name(moment) for moment in taken]
    gone = set(may_go(made, today=TODAY, keep_days=days, keep_months=months))
    assert max(made) not in gone
    for moment in taken:
        if TODAY - moment.date() < timedelta(days=days):
            same_day = [folder_name(m) for m in taken if m.date() == moment.date()]
            assert max(same_day) not in gone
