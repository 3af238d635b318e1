"""What the desk's bar offers from rounds and reports."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from projects.nav import NavEntry


def entries(user: User, day: date) -> list[NavEntry]:
    """The person's ways in, with what waits for them."""
    return []
