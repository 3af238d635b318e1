"""亮灯: the cases an officer would argue about, told with Qianjiang's and Wanzhou's own numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from progress.standing import (
    DEFAULT_RULES,
    ChangeFacts,
    IndicatorFacts,
    MilestoneFacts,
    ReportFacts,
    RoundFacts,
    RuleSet,
    TaskFacts,
    Value,
    judge_project,
    judge_task,
    rules_on,
)

YEAR_END = date(2025, 12, 31)


def make_indicator(**changes):
    """Qianjiang 11: charging points, 600 by June, 1050 by September, 1829 by December."""
    facts = {
        "key": "ports",
        "label": "电动车充电端口",
        "unit": "个",
        "target": D(1829),
        "milestones": {6: D(600), 9: D(1050), 12: D(1829)},
    }
    return IndicatorFacts(**facts | changes)


def without_milestones(**changes):
    """Wanzhou 1: 509 charging points, no milestones."""
    return make_indicator(**{"target": D(509), "milestones": {}} | changes)


def make_report(month, value=None, *, key="ports", **changes):
    """Approved in the middle of the following month."""
    approved = date(2025, month + 1, 15) if month < 12 else date(2026, 1, 15)
    facts = {
        "through_month": month,
        "approved_on": approved,
        "values": {} if value is None else {key: D(str(value))},
    }
    return ReportFacts(**facts | changes)


def judge(*reports, indicator=None, day=date(2026, 2, 1), rules=DEFAULT_RULES, **changes):
    task = TaskFacts(
        year=2025, indicators=[indicator or make_indicator()], reports=reports, **changes
    )
    return judge_task(task, day, rules)


def test_a_missed_milestone_is_told_with_all_its_numbers():
    standing = judge(make_report(6, 430))
    assert standing.value is Value.SLOW
    assert standing.gap == D("9.2947")
    assert standing.sentence == (
        "全年目标1829个。6月底目标600个，填报430个，少170个，差9.3个百分点，记为偏慢（30个百分点以内）。"
    )


@pytest.mark.parametrize(
    ("value", "expected", "sentence"),
    [
        (
            "600",
            Value.ON_SCHEDULE,
            "全年目标1829个。6月底目标600个，填报600个，正好达到，记为正常。",
        ),
        (
            "700",
            Value.ON_SCHEDULE,
            "全年目标1829个。6月底目标600个，填报700个，多100个，记为正常。",
        ),
        ("1049.9999", Value.ON_SCHEDULE, "多449.9999个"),
        (
            "1050",
            Value.AHEAD,
            "全年目标1829个。6月底目标600个，填报1050个，已到9月底目标1050个，记为超前。",
        ),
        ("1829", Value.DONE, "全年目标1829个。截至6月底填报1829个，已完成。"),
        ("1900", Value.DONE, "全年目标1829个。截至6月底填报1900个，比目标多71个，已完成。"),
        ("599.9999", Value.SLOW, "少0.0001个，差0.00001个百分点，记为偏慢（30个百分点以内）。"),
        ("51.3", Value.SLOW, "少548.7个，差30个百分点，记为偏慢（30个百分点以内）。"),
        ("51.2999", Value.BEHIND, "差30.00001个百分点，记为滞后（超过30个百分点）。"),
        ("0", Value.BEHIND, "填报0个，少600个，差32.8个百分点，记为滞后（超过30个百分点）。"),
    ],
)
def test_against_a_milestone_due(value, expected, sentence):
    standing = judge(make_report(6, value))
    assert standing.value is expected
    assert sentence in standing.sentence


def test_between_milestones_the_last_one_due_counts_a_step_and_not_a_line():
    standing = judge(make_report(8, 600))
    assert standing.value is Value.ON_SCHEDULE
    assert standing.sentence == (
        "全年目标1829个。6月底目标600个，截至8月底填报600个，正好达到，记为正常。"
    )
    assert judge(make_report(9, 600)).value is Value.SLOW


def test_before_its_first_milestone_an_indicator_is_not_due():
    standing = judge(make_report(3, 53))
    assert standing.value is Value.NOT_DUE
    assert standing.sentence == (
        "全年目标1829个。第一个节点是6月底目标600个，截至3月底填报53个，还没到节点。"
    )
    assert "没有填数，还没到节点" in judge(make_report(3)).sentence


def test_what_is_reached_before_the_first_milestone_counts():
    assert judge(make_report(3, 599)).value is Value.NOT_DUE
    assert judge(make_report(3, 600)).value is Value.AHEAD
    assert judge(make_report(3, 600)).sentence == (
        "全年目标1829个。截至3月底填报600个，已到6月底目标600个，记为超前。"
    )
    assert judge(make_report(3, 1829)).value is Value.DONE


def test_a_report_is_judged_at_the_end_of_its_period_and_not_at_the_day_of_looking():
    first_quarter = make_report(3, 53)
    for day in (date(2025, 4, 20), date(2025, 8, 1), YEAR_END):
        standing = judge(first_quarter, day=day)
        assert standing.value is Value.NOT_DUE
        assert standing.judged_on == date(2025, 3, 31)


def test_the_day_selects_the_latest_report_approved_by_then():
    reports = (make_report(6, 430), make_report(9, 1050))
    assert judge(*reports, day=date(2025, 7, 14)).value is Value.UNKNOWN
    assert judge(*reports, day=date(2025, 7, 15)).value is Value.SLOW
    assert judge(*reports, day=date(2025, 10, 14)).value is Value.SLOW
    assert judge(*reports, day=date(2025, 10, 15)).value is Value.ON_SCHEDULE


def test_a_corrected_report_replaces_the_first_one_from_its_approval_on():
    reports = (make_report(6, 430), make_report(6, 610, approved_on=date(2025, 9, 1)))
    assert judge(*reports, day=date(2025, 8, 31)).value is Value.SLOW
    corrected = judge(*reports, day=date(2025, 9, 1))
    assert corrected.value is Value.ON_SCHEDULE
    assert not corrected.made_up


def test_a_late_correction_of_an_old_report_does_not_hide_the_newer_one():
    reports = (make_report(9, 1050), make_report(6, 610, approved_on=date(2025, 11, 1)))
    assert judge(*reports, day=YEAR_END).judged_on == date(2025, 9, 30)


def test_a_milestone_missed_and_made_up_later_keeps_its_mark():
    standing = judge(make_report(6, 430), make_report(9, 1050))
    assert standing.value is Value.ON_SCHEDULE
    assert standing.made_up
    assert standing.mark == "补齐"
    assert standing.sentence == (
        "全年目标1829个。9月底目标1050个，填报1050个，正好达到，记为正常。6月底曾未达到，现已补齐。"
    )
    done = judge(make_report(6, 430), make_report(9, 1000), make_report(12, 1829))
    assert (done.value, done.mark) == (Value.DONE, "补齐")
    assert done.sentence.endswith("已完成。6月底、9月底曾未达到，现已补齐。")


def test_a_missed_milestone_made_up_while_the_next_is_missed_keeps_both():
    standing = judge(make_report(6, 430), make_report(9, 700))
    assert (standing.value, standing.made_up) == (Value.SLOW, True)
    assert [step.state for step in standing.details[0].steps] == ["made_up", "short", "coming"]


def test_a_milestone_reached_on_time_has_no_mark():
    assert not judge(make_report(6, 600), make_report(9, 1050)).made_up
    assert not judge(make_report(3, 0), make_report(6, 600)).made_up


def test_the_steps_tell_the_drawing_what_to_draw():
    standing = judge(make_report(6, 430), make_report(9, 1050))
    assert [(s.month, s.due, s.reported, s.state) for s in standing.details[0].steps] == [
        (6, D(600), D(430), "made_up"),
        (9, D(1050), D(1050), "reached"),
        (12, D(1829), None, "coming"),
    ]
    early = judge(make_report(6, 1100)).details[0]
    assert [step.state for step in early.steps] == ["reached", "early", "coming"]
    blank = judge(make_report(6)).details[0]
    assert [step.state for step in blank.steps] == ["unknown", "coming", "coming"]


def test_the_yearly_target_is_due_in_december_where_no_milestone_says_so():
    indicator = make_indicator(milestones={6: D(600), 9: D(1050)})
    assert judge(make_report(11, 1100), indicator=indicator).value is Value.ON_SCHEDULE
    standing = judge(make_report(12, 1100), indicator=indicator)
    assert standing.value is Value.BEHIND
    assert "12月底目标1829个，填报1100个" in standing.sentence


@pytest.mark.parametrize(
    ("month", "value", "expected"),
    [
        (3, "178.15", Value.AHEAD),
        (3, "178.1", Value.ON_SCHEDULE),
        (3, "127.25", Value.ON_SCHEDULE),
        (3, "76.35", Value.ON_SCHEDULE),
        (3, "76.3", Value.SLOW),
        (3, "0", Value.SLOW),
        (6, "101.8", Value.SLOW),
        (6, "101.7", Value.BEHIND),
        (6, "0", Value.BEHIND),
        (12, "509", Value.DONE),
        (12, "508", Value.ON_SCHEDULE),
    ],
)
def test_without_milestones_elapsed_time_is_the_measure(month, value, expected):
    standing = judge(make_report(month, value), indicator=without_milestones())
    assert standing.value is expected
    assert standing.by_label == ("" if expected is Value.DONE else "按时间进度推算")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            53,
            "全年目标509个。按时间进度推算，3月底应到127.25个，填报53个，少74.25个，差14.6个百分点，"
            "记为偏慢（超过10个、不超过30个百分点）。",
        ),
        (
            100,
            "全年目标509个。按时间进度推算，3月底应到127.25个，填报100个，少27.25个，差5.4个百分点，"
            "记为正常（10个百分点以内）。",
        ),
        (
            130,
            "全年目标509个。按时间进度推算，3月底应到127.25个，填报130个，多2.75个，记为正常。",
        ),
        (
            200,
            "全年目标509个。按时间进度推算，3月底应到127.25个，填报200个，超前14.3个百分点，"
            "记为超前（10个百分点以上）。",
        ),
    ],
)
def test_the_sentence_by_elapsed_time(value, sentence):
    assert judge(make_report(3, value), indicator=without_milestones()).sentence == sentence


def test_elapsed_time_starts_from_the_baseline():
    rate = without_milestones(kind="rate", unit="%", baseline=D(90), target=D(95))
    standing = judge(make_report(6, "91.5"), indicator=rate)
    assert standing.details[0].due == D("92.5")
    assert standing.sentence == (
        "全年目标95%。按时间进度推算，6月底应到92.5%，填报91.5%，低1个百分点，折合目标的1.1个百分点，"
        "记为正常（10个百分点以内）。"
    )


def test_a_rate_without_baseline_is_not_extrapolated_from_zero():
    rate = without_milestones(kind="rate", unit="%", target=D(95))
    standing = judge(make_report(6, 93), indicator=rate)
    assert standing.value is Value.UNKNOWN
    assert (
        standing.sentence == "全年目标95%。截至6月底填报93%，没有基数，不能按时间推算，无法测算。"
    )
    assert judge(make_report(6, 95), indicator=rate).value is Value.DONE
    assert judge(make_report(12, 93), indicator=rate).value is Value.SLOW


def test_an_indicator_without_steps_in_a_task_with_milestones_is_not_extrapolated():
    standing = judge(
        make_report(6, 100),
        indicator=without_milestones(),
        milestones=[MilestoneFacts(9, "完工。")],
    )
    assert standing.details[0].value is Value.UNKNOWN
    assert "任务另有阶段性目标，不按时间推算" in standing.details[0].sentence
    at_year_end = judge(
        make_report(12, 100),
        indicator=without_milestones(),
        milestones=[MilestoneFacts(9, "完工。")],
    )
    assert at_year_end.details[0].value is Value.BEHIND


def test_percent_of_work_is_told_in_points_once():
    work = make_indicator(
        kind="percent_of_work", label="形象进度", unit="%", target=D(100), milestones={6: D("32.8")}
    )
    assert judge(make_report(6, "23.5"), indicator=work).sentence == (
        "全年目标100%。6月底目标32.8%，填报23.5%，低9.3个百分点，记为偏慢（30个百分点以内）。"
    )


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        ("4.3", Value.DONE, "全年目标不高于4.3%。截至6月底填报4.3%，已完成。"),
        ("4.17", Value.DONE, "填报4.17%，比目标低0.13个百分点，已完成。"),
        ("4.4", Value.AHEAD, "6月底目标不高于4.5%，填报4.4%，已到9月底目标不高于4.4%，记为超前。"),
        ("4.5", Value.ON_SCHEDULE, "6月底目标不高于4.5%，填报4.5%，正好达到，记为正常。"),
        ("4.7", Value.SLOW, "填报4.7%，高0.2个百分点，折合目标的4.7个百分点，记为偏慢"),
        ("6", Value.BEHIND, "高1.5个百分点，折合目标的34.9个百分点，记为滞后"),
    ],
)
def test_lower_is_better_turns_the_sign(value, expected, said):
    unemployment = make_indicator(
        kind="rate",
        unit="%",
        direction="down",
        target=D("4.3"),
        milestones={6: D("4.5"), 9: D("4.4")},
    )
    standing = judge(make_report(6, value), indicator=unemployment)
    assert standing.value is expected
    assert said in standing.sentence


def test_a_number_to_be_kept_low_needs_a_baseline_for_elapsed_time():
    low = {"direction": "down", "unit": "起", "target": D(10)}
    assert judge(make_report(6, 15), indicator=without_milestones(**low)).value is Value.UNKNOWN
    falling = without_milestones(**low, baseline=D(20))
    assert judge(make_report(6, 15), indicator=falling).value is Value.ON_SCHEDULE
    assert judge(make_report(6, 20), indicator=falling).value is Value.BEHIND


def test_a_target_of_zero_is_reached_or_cannot_be_told_in_points():
    none = make_indicator(direction="down", unit="起", target=D(0), milestones={6: D(0)})
    assert judge(make_report(6, 0), indicator=none).value is Value.DONE
    standing = judge(make_report(6, 1), indicator=none)
    assert standing.value is Value.UNKNOWN
    assert "填报1起，目标是0" in standing.sentence


TERMS = {"key": "ports", "label": "资助人次", "unit": "人次", "basis": "in_period",
         "target": D(74400), "milestones": {6: D(74400), 12: D(74400)}}  # fmt: skip


def test_each_term_is_judged_by_the_report_at_its_own_end():
    aid = make_indicator(**TERMS)
    spring, autumn_begun = make_report(6, 74400), make_report(9, 6500)
    assert judge(make_report(3, 1450), indicator=aid).value is Value.NOT_DUE
    assert judge(spring, indicator=aid).value is Value.ON_SCHEDULE
    assert judge(spring, autumn_begun, indicator=aid).value is Value.ON_SCHEDULE
    assert judge(spring, autumn_begun, indicator=aid).sentence == (
        "每期目标74400人次。6月底目标74400人次，填报74400人次，正好达到，记为正常。"
    )
    assert judge(spring, autumn_begun, make_report(12, 74400), indicator=aid).value is Value.DONE


def test_a_missed_term_cannot_be_made_up_by_the_next():
    aid = make_indicator(**TERMS)
    short_spring = make_report(6, 70000)
    assert judge(short_spring, make_report(9, 80000), indicator=aid).value is Value.SLOW
    standing = judge(short_spring, make_report(12, 74400), indicator=aid)
    assert standing.value is Value.ON_SCHEDULE
    assert not standing.made_up


def test_a_term_without_a_report_at_its_end_cannot_be_computed():
    aid = make_indicator(**TERMS)
    standing = judge(make_report(9, 6500), indicator=aid)
    assert standing.value is Value.UNKNOWN
    assert "6月底没有填数，无法测算" in standing.sentence


def test_the_next_term_s_number_reached_early_is_ahead():
    aid = make_indicator(**TERMS)
    assert judge(make_report(6, 74400), make_report(9, 74400), indicator=aid).value is Value.AHEAD


@pytest.mark.parametrize(
    ("answer", "expected", "word"),
    [
        ("yes", Value.ON_SCHEDULE, "已完成"),
        ("partly", Value.SLOW, "部分完成"),
        ("no", Value.BEHIND, "未完成"),
    ],
)
def test_a_word_milestone_is_judged_by_the_unit_s_own_answer_and_says_so(answer, expected, word):
    task = TaskFacts(
        year=2025,
        milestones=[MilestoneFacts(6, "完成项目前期工作。"), MilestoneFacts(9, "开工。")],
        reports=[make_report(6, answers={6: answer})],
    )
    standing = judge_task(task, YEAR_END, DEFAULT_RULES)
    assert standing.value is expected
    assert standing.by_label == "单位自报"
    assert standing.sentence == (
        f"6月底节点：“完成项目前期工作。”，单位自报{word}，记为{expected.word}。"
    )


def words(*reports, months=(6, 9, 12)):
    task = TaskFacts(
        year=2025, milestones=[MilestoneFacts(m, f"{m}月的事。") for m in months], reports=reports
    )
    return judge_task(task, date(2026, 2, 1), DEFAULT_RULES)


def test_word_milestones_over_the_year():
    june = make_report(6, answers={6: "yes"})
    assert words(make_report(3)).value is Value.NOT_DUE
    assert words(make_report(3, answers={6: "yes"})).value is Value.AHEAD
    assert words(make_report(6)).value is Value.UNKNOWN
    assert "没有填是否完成，无法测算" in words(make_report(6)).sentence
    assert words(june, make_report(8)).value is Value.ON_SCHEDULE
    assert words(make_report(6, answers={6: "yes", 9: "yes"})).value is Value.AHEAD
    assert words(june, make_report(12, answers={12: "yes"})).value is Value.DONE
    assert words(june, make_report(12, answers={12: "no"})).value is Value.BEHIND


def test_a_word_milestone_made_up_later_keeps_its_mark():
    standing = words(make_report(6, answers={6: "no"}), make_report(8, answers={6: "yes"}))
    assert (standing.value, standing.mark) == (Value.ON_SCHEDULE, "补齐")


def test_numbers_go_before_words_where_a_milestone_has_both():
    standing = judge(
        make_report(6, 430, answers={6: "yes"}), milestones=[MilestoneFacts(6, "完成600个。")]
    )
    assert standing.value is Value.SLOW
    assert len(standing.details) == 1


def test_words_judge_a_milestone_whose_numbers_were_not_filed():
    standing = judge(
        make_report(6, answers={6: "partly"}), milestones=[MilestoneFacts(6, "完成600个。")]
    )
    assert (standing.value, standing.by_label) == (Value.SLOW, "单位自报")


def test_an_old_word_milestone_gives_way_to_a_newer_one_with_numbers():
    standing = judge(
        make_report(6, 0, answers={6: "no"}),
        make_report(9, 1050),
        indicator=make_indicator(milestones={9: D(1050), 12: D(1829)}),
        milestones=[MilestoneFacts(6, "完成前期工作。")],
    )
    assert standing.value is Value.ON_SCHEDULE


def make_pair(first, second):
    """Two indicators without milestones, target 100 each, at the end of June: 50 are due."""
    both = [without_milestones(key=key, label=key, target=D(100)) for key in ("甲", "乙")]
    report = ReportFacts(6, date(2025, 7, 15), values={"甲": first, "乙": second})
    return judge_task(
        TaskFacts(year=2025, indicators=both, reports=[report]), YEAR_END, DEFAULT_RULES
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (10, 30, Value.BEHIND),
        (30, 50, Value.SLOW),
        (50, 70, Value.ON_SCHEDULE),
        (70, 100, Value.AHEAD),
        (100, 100, Value.DONE),
        (None, 100, Value.ON_SCHEDULE),
        (None, 10, Value.BEHIND),
        (None, None, Value.UNKNOWN),
    ],
)
def test_a_task_stands_as_its_worst_indicator(first, second, expected):
    numbers = [None if one is None else D(one) for one in (first, second)]
    assert make_pair(*numbers).value is expected
    assert make_pair(*reversed(numbers)).value is expected


def test_the_task_s_sentence_names_the_worst_indicator():
    assert make_pair(D(30), D(70)).sentence == (
        "2项中1项偏慢。“甲”：全年目标100个。按时间进度推算，6月底应到50个，填报30个，少20个，差20个百分点，"
        "记为偏慢（超过10个、不超过30个百分点）。"
    )
    assert make_pair(D(35), D(25)).sentence.startswith("2项都是偏慢。“乙”：")


ROUNDS = [RoundFacts(3, date(2025, 4, 10)), RoundFacts(6, date(2025, 7, 10))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 9), Value.NOT_DUE),
        (date(2025, 4, 10), Value.UNREPORTED),
        (date(2025, 4, 15), Value.NOT_DUE),  # the first quarter's report is approved
        (date(2025, 7, 9), Value.NOT_DUE),
        (date(2025, 7, 10), Value.UNREPORTED),
        (date(2025, 7, 15), Value.SLOW),
    ],
)
def test_without_an_approved_report_for_the_newest_round_due_a_task_is_unreported(day, expected):
    assert judge(make_report(3, 53), make_report(6, 430), rounds=ROUNDS, day=day).value is expected


def test_the_sentence_of_an_unreported_task_names_round_and_day():
    assert judge(rounds=ROUNDS, day=date(2025, 8, 1)).sentence == (
        "2025年1—6月的进展应在2025年7月10日前填报，还没有通过审核的报告。"
    )


def test_a_later_report_covers_an_older_round():
    assert judge(make_report(6, 600), rounds=ROUNDS[:1], day=YEAR_END).value is Value.ON_SCHEDULE


@pytest.mark.parametrize(("kind", "value"), [("pause", Value.PAUSED), ("stop", Value.STOPPED)])
def test_paused_and_stopped_are_over_all(kind, value):
    change = ChangeFacts(kind, date(2025, 6, 3), "黔江府办发〔2025〕40号")
    before = judge(make_report(3, 53), changes=[change], day=date(2025, 6, 2))
    after = judge(changes=[change], rounds=ROUNDS, day=date(2025, 6, 3))
    assert before.value is Value.NOT_DUE
    assert after.value is value
    assert after.sentence == f"2025年6月3日起{value.word[1:]}（黔江府办发〔2025〕40号）。"


def test_a_paused_task_that_goes_on_is_judged_again():
    changes = [ChangeFacts("pause", date(2025, 3, 1)), ChangeFacts("resume", date(2025, 5, 1))]
    assert judge(make_report(3, 53), changes=changes).value is Value.NOT_DUE


def test_nothing_this_period_keeps_the_cumulative_value():
    standing = judge(make_report(6, 600), make_report(8, nothing=True))
    assert standing.value is Value.ON_SCHEDULE
    assert "截至8月底填报600个" in standing.sentence
    assert judge(make_report(6, 600), make_report(8)).value is Value.UNKNOWN


def test_before_any_report_the_first_milestone_is_named():
    assert judge(day=date(2025, 4, 20)).sentence == (
        "还没有通过审核的进展报告，第一个节点是6月底。"
    )
    assert judge(day=date(2025, 4, 20)).value is Value.NOT_DUE
    assert judge(day=date(2025, 7, 1)).value is Value.UNKNOWN


def test_a_task_without_numbers_and_milestones_cannot_be_computed():
    task = TaskFacts(year=2025, reports=[make_report(3)])
    standing = judge_task(task, YEAR_END, DEFAULT_RULES)
    assert (standing.value, standing.sentence) == (
        Value.UNKNOWN,
        "没有数量指标，也没有阶段性目标，无法测算。",
    )


def test_an_indicator_without_a_target_is_judged_by_its_milestones_only():
    checked = make_indicator(target=None, milestones={6: D(10000)})
    assert judge(make_report(6, 9000), indicator=checked).value is Value.SLOW
    assert judge(make_report(6, 10000), indicator=checked).value is Value.ON_SCHEDULE
    nothing = make_indicator(target=None, milestones={})
    assert judge(make_report(6, 5), indicator=nothing).value is Value.UNKNOWN
    by_december = make_indicator(target=None, milestones={6: D(5), 12: D(10)})
    assert judge(make_report(6, 10), indicator=by_december).value is Value.DONE


def parts(*values):
    standings = {
        "behind": judge(make_report(6, 0), label="二级公路"),
        "done": judge(make_report(6, 1829)),
        "slow": judge(make_report(6, 430)),
        "not_due": judge(make_report(3, 53)),
        "unreported": judge(rounds=ROUNDS),
        "paused": judge(changes=[ChangeFacts("pause", date(2025, 3, 1))]),
        "stopped": judge(changes=[ChangeFacts("stop", date(2025, 3, 1))]),
    }
    return judge_project([standings[value] for value in values], DEFAULT_RULES)


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (["done"], Value.DONE),
        (["done", "slow"], Value.SLOW),
        (["slow", "behind", "done"], Value.BEHIND),
        (["not_due", "done"], Value.DONE),
        (["not_due", "not_due"], Value.NOT_DUE),
        (["behind", "unreported"], Value.UNREPORTED),
        (["paused", "slow"], Value.SLOW),
        (["paused", "stopped"], Value.PAUSED),
        (["stopped"], Value.STOPPED),
        ([], Value.UNKNOWN),
    ],
)
def test_a_project_stands_as_its_worst_task(tasks, expected):
    assert parts(*tasks).value is expected


def four_promises(values, *, through=6, **changes):
    """Four numbers with targets and one report of some of them."""
    labels = {"a": "改造小区", "b": "新建充电桩", "c": "新增车位", "d": "培训人次"}
    indicators = [
        IndicatorFacts(key=key, label=label, unit="个", target=D(10))
        for key, label in labels.items()
    ]
    report = ReportFacts(
        through_month=through,
        approved_on=date(2025, through + 1, 10),
        values={key: D(value) for key, value in values.items()},
    )
    return TaskFacts(year=2025, indicators=indicators, reports=[report], **changes)


@pytest.mark.parametrize("reached", [{"a": 10, "b": 10}, {"a": 8, "b": 9}, {"a": 10, "b": 7}])
def test_a_task_is_at_most_on_schedule_while_a_promised_number_was_never_given(reached):
    standing = judge_task(four_promises(reached), date(2025, 8, 1), DEFAULT_RULES)
    assert standing.value is Value.ON_SCHEDULE
    assert standing.without_figure == ("新增车位", "培训人次")
    assert standing.sentence.endswith("“新增车位”、“培训人次”还没有填报数，整项只记为正常。")


def test_what_is_behind_stays_behind_whether_or_not_every_number_was_given():
    standing = judge_task(four_promises({"a": 10, "b": 1}), date(2025, 8, 1), DEFAULT_RULES)
    assert standing.value is Value.BEHIND
    assert "整项只记为" not in standing.sentence


def test_with_every_number_given_a_task_that_reached_them_is_done():
    full = dict.fromkeys("abcd", 10)
    standing = judge_task(four_promises(full), date(2025, 8, 1), DEFAULT_RULES)
    assert (standing.value, standing.without_figure) == (Value.DONE, ())


def test_a_word_the_unit_gave_does_not_stand_for_a_number_it_did_not_give():
    task = TaskFacts(
        year=2025,
        indicators=[IndicatorFacts(key="a", label="改造小区", unit="个", target=D(10))],
        milestones=[MilestoneFacts(3, "完成招标")],
        reports=[ReportFacts(3, date(2025, 4, 10), answers={3: "yes"})],
    )
    standing = judge_task(task, date(2025, 5, 1), DEFAULT_RULES)
    assert standing.value is Value.ON_SCHEDULE
    assert "“改造小区”还没有填报数" in standing.sentence


def test_a_project_is_at_most_on_schedule_while_a_task_of_it_has_promised_a_number_and_given_none():
    done = judge(make_report(6, 1829), day=date(2025, 8, 1))
    waiting = judge_task(
        TaskFacts(
            year=2025,
            indicators=[IndicatorFacts(key="x", label="路灯", unit="盏", target=D(5))],
            milestones=[MilestoneFacts(12, "全部完成")],
        ),
        date(2025, 8, 1),
        DEFAULT_RULES,
    )
    assert (done.value, waiting.value) == (Value.DONE, Value.NOT_DUE)
    whole = judge_project([done, waiting], DEFAULT_RULES)
    assert whole.value is Value.ON_SCHEDULE
    assert whole.sentence.endswith("“路灯”还没有填报数，整项只记为正常。")


def test_a_project_of_one_task_says_the_task_s_sentence():
    assert parts("slow").sentence == judge(make_report(6, 430)).sentence


def test_a_project_of_several_tasks_names_the_worst():
    assert parts("done", "slow").sentence.startswith(
        "2项任务，偏慢的是“第2项任务”：全年目标1829个。"
    )
    assert parts("done", "behind").sentence.startswith("2项任务，滞后的是“二级公路”：")


def test_every_value_has_a_word_and_a_key_of_the_look_book():
    assert [value.word for value in Value] == [
        "完成", "超前", "正常", "偏慢", "滞后", "未到节点", "无法测算", "未报", "已暂停", "已终止",
    ]  # fmt: skip
    assert [value.css for value in Value] == [
        "done", "ahead", "ok", "slow", "behind", "notdue", "unknown", "none", "stopped", "stopped",
    ]  # fmt: skip


def test_the_rule_set_in_force_on_the_day_is_used_and_named():
    old = RuleSet("2024年规则", date(2024, 1, 1))
    strict = RuleSet("2025年规则", date(2025, 7, 1), milestone_behind_over=D(5))
    assert rules_on([strict, old], date(2025, 6, 30)) is old
    assert rules_on([strict, old], date(2025, 7, 1)) is strict
    assert rules_on([], date(2025, 7, 1)) is DEFAULT_RULES
    standing = judge(make_report(6, 430), rules=strict)
    assert (standing.value, standing.rules) == (Value.BEHIND, "2025年规则")
    assert standing.sentence.endswith("差9.3个百分点，记为滞后（超过5个百分点）。")


@pytest.mark.parametrize(
    "bands",
    [{"elapsed_slow_over": D(31)}, {"elapsed_slow_over": D(-1)}, {"milestone_behind_over": D(-1)},
     {"ahead_from": D(-1)}],
)  # fmt: skip
def test_bands_out_of_order_are_no_rule_set(bands):
    with pytest.raises(ValueError, match="out of order"):
        RuleSet("乱", date(2025, 1, 1), **bands)
