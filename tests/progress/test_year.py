"""How things stand through the year: drawings, the task's page, the district's overview, any past day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from progress import services
from progress.drawing import year_drawing
from progress.selectors.year import overview, task_year
from progress.standing import Value
from tests.factories import AT, BEIJING, make_project, make_round
from tests.progress.conftest import COMPLETE
from tests.progress.test_query_budgets import queries
from tests.progress.test_unit_desk import page, signed_in


def test_a_drawing_shows_steps_points_and_target():
    drawn = year_drawing({6: Decimal(1), 12: Decimal(2)}, [(3, Decimal("0.5"))], Decimal(2))
    assert drawn is not None
    assert [(one.x, one.label) for one in drawn.steps] == [("50", "1"), ("100", "2")]
    assert [(one.x, one.label) for one in drawn.points] == [("25", "0.5")]
    assert drawn.target is not None and drawn.target.y1 == "10"


def test_nothing_promised_and_nothing_reported_draws_nothing():
    assert year_drawing({}, [], Decimal(5)) is None
    assert year_drawing({12: Decimal(0)}, [], None) is None


AMOUNTS = st.decimals(0, 10**9, places=2)


@given(
    st.dictionaries(st.integers(1, 12), AMOUNTS, max_size=5),
    st.dictionaries(st.integers(1, 12), AMOUNTS, max_size=5),
    st.none() | AMOUNTS,
)
def test_a_drawing_stays_in_its_box(promised, reported, target):
    drawn = year_drawing(promised, sorted(reported.items()), target)
    if drawn is None:
        return
    for line in (*drawn.promised, *drawn.path):
        for place in (line.x1, line.y1, line.x2, line.y2):
            assert 0 <= Decimal(place) <= 100
    for point in (*drawn.steps, *drawn.points):
        assert 0 <= Decimal(point.x) <= 100 and 10 <= Decimal(point.y) <= 88


def approve(story, round_, at, **values):
    where = {"task_id": story.task.pk, "round_id": round_.pk}
    services.save_report(
        **where, actor=story.reporter, at=at, values={**COMPLETE, **values}, base_version=0
    )
    services.submit_report(**where, actor=story.reporter, at=at, version=1)
    services.approve_report(**where, actor=story.reviewer, at=at)


@pytest.fixture
def half_year(story):
    """Approved in July: 0 of 1 due in June; then 1 in the third quarter."""
    june = make_round(story.round.plan, 6, opens_on=date(2025, 7, 1), due_on=date(2025, 7, 10))
    september = make_round(
        story.round.plan, 9, opens_on=date(2025, 10, 1), due_on=date(2025, 10, 15)
    )
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    approve(
        story,
        june,
        datetime(2025, 7, 8, 9, tzinfo=BEIJING),
        **{story.value_key: "0", f"a{story.word_milestone.pk}": "yes"},
    )
    approve(
        story,
        september,
        datetime(2025, 10, 12, 9, tzinfo=BEIJING),
        **{story.value_key: "1", "invested": "150", f"a{story.word_milestone.pk}": "yes"},
    )
    return story


@pytest.mark.django_db
class TestYear:
    def test_a_missed_milestone_made_up_later_keeps_its_mark(self, half_year):
        story = half_year
        in_july = task_year(story.reviewer, story.task.pk, date(2025, 7, 9))
        assert in_july.standing.value is Value.BEHIND
        in_october = task_year(story.reviewer, story.task.pk, date(2025, 10, 13))
        assert in_october.standing.value is Value.ON_SCHEDULE
        assert in_october.standing.made_up

    def test_a_past_day_knows_only_what_was_approved_by_then(self, half_year):
        story = half_year
        year = task_year(story.reviewer, story.task.pk, date(2025, 7, 7))
        assert year.revisions == ()
        assert year.indicators[0].reported == ()

    def test_the_overview_adds_money_up_and_counts_standings(self, half_year):
        story = half_year
        make_project(story.round.plan, 2, investment_plan=100, units=[story.helper])
        found = overview(story.round.plan, date(2025, 10, 13))
        assert (found.invested, found.planned, found.ratio) == (150, 400, Decimal("37.5"))
        assert (found.through_month, found.elapsed) == (9, Decimal("75.0"))
        assert sum(count for _, count in found.counts) == 2
        earlier = overview(story.round.plan, date(2025, 7, 9))
        assert earlier.invested == 92

    def test_the_pages_show_it_with_words_and_sentences(self, half_year, settings):
        story = half_year
        settings.PORTAL_DAY = date(2025, 10, 13)
        client = signed_in(story.reviewer)
        text = page(client.get(reverse("progress:task", args=[story.task.pk])))
        assert "正常" in text and "补齐" in text and "当时未到，已补齐" in text
        text = page(client.get(reverse("progress:task", args=[story.task.pk]) + "?day=2025-07-09"))
        assert "滞后" in text and "回到今天" in text
        text = page(client.get(reverse("progress:overview", args=[story.round.plan_id])))
        assert "37.5" not in text and "50.0" in text, "150 of 300"

    def test_a_day_that_is_none_or_to_come_says_so(self, story):
        client = signed_in(story.reviewer)
        address = reverse("progress:overview", args=[story.round.plan_id])
        assert "不是日期" in page(client.get(address + "?day=gestern"))
        assert "还没到那一天" in page(client.get(address + "?day=2025-12-01"))

    def test_a_unit_sees_the_year_of_its_own_task_only(self, story):
        address = reverse("progress:task", args=[story.task.pk])
        assert signed_in(story.reporter).get(address).status_code == 200
        assert signed_in(story.outsider).get(address).status_code == 404
        overview_address = reverse("progress:overview", args=[story.round.plan_id])
        assert signed_in(story.reporter).get(overview_address).status_code == 404

    def test_the_overview_costs_the_same_for_few_and_many(self, story):
        from tests.progress.test_query_budgets import grow

        client = signed_in(story.reviewer)
        address = reverse("progress:overview", args=[story.round.plan_id])
        grow(story, 5)
        few = queries(client, address)
        grow(story, 300)
        assert queries(client, address) == few

    def test_a_changed_rule_set_changes_the_light_not_the_facts(self, half_year):
        from tests.factories import make_rule_set

        story = half_year
        make_rule_set(name="从宽", effective_from=date(2025, 7, 1), milestone_behind_over=60)
        year = task_year(story.reviewer, story.task.pk, date(2025, 7, 9))
        assert year.standing.value is Value.SLOW
        assert year.standing.rules == "从宽"


@pytest.mark.django_db
def test_by_elapsed_time_the_table_says_what_was_due_as_its_sentence_does(story, settings):
    story.indicator.milestone_targets.all().delete()
    story.task.milestones.all().delete()
    story.indicator.target = Decimal(67)
    story.indicator.save()
    approve(story, story.round, AT, **{story.value_key: "20"})
    settings.PORTAL_DAY = AT.date()
    text = page(signed_in(story.reviewer).get(reverse("progress:task", args=[story.task.pk])))
    assert "4月底应到22.33个" in text
    assert '<td class="num">22.33</td>' in text
