"""The calendar of workdays with its overrides."""

from __future__ import annotations

from datetime import date, timedelta

from projects.models import CalendarDay
from projects.workdays import Overrides, add_workdays, rest_day_remark, years_not_known

DUE_AFTER = 8
"""Workdays a new round is open for, as proposed."""


def overrides() -> Overrides:
    return dict(CalendarDay.objects.values_list("day", "is_workday"))


def proposed_due(opens_on: date) -> date:
    return add_workdays(opens_on, DUE_AFTER, overrides()).day


def remarks_on(opens_on: date, due_on: date) -> list[str]:
    """What to know about these days: a due day on a holiday, a year whose holidays are not announced yet."""
    calendar = overrides()
    remarks = [remark] if (remark := rest_day_remark("截止日", due_on, calendar)) else []
    if years := years_not_known(opens_on, max(due_on, opens_on + timedelta(days=1))):
        listed = "、".join(f"{year}年" for year in years)
        remarks.append(
            f"{listed}的放假安排还没有，工作日暂按周一至周五推算，可在“登记与设置”的日历里补充。"
        )
    return remarks
