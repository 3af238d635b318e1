"""What a decision took out of a plan and a document issued later prints again: it stands in the plan though no decision
took it in."""

from __future__ import annotations

from collections.abc import Iterable

from projects.models import Indicator, Milestone, PlanChange, Project, Task

Kind = PlanChange.Kind
WORDS = "后按重新印发的方案恢复列入"


def taken_in_again(decisions: Iterable[PlanChange]) -> set[int]:
    """The keys of those decisions that took out what stands in the plan again by a document.

    `decisions` are the approved ones of a plan, in the order of their approval. No query where none took anything out.
    """
    last: dict[tuple[str, int], PlanChange] = {}
    for one in decisions:
        if one.kind in (*PlanChange.LEAVING, *PlanChange.OF_ROWS):
            last[_about(one)] = one
    out = {about: one for about, one in last.items() if one.kind != Kind.RELIST}
    standing = _standing(out)
    return {one.pk for about, one in out.items() if about in standing}


def _standing(about: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    by_kind: dict[str, list[int]] = {}
    for kind, key in about:
        by_kind.setdefault(kind, []).append(key)
    found = set()
    for kind, keys in by_kind.items():
        rows = _ROWS[kind]._base_manager.filter(pk__in=keys, left_on__isnull=True)
        found |= {(kind, key) for key in rows.values_list("pk", flat=True)}
    return found


_ROWS: dict[str, type[Project | Task | Indicator | Milestone]] = {
    "project": Project,
    "task": Task,
    "indicator": Indicator,
    "milestone": Milestone,
}


def _about(change: PlanChange) -> tuple[str, int]:
    if change.project_id is not None:
        return "project", change.project_id
    kind, _, key = change.details[0]["key"].partition("-")
    return kind, int(key)
