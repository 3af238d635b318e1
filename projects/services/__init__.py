"""What changes the register."""

from projects.services.calendar_days import remove_day, set_day
from projects.services.district_settings import change_settings
from projects.services.districts import add_district, district_problems, lacking_administrators
from projects.services.last_resort import (
    FirstPost,
    Founder,
    HandedOut,
    account_problems,
    found_administrators,
    found_person,
    grant_in_emergency,
    has_been_taken_over,
    lead_in_anew,
    reset_in_emergency,
)
from projects.services.plans import publish_plan
from projects.services.posts import decide, end_post, grant_post, propose_post
from projects.services.reforms import reform_units
from projects.services.search_words import put_search_words, remove_search_words
from projects.services.topics import choose_topics
from projects.services.units import add_alias, add_unit, change_unit, remove_alias, remove_unit

__all__ = [
    "FirstPost",
    "Founder",
    "HandedOut",
    "account_problems",
    "add_alias",
    "add_district",
    "add_unit",
    "change_settings",
    "change_unit",
    "choose_topics",
    "decide",
    "district_problems",
    "end_post",
    "found_administrators",
    "found_person",
    "grant_in_emergency",
    "grant_post",
    "has_been_taken_over",
    "lacking_administrators",
    "lead_in_anew",
    "propose_post",
    "publish_plan",
    "put_search_words",
    "reform_units",
    "remove_alias",
    "remove_day",
    "remove_search_words",
    "remove_unit",
    "reset_in_emergency",
    "set_day",
]
