"""An entry of the desk's bar, and those of plans. Each app offers its own; the frame shows them in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from projects.access import staff_districts


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A way into part of the desk. `count` is what waits there for this person; 0 shows no number."""

    label: str
    url: str
    count: int = 0


def entries(user: User) -> list[NavEntry]:
    """方案, for staff."""
    if not staff_districts(user).exists():
        return []
    return [NavEntry("方案", reverse("projects:plan-list"))]
