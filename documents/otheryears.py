"""Goals that name another year than the plan's."""

from __future__ import annotations

from documents import wording
from documents.drafts import ListDraft


def settle_years(plan: ListDraft, year: int | None) -> None:
    """Goals that name another year are no months of this plan: each is told."""
    if year is None:
        return
    for project in plan.projects:
        for task in project.tasks:
            others = [
                item
                for item in task.milestones
                if item.is_next_year or (item.year is not None and item.year != year)
            ]
            for item in others:
                task.milestones.remove(item)
                plan.findings.append(
                    wording.other_year(project.number, item.text, year, item.place)
                )
