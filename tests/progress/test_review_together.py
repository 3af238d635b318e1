"""Several rows of the queue approved with one reason: what is not ticked stays, and nothing unanswered gets through."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from progress import services
from progress.models import ProgressReport, ReportStep
from progress.selectors.contradictions import GIVEN
from projects.models import Project, Role
from tests.factories import (
    AT,
    make_district,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_round,
)
from tests.progress.conftest import COMPLETE, Story
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db
QUEUE, MANY, TOGETHER = (
    reverse(f"progress:review-{name}") for name in ("queue", "approve-many", "together")
)


def submit(story: Story, task, why: str = "", **values: str) -> None:
    where = {"task_id": task.pk, "round_id": story.round.pk, "at": AT, "actor": story.reporter}
    services.save_report(**where, values=COMPLETE | values, base_version=0)
    points = dict.fromkeys(("invested-invested_above_plan", f"{story.value_key}-over_target"), why)
    services.submit_report(**where, version=1, explained=points)


@pytest.fixture
def story(story: Story) -> Story:
    """Late in the year, when no first figure is too much at once: what is above the plan asks, and warns of no jump."""
    story.round.through_month = 11
    story.round.save()
    return story


@pytest.fixture
def tasks(story: Story):
    """Three rows of 300万元 each: the first two above their plan, the third as it should be."""
    made = [story.task] + [
        make_project(story.round.plan, number, units=[story.lead], investment_plan=300).tasks.get()
        for number in (2, 3)
    ]
    submit(story, made[0], "追加了中央资金", invested="301")
    submit(story, made[1], invested="400")
    submit(story, made[2])
    return made


@pytest.fixture
def reviewer(story: Story):
    return signed_in(story.reviewer)


def keys(story: Story, tasks, version: int = 1) -> list[str]:
    return [f"{task.pk}-{story.round.pk}-{version}" for task in tasks]


def asked(client, story: Story, tasks) -> str:
    return page(client.get(f"{TOGETHER}?{urlencode({'row': keys(story, tasks)}, True)}"))


def points_on(text: str) -> list[str]:
    """Of the boxes to tick."""
    return re.findall(r'type="checkbox" name="point" value="([^"]+)"', text)


def states(tasks) -> list[str]:
    return [ProgressReport.objects.get(task=task).status for task in tasks]


def test_rows_that_ask_nothing_pass_at_once_and_the_others_lead_to_their_questions(
    story, tasks, reviewer
):
    shown = page(reviewer.post(MANY, {"row": keys(story, tasks)}, follow=True))
    assert states(tasks) == ["submitted", "submitted", "approved"]
    assert "已通过1件：第3件" in shown
    assert "先回答 2 处矛盾，再通过 2 件" in shown
    assert "超过年度投资计划300万元，多1万元" in shown and "多100万元" in shown
    assert "单位说明：追加了中央资金" in shown and "单位没有说明" in shown


def test_one_reason_covers_the_ticked_points_of_several_rows(story, tasks, reviewer):
    points = points_on(asked(reviewer, story, tasks[:2]))
    reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:2]), "point": points, "answer": "已看过批复"}
    )
    assert states(tasks[:2]) == ["approved", "approved"]
    kept = [step.detail[GIVEN] for step in ReportStep.objects.filter(step="approve")]
    assert [[one["reason"] for one in given.values()] for given in kept] == [["已看过批复"]] * 2


def test_a_point_that_is_not_ticked_keeps_its_row_with_a_sentence_and_the_typed_reason(
    story, tasks, reviewer
):
    first, _ = points_on(asked(reviewer, story, tasks[:2]))
    answer = reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:2]), "point": first, "answer": "已看过批复"}
    )
    assert answer.status_code == 422
    text = page(answer)
    assert states(tasks[:2]) == ["approved", "submitted"]
    assert "已通过1件：第1件" in text
    assert "第2件没有通过：有1处矛盾没有回答" in text and "多100万元" in text
    assert ">已看过批复</textarea>" in text
    assert points_on(text) and "。。" not in text


def test_a_row_with_two_points_stays_until_both_are_ticked(story, reviewer):
    submit(story, story.task, invested="301", **{story.value_key: "2.5"})
    row = keys(story, [story.task])
    points = points_on(asked(reviewer, story, [story.task]))
    assert len(points) == 2
    reviewer.post(TOGETHER, {"row": row, "point": points[:1], "answer": "属实"})
    assert states([story.task]) == ["submitted"]
    reviewer.post(TOGETHER, {"row": row, "point": points, "answer": "属实"})
    assert states([story.task]) == ["approved"]


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_without_a_reason_that_can_be_kept_nothing_passes_and_ticks_stay(
    story, tasks, reviewer, reason
):
    points = points_on(asked(reviewer, story, tasks[:2]))
    answer = reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:2]), "point": points, "answer": reason}
    )
    assert answer.status_code == 422
    assert states(tasks[:2]) == ["submitted", "submitted"]
    text = page(answer)
    assert text.count(" checked") == 2 and f">{reason}</textarea>" in text


def test_ticks_of_another_row_answer_nothing(story, tasks, reviewer):
    first, second = points_on(asked(reviewer, story, tasks[:2]))
    swapped = first.rsplit("-", 1)[0] + "-" + second.rsplit("-", 1)[1]
    reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:1]), "point": [second, swapped], "answer": "属实"}
    )
    assert states(tasks[:2]) == ["submitted", "submitted"]


def test_a_row_its_unit_changed_meanwhile_is_left_out_named_and_its_ticks_are_gone(
    story, tasks, reviewer
):
    points = points_on(asked(reviewer, story, tasks[:2]))
    where = {"task_id": tasks[1].pk, "round_id": story.round.pk, "actor": story.reporter, "at": AT}
    services.take_back(**where)
    services.save_report(**where, values={"remark": "补"}, base_version=1)
    services.submit_report(**where, version=2)
    answer = reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:2]), "point": points, "answer": "属实"}
    )
    text = page(answer)
    assert states(tasks[:2]) == ["approved", "submitted"]
    assert "第2件没有通过：您打开之后单位又改过内容" in text
    assert ">属实</textarea>" in text
    assert len(points_on(text)) == 1 and " checked" not in text


def test_a_figure_of_the_plan_that_changed_meanwhile_is_asked_anew(story, tasks, reviewer):
    points = points_on(asked(reviewer, story, tasks[:1]))
    Project.objects.filter(pk=tasks[0].project_id).update(investment_plan=30)
    answer = reviewer.post(
        TOGETHER, {"row": keys(story, tasks[:1]), "point": points, "answer": "属实"}
    )
    assert states(tasks[:1]) == ["submitted"]
    assert "多271万元" in page(answer) and " checked" not in page(answer)


def test_a_row_that_waits_no_longer_is_named_with_who_was_faster(story, tasks, reviewer):
    services.take_back(task_id=tasks[0].pk, round_id=story.round.pk, actor=story.reporter, at=AT)
    services.approve_report(
        task_id=tasks[2].pk, round_id=story.round.pk, actor=story.second_reviewer, at=AT
    )
    text = page(reviewer.post(MANY, {"row": keys(story, [tasks[0], tasks[2]])}, follow=True))
    assert "第1件没有通过：王芳已于" in text and "撤回" in text
    assert "第3件没有通过：周涛已于" in text


def test_a_warning_no_answer_settles_is_shown_with_the_text_before_its_row_passes(story, reviewer):
    submit(story, story.task, invested="")
    row = keys(story, [story.task])
    reviewer.post(TOGETHER, {"row": row, "answer": "属实"})
    assert states([story.task]) == ["submitted"], "it did not stand on the page"
    text = asked(reviewer, story, [story.task])
    assert "没有填完成投资" in text and "新建口袋公园1个。" in text
    assert 'name="answer"' not in text
    reviewer.post(TOGETHER, {"row": row, "point": re.findall(r'"point" value="([^"]+)"', text)})
    assert states([story.task]) == ["approved"]


def test_rows_of_another_district_are_neither_shown_nor_named(story, tasks):
    elsewhere = make_district("qianjiang")
    stranger = signed_in(make_person("elsewhere", elsewhere, Role.REVIEWER))
    make_round(make_plan(elsewhere), 4)
    for answer in (
        stranger.post(MANY, {"row": keys(story, tasks)}, follow=True),
        stranger.get(f"{TOGETHER}?{urlencode({'row': keys(story, tasks)}, True)}", follow=True),
        stranger.post(TOGETHER, {"row": keys(story, tasks), "answer": "属实"}, follow=True),
    ):
        assert "第1件" not in page(answer) and "关爱青少年" not in page(answer)
    assert states(tasks) == ["submitted"] * 3


def test_who_wrote_at_a_row_does_not_pass_it_with_others(story, tasks):
    make_post(story.reporter, story.district, Role.REVIEWER)
    client = signed_in(story.reporter)
    text = asked(client, story, tasks[:1])
    assert "您经手过，须另一人审核" in text and not points_on(text)
    client.post(TOGETHER, {"row": keys(story, tasks), "answer": "属实"})
    assert states(tasks) == ["submitted"] * 3


def test_nonsense_in_the_form_approves_nothing(story, tasks, reviewer):
    reviewer.post(
        TOGETHER, {"row": ["x", "1-2", "-1-1-1", "9" * 40], "point": ["a", "1-1"], "answer": "属实"}
    )
    assert states(tasks) == ["submitted"] * 3


def test_the_questions_of_many_rows_cost_as_many_queries_as_those_of_one(
    story, tasks, reviewer, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as one:
        asked(reviewer, story, tasks[:1])
    with django_assert_max_num_queries(len(one.captured_queries)):
        asked(reviewer, story, tasks)
