"""An indicator's promise and what was published of it, side by side."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from notices.content_reading import Measure
from projects.plan_reading import PlanIndicator
from publicity.site.stage_days import StageDays, stage_days
from publicity.site.tracks import track

PORTS = PlanIndicator(
    "电动车充电端口设施建设",
    "quantity",
    "",
    "1829",
    "个",
    False,
    ((6, "600"), (9, "1050"), (12, "1829")),
)


def on(told_month: int, day: date = date(2025, 4, 20)) -> StageDays:
    return stage_days(2025, (6, 9, 12), told_month, day)


def told(value: str, unit: str = "个") -> Measure:
    return Measure(1, PORTS.label, unit, "1829", value)


def test_what_is_due_and_not_done_is_hatched_and_said():
    drawn = track(PORTS, told("430"), on(6), "1—6月")
    assert drawn.fill == "23.51"
    assert (drawn.short_at, drawn.short_width) == ("23.51", "9.29")
    assert drawn.sentence == "全年要达到 1829 个。6月底应有 600 个，1—6月公布 430 个，还差 170 个。"
    assert [step.text for step in drawn.steps] == ["公布 430 个，差 170 个", "下一个阶段", "未到"]


def test_a_reached_milestone_has_no_hatch():
    drawn = track(PORTS, told("600"), on(6), "1—6月")
    assert drawn.short_width == ""
    assert drawn.sentence.endswith("已达到。")


def test_nothing_published_draws_the_promise_alone():
    drawn = track(PORTS, None, on(0), "")
    assert drawn.fill == ""
    assert drawn.sentence == "全年要达到 1829 个。还没有公布进展。"
    assert not any(tick.is_due for tick in drawn.ticks)


def test_a_notice_without_this_number_says_so_instead_of_guessing():
    drawn = track(PORTS, told(""), on(3), "1—3月")
    assert drawn.value == ""
    assert "1—3月没有公布这一项的数字" in drawn.sentence


def test_months_with_the_same_value_share_one_line():
    homes = PlanIndicator(
        "老旧小区", "quantity", "", "27", "个", False, ((6, "12"), (9, "27"), (12, "27"))
    )
    ticks = track(homes, None, on(0), "").ticks
    assert [(tick.months, tick.value) for tick in ticks] == [("6月", "12"), ("9、12月", "27")]


def test_a_plan_in_ten_thousands_meets_a_notice_in_ones():
    people = PlanIndicator("培训", "quantity", "以上", "1.6", "万人次", False, ())
    drawn = track(people, Measure(1, "培训", "人次", "16000", "4102"), on(3), "1—3月")
    assert (drawn.value, drawn.target, drawn.unit) == ("4102", "16000", "人次")
    assert drawn.sentence == "全年要达到 1.6 万人次以上。1—3月公布 4102 人次，占 25.6%。"


def test_units_that_do_not_fit_are_never_compared():
    drawn = track(PORTS, told("430", unit="公里"), on(6), "1—6月")
    assert drawn.value == ""
    assert drawn.fill == ""


def test_where_lower_is_better_there_is_no_bar():
    loss = PlanIndicator("漏损率", "rate", "", "9", "%", True, ())
    drawn = track(loss, Measure(1, "漏损率", "%", "9", "8.5"), on(6), "1—6月")
    assert not drawn.is_drawn
    assert drawn.sentence == "全年控制在 9%。1—6月公布 8.5%。"


@given(
    st.integers(1, 10**6),
    st.dictionaries(st.integers(1, 12), st.integers(0, 2 * 10**6), max_size=5),
    st.integers(0, 2 * 10**6),
    st.integers(0, 12),
)
def test_no_drawing_leaves_its_axis(target, due, value, month):
    indicator = PlanIndicator(
        "x", "quantity", "", str(target), "个", False, tuple((m, str(due[m])) for m in sorted(due))
    )
    drawn = track(indicator, Measure(1, "x", "个", str(target), str(value)), on(month), "1—6月")
    ends = [Decimal(tick.at) for tick in drawn.ticks] + [Decimal(drawn.fill)]
    if drawn.short_width:
        ends.append(Decimal(drawn.short_at) + Decimal(drawn.short_width))
    assert all(0 <= end <= 100 for end in ends)


def test_a_stage_that_is_over_without_a_word_is_not_told_as_the_next_one():
    """In January the last year's June is no stage ahead."""
    steps = track(PORTS, told("430"), on(3, date(2026, 1, 5)), "1—3月").steps
    assert [(step.text, step.is_next) for step in steps] == [("已到期，没有公布进展", False)] * 3
    steps = track(PORTS, told("430"), on(3, date(2025, 6, 30)), "1—3月").steps
    assert [step.text for step in steps] == ["下一个阶段", "未到", "未到"]
    steps = track(PORTS, told("430"), on(3, date(2025, 7, 1)), "1—3月").steps
    assert [step.text for step in steps] == ["已到期，没有公布进展", "下一个阶段", "未到"]
