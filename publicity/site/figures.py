"""Figures in words and signs. Values come as printed (strings) and stay Decimal; no float ever."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from look.figures import grouped, plain, value

__all__ = ["grouped", "in_yi", "money", "percent", "plain", "share", "value"]


def money(number: Decimal) -> str:
    """A sum as our own sentences and drawings write it: 55219.1 -> 55,219.1. What a plan counts keeps its printed form."""
    return grouped(plain(number))


def in_yi(printed: str | None) -> str:
    """万元 said as 亿元 from one 亿元 on, two decimals: 182852 -> 18.29 亿元; empty below."""
    number = value(printed)
    if number is None or abs(number) < 10000:
        return ""
    yi = (number / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{plain(yi)} 亿元"


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Percents for a drawing, between 0 and 100 with two decimals; 0 where there is no whole."""
    if whole <= 0:
        return Decimal(0)
    found = min(max(part / whole * 100, Decimal(0)), Decimal(100))
    return found.quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(part: Decimal, whole: Decimal) -> str:
    """The same as it is written into the drawing: "44.44"."""
    return plain(share(part, whole))
