"""The content of a plan version: exactly what plan.json serves (rules.md, Formats)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch

from projects.models import (
    AnnualPlan,
    Indicator,
    Milestone,
    MilestoneTarget,
    PlanChange,
    Project,
    Task,
)
from projects.money import printed, total
from projects.taken_in_again import taken_in_again


def plan_content(plan: AnnualPlan, *, version: int) -> dict[str, Any]:
    """The plan as data. Amounts are strings in 万元; absent values are null. Five queries and their prefetches."""
    every = list(
        Project.objects.filter(plan=plan)
        .select_related("category")
        .prefetch_related(
            "tasks__task_units__unit",
            "tasks__milestones",
            Prefetch(
                "tasks__indicators__milestone_targets",
                # Joined: looked up by key, more than a thousand are a statement too deep for SQLite.
                MilestoneTarget.objects.select_related("milestone"),
            ),
        )
        .order_by("number")
    )
    projects = [project for project in every if project.left_on is None]
    delisted = _delisted(plan)
    left = _left(project for project in every if project.left_on is not None)
    return {
        "district": {"code": plan.district.code, "name": plan.district.name},
        "year": plan.year,
        "title": plan.title,
        "document_number": plan.document_number or None,
        "issuer": plan.issuer or None,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "version": version,
        "categories": [
            {
                "name": category.name,
                "count": len(members),
                "investment_plan": _amount(total(p.investment_plan for p in members)),
            }
            for category in plan.categories.order_by("order")
            if (members := [p for p in projects if p.category_id == category.pk])
        ],
        "projects": [
            _project(project) | ({"delisted": rows} if (rows := delisted.get(project.pk)) else {})
            for project in projects
        ],
        **({"left": left} if left else {}),
    }


def _left(projects: Iterable[Project]) -> list[dict[str, Any]]:
    """What left the plan, with the decision that took it out; no query where nothing did."""
    gone = {project.pk: project for project in projects}
    if not gone:
        return []
    decisions = PlanChange.objects.filter(
        project__in=gone, approved_at__isnull=False, kind__in=PlanChange.LEAVING
    ).order_by("approved_at", "pk")
    last = {change.project_id: change for change in decisions}
    return [
        {
            "number": project.number,
            "key": project.lasting,
            "name": project.name,
            "how": last[pk].kind,
            "into": [one["key"] for one in last[pk].into],
            "decided_on": last[pk].decided_on.isoformat(),
            "deciding_body": last[pk].deciding_body,
            "document_number": last[pk].document_number or None,
            "reason": last[pk].reason,
        }
        for pk, project in gone.items()
        if pk in last
    ]


def _delisted(plan: AnnualPlan) -> dict[int, list[dict[str, Any]]]:
    """By project what of its tasks, indicators and milestones is listed no more, each with the decision. One query."""
    decisions = (
        PlanChange.objects.filter(plan=plan, task__isnull=False, kind__in=PlanChange.OF_ROWS)
        .filter(approved_at__isnull=False)
        .select_related("task")
        .order_by("approved_at", "pk")
    )
    last = {one.details[0]["key"]: one for one in decisions}
    again = taken_in_again(last.values())
    found: dict[int, list[dict[str, Any]]] = {}
    for change in last.values():
        if change.pk in again:
            continue
        if change.kind == PlanChange.Kind.DELIST and change.task is not None:
            found.setdefault(change.task.project_id, []).append(
                {
                    "what": change.delisted,
                    "decided_on": change.decided_on.isoformat(),
                    "deciding_body": change.deciding_body,
                    "document_number": change.document_number or None,
                    "reason": change.reason,
                }
            )
    return found


def content_digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a version's content."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _amount(value: Any) -> str | None:
    return None if value is None else printed(value)


def _project(project: Project) -> dict[str, Any]:
    tasks = [task for task in project.tasks.all() if task.left_on is None]
    return {
        "number": project.number,
        # What it is followed by, where that is not the number it stands under in this version.
        **({} if project.lasting == project.number else {"key": project.lasting}),
        "printed_number": project.printed_number or None,
        "name": project.name,
        "category": project.category.name if project.category else None,
        "target": project.target,
        "investment_plan": _amount(project.investment_plan),
        "units": project_units(tasks),
        "tasks": [_task(task) for task in tasks],
    }


def project_units(tasks: Iterable[Task]) -> list[dict[str, str]]:
    """The units of all tasks in printed order, each once, the first leading."""
    units: dict[str, str] = {}
    for task in tasks:
        for task_unit in task.task_units.all():
            units.setdefault(task_unit.unit.name, task_unit.role)
    return [{"name": name, "role": role} for name, role in units.items()]


def _task(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "text": task.text,
        "units": [task_unit.unit.name for task_unit in task.task_units.all()],
        "milestones": [_milestone(milestone) for milestone in task.milestones.all()],
        # Those made from the milestones' percents stand there already.
        "indicators": [
            _indicator(indicator)
            for indicator in task.indicators.all()
            if not indicator.from_percents
        ],
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    return {"month": milestone.month, "text": milestone.text, "percents": milestone.percents}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    """Numbers as printed, in the printed unit; month values in the same unit."""
    return {
        "label": indicator.label,
        "kind": indicator.kind,
        "qualifier": indicator.qualifier or None,
        "value": indicator.target_printed or _amount(indicator.target),
        "unit": indicator.unit_printed or indicator.unit,
        "direction": indicator.direction,
        "milestones": {
            str(value.milestone.month): value.printed or printed(value.value)
            for value in indicator.milestone_targets.all()
        },
        "reported": None,
        "stage_only": False,
    }
