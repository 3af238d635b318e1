"""What a notice says is computed from its rows, whatever the rows are."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.columns import printed_heads, usual_columns
from notices.compile import Head, ProjectRow, Reported, compile_content
from notices.digests import canonical_json
from notices.window_days import Window
from projects.periods import Period

money = st.none() | st.decimals(0, 200000, places=2)
HEAD = Head(
    district_code="500101",
    district_name="万州区",
    number="2025-q1",
    kind="progress",
    version=1,
    title="标题",
    lead="正文",
    period=Period.through(2025, 3),
    columns=["序号", "项目名称"],
    source="万州区发展和改革委员会",
    signed_on=date(2025, 4, 11),
    window=Window(date(2025, 4, 11), date(2025, 5, 11), "自然日"),
)


def row(number, plan, invested=None, *, category="区级", reported=True, remark=None):
    said = Reported("正在推进。", invested, remark) if reported else None
    return ProjectRow(number, f"项目{number}", category, "目标", plan, ("区教委",), said)


def numbers(text):
    return None if text is None else Decimal(text)


@given(
    st.lists(st.tuples(money, money, st.sampled_from(["市级", "区级"]), st.booleans()), max_size=12)
)
def test_sums_and_ratios_are_those_of_the_rows(facts):
    rows = [
        row(number, plan, invested, category=category, reported=reported)
        for number, (plan, invested, category, reported) in enumerate(facts, start=1)
    ]
    content = compile_content(HEAD, rows)

    for group, members in [
        *((g, [f for f in facts if f[2] == g["name"]]) for g in content["categories"]),
        (content["totals"], facts),
    ]:
        plans = [plan for plan, _, _, _ in members if plan is not None]
        spent = [
            invested for _, invested, _, reported in members if reported and invested is not None
        ]
        plan, invested = sum(plans, Decimal(0)), sum(spent, Decimal(0))
        assert numbers(group["investment_plan"]) == (plan if plans else None)
        assert numbers(group["invested"]) == (invested if spent else None)
        if spent and plan > 0:
            expected = (invested * 1000 / plan).quantize(Decimal(1), ROUND_HALF_UP) / 10
            assert numbers(group["ratio"]) == expected
        else:
            assert group["ratio"] is None


def test_a_row_that_was_not_reported_stays_and_its_plan_counts():
    content = compile_content(
        HEAD, [row(1, Decimal(100), Decimal(30)), row(2, Decimal(300), reported=False)]
    )
    missing = content["categories"][0]["projects"][1]
    assert (missing["progress"], missing["invested"], missing["ratio"]) == (None, None, None)
    assert missing["remark"] == "未报送"
    assert content["totals"] == {"investment_plan": "400", "invested": "30", "ratio": "7.5"}


@pytest.mark.parametrize("plan", [None, Decimal(0)])
def test_without_a_plan_there_is_no_ratio_but_the_money_counts(plan):
    content = compile_content(HEAD, [row(1, plan, Decimal(30)), row(2, Decimal(70), Decimal(5))])
    first = content["categories"][0]["projects"][0]
    assert (first["invested"], first["ratio"]) == ("30", None)
    assert content["totals"] == {"investment_plan": "70", "invested": "35", "ratio": "50.0"}


def test_a_typed_zero_stays_zero_and_an_absent_amount_stays_blank():
    content = compile_content(HEAD, [row(1, Decimal(10), Decimal(0)), row(2, Decimal(10), None)])
    zero, blank = content["categories"][0]["projects"]
    assert (zero["invested"], zero["ratio"]) == ("0", "0.0")
    assert (blank["invested"], blank["ratio"]) == (None, None)


def test_categories_come_in_the_chosen_order_and_others_stay_out():
    rows = [
        row(1, Decimal(1), category="市级"),
        row(2, Decimal(2), category="区级"),
        row(3, Decimal(4), category="其他"),
    ]
    content = compile_content(HEAD, rows, categories=["区级", "市级"])
    assert [group["name"] for group in content["categories"]] == ["区级", "市级"]
    assert content["totals"]["investment_plan"] == "3"


def test_a_target_notice_tells_no_progress():
    content = compile_content(HEAD, [row(1, Decimal(5), Decimal(4))], shows_progress=False)
    first = content["categories"][0]["projects"][0]
    assert (first["progress"], first["invested"], first["ratio"], first["remark"]) == (None,) * 4
    assert content["totals"] == {"investment_plan": "5", "invested": None, "ratio": None}


def test_one_period_words_every_head():
    heads = printed_heads(
        usual_columns("progress"), year=2025, subject="progress", period=Period.through(2025, 3)
    )
    assert heads == [
        "序号", "项目名称", "2025年目标任务", "2025年投资计划（万元）", "责任单位",
        "进展情况（1—3月）", "完成额度（万元）", "占比（%）", "备注",
    ]  # fmt: skip


def test_a_target_notice_shows_the_plans_milestone_months():
    keys = usual_columns("targets", [12, 6, 9])
    heads = printed_heads(keys, year=2025, subject="targets", period=None)
    assert heads[-3:] == ["6月底目标", "9月底目标", "12月底目标"]


def test_the_content_has_one_canonical_spelling():
    content = compile_content(HEAD, [row(1, Decimal("16842.10"), Decimal("4906.1"))])
    assert canonical_json(content) == canonical_json(dict(reversed(list(content.items()))))
    assert content["categories"][0]["projects"][0]["investment_plan"] == "16842.1"
