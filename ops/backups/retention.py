"""Which old backups may go: pure, by the names of their folders.

The newest of each of the last days and of each of the last months stay; what is younger than the newest whole one is
never looked at. The manual of objections tells how long an erased text may still lie in a backup: the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

KEEP_DAYS = 30
KEEP_MONTHS = 6
NAME = "portal-%Y%m%d-%H%M%S"
_NAME = re.compile(r"portal-(\d{8})-(\d{6})")


def folder_name(at: datetime) -> str:
    """`portal-20250428-013000`, by Beijing time."""
    return at.strftime(NAME)


def may_go(
    names: Iterable[str],
    *,
    today: date,
    keep_days: int = KEEP_DAYS,
    keep_months: int = KEEP_MONTHS,
) -> list[str]:
    """The folders of backups that neither a day nor a month needs any more, oldest first.

    A day keeps its newest backup for `keep_days` days, a month its newest for `keep_months` months. Folders that are
    no backups of ours are never named. The newest backup of all always stays.
    """
    ours = sorted(name for name in names if _NAME.fullmatch(name))
    stay = set(ours[-1:])
    newest_of_day: dict[date, str] = {}
    newest_of_month: dict[tuple[int, int], str] = {}
    for name in ours:
        day = datetime.strptime(name, NAME).date()  # noqa: DTZ007 - a name, not a moment
        newest_of_day[day] = name
        newest_of_month[day.year, day.month] = name
    stay |= {name for day, name in newest_of_day.items() if (today - day).days < keep_days}
    stay |= {
        name
        for (year, month), name in newest_of_month.items()
        if (today.year - year) * 12 + today.month - month < keep_months
    }
    return [name for name in ours if name not in stay]
