"""Saving: nothing typed is lost, different fields merge, the same field is shown to a person."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from progress import services
from progress.models import Measurement, ProgressReport, ReportDraft
from progress.report_fields import FieldErrors
from projects.models import Role, Task
from tests.factories import AT, make_person
from tests.progress.conftest import COMPLETE, Story


def save(story: Story, values, *, actor=None, base_version=0, at=AT):
    return services.save_report(
        **story.where,
        actor=actor or story.reporter,
        at=at,
        values=values,
        base_version=base_version,
    )


def test_a_first_save_begins_the_report(story):
    saved = save(story, {**COMPLETE, story.value_key: "1"})
    report = story.report()
    assert (report.status, report.version) == ("draft", 1)
    assert report.invested == Decimal("92")
    assert report.measurements.get().value == 1
    assert set(saved.changed) == {*COMPLETE, story.value_key}
    step = report.steps.get()
    assert step.detail["changes"]["invested"] == ["", "92"]
    assert AuditEvent.objects.filter(verb="report.save", district_code="500101").count() == 1


def test_full_width_digits_are_taken_and_kept_as_typed(story):
    save(story, {"invested": "４１１．５", story.value_key: "１"})
    report = story.report()
    assert (report.invested, report.invested_printed) == (Decimal("411.5"), "４１１．５")
    assert report.measurements.get().printed == "１"


def test_a_remark_holds_the_reasons_a_district_prints_in_it(story):
    reasons = "是否完成：否；未完成原因：" + "征地拆迁未完成，" * 60
    save(story, {"remark": reasons})
    assert story.report().remark == reasons


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-5", "不能是负数"),
        ("很多", "不是数字"),
        ("1.23456", "5位小数"),
        ("1,23", "逗号位置"),
        ("30%", "百分比"),
    ],
)
def test_an_amount_that_cannot_be_taken_says_why_and_nothing_is_saved(story, typed, says):
    with pytest.raises(FieldErrors, match=says):
        save(story, {"invested": typed, "narrative": "正在推进。"})
    assert not ProgressReport.objects.filter(task=story.task).exists()


def test_all_errors_are_told_at_once(story):
    with pytest.raises(FieldErrors) as caught:
        save(story, {"invested": "-1", story.value_key: "x", "no_such_field": "1"})
    assert set(caught.value.errors) == {"invested", story.value_key, "no_such_field"}


def test_zero_stays_zero_and_blank_is_nothing(story):
    save(story, {"invested": "0"})
    assert story.report().invested == 0
    save(story, {"invested": ""}, base_version=1)
    assert story.report().invested is None


def test_a_number_taken_away_leaves_no_row(story):
    save(story, {story.value_key: "1"})
    save(story, {story.value_key: ""}, base_version=1)
    assert not Measurement.objects.exists()


def test_different_fields_of_two_people_merge(story):
    save(story, COMPLETE)
    save(story, {"remark": "牵头改的备注"}, base_version=1)
    saved = save(
        story,
        {**COMPLETE, "remark": "", "problem": "配合单位写的问题"},
        actor=story.helper_reporter,
        base_version=1,
    )
    report = story.report()
    assert (report.remark, report.problem) == ("牵头改的备注", "配合单位写的问题")
    assert saved.changed == ("problem",)
    assert "remark" in saved.kept


def test_the_same_field_of_two_people_is_a_conflict_and_nothing_is_written(story):
    save(story, COMPLETE)
    save(story, {"narrative": "新建1个，第二个已进场。"}, base_version=1)
    with pytest.raises(services.EditConflict) as caught:
        save(
            story,
            {"narrative": "新建1个，完成80%。", "remark": "我的备注"},
            actor=story.helper_reporter,
            base_version=1,
        )
    conflict = caught.value
    (clash,) = conflict.clashes
    assert (clash.before, clash.theirs, clash.mine) == (
        "新建口袋公园1个。",
        "新建1个，第二个已进场。",
        "新建1个，完成80%。",
    )
    assert conflict.version == 2
    assert conflict.merged == {"remark": "我的备注"}
    assert story.report().remark == ""


def test_both_writing_the_same_is_no_conflict(story):
    save(story, COMPLETE)
    save(story, {"remark": "同样的话"}, base_version=1)
    saved = save(story, {"remark": "同样的话"}, base_version=1)
    assert saved.changed == ()


def test_two_first_saves_from_the_prefilled_form_merge(story):
    save(story, {"narrative": "牵头写的。"})
    save(story, {"remark": "配合写的备注", "invested": "12"}, actor=story.helper_reporter)
    report = story.report()
    assert (report.narrative, report.remark, report.invested) == ("牵头写的。", "配合写的备注", 12)


def test_an_unchanged_save_leaves_no_step(story):
    save(story, COMPLETE)
    save(story, COMPLETE, base_version=1)
    assert story.report().version == 1
    assert story.report().steps.count() == 1


def test_another_units_reporter_is_refused(story):
    with pytest.raises(PermissionDenied, match="您没有它的填报岗位"):
        save(story, COMPLETE, actor=story.outsider)


def test_a_reviewer_does_not_fill_in(story):
    with pytest.raises(PermissionDenied):
        save(story, COMPLETE, actor=story.reviewer)


def test_a_person_without_an_active_account_is_refused(story):
    story.reporter.is_active = False
    story.reporter.save()
    with pytest.raises(PermissionDenied):
        save(story, COMPLETE)


def test_staff_who_fill_in_for_a_unit_are_recorded_as_such(story):
    save(story, COMPLETE, actor=story.compiler)
    assert story.report().steps.get().detail["on_behalf"] is True


def test_a_cooperating_unit_writes_its_own_paragraph_only(story):
    key = f"p{story.helper.pk}"
    save(story, {key: "民政这边完成测评。"}, actor=story.helper_reporter)
    paragraph = story.report().paragraphs.get()
    assert (paragraph.unit, paragraph.written_by) == (story.helper, story.helper_reporter)
    with pytest.raises(FieldErrors, match="由该单位自己写"):
        save(story, {key: "替他改"}, base_version=1)


def test_before_the_round_opens_nothing_is_taken(story):
    story.round.opens_on = AT.date() + timedelta(days=1)
    story.round.save()
    with pytest.raises(services.StepRefused, match="04月21日开始填报"):
        save(story, COMPLETE)


def test_a_closed_round_takes_nothing_but_corrections(story):
    save(story, COMPLETE)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    services.return_report(**story.where, actor=story.reviewer, at=AT, reasons={"": "请核对"})
    save(story, {"narrative": "改过了。"}, base_version=1)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=2)
    assert story.report().status == "submitted"


def test_a_stopped_task_needs_no_report(story):
    Task.objects.filter(pk=story.task.pk).update(state="stopped")
    with pytest.raises(services.StepRefused, match="已终止，不用填报"):
        save(story, COMPLETE)


def test_autosave_keeps_a_private_copy_and_leaves_the_report_alone(story):
    services.autosave_draft(
        **story.where,
        user=story.reporter,
        at=AT,
        base_version=0,
        values={"narrative": "写到一半", "invested": "4a", "csrfmiddlewaretoken": "x"},
    )
    assert not ProgressReport.objects.exists()
    draft = ReportDraft.objects.get(user=story.reporter)
    assert draft.values == {"narrative": "写到一半", "invested": "4a"}


def test_a_save_takes_the_place_of_my_draft_but_not_of_anothers(story):
    for person in (story.reporter, story.helper_reporter):
        services.autosave_draft(
            **story.where, user=person, at=AT, base_version=0, values={"remark": "草稿"}
        )
    save(story, {**COMPLETE, "remark": "定稿"})
    assert ReportDraft.objects.get().user == story.helper_reporter


def test_a_draft_beyond_all_bounds_is_refused(story):
    with pytest.raises(services.StepRefused, match="内容太长"):
        services.autosave_draft(
            **story.where,
            user=story.reporter,
            at=AT,
            base_version=0,
            values={"narrative": "长" * 40001},
        )


def test_a_submission_needs_the_facts_and_names_all_that_are_missing(story):
    save(story, {"remark": "只有备注"})
    with pytest.raises(services.Incomplete) as caught:
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    assert [gap.key for gap in caught.value.gaps] == ["narrative", "filled_by"]


def test_nothing_this_period_needs_a_cause_and_carries_the_last_text(story):
    last_round = story.round
    story.round = _earlier(story)
    save(story, COMPLETE)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    story.round = last_round
    save(story, {"nothing_cause": "procedure", "filled_by": "王芳"})
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    report = story.report()
    assert report.narrative == COMPLETE["narrative"]
    assert report.steps.last().detail["changes"]["narrative"] == ["", COMPLETE["narrative"]]


def test_what_was_checked_is_what_is_submitted(story):
    save(story, COMPLETE)
    save(story, {"remark": "又改了"}, base_version=1, actor=story.helper_reporter)
    with pytest.raises(services.StepRefused, match="再核对一遍"):
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)


def test_the_cooperating_unit_saves_but_only_the_lead_submits(story):
    save(story, COMPLETE, actor=story.helper_reporter)
    with pytest.raises(PermissionDenied, match="由牵头单位区教委提交"):
        services.submit_report(**story.where, actor=story.helper_reporter, at=AT, version=1)


def test_staff_submit_only_for_a_unit_without_an_account(story):
    save(story, COMPLETE, actor=story.compiler)
    with pytest.raises(PermissionDenied, match="有填报账号"):
        services.submit_report(**story.where, actor=story.compiler, at=AT, version=1)
    story.reporter.memberships.all().delete()
    services.submit_report(**story.where, actor=story.compiler, at=AT, version=1)
    report = story.report()
    assert report.on_behalf and report.steps.last().detail["on_behalf"]


def test_the_unit_head_submits_too(story):
    head = make_person("head", role=Role.UNIT_HEAD, unit=story.lead)
    save(story, COMPLETE)
    services.submit_report(**story.where, actor=head, at=AT, version=1)
    assert story.report().submitted_by == head


def _earlier(story):
    from tests.factories import make_round

    return make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 10))


@pytest.mark.parametrize("source", ["sheet", services.WORKBOOK])
def test_a_save_of_some_fields_leaves_what_was_typed_in_the_others_in_the_draft(story, source):
    services.autosave_draft(
        **story.where,
        user=story.reporter,
        at=AT,
        base_version=0,
        values={"narrative": "写到一半", "problem": "征地没谈好", "remark": ""},
    )
    services.save_rows(
        round_id=story.round.pk,
        actor=story.reporter,
        at=AT,
        inputs={story.task.pk: services.RowInput({"narrative": "新建1个。", "remark": ""}, 0)},
        source=source,
    )
    draft = ReportDraft.objects.get()
    assert draft.values["problem"] == "征地没谈好"
    # The sheet showed the draft's narrative and replaced it; a file filled in offline never saw it.
    assert ("narrative" in draft.values) is (source == services.WORKBOOK)
