"""A project's main promise, what is published of it, and how many projects are how far."""

from hypothesis import given
from hypothesis import strategies as st

from notices.content_reading import Measure, Row
from projects.plan_reading import PlanIndicator, PlanProject, PlanTask
from publicity.site.delivery import Delivery, Promise, counts, delivery_of, delivery_told, sentence


def indicator(label: str, target: str, unit: str, falls: bool = False) -> PlanIndicator:
    return PlanIndicator(label, "quantity", "", target, unit, falls, ())


def project(*indicators: PlanIndicator) -> PlanProject:
    task = PlanTask(1, "", ("区住建委",), (), indicators)
    return PlanProject(1, "1", "老旧小区改造", "", "", "", (("区住建委", "lead"),), (task,), 1)


def row(*measures: Measure, progress: str = "") -> Row:
    return Row(1, "老旧小区改造", progress=progress, measures=measures, key=1)


ESTATES = indicator("改造小区", "67", "个")


def test_the_main_promise_is_the_first_that_can_be_counted():
    found = delivery_of(
        project(indicator("贷款", "1", "亿元"), indicator("入园率", "95", "%"), ESTATES), None
    )
    assert found.main and found.main.label == "改造小区"


def test_a_share_goes_before_money():
    found = delivery_of(
        project(indicator("贷款", "1", "亿元"), indicator("入园率", "95", "%")), None
    )
    assert found.main and found.main.label == "入园率"


def test_what_is_published_stands_before_the_target():
    found = delivery_of(project(ESTATES), row(Measure(1, "改造小区", "个", "67", "42")))
    assert found.main and found.main.figure == "42/67 个"
    assert (found.state, found.said) == ("moving", "")


def test_without_a_figure_the_goal_is_told_and_that_none_is_published():
    found = delivery_of(project(ESTATES), row(progress="已进场。"))
    assert found.main and found.main.figure == "目标 67 个"
    assert (found.state, found.said) == ("silent", "有文字进展，未公布数字")


def test_a_project_is_reached_only_when_each_of_its_numbers_is():
    both = project(ESTATES, indicator("电梯", "50", "部"))
    half = row(Measure(1, "改造小区", "个", "67", "67"))
    all_of_it = row(*half.measures, Measure(1, "电梯", "部", "50", "51"))
    assert delivery_of(both, half).state == "moving"
    assert delivery_of(both, all_of_it).state == "reached"


def test_where_less_is_better_more_is_not_reached():
    loss = project(indicator("漏损率", "9", "%", falls=True))
    assert delivery_of(loss, row(Measure(1, "漏损率", "%", "9", "9.1"))).state == "moving"
    assert delivery_of(loss, row(Measure(1, "漏损率", "%", "9", "8.8"))).state == "reached"


def test_a_number_that_is_published_is_told_where_the_main_one_is_not():
    found = delivery_of(
        project(ESTATES, indicator("电梯", "50", "部")), row(Measure(1, "电梯", "部", "50", "30"))
    )
    assert found.main and found.main.figure == "目标 67 个"
    assert found.said == "未公布数字；电梯 30/50 部"


def test_a_project_without_numbers_says_so_in_words():
    assert delivery_of(project(), None).said == "未公布进展"
    assert delivery_of(project(), row(progress="路基完成。")).said == "有文字进展"


def test_a_figure_in_other_units_is_never_taken_for_the_promised_one():
    found = delivery_of(project(ESTATES), row(Measure(1, "改造小区", "户", "67", "42")))
    assert found.state == "silent"


def test_ones_are_told_in_the_ten_thousands_of_the_promise():
    found = delivery_of(
        project(indicator("培训", "1.6", "万人次")),
        row(Measure(1, "培训", "人次", "16000", "4102")),
    )
    assert found.main and found.main.figure == "0.4102/1.6 万人次"


def test_a_row_alone_tells_its_own_targets():
    found = delivery_told(row(Measure(1, "改造小区", "个", "67", "42")))
    assert found.main and found.main.figure == "42/67 个"


def test_a_year_without_numbers_has_no_counts():
    assert counts([delivery_of(project(), None)]) == ()
    assert counts([]) == ()


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 99), st.none() | st.integers(0, 200)), max_size=3),
        max_size=12,
    )
)
def test_every_project_is_counted_once(year):
    found = counts(
        Delivery(
            tuple(
                Promise("x", str(target), "个", reported="" if told is None else str(told))
                for target, told in one
            ),
            False,
        )
        for one in year
    )
    assert not found or sum(one.count for one in found) == len(year)
    assert sentence(found).count("件") == len(found)
