"""Later due days of units, as they hold today: a day given to a unit that went up into another holds for that one."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from progress.models import RoundExtension


def later_days(rounds: Q) -> dict[int, dict[int, date]]:
    """By round key, of the rounds that match: unit key to its later due day. One query.

    Where a merged unit and one of those it is made of were given a day each before, the later one holds: none of them
    was told to be earlier. A day given to the merged unit afterwards ends those (`extend_due`).
    """
    found: dict[int, dict[int, date]] = {}
    rows = RoundExtension.objects.filter(rounds).order_by()
    for round_id, unit_id, successor_id, due_on in rows.values_list(
        "round_id", "unit_id", "unit__successor_id", "due_on"
    ):
        days = found.setdefault(round_id, {})
        unit = successor_id or unit_id
        days[unit] = max(due_on, days.get(unit, due_on))
    return found
