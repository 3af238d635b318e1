"""What a compiler does with topics and with the words of the search."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from projects.models import Role, SearchWordGroup, TopicChoice
from projects.search_words import MOST_WORDS, problems, words_in
from projects.services import choose_topics, put_search_words
from projects.services.topics import topic_rows, topics_mark
from projects.topics import Topics
from projects.workflow import StepRefused
from tests.factories import AT, make_district, make_person, make_plan, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def plan(district):
    plan = make_plan(district)
    make_project(plan, 1, name="农村公路加装护栏")
    make_project(plan, 2, name="第一批重点工程", target="按计划推进。")
    return plan


@pytest.fixture
def compiler(district):
    return make_person("compiler", district, Role.COMPILER)


def chosen(plan):
    return {one.project_key: (one.main, one.second) for one in TopicChoice.objects.all()}


def choose(plan, actor, values, seen=None):
    mark = topics_mark(topic_rows(plan)) if seen is None else seen
    return choose_topics(plan_id=plan.pk, chosen=values, seen=mark, actor=actor, at=AT)


def test_a_compiler_chooses_and_goes_back_to_what_the_words_suggest(plan, compiler):
    assert choose(plan, compiler, {2: Topics("jobs", "travel")}) == 1
    assert chosen(plan) == {2: ("jobs", "travel")}
    event = AuditEvent.objects.get(verb="plan.topics")
    assert event.detail["changes"] == {"第2件 第一批重点工程": ["系统建议：其他", "就业、出行"]}
    assert choose(plan, compiler, {2: Topics("jobs", "travel")}) == 0
    assert choose(plan, compiler, {2: None}) == 1
    assert chosen(plan) == {}
    assert AuditEvent.objects.filter(verb="plan.topics").count() == 2


def test_two_people_do_not_undo_each_others_choice(plan, compiler):
    seen = topics_mark(topic_rows(plan))
    choose(plan, compiler, {1: Topics("jobs")})
    with pytest.raises(StepRefused, match="别人改过"):
        choose(plan, compiler, {1: Topics("health")}, seen=seen)
    assert chosen(plan) == {1: ("jobs", "")}


@pytest.mark.parametrize("topics", [Topics("flying"), Topics("jobs", "jobs"), Topics("jobs", "x")])
def test_only_topics_there_are_and_two_different_ones_are_taken(plan, compiler, topics):
    with pytest.raises(StepRefused, match="第1件"):
        choose(plan, compiler, {1: topics, 2: Topics("jobs")})
    assert chosen(plan) == {}


def test_a_reviewer_looks_and_does_not_choose(plan, district):
    with pytest.raises(PermissionDenied):
        choose(plan, make_person("reviewer", district, Role.REVIEWER), {1: Topics("jobs")})


def test_the_page_shows_the_suggestion_and_refuses_a_second_without_a_first(plan, compiler, client):
    client.force_login(compiler)
    path = f"/desk/plans/{plan.pk}/topics/"
    page = client.get(path).content.decode()
    assert "系统建议：出行" in page and "系统建议：其他" in page
    mark = topics_mark(topic_rows(plan))
    refused = client.post(path, {"seen": mark, "2-second": "jobs"})
    assert refused.status_code == 422 and "先选主要领域" in refused.content.decode()
    assert client.post(path, {"seen": mark, "2-main": "jobs"}).status_code == 302
    assert chosen(plan) == {2: ("jobs", "")}


def test_words_of_a_group_are_read_however_they_are_divided():
    assert words_in(" 饮水、自来水,供水；饮水\n5G基站 ") == ["饮水", "自来水", "供水", "5g基站"]


def test_everything_wrong_with_a_group_is_told_at_once():
    assert problems(["饮水", "供水"], [["电梯", "升降机"]]) == []
    many = [f"词{at}" for at in range(MOST_WORDS + 1)]
    assert len(problems([*many, "水", "电梯"], [["电梯", "升降机"]])) == 3
    assert problems(["饮水"], []) == ["一组至少写两个词，用顿号隔开。"]


def test_a_group_is_written_changed_and_audited_and_no_word_is_in_two(compiler):
    group = put_search_words(text="电梯 升降机", actor=compiler, at=AT)
    assert group.words == "电梯、升降机"
    put_search_words(text="电梯、升降机、加梯", actor=compiler, at=AT, group_id=group.pk)
    assert SearchWordGroup.objects.get(pk=group.pk).words == "电梯、升降机、加梯"
    assert AuditEvent.objects.filter(verb="search_words.set").count() == 2
    with pytest.raises(StepRefused, match="另一组"):
        put_search_words(text="加梯、装电梯", actor=compiler, at=AT)
    with pytest.raises(StepRefused, match="去掉了"):
        put_search_words(text="甲乙、丙丁", actor=compiler, at=AT, group_id=0)


def test_who_keeps_the_words_and_who_only_looks(compiler, district, client):
    with pytest.raises(PermissionDenied):
        put_search_words(
            text="甲乙、丙丁", actor=make_person("signer", district, Role.REVIEWER), at=AT
        )
    client.force_login(compiler)
    other = make_district("qianjiang")  # of two districts neither's compiler keeps what both share
    assert client.post("/desk/search-words/", {"words": "甲乙、丙丁"}).status_code == 403
    assert client.get("/desk/search-words/").status_code == 200
    other.delete()
    assert client.post("/desk/search-words/", {"words": "甲乙"}).status_code == 422
    assert client.post("/desk/search-words/", {"words": "甲乙、丙丁"}).status_code == 302
    group = SearchWordGroup.objects.get(words="甲乙、丙丁")
    page = client.get(f"/desk/search-words/?group={group.pk}").content.decode()
    assert 'value="甲乙、丙丁"' in page
    client.post(f"/desk/search-words/{group.pk}/remove/")
    assert not SearchWordGroup.objects.filter(pk=group.pk).exists()
