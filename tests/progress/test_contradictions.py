"""A figure that contradicts the plan or the last one is asked about: explained, answered, and seen again later."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from progress import services
from progress.checks import Check
from progress.models import ReportRevision, ReportStep
from progress.selectors.contradictions import GIVEN, contradictions_in
from progress.selectors.filing import filing
from tests.factories import AT
from tests.progress.conftest import COMPLETE, Story

ABOVE_PLAN = "完成投资1200万元，超过年度投资计划300万元，多900万元，请核对。"
POINT = "invested-invested_above_plan"
MARK = Check("invested", "warning", "invested_above_plan", ABOVE_PLAN, "投资超计划", True).mark
SLIP = COMPLETE | {"invested": "1200"}


@pytest.fixture
def slip(story: Story) -> Story:
    """A report whose money is four times its plan, saved by the unit."""
    services.save_report(**story.where, actor=story.reporter, at=AT, values=SLIP, base_version=0)
    return story


def hand_in(story: Story, why: str = "") -> None:
    services.submit_report(
        **story.where, actor=story.reporter, at=AT, version=1, explained={POINT: why}
    )


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(story: Story, user, name: str) -> str:
    return browser(user).get(reverse(name, args=[story.task.pk, story.round.pk])).content.decode()


def post(story: Story, user, name: str, **data):
    return browser(user).post(
        reverse(name, args=[story.task.pk, story.round.pk]), {"version": "1", **data}
    )


def test_the_unit_is_asked_before_it_hands_in_and_its_words_go_with_the_report(slip):
    shown = page(slip, slip.reporter, "progress:report-check")
    assert "1 处矛盾，请说明" in shown
    assert ABOVE_PLAN in shown

    post(slip, slip.reporter, "progress:report-submit", explanation="追加了中央资金")
    step = ReportStep.objects.get(step="submit")
    assert step.note == "完成投资超计划：追加了中央资金"
    assert step.detail[GIVEN][POINT] == {"sentence": ABOVE_PLAN, "reason": "追加了中央资金"}


def test_an_explanation_that_came_too_late_stays_on_the_page(slip):
    services.save_report(
        **slip.where, actor=slip.reporter, at=AT, values={"remark": "补"}, base_version=1
    )
    answer = post(slip, slip.reporter, "progress:report-submit", explanation="追加了中央资金")
    assert answer.status_code == 409
    assert "追加了中央资金" in answer.content.decode()


def test_a_report_that_contradicts_its_plan_is_not_approved_without_an_answer(slip):
    hand_in(slip)
    with pytest.raises(services.Unanswered, match="超过年度投资计划300万元"):
        services.approve_report(**slip.where, actor=slip.reviewer, at=AT, version=1)
    with pytest.raises(services.Unanswered):
        services.approve_report(
            **slip.where, actor=slip.reviewer, at=AT, version=1, answers={POINT: "  "}
        )
    assert slip.report().status == "submitted"
    assert not ReportRevision.objects.exists()


def test_the_reviewer_is_offered_the_unit_s_own_explanation_and_ticks_what_it_answers(slip):
    hand_in(slip, "追加了中央资金")
    shown = page(slip, slip.reviewer, "progress:review")
    assert "单位说明：追加了中央资金" in shown
    assert ">追加了中央资金</textarea>" in shown
    assert f'value="{MARK}" checked' not in shown
    assert f'value="{MARK}"' in shown

    refused = post(slip, slip.reviewer, "progress:review-approve", answer="已看过批复")
    assert refused.status_code == 422
    assert ">已看过批复</textarea>" in refused.content.decode()
    assert slip.report().status == "submitted"

    post(slip, slip.reviewer, "progress:review-approve", answer="已看过批复", point=[MARK])
    assert slip.report().status == "approved"
    assert ReportStep.objects.get(step="approve").note == "完成投资超计划：已看过批复"


def test_one_reason_covers_several_ticked_points(slip):
    services.save_report(
        **slip.where, actor=slip.reporter, at=AT, values={slip.value_key: "5"}, base_version=1
    )
    services.submit_report(**slip.where, actor=slip.reporter, at=AT, version=2)
    points = [
        check.mark for check in filing(slip.reviewer, **slip.where, at=AT).row.checks if check.asks
    ]
    assert MARK in points and len(points) == 2
    one = post(
        slip, slip.reviewer, "progress:review-approve", version="2", answer="属实", point=MARK
    )
    assert one.status_code == 422
    post(slip, slip.reviewer, "progress:review-approve", version="2", answer="属实", point=points)
    assert slip.report().status == "approved"
    assert ReportStep.objects.get(step="approve").note.endswith("、完成投资超计划：属实")


def test_a_mere_note_or_another_warning_asks_nothing(story):
    services.save_report(
        **story.where,
        actor=story.reporter,
        at=AT,
        values=COMPLETE | {"invested": ""},
        base_version=0,
    )
    assert "progress/_answer" not in page(story, story.reviewer, "progress:review")
    hand_in(story)
    shown = page(story, story.reviewer, "progress:review")
    assert "没有填完成投资" in shown
    assert "处矛盾" not in shown
    services.approve_report(**story.where, actor=story.reviewer, at=AT, version=1)


def test_a_tick_holds_for_the_figures_that_were_read(slip):
    """The plan was issued anew while the reviewer's page stood open: what he read is not what would be kept."""
    hand_in(slip)
    slip.task.project.__class__.objects.update(investment_plan=200)
    refused = post(slip, slip.reviewer, "progress:review-approve", answer="属实", point=[MARK])
    assert refused.status_code == 422
    assert ">属实</textarea>" in refused.content.decode()
    assert slip.report().status == "submitted"


def test_several_rows_are_handed_in_each_with_its_own_explanation(slip):
    browser(slip.reporter).post(
        reverse("progress:sheet-submit", args=[slip.round.pk]),
        {"row": f"{slip.task.pk}-1", f"why-{slip.task.pk}": "追加了中央资金"},
    )
    assert slip.report().status == "submitted"
    assert ReportStep.objects.get(step="submit").detail[GIVEN][POINT]["reason"] == "追加了中央资金"


def test_an_answer_holds_for_the_figures_it_was_given_for(slip):
    hand_in(slip, "追加了中央资金")
    services.approve_report(
        **slip.where, actor=slip.reviewer, at=AT, version=1, answers={POINT: "已看过批复"}
    )
    [row] = contradictions_in(slip.round)
    assert [(one.said, one.answer) for one in row.asked] == [("追加了中央资金", "已看过批复")]

    slip.task.project.__class__.objects.update(investment_plan=200)
    [row] = contradictions_in(slip.round)
    assert [(one.sentence[:10], one.answer) for one in row.asked] == [("完成投资1200万元", "")]
