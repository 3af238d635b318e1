"""What holds of every standing, whatever the facts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from progress.standing import (
    DEFAULT_RULES,
    WORST_FIRST,
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
)
from progress.standing.sentence import points
from projects.money import printed

months = st.integers(1, 12)
numbers = st.integers(0, 3_000_000).map(lambda units: D(units).scaleb(-2)) | st.integers(
    0, 100
).map(D)
days = st.dates(date(2025, 1, 1), date(2026, 3, 31))
points_of_a_band = st.integers(0, 600).map(lambda tenths: D(tenths).scaleb(-1))


@st.composite
def rule_sets(draw):
    slow, behind = sorted([draw(points_of_a_band), draw(points_of_a_band)])
    return RuleSet(
        "规则", date(2025, 1, 1), draw(points_of_a_band), slow, behind, draw(points_of_a_band)
    )


@st.composite
def indicators(draw, basis=None):
    return IndicatorFacts(
        key=draw(st.sampled_from(["a", "b", "c"])),
        label="指标",
        unit=draw(st.sampled_from(["个", "%", "万元", ""])),
        kind=draw(st.sampled_from(["quantity", "rate", "percent_of_work"])),
        target=draw(st.none() | numbers),
        baseline=draw(st.none() | numbers),
        direction=draw(st.sampled_from(["up", "down"])),
        basis=basis or draw(st.sampled_from(["cumulative", "in_period"])),
        milestones=draw(st.dictionaries(months, numbers, max_size=4)),
    )


reports = st.builds(
    ReportFacts,
    through_month=months,
    approved_on=days,
    values=st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | numbers),
    answers=st.dictionaries(months, st.sampled_from(["yes", "partly", "no"])),
    nothing=st.booleans(),
)
tasks = st.builds(
    TaskFacts,
    year=st.just(2025),
    indicators=st.lists(indicators(), max_size=3),
    milestones=st.lists(
        st.builds(MilestoneFacts, months, st.text(max_size=60)),
        max_size=4,
        unique_by=lambda one: one.month,
    ),
    reports=st.lists(reports, max_size=5),
    rounds=st.lists(st.builds(RoundFacts, months, days), max_size=3),
    changes=st.lists(
        st.builds(ChangeFacts, st.sampled_from(["pause", "stop", "resume"]), days), max_size=2
    ),
    label=st.just(""),
)


@given(tasks, days, rule_sets())
def test_every_task_on_every_day_has_a_value_and_a_sentence(task, day, rules):
    standing = judge_task(task, day, rules)
    assert standing.value in Value
    assert standing.sentence.endswith("。")
    assert "None" not in standing.sentence
    for detail in standing.details:
        assert detail.value in Value
        assert detail.sentence.endswith("。")
        assert "None" not in detail.sentence


@given(tasks, days)
def test_a_standing_is_a_pure_function(task, day):
    assert judge_task(task, day, DEFAULT_RULES) == judge_task(task, day, DEFAULT_RULES)


@given(tasks, days, st.randoms())
def test_the_order_in_which_facts_are_loaded_changes_nothing(task, day, shuffle):
    reports = list({(r.through_month, r.approved_on): r for r in task.reports}.values())
    mixed = list(reports)
    shuffle.shuffle(mixed)
    one = TaskFacts(2025, task.indicators, task.milestones, reports, task.rounds)
    other = TaskFacts(2025, task.indicators, task.milestones, mixed, list(reversed(task.rounds)))
    assert judge_task(one, day, DEFAULT_RULES) == judge_task(other, day, DEFAULT_RULES)


@given(tasks, days, st.integers(0, 400))
def test_the_day_only_selects_the_reports(task, day, later):
    """Two days by which the same reports were approved give the same standing (rounds and changes aside)."""
    bare = TaskFacts(2025, task.indicators, task.milestones, task.reports)
    other_day = day + timedelta(days=later)
    if any(day < report.approved_on <= other_day for report in bare.reports):
        bare = TaskFacts(
            2025, task.indicators, task.milestones,
            [report for report in bare.reports if report.approved_on <= day],
        )  # fmt: skip
    before = judge_task(bare, day, DEFAULT_RULES)
    after = judge_task(bare, other_day, DEFAULT_RULES)
    if before.details:
        assert before == after


def rank(value):
    """How good a value is; what is not due or unknown can only become 超前 or 完成 by a better number."""
    return (
        WORST_FIRST.index(value) if value in WORST_FIRST else WORST_FIRST.index(Value.ON_SCHEDULE)
    )


@given(indicators("cumulative"), months, numbers, numbers, rule_sets(), st.booleans())
def test_a_better_number_never_stands_worse(indicator, month, one, other, rules, has_words):
    worse, better = sorted([one, other], reverse=indicator.direction == "down")

    def value_at(number):
        report = ReportFacts(month, date(2025, 1, 1), values={indicator.key: number})
        milestones = [MilestoneFacts(7, "完工。")] if has_words else []
        task = TaskFacts(2025, [indicator], milestones, [report])
        return judge_task(task, date(2026, 1, 31), rules).details[0].value

    low, high = value_at(worse), value_at(better)
    if (low in WORST_FIRST) == (high in WORST_FIRST):
        assert rank(high) >= rank(low)
    elif high in WORST_FIRST:
        assert rank(high) >= rank(Value.ON_SCHEDULE)
    else:
        # Only a target of 0, where what is missing cannot be told in points, leaves the ranks again.
        assert indicator.whole == 0


@given(indicators("cumulative"), months, numbers, rule_sets())
def test_a_judged_number_stands_in_its_sentence_with_the_target(indicator, month, number, rules):
    report = ReportFacts(month, date(2025, 1, 1), values={indicator.key: number})
    standing = judge_task(TaskFacts(2025, [indicator], (), [report]), date(2026, 1, 31), rules)
    assert f"填报{printed(number)}{indicator.unit}" in standing.sentence
    if indicator.target is not None:
        assert f"{printed(indicator.target)}{indicator.unit}。" in standing.sentence
    if standing.value in WORST_FIRST and standing.value is not Value.DONE:
        assert standing.value.word in standing.sentence


@given(indicators("cumulative"), st.lists(st.tuples(months, numbers), min_size=1, max_size=6))
def test_the_mark_means_a_step_was_missed_once_and_is_reached_now(indicator, filed):
    history = [
        ReportFacts(m, date(2025, 1, 1), values={indicator.key: n}) for m, n in dict(filed).items()
    ]
    standing = judge_task(
        TaskFacts(2025, [indicator], (), history), date(2026, 1, 31), DEFAULT_RULES
    )
    now = max(history, key=lambda report: report.through_month).values[indicator.key]
    held = dict(indicator.milestones)
    if held and indicator.target is not None:
        held.setdefault(12, indicator.target)
    missed_and_made_up = any(
        indicator.reached(now, due) and not indicator.reached(report.values[indicator.key], due)
        for month, due in held.items()
        for report in history
        if report.through_month >= month
    )
    assert standing.made_up == missed_and_made_up


@given(tasks, days)
def test_a_task_is_never_better_than_any_of_its_judged_indicators(task, day):
    standing = judge_task(task, day, DEFAULT_RULES)
    if standing.value in WORST_FIRST:
        worst = min(rank(d.value) for d in standing.details if d.value in WORST_FIRST)
        if standing.without_figure:  # Numbers that are not known: at most 正常 (rules.md).
            worst = min(worst, rank(Value.ON_SCHEDULE))
        assert rank(standing.value) == worst
    elif standing.value in {Value.NOT_DUE, Value.UNKNOWN}:
        assert not any(detail.value in WORST_FIRST for detail in standing.details)


@given(st.lists(tasks, max_size=4), days)
def test_every_project_has_a_value_and_a_sentence(several, day):
    standings = [judge_task(task, day, DEFAULT_RULES) for task in several]
    project = judge_project(standings, DEFAULT_RULES)
    assert project.sentence.endswith("。")
    values = {one.value for one in standings}
    if project.without_figure and project.value is Value.ON_SCHEDULE:
        assert values & {Value.ON_SCHEDULE, Value.AHEAD, Value.DONE}
    else:
        assert not standings or project.value in values


gaps = st.fractions(min_value=-200, max_value=200, max_denominator=10**6)


@given(rule_sets(), gaps, gaps)
def test_the_bands_meet_without_a_gap_and_in_order(rules, one, other):
    smaller, larger = sorted([one, other])
    for judge in (rules.against_milestone, rules.against_elapsed_time):
        assert judge(one) in WORST_FIRST
        assert rank(judge(smaller)) >= rank(judge(larger))


@given(rule_sets())
def test_a_threshold_belongs_to_the_better_side(rules):
    little = Fraction(1, 10**9)
    assert rules.against_milestone(Fraction(0)) is Value.ON_SCHEDULE
    assert rules.against_milestone(Fraction(rules.milestone_behind_over) + little) is Value.BEHIND
    if rules.milestone_behind_over:
        assert rules.against_milestone(little) is Value.SLOW
        assert rules.against_milestone(Fraction(rules.milestone_behind_over)) is Value.SLOW
    assert rules.against_elapsed_time(Fraction(rules.elapsed_slow_over)) is Value.ON_SCHEDULE
    assert rules.against_elapsed_time(Fraction(rules.elapsed_behind_over) + little) is Value.BEHIND
    if rules.elapsed_slow_over < rules.elapsed_behind_over:
        assert rules.against_elapsed_time(Fraction(rules.elapsed_behind_over)) is Value.SLOW
    if rules.ahead_from:
        assert rules.against_elapsed_time(-Fraction(rules.ahead_from)) is Value.AHEAD
        assert rules.against_elapsed_time(-Fraction(rules.ahead_from) + little) is Value.ON_SCHEDULE


@given(st.fractions(min_value=0, max_value=200, max_denominator=10**4), points_of_a_band)
def test_the_printed_points_stand_on_their_own_side_of_a_threshold(gap, threshold):
    shown = D(points(gap, [threshold]))
    assert (gap > threshold) == (shown > threshold)
    assert (gap > 0) == (shown > 0)
    assert abs(Fraction(shown) - gap) <= Fraction(1, 20)
