"""Contradictions in a report, told beside the field, as the reporter and the reviewer read them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.checks import (
    RULES,
    Check,
    CheckFacts,
    Filing,
    Running,
    blocks,
    check_report,
    on_trial,
    table,
)
from progress.standing import IndicatorFacts

GUARDRAIL = IndicatorFacts("rail", "护栏安装", "公里", D(201))
LIFTS = IndicatorFacts("lifts", "更新电梯", "部", D(50), milestones={6: D(20)})
WORK = IndicatorFacts("work", "形象进度", "%", D(100), kind="percent_of_work")


def make_filing(month=6, **changes):
    facts = {"narrative": "正在安装护栏。", "values": {"rail": D(100)}, "invested": D(1500)}
    return Filing(month, **facts | changes)


def before(**changes):
    return make_filing(
        3,
        **{"narrative": "完成施工图审查。", "values": {"rail": D(80)}, "invested": D(680)}
        | changes,
    )


def found(filing, previous=None, *, indicators=(GUARDRAIL,), plan=D(3417), **options):
    facts = CheckFacts(filing, previous, plan, indicators=indicators)
    return check_report(facts, **options)


def only(checks):
    assert len(checks) == 1, checks
    return checks[0]


def codes(checks):
    return [check.code for check in checks]


def test_a_plain_report_has_nothing_to_tell():
    assert found(make_filing(), before()) == []


def test_a_cumulative_number_that_falls_is_told_with_both_numbers():
    check = only(found(make_filing(values={"rail": D(20)}), before()))
    assert (check.field, check.severity, check.code) == ("rail", "warning", "value_falls")
    assert check.sentence == (
        "上期累计填报80公里，本期填报20公里，少了60公里。累计数一般不会减少，请核对是不是填成了本期新增数。"
    )


def test_a_number_that_starts_again_each_period_may_fall():
    term = IndicatorFacts("rail", "资助人次", "人次", D(201), basis="in_period")
    assert found(make_filing(values={"rail": D(20)}), before(), indicators=[term]) == []


def test_a_rate_that_should_fall_may_fall():
    rate = IndicatorFacts("rail", "失业率", "%", D("4.3"), kind="rate", direction="down")
    filing = make_filing(values={"rail": D("4.9")})
    assert found(filing, before(values={"rail": D("5.1")}), indicators=[rate]) == []


def test_money_that_falls_is_told():
    check = only(found(make_filing(invested=D(600)), before()))
    assert (check.field, check.code) == ("invested", "invested_falls")
    assert check.sentence == "上期累计完成投资680万元，本期填报600万元，少了80万元，请核对。"


def test_more_than_the_target_is_told_and_does_not_block():
    checks = found(make_filing(values={"rail": D(210)}), before(values={"rail": D(200)}))
    assert only(checks).sentence == ("填报210公里，超过全年目标201公里，为目标的104.5%，请核对。")
    assert not blocks(checks)


def test_work_above_100_percent_is_impossible_and_blocks():
    filing = make_filing(values={"work": D(101)})
    checks = found(filing, before(values={"work": D(60)}), indicators=[WORK])
    assert only(checks).code == "impossible_number"
    assert only(checks).sentence == "形象进度填报101%，不能超过100%。"
    assert blocks(checks)
    filing = make_filing(values={"work": D(100)})
    assert found(filing, before(values={"work": D(60)}), indicators=[WORK]) == []


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (D(-1), "填报-1公里，不能是负数。"),
        (D("1.23456"), "填报1.23456公里，小数最多4位。"),
        (D("NaN"), "填的不是数字。"),
        (D("Infinity"), "填的不是数字。"),
    ],
)
def test_an_impossible_number_blocks_whichever_way_it_came(value, sentence):
    checks = [
        c for c in found(make_filing(values={"rail": value})) if c.code == "impossible_number"
    ]
    assert only(checks).sentence == sentence
    assert blocks(checks)
    money = [c for c in found(make_filing(invested=value)) if c.code == "impossible_number"]
    assert only(money).field == "invested"


def test_money_above_the_plan_is_told():
    check = only(found(make_filing(invested=D("3417.5")), before(invested=D(3000))))
    assert check.code == "invested_above_plan"
    assert check.sentence == ("完成投资3417.5万元，超过年度投资计划3417万元，多0.5万元，请核对。")


def test_without_a_plan_money_is_not_compared():
    assert found(make_filing(invested=D(90000)), before(), plan=None) == []


@pytest.mark.parametrize("text", ["完成施工图审查。", " 完成施工图审查", "完成施工图审查！\n"])
def test_last_round_s_text_is_recognised_in_spite_of_moved_signs(text):
    check = only(found(make_filing(narrative=text), before()))
    assert (check.field, check.code) == ("narrative", "same_text")
    assert check.sentence == "文字与上期（截至3月底）完全相同。"
    assert check.for_unit == f"{check.sentence}请写本期的进展，或选“本期无进展”。"


def test_what_only_the_unit_can_do_is_no_part_of_a_finding():
    """A reviewer reads the finding: whatever asks for words, numbers or a choice stands apart from it."""
    everything = [
        *found(before(), before()),
        *found(make_filing(narrative="", nothing_cause=""), before(invested=None)),
        *found(make_filing(invested=None, values={}, narrative="全部完成。"), indicators=[LIFTS]),
        *found(make_filing(nothing_cause="season", values={"rail": D(300)}), before(invested=None)),
        *found(make_filing(invested=D(3000), values={"rail": D(5)}), before(invested=None)),
    ]
    warned = [one for one in everything if one.severity != "blocking"]
    assert {"same_text", "missing_invested", "money_without_text", "value_falls"} <= {
        *codes(warned)
    }
    for one in warned:
        assert not re.search("请(?:补?写|填|选|改)", one.sentence), one.sentence


def test_a_blank_of_last_round_is_told_as_blank_and_never_as_0():
    empty = before(invested=None, values={"rail": None})
    jumped = found(make_filing(invested=D(3000), values={"rail": D(150)}), empty)
    told = [one.sentence for one in jumped if one.code == "jump"]
    assert len(told) == 2 and all(text.startswith("上期没有填数，本期填报") for text in told)
    nothing = found(make_filing(nothing_cause="season", invested=D(50), values={}), empty)
    assert "却填了完成投资50万元（上期没有填数）" in nothing[0].sentence
    zero = before(invested=D(0), values={})
    sentence = only(found(make_filing(invested=D(3000), values={}), zero)).sentence
    assert sentence.startswith("上期0，本期填报3000万元")


def test_one_new_word_makes_a_new_text():
    assert found(make_filing(narrative="完成施工图审查和招标。"), before()) == []


@pytest.mark.parametrize(
    "text",
    ["护栏安装已完成。", "已全部完成。", "各项工作圆满完成", "已完成全部里程的护栏安装", "护栏已经完工；",
     "已完成201公里", "护栏安装201公里已完成", "已完成100%", "未成年人出行路段已完成护栏安装"],
)  # fmt: skip
def test_done_in_words_with_a_number_below_target_is_told(text):
    check = only(found(make_filing(narrative=text), before()))
    assert (check.field, check.code) == ("narrative", "done_below_target")
    assert check.sentence == (
        f"文字里写“{text.rstrip('。；')}”，但“护栏安装”填报100公里，全年目标201公里。请核对文字和数字。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "已完成100公里。",
        "已完成护栏安装100公里，正在推进其余路段。",
        "护栏安装100公里已完成。",
        "已完成工程量的60%。",
        "尚未全部完成。",
        "预计12月底前全部完成。",
        "力争年底全部完工。",
        "完成施工图审查，正在安装。",
    ],
)
def test_words_that_say_how_far_things_are_do_not_contradict(text):
    assert found(make_filing(narrative=text), before()) == []


def test_done_in_words_at_the_target_is_right():
    filing = make_filing(narrative="已全部完成。", values={"rail": D(201)})
    assert found(filing, before(values={"rail": D(150)})) == []


def test_a_clause_about_one_indicator_concerns_that_one():
    values = {"rail": D(100), "lifts": D(50)}
    earlier = before(values={"rail": D(80), "lifts": D(40)})
    both = (GUARDRAIL, LIFTS)
    filing = make_filing(narrative="更新电梯已完成，护栏正在安装。", values=values)
    assert found(filing, earlier, indicators=both) == []
    filing = make_filing(narrative="护栏安装已完成。", values=values)
    assert "更新电梯" not in only(found(filing, earlier, indicators=both)).sentence


def test_without_a_text_the_report_is_blocked():
    checks = found(make_filing(narrative="  "), before(invested=D(1500)))
    assert (only(checks).field, only(checks).code) == ("narrative", "missing_text")
    assert blocks(checks)


def test_money_without_text_is_told():
    checks = found(make_filing(narrative=""), before())
    assert codes(checks) == ["missing_text", "money_without_text"]
    assert checks[1].for_unit == "填了完成投资1500万元，没有写做了什么。请补写进展情况。"


def test_nothing_this_period_is_an_answer_and_blocks_nothing():
    filing = make_filing(
        narrative="", nothing_cause="season", values={"rail": D(80)}, invested=D(680)
    )
    assert found(filing, before()) == []
    blank = make_filing(narrative="", nothing_cause="season", values={}, invested=None)
    assert found(blank, before(), indicators=[LIFTS]) == []


def test_nothing_this_period_with_more_money_or_more_done_is_told():
    checks = found(make_filing(nothing_cause="season"), before())
    assert [(c.field, c.code, c.severity) for c in checks] == [
        ("rail", "nothing_but_more", "note"),
        ("invested", "money_without_text", "warning"),
    ]
    assert checks[1].sentence == (
        "选了“本期无进展”，完成投资却比上期多820万元（680万元到1500万元），请核对。"
    )


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (181, "上期80，本期填报181公里，一次增加全年的50.2%，请核对。"),
        (180, None),
    ],
)
def test_more_than_half_the_year_in_one_round_is_a_jump(now, sentence):
    checks = found(make_filing(values={"rail": D(now)}), before())
    assert [check.sentence for check in checks] == ([sentence] if sentence else [])


def test_ten_times_last_round_s_number_is_a_slipped_unit():
    check = only(found(make_filing(values={"rail": D(50)}), before(values={"rail": D(5)})))
    assert (check.code, check.sentence) == (
        "tenfold",
        "上期5，本期填报50公里，是上期的10倍，请核对单位和小数点。",
    )
    check = only(found(make_filing(invested=D(1500)), before(invested=D(150))))
    assert check.sentence == "上期150，本期填报1500万元，是上期的10倍，请核对单位和小数点。"
    assert found(make_filing(values={"rail": D(10)}), before(values={"rail": D(1)})) == []


def test_all_the_money_in_the_first_report_is_a_jump():
    """Wanzhou 7: 10 of 10 万元 by March."""
    filing = make_filing(3, invested=D(10), values={"rail": D(50)})
    check = only(found(filing, plan=D(10)))
    assert check.sentence == "第一次填报就是10万元，已是全年的100%，请核对。"


def test_a_number_that_is_due_and_missing_is_a_note():
    checks = found(make_filing(values={}), before(), indicators=[LIFTS])
    assert (only(checks).severity, only(checks).sentence) == (
        "note",
        "6月底目标20部，没有填数，亮灯会显示“无法测算”。",
    )
    assert found(make_filing(5, values={}), before(), indicators=[LIFTS]) == []


def test_missing_money_is_told_where_there_is_a_plan():
    check = only(found(make_filing(invested=None), before()))
    assert check.for_unit == (
        "年度投资计划3417万元，没有填完成投资，公示里这一格会留空。没有投资请填0。"
    )
    assert found(make_filing(invested=None), before(), plan=D(0)) == []
    assert found(make_filing(invested=D(0)), before(invested=D(0))) == []


def test_a_task_that_carries_no_money_is_not_asked_for_it():
    facts = CheckFacts(make_filing(invested=None), before(), D(3417), False, [GUARDRAIL])
    assert check_report(facts) == []


def test_checks_stand_in_the_order_of_the_form():
    filing = make_filing(
        narrative="完成施工图审查。", values={"rail": D(20), "lifts": D(60)}, invested=D(9999)
    )
    earlier = before(values={"rail": D(80), "lifts": D(48)})
    checks = found(filing, earlier, indicators=(GUARDRAIL, LIFTS))
    assert [check.field for check in checks] == [
        "narrative",
        "rail",
        "lifts",
        "invested",
        "invested",
    ]


def test_a_check_on_trial_is_a_note_and_a_blocking_one_stays():
    filing = make_filing(narrative="", values={"rail": D(20)})
    checks = found(filing, before(), as_notes={"value_falls", "missing_text"})
    assert {check.code: check.severity for check in checks} == {
        "missing_text": "blocking",
        "value_falls": "note",
        "money_without_text": "warning",
    }


ADDED = date(2025, 5, 10)


def trial(monkeypatch, opens_on, *earlier):
    """Whether a check added on 10 May is on trial in a round opened on that day."""
    monkeypatch.setattr(table, "RULES", [replace(RULES[2], since=ADDED), *RULES[3:]])
    return on_trial(opens_on, [Running(*days) for days in earlier]) == {RULES[2].code}


@pytest.mark.parametrize(
    ("opens_on", "earlier", "is_note"),
    [
        pytest.param(date(2025, 4, 1), [], True, id="the round that was open already"),
        pytest.param(date(2025, 7, 1), [], True, id="the first round of all"),
        pytest.param(
            date(2025, 7, 1),
            [(date(2025, 4, 1), date(2025, 5, 9))],
            True,
            id="the first round after it, the one before was closed by then",
        ),
        pytest.param(
            date(2025, 7, 1),
            [(date(2025, 4, 1), date(2025, 5, 10))],
            False,
            id="the second round that ran with it",
        ),
        pytest.param(
            date(2025, 7, 1), [(date(2025, 4, 1), None)], False, id="the one before is still open"
        ),
        pytest.param(
            date(2025, 5, 1),
            [(date(2025, 4, 1), None)],
            True,
            id="two rounds open at once: both saw it arrive",
        ),
    ],
)
def test_a_new_check_is_a_note_for_one_round(monkeypatch, opens_on, earlier, is_note):
    assert trial(monkeypatch, opens_on, *earlier) is is_note


def test_the_checks_of_the_first_release_are_never_on_trial():
    assert on_trial(date(2025, 4, 1), []) == frozenset()


def test_the_form_s_own_field_names_are_used():
    checks = found(make_filing(values={"rail": D(20)}), before(), field_of=lambda key: f"m_{key}")
    assert only(checks).field == "m_rail"


def test_only_missing_facts_and_impossible_numbers_block():
    assert {rule.code for rule in RULES if rule.severity == "blocking"} == {
        "missing_text",
        "impossible_number",
    }
    assert len({rule.code for rule in RULES}) == len(RULES)


numbers = st.none() | st.integers(0, 10**6).map(lambda units: D(units).scaleb(-2))
filings = st.builds(
    Filing,
    st.integers(1, 12),
    narrative=st.text(max_size=40)
    | st.sampled_from(["已完成。", "已完成100%，", "全部建成1,829个"]),
    invested=numbers,
    values=st.fixed_dictionaries({"rail": numbers, "lifts": numbers, "work": numbers}),
    nothing_cause=st.sampled_from(["", "season"]),
)


@given(filings, st.none() | filings, numbers, st.booleans())
def test_any_report_can_be_checked(filing, previous, plan, carries_money):
    facts = CheckFacts(filing, previous, plan, carries_money, [GUARDRAIL, LIFTS, WORK])
    checks = check_report(facts)
    for check in checks:
        assert check.field in {"narrative", "invested", "rail", "lifts", "work"}
        assert check.sentence.endswith("。")
        assert "None" not in check.sentence
    missing = not filing.narrative.strip() and not filing.is_nothing
    impossible = (filing.values["work"] or 0) > 100
    assert blocks(checks) == (missing or impossible)


@given(filings, filings)
def test_a_fall_is_told_exactly_when_a_number_falls(filing, previous):
    facts = CheckFacts(filing, previous, None, True, [GUARDRAIL])
    told = "value_falls" in codes(check_report(facts))
    now, then = filing.values["rail"], previous.values["rail"]
    assert told == (now is not None and then is not None and now < then)


LABELS = (
    "完成投资",
    "投资",
    "累计",
    "累计数",
    "新增数字",
    "护栏安装",
    "数",
    "写已完成",
    "比例",
    "进展情况",
    "完成投资超过",
)
TOLD_TWICE = re.compile(r"(..+)\1")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("label", LABELS)
def test_what_a_check_is_about_and_what_it_finds_are_said_without_a_word_twice(rule, label):
    named = Check(label, rule.severity, rule.code, "。", rule.hint).named(label)
    assert not TOLD_TWICE.search(named), named
    assert named.startswith(label) and named.endswith(rule.hint)


@given(st.text("完成投资超计划累数", max_size=8), st.sampled_from([rule.hint for rule in RULES]))
def test_no_label_doubles_the_word_that_a_finding_begins_with(label, hint):
    named = Check("", "warning", "", "", hint).named(label)
    assert named.startswith(label) and named.endswith(hint)
    meets = any(label.endswith(hint[:length]) for length in range(2, len(hint) + 1))
    assert (named != label + hint) == meets
