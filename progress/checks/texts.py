"""Checks of the text against the numbers beside it, and against last round's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from progress.checks.facts import (
    CheckFacts,
    Found,
    amount,
    filed_numbers,
    invested,
    last_round,
    last_words,
)
from progress.completeness import NO_TEXT
from progress.standing.facts import IndicatorFacts
from projects.money import printed

_DONE_WORDS = re.compile(r"(?:已经?|全部|全面|圆满)+(?:完成|建成|完工|竣工|实施完毕)")
_CLAUSES = re.compile(r"[，；;。！\n]|,(?!\d{3})")
_NOT_YET = re.compile(r"未(?!成年|来)|没有|尚|预计|计划|力争|确保|争取|拟|将(?!军)|准备|即将|有望")
_JUST_COUNTED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?![A-Za-z])\D{0,4}$")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def missing_text(facts: CheckFacts) -> Iterator[Found]:
    if not facts.filing.narrative.strip() and not facts.filing.is_nothing:
        yield "narrative", f"{NO_TEXT}；本期确实没有进展的，请选“本期无进展”并说明原因。"


def same_text(facts: CheckFacts) -> Iterator[Found]:
    if facts.previous is None or facts.filing.is_nothing:
        return
    now, before = _bare(facts.filing.narrative), _bare(facts.previous.narrative)
    if now and now == before:
        months = facts.previous.through_month
        yield (
            "narrative",
            f"文字与上期（截至{months}月底）完全相同。",
            "请写本期的进展，或选“本期无进展”。",
        )


def _bare(text: str) -> str:
    """The text without spaces and signs: a moved comma does not make it new."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def done_below_target(facts: CheckFacts) -> Iterator[Found]:
    short = [
        (indicator, value)
        for indicator, value in filed_numbers(facts)
        if indicator.target is not None
        and indicator.direction == "up"
        and indicator.basis == "cumulative"
        and value < indicator.target
    ]
    if not short:
        return
    for clause in _CLAUSES.split(facts.filing.narrative):
        words = _DONE_WORDS.search(clause)
        if words is None or _NOT_YET.search(clause[: words.end()]):
            continue
        counted = clause[words.end() :]
        if before := _JUST_COUNTED.search(clause[: words.start()]):
            counted += f"，{before[1]}"
        contradicted = _contradicted(clause, counted, short, facts.indicators)
        if contradicted:
            listed = "；".join(
                f"“{one.label}”填报{amount(value, one)}，全年目标{amount(one.target or Decimal(0), one)}"
                for one, value in contradicted
            )
            quoted = clause.strip() if len(clause.strip()) <= 30 else f"{clause.strip()[:30]}…"
            yield "narrative", f"文字里写“{quoted}”，但{listed}。请核对文字和数字。"
            return


def _contradicted(
    clause: str,
    counted_in: str,
    short: Sequence[tuple[IndicatorFacts, Decimal]],
    indicators: Sequence[IndicatorFacts],
) -> list[tuple[IndicatorFacts, Decimal]]:
    """Which of the numbers below target (`short`) a done-clause contradicts.

    A clause about a named indicator concerns that one. A clause that counts (“已完成430个”; `counted_in` is the
    part with its numbers) says how far things are: it contradicts only where it counts the whole target, or 100%.
    """
    named = {one.key for one in indicators if one.label and one.label in clause}
    concerned = [pair for pair in short if not named or pair[0].key in named]
    counted = {Decimal(number.replace(",", "")) for number in _NUMBER.findall(counted_in)}
    if not counted:
        return concerned
    if re.search(r"(?<!\d)100[%％]", counted_in):
        return concerned
    return [pair for pair in concerned if pair[0].target in counted]


def money_without_text(facts: CheckFacts) -> Iterator[Found]:
    now = invested(facts)
    before = facts.previous.invested if facts.previous else None
    if now is None or now <= (before or 0):
        return
    if before is None and facts.filing.is_nothing:
        yield (
            "invested",
            f"选了“本期无进展”，却填了完成投资{printed(now)}万元（{last_words(before)}），请核对。",
        )
    elif before is not None and facts.filing.is_nothing:
        yield (
            "invested",
            f"选了“本期无进展”，完成投资却比上期多{printed(now - (before or 0))}万元（{printed(before)}万元到{printed(now)}万元），请核对。",
        )
    elif not facts.filing.narrative.strip():
        yield "invested", f"填了完成投资{printed(now)}万元，没有写做了什么。", "请补写进展情况。"


def nothing_but_more(facts: CheckFacts) -> Iterator[Found]:
    if not facts.filing.is_nothing:
        return
    for indicator, value in filed_numbers(facts):
        before = last_round(facts, indicator)
        if before is not None and value > before and indicator.basis == "cumulative":
            more = amount(value - before, indicator)
            yield indicator, f"选了“本期无进展”，填报数却比上期多{more}，请核对。"
