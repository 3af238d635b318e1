"""After the submission: take back, return, approve, reopen, and what each of them leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from progress import services
from progress.models import ReportRevision
from projects.models import Role
from tests.factories import AT, make_district, make_person, make_post
from tests.progress.conftest import COMPLETE


@pytest.fixture
def submitted(story):
    services.save_report(
        **story.where,
        actor=story.reporter,
        at=AT,
        values={**COMPLETE, story.value_key: "１", f"a{story.word_milestone.pk}": "yes"},
        base_version=0,
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    return story


def test_a_submission_is_taken_back_until_the_review_begins(submitted):
    story = submitted
    services.take_back(**story.where, actor=story.reporter, at=AT)
    report = story.report()
    assert (report.status, report.submitted_by) == ("draft", None)


def test_once_the_review_has_begun_it_is_not(submitted):
    story = submitted
    services.begin_review(**story.where, actor=story.reviewer, at=AT)
    with pytest.raises(PermissionDenied, match="陈静）已经开始审核"):
        services.take_back(**story.where, actor=story.reporter, at=AT)


def test_the_cooperating_unit_does_not_take_back(submitted):
    with pytest.raises(PermissionDenied):
        services.take_back(**submitted.where, actor=submitted.helper_reporter, at=AT)


def test_an_approval_freezes_what_was_read(submitted):
    story = submitted
    revision = services.approve_report(**story.where, actor=story.reviewer, at=AT, version=1)
    assert revision.number == 1
    assert revision.content == {
        "through_month": 4,
        "narrative": "新建口袋公园1个。",
        "invested": "92",
        "invested_printed": "92",
        "remark": "",
        "nothing_cause": "",
        "measurements": [
            {
                "indicator": story.indicator.pk,
                "label": "口袋公园",
                "unit": "个",
                "printed": "１",
                "value": "1",
            }
        ],
        "answers": [
            {
                "milestone": story.word_milestone.pk,
                "month": 3,
                "text": "启动建设。",
                "answer": "yes",
            }
        ],
        "units": ["区教委", "区民政局"],
        "project": {"number": 1, "name": "关爱青少年"},
        "brought_over": False,
    }
    report = story.report()
    assert (report.approved_by, report.approved_at) == (story.reviewer, AT)


def test_problem_and_next_step_never_reach_a_revision(story):
    services.save_report(
        **story.where,
        actor=story.reporter,
        at=AT,
        values={**COMPLETE, "problem": "征地受阻", "next_step": "月底协调"},
        base_version=0,
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    revision = services.approve_report(**story.where, actor=story.reviewer, at=AT)
    assert "征地受阻" not in str(revision.content)
    assert "月底协调" not in str(revision.content)
    assert "58250001" not in str(revision.content)


def test_own_submissions_cannot_be_approved(submitted):
    story = submitted
    make_post(story.reporter, story.district, Role.REVIEWER)
    with pytest.raises(PermissionDenied, match="是您提交的，须由另一位审核人审核"):
        services.approve_report(**story.where, actor=story.reporter, at=AT)
    with pytest.raises(PermissionDenied):
        services.return_report(**story.where, actor=story.reporter, at=AT, reasons={"": "x"})


def test_a_reviewer_of_another_district_is_refused(submitted):
    elsewhere = make_person("elsewhere", make_district("qianjiang"), Role.REVIEWER)
    with pytest.raises(PermissionDenied, match="万州区的审核岗办理"):
        services.approve_report(**submitted.where, actor=elsewhere, at=AT)


def test_the_second_of_two_reviewers_is_told_who_was_faster(submitted):
    story = submitted
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    with pytest.raises(services.StepRefused, match="陈静已于04月20日 09:30通过了这一件"):
        services.return_report(
            **story.where, actor=story.second_reviewer, at=AT, reasons={"": "请核对"}
        )
    assert story.report().status == "approved"
    assert ReportRevision.objects.count() == 1


def test_what_changed_after_the_reviewer_opened_it_is_not_approved(submitted):
    story = submitted
    services.take_back(**story.where, actor=story.reporter, at=AT)
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values={"invested": "100"}, base_version=1
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=2)
    with pytest.raises(services.StepRefused, match="单位又改过内容"):
        services.approve_report(**story.where, actor=story.reviewer, at=AT, version=1)


def test_a_return_keeps_its_reasons_by_field_and_starts_the_clock_again(submitted):
    story = submitted
    services.return_report(
        **story.where,
        actor=story.reviewer,
        at=AT,
        reasons={"invested": "请核对是否含配套", "": "总体请补充", "remark": " "},
        due_on=date(2025, 4, 28),
    )
    report = story.report()
    assert (report.status, report.due_again_on) == ("returned", date(2025, 4, 28))
    step = report.steps.last()
    assert step.detail["reasons"] == {"invested": "请核对是否含配套", "": "总体请补充"}
    assert step.note == "完成投资：请核对是否含配套\n整份：总体请补充"


@pytest.mark.parametrize(
    ("reasons", "due_on", "says"),
    [
        ({}, None, "请写明退回的理由"),
        ({"": "  "}, None, "请写明退回的理由"),
        ({"": "请改"}, AT.date() - timedelta(days=1), "不能早于今天"),
        ({"nosuch": "请改"}, None, "没有“nosuch”这一项"),
    ],
)
def test_a_return_that_says_too_little_is_refused(submitted, reasons, due_on, says):
    with pytest.raises(services.StepRefused, match=says):
        services.return_report(
            **submitted.where, actor=submitted.reviewer, at=AT, reasons=reasons, due_on=due_on
        )


def test_a_returned_report_can_be_submitted_again_and_every_word_stays(submitted):
    story = submitted
    for version, text in ((1, "第一轮"), (2, "第二轮")):
        services.return_report(
            **story.where, actor=story.reviewer, at=AT, reasons={"narrative": text}
        )
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=AT,
            values={"narrative": f"按{text}意见修改。"},
            base_version=version,
        )
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=version + 1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    notes = [step.note for step in story.report().steps.filter(step="return")]
    assert notes == ["进展情况：第一轮", "进展情况：第二轮"]


def test_a_correction_is_linked_and_leaves_the_first_revision_as_it_was(submitted):
    story = submitted
    first = services.approve_report(**story.where, actor=story.reviewer, at=AT)
    services.reopen_report(
        **story.where, actor=story.reviewer, at=AT, reason="金额有误", correction="2025-m04-r1"
    )
    report = story.report()
    assert (report.status, report.approved_by) == ("returned", None)
    assert report.steps.last().detail["correction"] == "2025-m04-r1"
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values={"invested": "95"}, base_version=1
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=2)
    second = services.approve_report(**story.where, actor=story.reviewer, at=AT)
    first.refresh_from_db()
    assert (first.content["invested"], second.content["invested"]) == ("92", "95")
    assert second.number == 2


def test_a_correction_without_a_name_is_refused(submitted):
    story = submitted
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    with pytest.raises(services.StepRefused, match="因哪一份更正"):
        services.reopen_report(
            **story.where, actor=story.reviewer, at=AT, reason="有误", correction=" "
        )
