"""A project's target is its tasks' texts: an adjustment changes the words of its own task, never another's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.targets import recomposed

TEXTS = ("新建公园2个，配套停车位50个。", "配套停车位50个。", "改造游园1个。")


@pytest.mark.parametrize("joint", ["\n", "", "；", "\n另："])
def test_words_that_stand_in_an_earlier_task_too_are_changed_in_their_own(joint):
    target = joint.join(TEXTS)
    changed = recomposed(target, TEXTS, 1, "配套停车位80个。")
    assert changed == joint.join((TEXTS[0], "配套停车位80个。", TEXTS[2]))


def test_two_tasks_of_one_text_are_told_apart_by_their_place():
    twins = ("新建公园2个。", "新建公园2个。")
    assert recomposed("\n".join(twins), twins, 1, "新建公园3个。") == "新建公园2个。\n新建公园3个。"


def test_what_stands_around_the_texts_stays():
    target = "一是新建公园2个。二是改造游园1个。以上年底前完成。"
    texts = ("新建公园2个。", "改造游园1个。")
    assert (
        recomposed(target, texts, 0, "新建公园3个。")
        == "一是新建公园3个。二是改造游园1个。以上年底前完成。"
    )


def test_a_target_in_words_of_its_own_stays_and_one_that_says_half_becomes_the_texts():
    texts = ("新建公园2个。", "改造游园1个。")
    assert recomposed("改善群众休闲环境。", texts, 0, "新建公园3个。") == "改善群众休闲环境。"
    assert recomposed("改造游园1个。", texts, 0, "新建公园3个。") == "新建公园3个。\n改造游园1个。"


@given(
    texts=st.lists(st.text("新建改造公园12。", min_size=1, max_size=6), min_size=1, max_size=4),
    data=st.data(),
)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_a_composed_target_stays_composed_of_its_tasks(texts, data):
    place = data.draw(st.integers(0, len(texts) - 1))
    after = data.draw(st.text("新建改造公园12。", min_size=1, max_size=6))
    new = [*texts[:place], after, *texts[place + 1 :]]
    assert recomposed("\n".join(texts), texts, place, after) == "\n".join(new)
