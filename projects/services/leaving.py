"""A whole project leaves the plan in mid-year by a decision: withdrawn, merged, split; or it is taken in again.

Its reports, figures and notices stay with it. It keeps its row and lasting number; its public address leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from projects import access
from projects.access import Act, must
from projects.models import AnnualPlan, PlanChange, Project
from projects.numbering import next_number, renumber
from projects.services.grounds import (
    enter_change,
    require_grounds,
    require_listed,
    require_none_waits,
)
from projects.services.refusals import ChangeRefused

Kind = PlanChange.Kind
LEAVING = PlanChange.LEAVING
OF_PROJECTS = (*LEAVING, Kind.RELIST)
_LEAST = {Kind.MERGE: 1, Kind.SPLIT: 2}


@transaction.atomic
def propose_leaving(
    *,
    project_id: int,
    kind: str,
    into: Sequence[Project] = (),
    deciding_body: str,
    document_number: str,
    decided_on: date,
    reason: str,
    actor: User,
    at: datetime,
) -> PlanChange:
    """Enter what a body decided about a whole project. Nothing changes until a second person approves.

    `into`: the projects it goes on in, one or more where it is merged, two or more where it is split.
    Raises ChangeRefused, PermissionDenied.
    """
    project = Project.objects.select_related("plan__district").get(pk=project_id)
    must(access.can(actor, Act.IMPORT, project.plan.district))
    AnnualPlan.objects.select_for_update().get(pk=project.plan_id)
    said = Kind(kind)
    if said not in OF_PROJECTS:
        raise ChangeRefused("请选择退出、并入、拆分或恢复列入。")
    require_grounds(project.plan.year, deciding_body, reason, decided_on, at, None, "")
    _require_standing(project, said)
    require_none_waits(project)
    return enter_change(
        project.plan,
        said,
        deciding_body=deciding_body,
        document_number=document_number,
        decided_on=decided_on,
        reason=reason,
        actor=actor,
        at=at,
        project=project,
        into=_checked(project, said, into),
        text_before=project.target,
    )


def carry_out(change: PlanChange) -> None:
    """What an approved decision does to its project. Called under the plan's lock."""
    project = Project.objects.select_for_update().get(changes=change)
    kind = Kind(change.kind)
    _require_standing(project, kind)
    if kind != Kind.RELIST:
        gone = _gone(change)
        if gone:
            raise ChangeRefused(f"{gone}已不在方案里，请重新录入去向。")
        Project.objects.filter(pk=project.pk).update(left_on=change.decided_on)
        return
    if Project.objects.filter(plan=change.plan_id, number=project.number).listed().exists():
        renumber(change.plan, {project.pk: next_number(change.plan)})
    Project.objects.filter(pk=project.pk).update(left_on=None)


def _gone(change: PlanChange) -> str:
    """A project it was to go on in that is not listed any more."""
    listed = Project.objects.filter(plan=change.plan_id).listed()
    keys = {project.lasting for project in listed}
    return next((f"“{one['name']}”" for one in change.into if one["key"] not in keys), "")


def _require_standing(project: Project, kind: PlanChange.Kind) -> None:
    if kind != Kind.RELIST:
        require_listed(project)
    elif project.left_on is None:
        raise ChangeRefused(f"“{project.name}”在方案里，不用恢复列入。")


def _checked(
    project: Project, kind: PlanChange.Kind, into: Iterable[Project]
) -> list[Mapping[str, Any]]:
    others = list(dict.fromkeys(into))
    if kind not in _LEAST:
        return []
    if any(
        one.plan_id != project.plan_id or one.pk == project.pk or one.left_on is not None
        for one in others
    ):
        raise ChangeRefused("去向应是本方案里现有的其他项目。")
    if len(others) < _LEAST[kind]:
        wanted = (
            "并入的那一件" if kind == Kind.MERGE else "拆成的几件（至少两件，先用“增加任务”增加）"
        )
        raise ChangeRefused(f"请选择{wanted}。")
    return [{"key": one.lasting, "number": one.number, "name": one.name} for one in others]
