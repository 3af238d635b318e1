"""待人工核对: posts that wait for a person's check, bundled so that a thousand of them are a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet

from accounts.models import User
from objections.models import Objection
from projects import access
from projects.access import Act


@dataclass(frozen=True)
class Bundle:
    """Posts that wait for a person's check and belong together: the same words, or the same source."""

    key: str
    many: int
    kinds: int
    """Different texts (by source) or different sources (by words) in it."""
    first: datetime
    last: datetime
    newest: int
    """One of them, to look at."""


def bundles(user: User, *, by: str = "words", at_most: int = 50) -> list[Bundle]:
    """What waits, bundled so that a thousand posts are a line. The largest first."""
    field, other = ("words_mark", "source_mark") if by == "words" else ("source_mark", "words_mark")
    rows = (
        to_be_checked(user)
        .values(field)
        .annotate(
            many=Count("pk"),
            kinds=Count(other, distinct=True),
            first=Min("received_at"),
            last=Max("received_at"),
            newest=Max("pk"),
        )
        .order_by("-many", field)[:at_most]
    )
    return [
        Bundle(
            row[field] or "-",
            row["many"],
            row["kinds"],
            row["first"],
            row["last"],
            row["newest"],
        )
        for row in rows
    ]


def to_be_checked(user: User) -> QuerySet[Objection]:
    return Objection.objects.filter(
        district__in=access.districts_where(user, Act.HANDLE_OBJECTION)
    ).to_be_checked()


def in_bundles(user: User, keys: Iterable[str], *, by: str) -> list[int]:
    """Keys of the waiting posts in the chosen bundles."""
    field = "words_mark" if by == "words" else "source_mark"
    wanted = ["" if key == "-" else key for key in keys]
    return list(
        to_be_checked(user)
        .filter(**{f"{field}__in": wanted})
        .order_by("pk")
        .values_list("pk", flat=True)
    )
