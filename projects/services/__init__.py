"""What changes the register."""

from projects.services.calendar_days import remove_day, set_day
from projects.services.district_settings import change_settings
from projects.services.plans import publish_plan
from projects.services.posts import end_post, grant_post
from projects.services.units import add_alias, add_unit, change_unit, remove_alias, remove_unit

__all__ = [
    "add_alias",
    "add_unit",
    "change_settings",
    "change_unit",
    "end_post",
    "grant_post",
    "publish_plan",
    "remove_alias",
    "remove_day",
    "remove_unit",
    "set_day",
]
