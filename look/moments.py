"""Days and moments as offices print them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def clock(moment: datetime) -> str:
    """Time as government sites print it, Beijing's: YYYY-MM-DD HH:MM."""
    local = moment.astimezone(BEIJING) if moment.tzinfo else moment
    return local.strftime("%Y-%m-%d %H:%M")
