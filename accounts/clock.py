"""The one business clock. Read in views and commands only, and passed down from there as an argument.

In demo mode the day may be set (`PORTAL_DAY`), so that Wanzhou's window is open; the time of day stays real.
Sessions, one-time codes and lock-outs use the real clock of their own libraries.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings

from look.moments import BEIJING


def now() -> datetime:
    """This moment in Beijing time, on the demo's day where one is set."""
    if settings.PORTAL_DAY:
        return datetime.combine(settings.PORTAL_DAY, time_of_day())
    return datetime.now(BEIJING)


def time_of_day() -> time:
    """The time of day in Beijing, which a demo's day keeps."""
    return datetime.now(BEIJING).timetz()


def today() -> date:
    """Today's date in Beijing."""
    return now().date()


def real_now() -> datetime:
    """The machine's own moment in Beijing time, also on a demo's day: for jobs, backups and what an operator is told."""
    return datetime.now(BEIJING)
