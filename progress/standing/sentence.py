"""The sentence beside every standing: why, from which numbers, in words an office would write."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from documents.day_words import day_words
from progress.standing.facts import Answer, ChangeFacts, IndicatorFacts, RoundFacts
from progress.standing.rules import RuleSet, Value
from projects.money import half_up, printed
from projects.periods import Period, month_end_words

BY_ELAPSED = "按时间进度推算"
BY_WORDS = "单位自报"
ANSWER_WORDS: dict[Answer, str] = {"yes": "已完成", "partly": "部分完成", "no": "未完成"}


def amount(value: Decimal, indicator: IndicatorFacts) -> str:
    return indicator.amount(value)


def points(gap: Fraction, thresholds: Sequence[Decimal]) -> str:
    """The size of a gap in points, with as many decimals as it takes to stand on its own side of every threshold.

    30.04 points are over 30: printed as "30.0" beside 滞后（超过30个百分点） they would look like a mistake.
    """
    text = ""
    for decimals in range(1, 8):
        rounded = half_up(gap, decimals)
        text = printed(abs(rounded))
        if all(
            (gap > limit, gap < limit) == (rounded > limit, rounded < limit)
            for limit in (*thresholds, Decimal(0))
        ):
            break
    return text


def _target(indicator: IndicatorFacts) -> str:
    if indicator.target is None:
        return ""
    each = "每期目标" if indicator.basis == "in_period" else "全年目标"
    at_most = "不高于" if indicator.direction == "down" else ""
    return f"{each}{at_most}{amount(indicator.target, indicator)}。"


def _due(month: int, due: Decimal, indicator: IndicatorFacts) -> str:
    at_most = "不高于" if indicator.direction == "down" else ""
    return f"{month_end_words(month)}目标{at_most}{amount(due, indicator)}"


def _filed(actual: Decimal, indicator: IndicatorFacts, through: int, month: int | None) -> str:
    when = "" if through == month else f"截至{month_end_words(through)}"
    return f"{when}填报{amount(actual, indicator)}"


def _difference(actual: Decimal, due: Decimal, indicator: IndicatorFacts) -> str:
    """“少170个”, “多3部”; for percentages in points."""
    unit = "个百分点" if indicator.unit in {"%", "％"} else indicator.shown_unit
    low, high = (
        ("低", "高") if indicator.direction == "down" or unit == "个百分点" else ("少", "多")
    )
    word = high if actual > due else low
    return f"{word}{indicator.number(abs(actual - due))}{unit}"


def _short(
    actual: Decimal,
    due: Decimal,
    indicator: IndicatorFacts,
    gap: Fraction,
    limits: Sequence[Decimal],
) -> str:
    difference = _difference(actual, due, indicator)
    missing = points(gap, limits)
    if indicator.unit in {"%", "％"}:
        if indicator.whole == 100:
            return difference
        return f"{difference}，折合目标的{missing}个百分点"
    return f"{difference}，差{missing}个百分点"


def _made_up(months: Sequence[int]) -> str:
    listed = "、".join(month_end_words(month) for month in months)
    return f"{listed}曾未达到，现已补齐。" if months else ""


def done(
    indicator: IndicatorFacts, actual: Decimal, through: int, made_up: Sequence[int] = ()
) -> str:
    final = indicator.final
    words = _target(indicator) or f"{_due(12, final or actual, indicator)}。"
    more = ""
    if final is not None and actual != final:
        more = f"，比目标{_difference(actual, final, indicator)}"
    filed = _filed(actual, indicator, through, None)
    return f"{words}{filed}{more}，已完成。{_made_up(made_up)}"


def at_milestone(
    indicator: IndicatorFacts,
    actual: Decimal,
    through: int,
    month: int,
    due: Decimal,
    value: Value,
    gap: Fraction,
    rules: RuleSet,
    made_up: Sequence[int] = (),
) -> str:
    """Against a milestone that is due: reached, slow or behind."""
    start = f"{_target(indicator)}{_due(month, due, indicator)}，{_filed(actual, indicator, through, month)}"
    if gap <= 0:
        how = "正好达到" if actual == due else _difference(actual, due, indicator)
        return f"{start}，{how}，记为{value.word}。{_made_up(made_up)}"
    limit = printed(rules.milestone_behind_over)
    band = f"{limit}个百分点以内" if value is Value.SLOW else f"超过{limit}个百分点"
    short = _short(actual, due, indicator, gap, rules.thresholds(elapsed=False))
    return f"{start}，{short}，记为{value.word}（{band}）。{_made_up(made_up)}"


def ahead_of_milestone(
    indicator: IndicatorFacts,
    actual: Decimal,
    through: int,
    month: int | None,
    due: Decimal | None,
    following: tuple[int, Decimal],
    made_up: Sequence[int] = (),
) -> str:
    """The next milestone's value is already there; `month` is None before the first one."""
    start = _target(indicator)
    if month is not None and due is not None:
        start += f"{_due(month, due, indicator)}，"
    reached = f"已到{_due(*following, indicator)}"
    filed = _filed(actual, indicator, through, month)
    return f"{start}{filed}，{reached}，记为超前。{_made_up(made_up)}"


def due_by_time(due: Fraction, actual: Decimal | None) -> Decimal:
    """What was due by elapsed time as it is printed, wherever it stands: two decimals, more where they would make
    it look like what was reached."""
    roundings = (half_up(due, 2), half_up(due, 4))
    return next((one for one in roundings if one != actual or due == actual), half_up(due, 8))


def by_elapsed_time(
    indicator: IndicatorFacts,
    actual: Decimal,
    through: int,
    shown: Decimal,
    value: Value,
    gap: Fraction,
    rules: RuleSet,
) -> str:
    start = (
        f"{_target(indicator)}{BY_ELAPSED}，{month_end_words(through)}应到{amount(shown, indicator)}，"
        f"填报{amount(actual, indicator)}"
    )
    limits = rules.thresholds(elapsed=True)
    slow, behind = printed(rules.elapsed_slow_over), printed(rules.elapsed_behind_over)
    if value is Value.AHEAD:
        how = f"超前{points(gap, limits)}个百分点"
        band = f"（{printed(rules.ahead_from)}个百分点以上）"
    elif gap <= 0:
        how = "正好达到" if gap == 0 else _difference(actual, shown, indicator)
        band = ""
    else:
        how = _short(actual, shown, indicator, gap, limits)
        band = {
            Value.ON_SCHEDULE: f"（{slow}个百分点以内）",
            Value.SLOW: f"（超过{slow}个、不超过{behind}个百分点）",
        }.get(value, f"（超过{behind}个百分点）")
    return f"{start}，{how}，记为{value.word}{band}。"


def not_due(
    indicator: IndicatorFacts, actual: Decimal | None, through: int, first: tuple[int, Decimal]
) -> str:
    filed = "没有填数" if actual is None else f"填报{amount(actual, indicator)}"
    return (
        f"{_target(indicator)}第一个节点是{_due(*first, indicator)}，"
        f"截至{month_end_words(through)}{filed}，还没到节点。"
    )


def unknown(indicator: IndicatorFacts, actual: Decimal | None, through: int, reason: str) -> str:
    filed = (
        "" if actual is None else f"截至{month_end_words(through)}填报{amount(actual, indicator)}，"
    )
    return f"{_target(indicator)}{filed}{reason}，无法测算。"


def word_milestone(month: int, text: str, answer: Answer | None, value: Value) -> str:
    quoted = text if len(text) <= 40 else f"{text[:40]}…"
    start = f"{month_end_words(month)}节点：“{quoted}”"
    if answer is None:
        if value is Value.NOT_DUE:
            return f"{start}，还没到节点。"
        return f"{start}，是文字目标，没有填是否完成，无法测算。"
    return f"{start}，{BY_WORDS}{ANSWER_WORDS[answer]}，记为{value.word}。"


def at_most_on_schedule(words: str, without_figure: Sequence[str]) -> str:
    """What was said, and that it counts as 正常 because numbers that were promised are not known."""
    named = "、".join(f"“{label}”" for label in without_figure)
    return f"{words}{named}还没有填报数，整项只记为{Value.ON_SCHEDULE.word}。"


def unreported(year: int, due: RoundFacts) -> str:
    months = Period.through(year, due.through_month).full_months
    return f"{months}的进展应在{day_words(due.due_on)}前填报，还没有通过审核的报告。"


def no_report_yet(first_month: int | None) -> str:
    if first_month is None:
        return "还没有通过审核的进展报告，无法测算。"
    return f"还没有通过审核的进展报告，第一个节点是{month_end_words(first_month)}。"


def changed(change: ChangeFacts, value: Value) -> str:
    source = f"（{change.document}）" if change.document else ""
    return f"{day_words(change.decided_on)}起{value.word.removeprefix('已')}{source}。"
