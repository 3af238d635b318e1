"""Is the period that a person typed the notice's own?"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from projects.periods import Period
from projects.wording import periods_in, wording_problems

Q1, H1, Q3 = (Period.through(2025, month) for month in (3, 6, 9))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("关于2025年万州区重点民生实事1季度推进情况公示", Q1),
        ("月度进展情况(1-3月)", Q1),
        ("月度进展情况（1—3月）", Q1),
        ("2025年一季度推进情况", Q1),
        ("第一季度", Q1),
        ("Ⅰ季度", Q1),
        ("１—３月", Q1),
        ("1至3月", Q1),
        ("1～3月份", Q1),
        ("1月—3月", Q1),
        ("一至三月", Q1),
        ("上半年推进情况", H1),
        ("2025年半年度推进情况", H1),
        ("1-6月", H1),
        ("一、二季度", H1),
        ("二季度推进情况", H1),
        ("前三季度推进情况", Q3),
        ("前3个季度", Q3),
        ("一至三季度", Q3),
        ("1-3季度", Q3),
        ("三季度推进情况", Q3),
        ("截至9月底", Q3),
        ("万州区2025年重点民生实事目标任务及月度推进情况表", Q1),
        ("现将2025年全区重点民生实事1季度推进情况进行公示。", Q1),
        ("4月推进情况", Period.through(2025, 4)),
        ("1-4月", Period.through(2025, 4)),
        ("1—12月", Period.through(2025, 12)),
        ("全年完成情况", Period.through(2025, 12)),
        ("十二月份", Period.through(2025, 12)),
    ],
)
def test_other_words_for_the_same_period_agree(text, period):
    assert wording_problems(text, period) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("关于2025年重点民生实事一季度推进情况公示", "一季度"),
        ("月度进展情况(1-4月)", "1-4月"),
        ("月度进展情况（１－３月）", "１－３月"),
        ("2025年前三季度推进情况", "2025年前三季度"),
        ("2024年上半年推进情况", "2024年上半年"),
        ("截至5月底", "截至5月"),
        ("7月推进情况", "7月"),
        ("下半年推进情况", "下半年"),
        ("关于2024年万州区重点民生实事上半年推进情况公示", "2024年"),
    ],
)
def test_another_period_in_a_title_or_head_is_named(text, found):
    problems = wording_problems(text, H1)
    assert [problem.found for problem in problems] == [found]
    assert problems[0].sentence == f"写的是“{found}”，本期是2025年1—6月（上半年）。"


@pytest.mark.parametrize(
    "text",
    [
        "公示时间：2025年4月11日—2025年5月11日。",
        "2025年工作目标任务",
        "2025年度目标任务",
        "2025年投资计划(万元)",
        "全年目标不变",
        "6月底前完工",
        "自5月起施行",
        "黔江府办发〔2025〕20号",
        "6—12岁未成年人",
        "58258735",
        "自2025-04-11至2025-05-11",
    ],
)
def test_days_deadlines_and_years_are_no_periods(text):
    assert wording_problems(text, Q1) == []
    assert periods_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1—6月完成改造42个。",
        "一季度完成30户，二季度完成40户。",
        "已支付3-5月国家助学金，计划三季度完工。",
        "免费通行政策自4月1日起正式实施。",
        "比2024年全年增长10%，2024年一季度为5户。",
        "6-7月资金已拨付；下半年继续推进。",
        "截至6月底完成42个，预计9月底完工。",
    ],
)
def test_a_row_may_look_back_and_ahead(text):
    assert wording_problems(text, H1, narrative=True) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1-4月完成改造42个。", ["1-4月"]),
        ("一季度完成改造42个，计划三季度完工。", ["一季度"]),
        ("截至3月底完成42个。", ["截至3月"]),
    ],
)
def test_last_round_s_wording_left_in_a_row_is_named(text, found):
    assert [problem.found for problem in wording_problems(text, H1, narrative=True)] == found


@given(
    st.integers(1, 12), st.sampled_from(["title", "months", "until", "full_title", "full_months"])
)
def test_our_own_words_always_agree_with_their_period(through, words):
    period = Period.through(2025, through)
    assert wording_problems(f"重点民生实事{getattr(period, words)}推进情况", period) == []


@given(st.integers(1, 12), st.integers(1, 12))
def test_our_own_words_never_agree_with_another_period(through, other):
    assume(through != other)
    title = f"重点民生实事{Period.through(2025, through).months}推进情况"
    assert len(wording_problems(title, Period.through(2025, other))) == 1


@given(st.text(max_size=60))
def test_any_text_is_looked_through(text):
    for mention in periods_in(text):
        assert text[mention.start :].startswith(mention.text)
