"""Which project is which in a plan issued anew: exact under any renumbering, sure under small edits, never sure and wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from documents.identity import match_projects
from documents.identity.assignment import best_pairs
from documents.identity.tasks_and_indicators import (
    IndicatorTraits,
    TaskTraits,
    pair_indicators,
    pair_tasks,
)
from documents.reading import Project, Task, Unit
from tests.conftest import DOCUMENTS

LISTS = ("qianjiang-2025-targets.docx", "wanzhou-2025-q1-notice.html")


@cache
def listed(name: str) -> tuple[Project, ...]:
    return documents.read((DOCUMENTS / name).read_bytes(), name).projects


def project(number: int, name: str, target: str, unit: str = "区教委", **values: object) -> Project:
    return Project(
        number=number,
        printed_number=str(number),
        name=name,
        category=values.get("category"),  # type: ignore[arg-type]
        target=target,
        investment_plan=values.get("money"),  # type: ignore[arg-type]
        units=(Unit(unit, "lead"),),
        tasks=(Task(1, target, (unit,)),),
    )


def certainties(old, new, **options):
    matching = match_projects(old, new, **options)
    return {
        one.new.number: (one.old.number if one.old else None, one.certainty)
        for one in matching.matches
        if one.new
    }


@pytest.mark.parametrize("name", LISTS)
@given(data=st.data())
@settings(max_examples=15, deadline=None, derandomize=True)
def test_a_real_plan_under_any_other_numbers_is_matched_exactly(name, data):
    old = listed(name)
    numbers = data.draw(st.permutations([one.number for one in old]))
    new = [replace(one, number=number) for one, number in zip(old, numbers, strict=True)]
    matching = match_projects(old, sorted(new, key=lambda one: one.number))
    assert [was.name for was, _ in matching.kept] == [now.name for _, now in matching.kept]
    assert {one.certainty for one in matching.matches} == {"certain"}


def edited(one: Project, how: str) -> Project:
    match how:
        case "a letter less in the name":
            return replace(one, name=one.name[:-1])
        case "a word more in the name":
            return replace(one, name=f"{one.name}工程")
        case "other figures":
            target = one.target.translate(str.maketrans("123456789", "234567891"))
            return replace(one, target=target)
        case "a sentence more":
            return replace(one, target=f"{one.target}完善配套设施。")
        case "another category":
            return replace(one, category="区级重点项目")
        case _:
            return replace(one, name=f"推进{one.name}", target=f"{one.target}提升服务质量。")


EDITS = (
    "a letter less in the name",
    "a word more in the name",
    "other figures",
    "a sentence more",
    "another category",
    "name and promise",
)


@pytest.mark.parametrize("name", LISTS)
@given(data=st.data())
@settings(max_examples=20, deadline=None, derandomize=True)
def test_small_edits_under_other_numbers_stay_sure_and_right(name, data):
    old = listed(name)
    numbers = data.draw(st.permutations([one.number for one in old]))
    touched = data.draw(st.sets(st.sampled_from(range(len(old))), min_size=1, max_size=6))
    new = [
        replace(
            edited(one, data.draw(st.sampled_from(EDITS))) if at in touched else one, number=number
        )
        for at, (one, number) in enumerate(zip(old, numbers, strict=True))
    ]
    was = {number: one.number for one, number in zip(old, numbers, strict=True)}
    for number, (found, certainty) in certainties(old, new).items():
        assert found == was[number]
        assert certainty in ("certain", "probable")


@pytest.mark.parametrize("name", LISTS)
@given(data=st.data())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_where_some_went_and_others_came_nothing_is_sure_and_wrong(name, data):
    """Half of a list is the plan, another half the document, under numbers at random."""
    whole = listed(name)
    places = st.sets(st.sampled_from(range(len(whole))), min_size=1, max_size=12)
    before, after = data.draw(places), sorted(data.draw(places))
    numbers = data.draw(st.permutations(range(1, len(after) + 1)))
    old = [whole[at] for at in sorted(before)]
    new = [replace(whole[at], number=number) for at, number in zip(after, numbers, strict=True)]
    was = {
        number: whole[at].number if at in before else None
        for at, number in zip(after, numbers, strict=True)
    }
    for number, (found, certainty) in certainties(old, new).items():
        if certainty in ("certain", "probable") or was[number] is not None:
            assert found == was[number]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("新建龙宝小学", "新建龙宝小学，建筑面积5000平方米，年底前投入使用。"),
         ("新建五桥小学", "新建五桥小学，建筑面积5000平方米，年底前投入使用。")),
        (("滨江公园一期", "建设滨江公园，铺设步道3公里。"), ("滨江公园二期", "建设滨江公园，铺设步道3公里。")),
        (("第一小学扩建", "扩建教学楼1栋。"), ("第二小学扩建", "扩建教学楼1栋。")),
    ],
)  # fmt: skip
def test_one_of_a_kind_gone_and_another_come_is_never_sure(before, after):
    ((_, certainty),) = certainties([project(3, *before)], [project(3, *after)]).values()
    assert certainty in ("doubtful", "added")


def test_names_and_promises_exchanged_are_for_a_person():
    old = [
        project(1, "健身步道建设", "新建健身步道12公里。"),
        project(2, "社区养老服务", "新增养老床位200张。"),
    ]
    new = [
        replace(old[0], target=old[1].target, tasks=old[1].tasks),
        replace(old[1], target=old[0].target, tasks=old[0].tasks),
    ]
    assert {certainty for _, certainty in certainties(old, new).values()} == {"doubtful"}


def test_twins_are_for_a_person_unless_the_whole_list_stands_as_it_stood():
    twins = [project(1, "道路建设", "新建道路3公里。"), project(2, "道路建设", "新建道路3公里。")]
    assert {one for _, one in certainties(twins, twins).values()} == {"certain"}
    other = [*twins, project(3, "社区食堂", "新建食堂2个。", "区民政局")]
    found = certainties(twins, other)
    assert found[1][1] == found[2][1] == "doubtful" and found[3] == (None, "added")


def test_the_pairing_is_the_best_as_a_whole_not_the_first_that_fits():
    # Taken greedily the first row would take its best column and leave the second nothing.
    assert best_pairs([[900, 850], [880, 0]]) == [(0, 1), (1, 0)]


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_other_pairing_brings_more(table):
    from itertools import permutations

    wide = max(map(len, table))
    gain = [row + [0] * (wide - len(row)) for row in table]
    found = sum(gain[r][c] for r, c in best_pairs(gain))
    size = max(len(gain), wide)
    best = max(
        sum(gain[r][c] for r, c in enumerate(order) if r < len(gain) and c < wide)
        for order in permutations(range(size))
    )
    assert found == best


def test_a_project_divided_is_told_with_what_it_may_come_from():
    whole = project(
        1,
        "社区养老服务中心和社区食堂建设",
        "新建社区养老服务中心2个，新建社区食堂5个。",
        "区民政局",
    )
    halves = [
        project(1, "社区养老服务中心建设", "新建社区养老服务中心2个。", "区民政局"),
        project(2, "社区食堂建设", "新建社区食堂5个。", "区民政局"),
    ]
    matching = match_projects([whole], halves)
    assert matching.open
    told = [one for one in matching.matches if one.certainty == "added"]
    assert told and told[0].part_of == (1,)


def test_two_projects_made_one_are_told_with_where_they_may_have_gone():
    old = [
        project(1, "社区养老服务中心建设", "新建社区养老服务中心2个。", "区民政局"),
        project(2, "社区食堂建设", "新建社区食堂5个。", "区民政局"),
    ]
    new = [
        project(
            1,
            "社区养老服务中心和社区食堂建设",
            "新建社区养老服务中心2个，新建社区食堂5个。",
            "区民政局",
        )
    ]
    gone = [one for one in match_projects(old, new).matches if one.certainty == "gone"]
    assert len(gone) == 1 and gone[0].part_of == (1,)


def test_what_a_person_decided_stands_and_the_rest_is_paired_around_it():
    old = [project(1, "道路建设", "新建道路3公里。"), project(2, "道路建设", "新建道路3公里。")]
    new = [replace(old[0], number=5), replace(old[1], number=6)]
    assert certainties(old, new, decided={5: 2}) == {5: (2, "decided"), 6: (1, "certain")}
    assert certainties(old, new, decided={5: None})[5] == (None, "added")


def test_two_indicators_of_one_label_are_told_apart():
    five, once = (
        IndicatorTraits("健康测评", "quantity", unit, "", value)
        for unit, value in (("名", "50000"), ("次", "1"))
    )
    assert pair_indicators([five, once], [once, five]).same == {0: 1, 1: 0}
    one, two = (IndicatorTraits("步道", "quantity", "公里", "", value) for value in ("12", "30"))
    assert pair_indicators([one, two], [replace(one, value="15"), two]).same == {0: 0, 1: 1}
    assert pair_indicators([five], [replace(five, unit="人次")]).same == {}


def test_tasks_are_followed_by_their_words():
    old = [TaskTraits(1, "新建公园2个。", ("甲",)), TaskTraits(2, "改造游园1个。", ("乙",))]
    assert pair_tasks(old, [replace(old[1], number=1), replace(old[0], number=2)]).same == {
        0: 1,
        1: 0,
    }
    assert pair_tasks(old[:1], [TaskTraits(1, "完全不同的话", ("丙",))]).same == {0: 0}
