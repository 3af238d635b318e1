"""Dull valid rows. A test names only what matters to it. People have parts, never numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from progress.models import ProgressReport, ReportingRound, RuleSet
from projects.models import (
    AnnualPlan,
    Category,
    District,
    Indicator,
    Membership,
    Milestone,
    MilestoneTarget,
    Project,
    ResponsibleUnit,
    Role,
    Task,
    TaskUnit,
)

BEIJING = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 4, 20)
AT = datetime(2025, 4, 20, 9, 30, tzinfo=BEIJING)
PASSWORD = "Dull-valid-1"


def make_district(slug: str = "wanzhou", **values: Any) -> District:
    known = {
        "wanzhou": {
            "code": "500101",
            "name": "万州区",
            "commission_name": "万州区发展和改革委员会",
            "receipt_letters": "WZ",
        },
        "qianjiang": {
            "code": "500114",
            "name": "黔江区",
            "commission_name": "黔江区发展和改革委员会",
            "receipt_letters": "QJ",
        },
    }
    return District.objects.create(slug=slug, **{**known.get(slug, {}), **values})


def make_unit(district: District, name: str = "区教委", **values: Any) -> ResponsibleUnit:
    return ResponsibleUnit.objects.create(district=district, name=name, **values)


def make_person(
    part: str,
    district: District | None = None,
    role: Role | None = None,
    unit: ResponsibleUnit | None = None,
    **values: Any,
) -> User:
    """A person by their part in the story ("reporter", "reviewer", "outsider"), with one post if given."""
    user = User(username=part, name=values.pop("name", part), **values)
    user.set_password(PASSWORD)
    user.save()
    if role:
        make_post(user, district or (unit.district if unit else None), role, unit)
    return user


def make_post(
    user: User, district: District | None, role: Role, unit: ResponsibleUnit | None = None
) -> Membership:
    assert district is not None
    return Membership.objects.create(user=user, district=district, role=role, unit=unit)


def make_plan(district: District, year: int = 2025, **values: Any) -> AnnualPlan:
    values.setdefault("title", f"{district.name}{year}年重点民生实事")
    return AnnualPlan.objects.create(district=district, year=year, **values)


def make_category(plan: AnnualPlan, name: str = "区级民生实事", order: int = 1) -> Category:
    return Category.objects.create(plan=plan, name=name, order=order)


def make_project(plan: AnnualPlan, number: int = 1, **values: Any) -> Project:
    """A project with one task that carries its money. `units` are the task's units in order."""
    units = values.pop("units", ())
    values.setdefault("name", f"项目{number}")
    values.setdefault("target", "新建口袋公园2个。")
    if "investment_plan" in values and values["investment_plan"] is not None:
        values["investment_plan"] = Decimal(str(values["investment_plan"]))
    project = Project.objects.create(plan=plan, number=number, **values)
    make_task(project, units=units, carries_money=True)
    return project


def make_task(project: Project, number: int = 1, **values: Any) -> Task:
    units = values.pop("units", ())
    values.setdefault("text", project.target)
    task = Task.objects.create(project=project, number=number, **values)
    for position, unit in enumerate(units, start=1):
        TaskUnit.objects.create(
            task=task,
            unit=unit,
            position=position,
            role="lead" if position == 1 else "cooperating",
        )
    return task


def make_milestone(task: Task, month: int = 6, text: str = "完成1个。", **values: Any) -> Milestone:
    return Milestone.objects.create(task=task, month=month, text=text, **values)


def make_indicator(task: Task, label: str = "口袋公园", **values: Any) -> Indicator:
    """An indicator; `by_month={6: 1}` gives it milestone values (milestones are made where missing)."""
    by_month = values.pop("by_month", {})
    values.setdefault("position", task.indicators.count() + 1)
    values.setdefault("unit", "个")
    values.setdefault("target", Decimal(2))
    indicator = Indicator.objects.create(task=task, label=label, **values)
    for month, value in by_month.items():
        milestone = task.milestones.filter(month=month).first() or make_milestone(task, month)
        MilestoneTarget.objects.create(
            indicator=indicator, milestone=milestone, value=Decimal(str(value)), printed=str(value)
        )
    return indicator


def make_round(plan: AnnualPlan, through_month: int = 4, **values: Any) -> ReportingRound:
    values.setdefault("opens_on", date(plan.year, 4, 14))
    values.setdefault("due_on", date(plan.year, 4, 25))
    return ReportingRound.objects.create(plan=plan, through_month=through_month, **values)


def make_report(task: Task, round: ReportingRound, **values: Any) -> ProgressReport:
    """A draft unless `status` says otherwise (then give the people the status asks for)."""
    values.setdefault("narrative", "正在推进。")
    return ProgressReport.objects.create(task=task, round=round, **values)


def make_rule_set(**values: Any) -> RuleSet:
    values.setdefault("name", "通用规则")
    values.setdefault("effective_from", date(2025, 1, 1))
    return RuleSet.objects.create(**values)


def make_approved(task: Task, round: ReportingRound, **values: Any) -> ProgressReport:
    """An approved report with its revision, as the reporter and the reviewer leave it."""
    from progress.models import ReportRevision
    from progress.report_values import frozen

    reporter = values.pop("submitted_by", None) or make_person_once("reporter")
    reviewer = values.pop("approved_by", None) or make_person_once("report-reviewer")
    if values.get("invested") is not None:
        values["invested"] = Decimal(str(values["invested"]))
    report = make_report(
        task,
        round,
        status="approved",
        submitted_by=reporter,
        submitted_at=AT,
        approved_by=reviewer,
        approved_at=AT,
        **values,
    )
    ReportRevision.objects.create(
        report=report,
        number=report.revisions.count() + 1,
        content=frozen(report, task),
        approved_by=reviewer,
        approved_at=AT,
    )
    return report


def make_person_once(part: str) -> User:
    """The person of that part, made at first need."""
    return User.objects.filter(username=part).first() or make_person(part)
