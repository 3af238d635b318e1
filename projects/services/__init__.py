"""What changes the register."""

from projects.services.calendar_days import remove_day, set_day
from projects.services.district_settings import change_settings
from projects.services.last_resort import (
    Founder,
    HandedOut,
    found_administrators,
    grant_in_emergency,
    reset_in_emergency,
)
from projects.services.plans import publish_plan
from projects.services.posts import decide, end_post, grant_post, propose_post
from projects.services.units import add_alias, add_unit, change_unit, remove_alias, remove_unit

__all__ = [
    "Founder",
    "HandedOut",
    "add_alias",
    "add_unit",
    "change_settings",
    "change_unit",
    "decide",
    "end_post",
    "found_administrators",
    "grant_in_emergency",
    "grant_post",
    "propose_post",
    "publish_plan",
    "remove_alias",
    "remove_day",
    "remove_unit",
    "reset_in_emergency",
    "set_day",
]
