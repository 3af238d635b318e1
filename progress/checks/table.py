"""The table of checks, and going through it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from progress.checks import numbers, texts
from progress.checks.facts import Check, CheckFacts, Found, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its code, how much it weighs, what it looks for, its few words for lists, and the day it was added.

    Those of the first release have no day. A later one has: it is told as a note for one round before it warns.
    One that `asks` finds figures that contradict each other or the plan: a warning of it is answered before approval.
    """

    code: str
    severity: Severity
    look: Callable[[CheckFacts], Iterator[Found]]
    hint: str
    since: date | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """The days a round takes reports; `until` is None while it is open."""

    since: date
    until: date | None = None


def check_report(
    facts: CheckFacts,
    *,
    field_of: Callable[[Hashable], str] = str,
    as_notes: Collection[str] = (),
) -> list[Check]:
    """Everything to tell about a filing, in the order of the form: text, numbers, money.

    `field_of` gives the form's name of an indicator's field. `as_notes` are codes of checks on trial: their
    warnings are told as notes. What blocks is never weakened.
    """
    order: list[str | Hashable] = ["narrative", *(one.key for one in facts.indicators), "invested"]
    found = []
    for rule in RULES:
        for place, sentence, *advice in rule.look(facts):
            key = place if isinstance(place, str) else place.key
            name = place if isinstance(place, str) else field_of(place.key)
            severity = rule.severity
            if severity == "warning" and rule.code in as_notes:
                severity = "note"
            asks = rule.asks and severity == "warning"
            check = Check(name, severity, rule.code, sentence, rule.hint, asks, "".join(advice))
            found.append((order.index(key), check))
    return [check for _, check in sorted(found, key=lambda pair: pair[0])]


def has_new_rules() -> bool:
    """Whether any check was added after the first release."""
    return any(rule.since is not None for rule in RULES)


def on_trial(opens_on: date, earlier: Iterable[Running]) -> frozenset[str]:
    """Codes of the checks that are notes in a round opened on that day. `earlier` are the district's rounds before it.

    A check is on trial in a round that was open already when it was added, and in the first one opened afterwards
    unless an earlier round was still running by then: every unit has seen it as a note in one round.
    """
    before = list(earlier)
    return frozenset(
        rule.code
        for rule in RULES
        if rule.since is not None
        and (
            rule.since > opens_on
            or not any(one.until is None or one.until >= rule.since for one in before)
        )
    )


def blocks(checks: Sequence[Check]) -> bool:
    """Whether the report cannot be submitted as it is."""
    return any(check.severity == "blocking" for check in checks)


RULES = (
    Rule("missing_text", "blocking", texts.missing_text, "没写进展"),
    Rule("impossible_number", "blocking", numbers.impossible_number, "数字不可能"),
    Rule("value_falls", "warning", numbers.value_falls, "累计数减少", asks=True),
    Rule("over_target", "warning", numbers.over_target, "超过全年目标", asks=True),
    Rule("rate_over_target", "warning", numbers.rate_over_target, "比例超过目标"),
    Rule("done_below_target", "warning", texts.done_below_target, "写已完成，数没到"),
    Rule("same_text", "warning", texts.same_text, "文字同上期"),
    Rule("tenfold", "warning", numbers.tenfold, "是上期十倍以上", asks=True),
    Rule("jump", "warning", numbers.jump, "数字跳得多"),
    Rule("invested_falls", "warning", numbers.invested_falls, "投资减少", asks=True),
    Rule("invested_above_plan", "warning", numbers.invested_above_plan, "投资超计划", asks=True),
    Rule("invested_unplanned", "warning", numbers.invested_unplanned, "没有计划有投资"),
    Rule("money_without_text", "warning", texts.money_without_text, "有投资没写进展"),
    Rule("missing_invested", "warning", numbers.missing_invested, "没填投资"),
    Rule("nothing_but_more", "note", texts.nothing_but_more, "无进展但数增加"),
    Rule("missing_value", "note", numbers.missing_value, "没填指标数"),
)
