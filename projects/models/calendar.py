"""Overrides of the calendar of workdays."""

from __future__ import annotations

from django.db import models

from documents.day_ranges import EVER


class CalendarDay(models.Model):
    """A day that is, or is not, a workday against the built-in calendar, with the source that says so."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是工作日")
    source = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "日历"
        verbose_name_plural = "日历"
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(name="calendar_day_sane", condition=models.Q(day__range=EVER)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'工作日' if self.is_workday else '休息日'}"
