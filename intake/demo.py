"""The demo's contents: two real documents taken in as an office would, and one open round on top.

Nothing is invented: the open round's rows carry the first quarter's printed values over, and the demo's band
says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from accounts.demo import enrolled
from accounts.models import User
from intake.models import ImportRun
from intake.services import apply_import, confirm_take_over, receive_document, start_import
from intake.services.receiving import read_source
from progress import report_values
from progress.models import ProgressReport, ReportingRound, RuleSet
from progress.report_fields import fields_of
from progress.services import (
    approve_report,
    open_round,
    return_report,
    save_report,
    submit_report,
)
from projects.models import District, Membership, ResponsibleUnit, Role, Task
from projects.services import grant_post, publish_plan

THROUGH_MONTH = 4
RETURN_REASON = "数字与上期相同，请核对4月是否有新的进展。"


def person(district: District | None, row: dict[str, Any], *, password: str, at: datetime) -> User:
    """The demo person of this row with the post it names; made once, the password set anew each time."""
    user = User.objects.filter(username=row["username"]).first() or User(username=row["username"])
    user.name = row["name"]
    user.set_password(password)
    user.save()
    unit = (
        ResponsibleUnit.objects.get(district=district, name=row["unit"]) if "unit" in row else None
    )
    if not Membership.objects.filter(user=user, district=district, role=row["role"]).exists():
        grant_post(
            user=user, district=district, role=Role(row["role"]), unit=unit, actor=None, at=at
        )
        user.refresh_from_db()
    if user.needs_second_factor:
        enrolled(user)
    return user


def load_document(
    district: District, path: Path, kind: str, people: dict[str, User], *, at: datetime
) -> Iterator[str]:
    """Read the document and take it in: the compiler imports, the reviewer publishes and confirms."""
    compiler, reviewer = people[Role.COMPILER], people[Role.REVIEWER]
    source = receive_document(
        district=district, name=path.name, data=path.read_bytes(), actor=compiler, at=at
    )
    reading = read_source(source)
    yield f"读取 {path.name}：{len(reading.projects)} 件，{len(reading.findings)} 处疑点"
    run = start_import(
        source=source, reading=reading, kind=ImportRun.Kind(kind), actor=compiler, at=at
    )
    plan = apply_import(run_id=run.pk, actor=compiler, at=at, accept_warnings=True)
    version = publish_plan(plan_id=plan.pk, actor=reviewer, at=at)
    yield f"方案入库并发布：{plan}，第{version.number}版"
    if run.kind == ImportRun.Kind.NOTICE:
        notice = confirm_take_over(run_id=run.pk, actor=reviewer, at=at)
        yield f"旧公示转入：{notice.number}"


def open_round_with_rows(district: District, *, at: datetime, day: date) -> Iterator[str]:
    """An open round with rows in every state, each with the values the last round printed."""
    RuleSet.objects.get_or_create(
        name="通用规则", defaults={"effective_from": date(2025, 1, 1), "source": "系统默认"}
    )
    plan = district.plans.order_by("-year").first()
    if plan is None or plan.rounds.filter(through_month=THROUGH_MONTH).exists():
        yield "填报轮次已经在库"
        return
    compiler = holder(district, Role.COMPILER)
    reviewer = holder(district, Role.REVIEWER)
    round = open_round(
        plan=plan,
        through_month=THROUGH_MONTH,
        opens_on=day - timedelta(days=3),
        due_on=day + timedelta(days=11),
        actor=compiler,
        at=at,
    )
    states = {
        2: "saved",
        3: "submitted",
        6: "returned",
        8: "nothing",
        10: "submitted",
        16: "approved",
        17: "approved",
        19: "saved",
    }
    for number, state in states.items():
        task = plan.projects.get(number=number).tasks.get(number=1)
        _fill(task, round, state, compiler=compiler, reviewer=reviewer, at=at)
    yield f"开启{round}，{len(states)} 行已有内容"


def holder(district: District, role: Role) -> User:
    """Who holds this post of the district's commission."""
    return Membership.objects.select_related("user").filter(district=district, role=role)[0].user


def reporter_of(task: Task, otherwise: User) -> User:
    """The lead unit's reporter, or the compiler on its behalf."""
    lead = task.task_units.order_by("position").first()
    post = (
        Membership.objects.filter(unit=lead.unit if lead else None, role=Role.REPORTER)
        .select_related("user")
        .first()
    )
    return post.user if post else otherwise


def _fill(
    task: Task, round: ReportingRound, state: str, *, compiler: User, reviewer: User, at: datetime
) -> None:
    last = (
        ProgressReport.objects.approved()
        .filter(task=task, round__through_month__lt=round.through_month)
        .order_by("-round__through_month")
        .first()
    )
    values = {key: value for key, value in report_values.values_of(last).items() if value}
    if state == "nothing":
        values["nothing_cause"] = ProgressReport.NothingCause.PROCEDURE
    actor = reporter_of(task, compiler)
    values["filled_by"] = actor.name
    known = {field.key for field in fields_of(task, round.through_month)}
    keys: dict[str, Any] = {"task_id": task.pk, "round_id": round.pk, "at": at}
    saved = save_report(
        **keys,
        actor=actor,
        values={key: value for key, value in values.items() if key in known},
        base_version=0,
    )
    if state != "saved":
        submit_report(**keys, actor=actor, version=saved.report.version)
    if state == "returned":
        return_report(**keys, actor=reviewer, reasons={"narrative": RETURN_REASON})
    if state == "approved":
        approve_report(**keys, actor=reviewer)
