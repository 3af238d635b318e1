"""The calendar of workdays with its overrides."""

from __future__ import annotations

from datetime import date, timedelta

from projects.models import AnnualPlan, CalendarDay, Milestone
from projects.periods import month_end
from projects.workdays import Overrides, add_workdays, rest_day_remark, years_not_known

DUE_AFTER = 8
"""Workdays a new round is open for, as proposed."""
FIRST_WITHOUT_STAGES = 3
"""The first round's month of a plan that names no stages: the first quarter's."""


def overrides() -> Overrides:
    return dict(CalendarDay.objects.values_list("day", "is_workday"))


def proposed_month(plan: AnnualPlan) -> int:
    """Up to which month the next round of a plan is likely to go: the plan's first stage, then the month after the last."""
    taken = set(plan.rounds.values_list("through_month", flat=True))
    if taken:
        return next((month for month in range(max(taken) + 1, 13) if month not in taken), 12)
    stages = Milestone.objects.filter(task__project__plan=plan).order_by("month")
    return stages.values_list("month", flat=True).first() or FIRST_WITHOUT_STAGES


def proposed_days(year: int, through_month: int, *, today: date) -> tuple[date, date]:
    """When a round opens and is due: from the first workday after its period, or of today on, for so many workdays."""
    calendar = overrides()
    after = add_workdays(month_end(year, through_month), 1, calendar).day
    opens_on = max(after, add_workdays(today - timedelta(days=1), 1, calendar).day)
    return opens_on, add_workdays(opens_on, DUE_AFTER, calendar).day


def rest_days(opens_on: date, due_on: date) -> list[str]:
    """A sentence for each of the two days on which nobody works."""
    calendar = overrides()
    asked = (("开始日期", opens_on), ("截止日期", due_on))
    return [said for label, day in asked if (said := rest_day_remark(label, day, calendar))]


def remarks_on(opens_on: date, due_on: date) -> list[str]:
    """What to know about these days: a due day on a holiday, a year whose holidays are not announced yet."""
    calendar = overrides()
    remarks = [remark] if (remark := rest_day_remark("截止日", due_on, calendar)) else []
    if years := years_not_known(opens_on, max(due_on, opens_on + timedelta(days=1))):
        listed = "、".join(f"{year}年" for year in years)
        remarks.append(
            f"{listed}的放假安排还没有，工作日暂按周一至周五推算，可在“设置”的日历里补充。"
        )
    return remarks
