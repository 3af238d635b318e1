"""The desk's bar: what each app offers to this person, in the order of the work."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from accounts.models import User
from intake import nav as intake_nav
from notices import nav as notices_nav
from objections import nav as objections_nav
from progress import nav as progress_nav
from projects import nav as projects_nav
from projects.backends import opens_register
from projects.models import Membership, Role
from projects.models.posts import place_words
from projects.nav import LAST, NavEntry
from projects.work_counts import listed


def entries(user: User, day: date) -> list[NavEntry]:
    """The person's entries; whoever has something in the stock admin finds it last."""
    found = [
        *progress_nav.entries(user, day),
        *notices_nav.entries(user),
        *projects_nav.entries(user),
        *objections_nav.entries(user),
        *intake_nav.entries(user, day),
    ]
    if opens_register(user):
        found.append(NavEntry("登记查阅", reverse("admin:index"), place=LAST))
    return sorted(found, key=lambda entry: entry.place)


def post_words(user: User) -> str:
    """Who the person is here, in words: 万州区 · 区教委 填报岗."""
    held = Membership.objects.filter(user=user)
    posts = listed(user, "posts", lambda: held.values_list("district__name", "unit__name", "role"))
    return "、".join(f"{place_words(*place)} {Role(role).label}" for *place, role in posts)
