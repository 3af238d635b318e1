"""A round is opened once a person is sure of its days, and taken back while nothing was filed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from progress import services
from progress.models import ReportDraft, ReportingRound
from progress.opening import doubts_of_opening
from progress.selectors.calendar import proposed_days
from progress.selectors.filing import own_rounds
from tests.factories import AT, DAY, make_milestone, make_plan, make_project, make_round
from tests.progress.test_rounds import open_next

GOOD = {"opens_on": date(2025, 7, 1), "due_on": date(2025, 7, 8)}


def doubts(month=6, today=date(2025, 6, 28), **days):
    return doubts_of_opening(2025, month, today=today, **{**GOOD, **days})


def test_usual_days_raise_no_doubt():
    assert doubts() == []


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (
            {"today": date(2025, 6, 1), "opens_on": date(2025, 6, 20)},
            "开始日期2025年6月20日在2025年1—6月结束以前",
        ),
        (
            {"today": date(2025, 6, 1), "opens_on": date(2025, 6, 2), "due_on": date(2025, 6, 30)},
            "单位还填不出整期的数",
        ),
        ({"due_on": date(2025, 11, 8)}, "结束后131天，离得很远"),
        ({"today": date(2025, 7, 9)}, "一开启就都是逾期"),
        ({"today": date(2025, 7, 2)}, "开始日期2025年7月1日已经过了"),
    ],
)
def test_days_that_look_like_a_slip_are_asked_about(days, says):
    (doubt,) = doubts(**days)
    assert says in doubt


@pytest.mark.parametrize("year", [1, 2024, 2027, 9999])
def test_a_round_takes_no_days_of_other_years(story, year):
    with pytest.raises(services.StepRefused, match="之间"):
        open_next(story, opens_on=date(year, 7, 1), due_on=date(year, 7, 8))
    with pytest.raises(services.StepRefused, match="之间"):
        services.extend_due(
            round_id=story.round.pk, actor=story.compiler, at=AT, due_on=date(year, 7, 8), reason="汛期"
        )  # fmt: skip


def test_the_database_takes_no_day_beyond_all_bounds(story):
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_round(story.round.plan, 9, opens_on=day, due_on=day)


def open_on_the_page(client, plan, **posted):
    given = {
        "plan": plan.pk,
        "through_month": "6",
        "opens_on": "2025-05-01",
        "due_on": "2025-05-08",
    }
    return client.post(reverse("progress:round-open"), given | posted)


def test_the_page_asks_once_and_opens_for_a_yes(story, client):
    client.force_login(story.compiler)
    asked = open_on_the_page(client, story.round.plan)
    assert asked.status_code == 422
    assert "单位还填不出整期的数" in asked.content.decode()
    assert not ReportingRound.objects.filter(through_month=6).exists()
    sure = "6 2025-05-01 2025-05-08"
    assert f'value="{sure}"' in asked.content.decode()
    other = open_on_the_page(client, story.round.plan, sure=sure, due_on="2025-05-09")
    assert other.status_code == 422, "a yes to other days is none"
    assert open_on_the_page(client, story.round.plan, sure=sure).status_code == 302
    assert ReportingRound.objects.get(through_month=6).due_on == date(2025, 5, 8)


def cancel(story, **given):
    return services.cancel_round(
        **{
            "round_id": story.round.pk,
            "actor": story.compiler,
            "at": AT,
            "reason": "月份选错",
            **given,
        }
    )


def test_a_round_opened_by_mistake_is_taken_back_and_its_month_is_free(story):
    cancel(story)
    assert not ReportingRound.objects.exists() and not story.round.plan.rounds.exists()
    kept = ReportingRound.with_cancelled.get()
    assert kept.steps.latest("pk").note == "月份选错" and kept.cancelled_at == AT
    assert AuditEvent.objects.filter(verb="round.cancel").count() == 1
    assert own_rounds(story.reporter, DAY, earlier=True) == []
    assert open_next(story, month=4, opens_on=date(2025, 5, 6), due_on=date(2025, 5, 9)).is_open


def test_a_round_in_which_somebody_typed_is_not_taken_back(story):
    ReportDraft.objects.create(
        task=story.task,
        round=story.round,
        user=story.reporter,
        saved_at=AT,
        values={"narrative": "写"},
    )
    with pytest.raises(services.StepRefused, match="已经有单位填写"):
        cancel(story)


def test_taking_back_needs_a_reason(story):
    with pytest.raises(services.StepRefused, match="原因"):
        cancel(story, reason=" ")


def test_taking_back_by_the_page(story, client):
    client.force_login(story.compiler)
    page = client.get(reverse("progress:round-manage", args=[story.round.pk])).content.decode()
    assert "撤销这一轮" in page
    address = reverse("progress:round-cancel", args=[story.round.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "月份选错"}).status_code == 302
    assert client.get(reverse("progress:round-board", args=[story.round.pk])).status_code == 404


def likely(client, plan):
    page = client.get(reverse("progress:round-open"), {"plan": plan.pk})
    return page.context["form"].initial


def test_the_first_round_of_a_plan_goes_to_its_first_stage(story, client):
    client.force_login(story.compiler)
    plan = make_plan(story.round.plan.district, 2026)
    task = make_project(plan, 1, units=[story.lead]).tasks.get()
    make_milestone(task, 9, "完工。")
    make_milestone(task, 6, "开工。")
    assert likely(client, plan) == {
        "through_month": 6,
        "opens_on": date(2026, 7, 1),
        "due_on": date(2026, 7, 13),
    }


def test_a_plan_without_stages_begins_with_the_first_quarter(story, client):
    client.force_login(story.compiler)
    plan = make_plan(story.round.plan.district, 2026)
    make_project(plan, 1, units=[story.lead])
    assert likely(client, plan)["through_month"] == 3


@pytest.mark.parametrize(
    ("today", "opens_on", "due_on"),
    [
        (date(2025, 4, 28), date(2025, 7, 1), date(2025, 7, 11)),
        (date(2025, 7, 5), date(2025, 7, 7), date(2025, 7, 17)),
    ],
)
def test_days_are_workdays_after_the_periods_end_and_not_past(db, today, opens_on, due_on):
    """30 June 2025 is a Monday; 5 July a Saturday."""
    assert proposed_days(2025, 6, today=today) == (opens_on, due_on)


def test_days_that_were_doubted_are_put_right_in_one_tap(story, client):
    client.force_login(story.compiler)
    asked = open_on_the_page(client, story.round.plan)
    assert "改为7月1日至7月11日，开启" in asked.content.decode()
    open_on_the_page(client, story.round.plan, days="proposed")
    opened = ReportingRound.objects.get(through_month=6)
    assert (opened.opens_on, opened.due_on) == (date(2025, 7, 1), date(2025, 7, 11))


def test_a_due_day_on_which_nobody_works_is_asked_about(story, client):
    client.force_login(story.compiler)
    asked = open_on_the_page(client, story.round.plan, opens_on="2025-07-01", due_on="2025-07-12")
    assert "截止日期7月12日不是工作日" in asked.content.decode()
