"""The tabs above the pages of the register: each district in turn, then what all districts share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import User
from projects import access
from projects.models import District


def unit_tabs(user: User, here: District | str) -> list[dict[str, Any]]:
    """责任单位 of each of the person's districts, and what all of them share: here on a district's, or on one of those."""
    current = here if isinstance(here, District) else None
    return [
        *_of_districts(access.staff_districts(user), "projects:unit-list", "责任单位", current),
        *_shared(here),
    ]


def _shared(here: District | str) -> list[dict[str, Any]]:
    """What all districts count by and are searched with."""
    return [
        {"label": label, "url": reverse(name), "current": here == place}
        for label, name, place in (
            ("工作日历", "projects:calendar", "calendar"),
            ("查找同义词", "projects:search-words", "search words"),
        )
    ]


def _of_districts(
    districts: Iterable[District], name: str, words: str, here: District | None
) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{district}{words}",
            "url": reverse(name, args=[district.slug]),
            "current": district == here,
        }
        for district in districts
    ]


def settings_tabs(user: User, here: str) -> list[dict[str, Any]]:
    """区县设置 of each district the person administers, and what all of them share."""
    districts = access.districts_where(user, access.Act.MANAGE_SYSTEM)
    current = next((district for district in districts if district.slug == here), None)
    all_of_them = [
        {
            "label": "全部区县",
            "url": reverse("projects:district-list"),
            "current": here == "districts",
        }
    ]
    return [
        *(all_of_them if access.can_keep_installation(user) else []),
        *_of_districts(districts, "projects:district-settings", "设置", current),
        *_shared(here),
    ]


def tabs_of(user: User, here: str) -> list[dict[str, Any]]:
    """The tabs of a page that all districts share, as the person came to it: staff or system administrator."""
    if access.is_commission_staff(user):
        return unit_tabs(user, here)
    return settings_tabs(user, here)
