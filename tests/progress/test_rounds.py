"""Rounds: opened, extended, closed, opened again; and what was brought over from an older notice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection

from progress import services
from progress.models import ReportingRound
from progress.selectors import approved_revisions, project_rows
from projects.models import Project
from tests.factories import AT, make_project, make_task
from tests.progress.conftest import COMPLETE


def open_next(story, month=6, **values):
    given = {"opens_on": date(2025, 7, 1), "due_on": date(2025, 7, 8), "actor": story.compiler}
    return services.open_round(
        plan=story.round.plan, through_month=month, at=AT, **{**given, **values}
    )


def test_the_compiler_opens_a_round(story):
    round_ = open_next(story)
    assert round_.is_open and round_.opened_by == story.compiler
    assert round_.steps.get().kind == "open"


def test_a_reviewer_does_not(story):
    with pytest.raises(PermissionDenied, match="编制岗"):
        open_next(story, actor=story.reviewer)


def test_one_round_per_month_of_a_plan(story):
    with pytest.raises(services.StepRefused, match="1—4月已经开启过"):
        open_next(story, month=4)


def test_a_due_day_before_the_opening_is_refused(story):
    with pytest.raises(services.StepRefused, match="不能早于开始日期"):
        open_next(story, due_on=date(2025, 6, 30))


def test_a_unit_gets_a_later_due_day_with_the_reason(story):
    services.extend_due(
        round_id=story.round.pk,
        actor=story.compiler,
        at=AT,
        due_on=date(2025, 4, 30),
        reason="汛期抢险",
        unit=story.lead,
    )
    assert story.round.extensions.get().unit == story.lead
    assert "区教委延至2025-04-30：汛期抢险" in story.round.steps.last().note


def test_an_extension_needs_a_reason_and_a_later_day(story):
    for due_on, reason, says in [
        (date(2025, 4, 30), " ", "原因"),
        (date(2025, 4, 25), "汛期", "应晚于原截止日期"),
    ]:
        with pytest.raises(services.StepRefused, match=says):
            services.extend_due(
                round_id=story.round.pk, actor=story.compiler, at=AT, due_on=due_on, reason=reason
            )


def test_closing_and_opening_again_with_a_reason(story):
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    with pytest.raises(services.StepRefused, match="已经关闭"):
        services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    services.reopen_round(
        round_id=story.round.pk, actor=story.compiler, at=AT, reason="区水利局补报"
    )
    assert ReportingRound.objects.get(pk=story.round.pk).is_open
    assert story.round.steps.last().note == "区水利局补报"


def test_closing_december_with_no_next_round_works(story):
    december = open_next(story, 12, opens_on=date(2025, 12, 25), due_on=date(2026, 1, 5))
    services.close_round(round_id=december.pk, actor=story.compiler, at=AT)
    assert not ReportingRound.objects.get(pk=december.pk).is_open


def take_over(story, round_, **values):
    given = {
        "task": story.task,
        "round": round_,
        "narrative": "开设点位4个。",
        "invested": Decimal("92"),
        "invested_printed": "92",
        "remark": "",
        "measurements": {story.indicator.pk: (Decimal(1), "1个")},
        "proposed_by": story.compiler,
        "confirmed_by": story.reviewer,
        "at": AT,
    }
    return services.take_over_report(**{**given, **values})


@pytest.fixture
def old_round(story):
    return services.take_over_round(
        plan=story.round.plan,
        through_month=3,
        opens_on=date(2025, 4, 1),
        due_on=date(2025, 4, 11),
        confirmed_by=story.reviewer,
        at=AT,
    )


def test_an_older_notices_row_is_taken_over_as_approved_and_marked(story, old_round):
    revision = take_over(story, old_round)
    report = revision.report
    assert (report.status, report.brought_over) == ("approved", True)
    assert revision.content["brought_over"] is True
    step = report.steps.get()
    assert (step.step, step.by, step.detail["proposed_by"]) == (
        "take_over",
        story.reviewer,
        story.compiler.pk,
    )
    assert old_round.brought_over and not old_round.is_open


def test_a_second_person_confirms_a_take_over(story, old_round):
    with pytest.raises(PermissionDenied, match="须由另一人办理"):
        take_over(story, old_round, proposed_by=story.reviewer)
    with pytest.raises(PermissionDenied):
        take_over(story, old_round, confirmed_by=story.compiler)


def test_what_was_reported_here_is_not_taken_over(story, old_round):
    take_over(story, old_round)
    with pytest.raises(services.StepRefused, match="已有报告"):
        take_over(story, old_round)
    with pytest.raises(services.StepRefused, match="已经在本系统填报"):
        services.take_over_round(
            plan=story.round.plan,
            through_month=4,
            opens_on=AT.date(),
            due_on=AT.date(),
            confirmed_by=story.reviewer,
            at=AT,
        )


def approve(story, task, values):
    where = {"task_id": task.pk, "round_id": story.round.pk, "at": AT}
    services.save_report(
        **where, actor=story.reporter, values={**COMPLETE, **values}, base_version=0
    )
    services.submit_report(**where, actor=story.reporter, version=1)
    services.approve_report(**where, actor=story.reviewer)


def test_a_projects_row_is_made_of_its_tasks(story):
    project = make_project(story.round.plan, 10, name="残疾人服务", units=[story.lead])
    first, second = project.tasks.get(), make_task(project, 2, units=[story.lead])
    approve(story, first, {"narrative": "改造30户。", "invested": "0", "remark": "市级"})
    (_, row) = project_rows(story.round)
    assert (row.narrative, row.invested, row.approved) == ("1.改造30户。", Decimal(0), False)
    approve(story, second, {"narrative": "新增5人。", "invested": "7"})
    (_, row) = project_rows(story.round)
    assert row.narrative == "1.改造30户。\n2.新增5人。"
    assert row.approved
    assert row.invested == 0, "the second task does not carry money"
    assert row.remark == "市级"


def test_money_is_null_only_where_no_task_gave_any(story):
    approve(story, story.task, {"invested": ""})
    (row,) = project_rows(story.round)
    assert row.invested is None and row.approved


def test_a_project_nobody_reported_keeps_its_row(story):
    (row,) = project_rows(story.round)
    assert (row.narrative, row.invested, row.approved) == ("", None, False)


def test_a_report_reopened_for_correction_is_not_approved(story):
    approve(story, story.task, {})
    assert set(approved_revisions(story.round)) == {story.task.pk}
    services.reopen_report(
        **story.where, actor=story.reviewer, at=AT, reason="有误", correction="更正"
    )
    assert approved_revisions(story.round) == {}


def test_project_rows_cost_the_same_for_few_and_many(story, django_assert_max_num_queries):
    for number in range(2, 30):
        make_project(story.round.plan, number, units=[story.lead])
    assert Project.objects.count() == 29
    with django_assert_max_num_queries(8):
        assert len(project_rows(story.round)) == 29


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ((date(1, 1, 1), date(1, 2, 1)), (date(2000, 1, 1), date(2000, 1, 1))),
        ((date(2025, 7, 1), date(9999, 1, 1)), (date(2025, 7, 1), date(2100, 12, 31))),
        ((date(9998, 1, 1), date(9999, 1, 1)), (date(2100, 12, 31), date(2100, 12, 31))),
    ],
)
def test_both_days_of_an_old_round_are_brought_back_together(story, slip, meant):
    """Raised one after the other, a round of the year 1 would for a moment open after it was due."""
    round_ = story.round
    with connection.cursor() as cursor:
        # As a database is before the migration: no bounds to the days yet.
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            # What this test wrote waits for its checks; no table is altered before they were made.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE progress_reportinground DROP CONSTRAINT round_days_sane")
        ReportingRound.objects.filter(pk=round_.pk).update(opens_on=slip[0], due_on=slip[1])
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    import_module("progress.migrations.0004_days_that_can_be_meant").bring_back(apps, None)
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on) == meant
