"""Imports: read, look, settle the doubts, apply all or nothing, confirm by another, undo."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from intake import services
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.services.receiving import read_source, receive_reading, written_reading
from notices.models import Notice
from progress.models import ProgressReport
from projects.models import (
    AnnualPlan,
    Milestone,
    Project,
    ResponsibleUnit,
    Role,
    Task,
    UnitAlias,
)
from tests.conftest import DOCUMENTS
from tests.factories import AT, make_district, make_person, make_plan, make_project, make_round

pytestmark = pytest.mark.django_db

TARGETS = (DOCUMENTS / "qianjiang-2025-targets.docx").read_bytes()
NOTICE = (DOCUMENTS / "wanzhou-2025-q1-notice.html").read_bytes()

SMALL = "序号,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元)\n1,口袋公园建设,区城市管理局,新建口袋公园2个。,{plan}\n"


class Desk:
    """A district's import desk with a compiler and a reviewer."""

    def __init__(self, slug="qianjiang"):
        self.district = make_district(slug)
        self.compiler = make_person("compiler", self.district, Role.COMPILER)
        self.reviewer = make_person("reviewer", self.district, Role.REVIEWER)

    def preview(self, data, name, kind=ImportRun.Kind.PLAN):
        source = services.receive_document(
            district=self.district, name=name, data=data, actor=self.compiler, at=AT
        )
        return services.start_import(
            source=source, reading=read_source(source), kind=kind, actor=self.compiler, at=AT
        )

    def preview_small(self, plan="100"):
        return self.preview(SMALL.format(plan=plan).encode(), "small.csv")

    def apply(self, run, **options):
        return services.apply_import(run_id=run.pk, actor=self.compiler, at=AT, **options)


def test_a_preview_writes_nothing_of_the_register():
    run = Desk().preview(TARGETS, "targets.docx")
    assert run.findings.exists()
    assert not AnnualPlan.objects.exists() and not ResponsibleUnit.objects.exists()


def test_warnings_must_be_decided_before_anything_is_written():
    desk = Desk()
    run = desk.preview(TARGETS, "targets.docx")
    with pytest.raises(ImportRefused, match="处疑点没有确认"):
        desk.apply(run)
    assert not AnnualPlan.objects.exists()
    for finding in run.findings.filter(severity="warning"):
        services.decide_finding(
            finding_id=finding.pk, decision="按原文保留", actor=desk.compiler, at=AT
        )
    assert desk.apply(run).projects.count() == 20


def test_qianjiangs_plan_is_entered_as_printed():
    desk = Desk()
    plan = desk.apply(desk.preview(TARGETS, "targets.docx"), accept_warnings=True)
    assert plan.document_number == "黔江府办发〔2025〕20号"
    assert plan.issued_on.isoformat() == "2025-04-25"
    tasks = Task.objects.filter(project__plan=plan)
    assert (plan.projects.count(), tasks.count()) == (20, 22)
    assert Milestone.objects.filter(task__project__plan=plan).count() == 66
    sixteenth = plan.projects.get(number=16)
    assert (sixteenth.name, sixteenth.printed_number) == ("建设妇女儿童综合服务体", "16")
    first = plan.projects.get(number=1).tasks.get()
    assert [u.unit.name for u in first.task_units.all()] == ["区交通运输委", "区农业农村委"]
    assert [u.role for u in first.task_units.all()] == ["lead", "cooperating"]
    units = [
        [u.unit.name for u in task.task_units.all()]
        for task in plan.projects.get(number=10).tasks.all()
    ]
    assert units == [["区残联"], ["区民政局"], ["区民政局"]]


def test_a_term_number_is_due_anew_each_term_and_a_cumulative_one_is_not():
    desk = Desk()
    plan = desk.apply(desk.preview(TARGETS, "targets.docx"), accept_warnings=True)
    aid = plan.projects.get(number=6).tasks.get().indicators
    assert aid.get(target=Decimal(74400)).basis == "in_period"
    fence = plan.projects.get(number=13).tasks.get().indicators.get(target=Decimal(271))
    assert fence.basis == "cumulative"


def test_wanzhous_notice_waits_for_a_second_person_and_is_then_brought_over():
    desk = Desk("wanzhou")
    run = desk.preview(NOTICE, "notice.html", ImportRun.Kind.NOTICE)
    desk.apply(run)
    assert not ProgressReport.objects.exists() and not Notice.objects.exists()
    with pytest.raises(PermissionDenied):
        services.confirm_take_over(run_id=run.pk, actor=desk.compiler, at=AT)
    notice = services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    assert (notice.number, notice.origin) == ("2025-q1", "brought_over")
    assert ProgressReport.objects.filter(status="approved", brought_over=True).count() == 20
    eighth = ProgressReport.objects.get(task__project__number=8)
    assert eighth.invested is None
    third = ProgressReport.objects.get(task__project__number=3)
    values = {(m.indicator.unit, m.value) for m in third.measurements.select_related("indicator")}
    assert ("所", Decimal(2)) in values and ("次", Decimal(10)) not in values
    with pytest.raises(ImportRefused, match="没有待确认"):
        services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    assert Notice.objects.count() == 1


def test_the_same_file_again_changes_nothing():
    desk = Desk()
    desk.apply(desk.preview(TARGETS, "targets.docx"), accept_warnings=True)
    before = list(Project.objects.order_by("pk").values())
    again = desk.preview(TARGETS, "targets.docx")
    desk.apply(again, accept_warnings=True)
    again.refresh_from_db()
    assert again.outcome["unchanged"]
    assert list(Project.objects.order_by("pk").values()) == before


def test_a_changed_amount_is_brought_up_to_date_and_can_be_undone():
    desk = Desk()
    plan = desk.apply(desk.preview_small())
    run = desk.preview_small(plan="120.5")
    desk.apply(run)
    project = plan.projects.get()
    assert project.investment_plan == Decimal("120.5")
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    project.refresh_from_db()
    assert project.investment_plan == Decimal(100)


def test_undoing_the_first_import_takes_the_plan_away_again():
    desk = Desk()
    run = desk.preview_small()
    desk.apply(run)
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    assert not AnnualPlan.objects.exists()
    run.refresh_from_db()
    assert run.status == ImportRun.Status.UNDONE


def test_an_import_is_not_undone_once_units_report():
    desk = Desk()
    run = desk.preview_small()
    make_round(desk.apply(run))
    with pytest.raises(ImportRefused, match="已经开始填报"):
        services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)


def test_a_corrected_cell_is_read_anew_and_the_file_stays_as_it_came():
    desk = Desk()
    run = desk.preview_small()
    services.correct_reading(
        run_id=run.pk,
        said=services.Corrections({(1, 2, 2): "城市公园建设"}),
        actor=desk.compiler,
        at=AT,
    )
    plan = desk.apply(run)
    assert plan.projects.get().name == "城市公园建设"
    run.refresh_from_db()
    assert "口袋公园建设" in bytes(run.source.data).decode()


def test_a_spelling_tied_to_a_known_unit_makes_no_new_one():
    desk = Desk()
    known = ResponsibleUnit.objects.create(district=desk.district, name="区城管局")
    run = desk.preview_small()
    services.tie_unit(run_id=run.pk, name="区城市管理局", unit=known, actor=desk.compiler, at=AT)
    desk.apply(run)
    assert ResponsibleUnit.objects.get() == known
    assert UnitAlias.objects.get().name == "区城市管理局"


def test_a_progress_table_goes_into_the_drafts_of_the_open_round():
    desk = Desk()
    plan = make_plan(desk.district)
    project = make_project(plan, 1, name="口袋公园建设", investment_plan=100)
    make_round(plan, 4)
    table = (
        "万州区2025年重点民生实事推进情况表（1-4月）\n"
        "序号,项目名称,2025年工作目标任务,责任单位,进展情况(1-4月),完成额度(万元)\n"
        "1,口袋公园建设,新建口袋公园2个。,区城市管理局,已建成1个。,40.5\n"
    )
    run = desk.preview(table.encode(), "april.csv", ImportRun.Kind.ROUND)
    desk.apply(run, accept_warnings=True)
    report = ProgressReport.objects.get(task=project.tasks.get())
    assert (report.status, report.narrative, report.invested) == (
        "draft",
        "已建成1个。",
        Decimal("40.5"),
    )
    assert report.steps.get().detail.get("on_behalf") or report.on_behalf


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("notice.html", NOTICE, ImportRun.Kind.NOTICE),
        ("april.csv", "序号,项目名称,进展情况(1-4月)\n1,口袋公园建设,已建成1个。\n".encode(), ImportRun.Kind.ROUND),
    ],
)  # fmt: skip
def test_what_was_once_published_is_offered_as_a_past_notice_and_never_as_drafts_of_a_round(
    name, data, kind
):
    desk = Desk("wanzhou")
    make_round(make_plan(desk.district), 3)
    read = receive_reading(desk.district, name, data, year=2025)
    run = written_reading(read, actor=desk.compiler, at=AT)
    assert run.kind == kind


def test_only_the_districts_own_compiler_imports():
    desk = Desk()
    elsewhere = make_person("outsider", make_district("wanzhou"), Role.COMPILER)
    with pytest.raises(PermissionDenied):
        services.receive_document(
            district=desk.district, name="a.csv", data=b"x", actor=elsewhere, at=AT
        )
