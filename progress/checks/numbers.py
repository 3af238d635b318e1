"""Checks of numbers against last round, the promise and the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from progress.checks.facts import (
    CheckFacts,
    Found,
    amount,
    filed_numbers,
    invested,
    last_round,
    last_words,
)
from projects.money import MAX_DECIMALS, beyond_the_whole, half_up, printed

JUMP_POINTS = 50
"""Points of the target (or plan) in one round: twice what a quarter brings on average."""
JUMP_TIMES = 10
"""So many times last round's number, and at least LEAST_RISE points more: a unit or a decimal point slipped."""
LEAST_RISE = 10
"""Points of the target (or plan) below which a small number may grow as it likes."""


def impossible_number(facts: CheckFacts) -> Iterator[Found]:
    for indicator in facts.indicators:
        value = facts.filing.values.get(indicator.key)
        if value is None:
            continue
        if (sentence := _impossible(value, indicator.unit)) or (
            indicator.kind == "percent_of_work" and (sentence := beyond_the_whole(value))
        ):
            yield indicator, sentence
    value = facts.filing.invested
    if value is not None and (sentence := _impossible(value, "万元")):
        yield "invested", sentence


def _impossible(value: Decimal, unit: str) -> str:
    if not value.is_finite():
        return "填的不是数字。"
    if value < 0:
        return f"填报{printed(value)}{unit}，不能是负数。"
    if value != half_up(Fraction(value), MAX_DECIMALS):
        return f"填报{printed(value)}{unit}，小数最多{MAX_DECIMALS}位。"
    return ""


def value_falls(facts: CheckFacts) -> Iterator[Found]:
    for indicator, value in filed_numbers(facts):
        before = last_round(facts, indicator)
        if indicator.basis == "in_period" or (
            indicator.kind == "rate" and indicator.direction == "down"
        ):
            continue
        if before is not None and value < before:
            less = amount(before - value, indicator)
            yield (
                indicator,
                f"上期累计填报{amount(before, indicator)}，本期填报{amount(value, indicator)}，"
                f"少了{less}。累计数一般不会减少，请核对是不是填成了本期新增数。",
            )


def invested_falls(facts: CheckFacts) -> Iterator[Found]:
    now, before = invested(facts), facts.previous.invested if facts.previous else None
    if now is not None and before is not None and now < before:
        yield (
            "invested",
            f"上期累计完成投资{printed(before)}万元，本期填报{printed(now)}万元，少了{printed(before - now)}万元，请核对。",
        )


def over_target(facts: CheckFacts) -> Iterator[Found]:
    """More of a quantity than the whole year's, or of a rate than there can be."""
    yield from _beyond_target(facts, rates=False)


def rate_over_target(facts: CheckFacts) -> Iterator[Found]:
    """A rate better than promised, which contradicts nothing up to 100 %."""
    yield from _beyond_target(facts, rates=True)


def _beyond_target(facts: CheckFacts, *, rates: bool) -> Iterator[Found]:
    for indicator, value in filed_numbers(facts):
        target = indicator.target
        if not target or indicator.direction == "down" or value <= target:
            continue
        if indicator.kind == "percent_of_work" and value > 100:
            continue  # impossible, and said so
        if rates != (indicator.kind == "rate" and value <= 100):
            continue
        share = printed(half_up(Fraction(value) * 100 / Fraction(target), 1))
        yield (
            indicator,
            f"填报{amount(value, indicator)}，超过全年目标{amount(target, indicator)}，为目标的{share}%，请核对。",
        )


def invested_above_plan(facts: CheckFacts) -> Iterator[Found]:
    yield from _beyond_plan(facts, planned=True)


def invested_unplanned(facts: CheckFacts) -> Iterator[Found]:
    """Money where the plan says 0: there is nothing it could be a share of."""
    yield from _beyond_plan(facts, planned=False)


def _beyond_plan(facts: CheckFacts, *, planned: bool) -> Iterator[Found]:
    now, plan = invested(facts), facts.plan
    if now is not None and plan is not None and now > plan and bool(plan) is planned:
        yield (
            "invested",
            f"完成投资{printed(now)}万元，超过年度投资计划{printed(plan)}万元，多{printed(now - plan)}万元，请核对。",
        )


def missing_value(facts: CheckFacts) -> Iterator[Found]:
    for indicator in facts.indicators:
        due = [month for month in indicator.milestones if month <= facts.filing.through_month]
        missing = facts.filing.values.get(indicator.key) is None
        if missing and due and not facts.filing.is_nothing:
            month = max(due)
            goal = amount(indicator.milestones[month], indicator)
            yield indicator, f"{month}月底目标{goal}，没有填数，亮灯会显示“无法测算”。"


def missing_invested(facts: CheckFacts) -> Iterator[Found]:
    if (
        facts.carries_money
        and facts.plan
        and facts.filing.invested is None
        and not facts.filing.is_nothing
    ):
        yield (
            "invested",
            f"年度投资计划{printed(facts.plan)}万元，没有填完成投资，公示里这一格会留空。",
            "没有投资请填0。",
        )


def tenfold(facts: CheckFacts) -> Iterator[Found]:
    """JUMP_TIMES last round's number: a unit or a decimal point slipped, or somebody says why not."""
    yield from _compared(facts, _multiplied)


def jump(facts: CheckFacts) -> Iterator[Found]:
    yield from _compared(facts, _jumped)


Words = tuple[str, str] | None
"""The two halves of a sentence around the number; None where there is nothing to say."""
Number = Callable[[Decimal], str]
"""A value as it is read beside its unit."""


def _compared(
    facts: CheckFacts,
    look: Callable[[Decimal, Decimal | None, Decimal, CheckFacts, Number], Words],
) -> Iterator[Found]:
    """What `look` says of each cumulative number beside last round's and the year's whole."""
    for indicator, value in filed_numbers(facts):
        skip = indicator.kind == "rate" or indicator.basis == "in_period"
        if not skip and indicator.direction == "up" and indicator.target:
            before = last_round(facts, indicator)
            base = before if facts.previous else indicator.baseline
            if words := look(value, base, indicator.target, facts, indicator.number):
                yield indicator, f"{words[0]}{amount(value, indicator)}，{words[1]}"
    now = invested(facts)
    if now is not None and facts.plan:
        before = facts.previous.invested if facts.previous else None
        if words := look(now, before, facts.plan, facts, printed):
            yield "invested", f"{words[0]}{printed(now)}万元，{words[1]}"


def _rise(now: Decimal, before: Decimal | None, whole: Decimal) -> Fraction:
    """In points of the year's whole."""
    return (Fraction(now) - Fraction(before or 0)) / Fraction(whole) * 100


def _multiplied(
    now: Decimal, before: Decimal | None, whole: Decimal, facts: CheckFacts, number: Number
) -> Words:
    if facts.previous is None or not before or now < before * JUMP_TIMES:
        return None
    if _rise(now, before, whole) < LEAST_RISE:
        return None
    times = printed(half_up(Fraction(now) / Fraction(before), 1))
    return f"上期{number(before)}，本期填报", f"是上期的{times}倍，请核对单位和小数点。"


def _jumped(
    now: Decimal, before: Decimal | None, whole: Decimal, facts: CheckFacts, number: Number
) -> Words:
    """Against last round: more than JUMP_POINTS more. Without one: more than that ahead of the months gone by."""
    rise = _rise(now, before, whole)
    if facts.previous is None:
        expected = Fraction(facts.filing.through_month, 12) * 100
        if rise > expected + JUMP_POINTS:
            share = printed(half_up(Fraction(now) / Fraction(whole) * 100, 1))
            return "第一次填报就是", f"已是全年的{share}%，请核对。"
        return None
    if rise > JUMP_POINTS and _multiplied(now, before, whole, facts, number) is None:
        return (
            f"{last_words(before, number=number)}，本期填报",
            f"一次增加全年的{printed(half_up(rise, 1))}%，请核对。",
        )
    return None
