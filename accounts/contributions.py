"""Writing down and asking who had a hand in something since it was last approved."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Contribution

GONE = "gone"
"""The rows were taken away altogether: what comes later under the same name is another thing."""


def note(about: str, *, by: int, at: datetime, how: str, after: int = 0) -> None:
    """Write down that the person (their key) had a hand in it, once for each stretch between two approvals."""
    known = Contribution.objects.filter(about=about, after=after, pk__gt=_gone(about, after))
    if how == GONE or not known.filter(by_id=by).exists():
        Contribution.objects.create(about=about, after=after, how=how, by_id=by, at=at)


def noted(about: str, *, after: int = 0) -> set[int]:
    """The keys of those who had a hand in it since then."""
    rows = Contribution.objects.filter(about=about, after=after, pk__gt=_gone(about, after))
    return set(rows.values_list("by_id", flat=True))


def _gone(about: str, after: int) -> int:
    rows = Contribution.objects.filter(about=about, after=after, how=GONE)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0
