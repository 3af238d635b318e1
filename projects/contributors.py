"""Who contributed to a plan or a change to it since it was last approved, and so may not approve it (rules.md, Powers).

The rule is `projects.access.not_a_contributor`. Reports, notices and objections keep steps and answer from those.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from accounts.contributions import note, noted
from accounts.models import Contribution
from projects.models import AnnualPlan, PlanChange


def note_plan(plan: AnnualPlan, *, by: int, at: datetime, how: str) -> None:
    """The person entered or changed rows of the plan; called under the plan's lock, or as it is made."""
    note(_plan(plan), by=by, at=at, how=how, after=_published(plan))


def of_plan(plan: AnnualPlan) -> set[int]:
    """Everybody who entered or changed what the next version would publish."""
    return noted(_plan(plan), after=_published(plan)) | _known(plan.entered_by_id)


def note_change(change: PlanChange, *, by: int, at: datetime, how: str) -> None:
    note(_change(change), by=by, at=at, how=how)


def of_changes(changes: Collection[PlanChange]) -> dict[int, set[int]]:
    """Everybody who wrote at each change that waits for its approval, by its key. One query."""
    hands = {_change(one): _known(one.entered_by_id) for one in changes}
    for about, person in Contribution.objects.filter(about__in=hands).values_list("about", "by_id"):
        hands[about].add(person)
    return {one.pk: hands[_change(one)] for one in changes}


def _plan(plan: AnnualPlan) -> str:
    return f"plan:{plan.district_id}:{plan.year}"


def _change(change: PlanChange) -> str:
    return f"change:{change.pk}"


def _published(plan: AnnualPlan) -> int:
    return plan.versions.order_by("-number").values_list("number", flat=True).first() or 0


def _known(person: int | None) -> set[int]:
    return set() if person is None else {person}
