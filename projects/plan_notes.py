"""What the apps above say on a plan's page at the desk: each puts its own function here when it is made ready."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from projects.models import AnnualPlan

NOTES: list[Callable[[AnnualPlan], SafeString]] = []
"""Each gives a piece of the page, or nothing where it has nothing to say."""


def notes_of(plan: AnnualPlan) -> list[SafeString]:
    return [note for about in NOTES if (note := about(plan))]
