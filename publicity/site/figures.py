"""Figures in words and signs. Values come as printed (strings) and stay Decimal; no float ever."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from look.figures import grouped, plain, value

__all__ = ["grouped", "in_yi", "percent", "plain", "value"]


def in_yi(printed: str | None) -> str:
    """万元 said as 亿元 from one 亿元 on, two decimals: 182852 -> 18.29 亿元; empty below."""
    number = value(printed)
    if number is None or abs(number) < 10000:
        return ""
    yi = (number / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{plain(yi)} 亿元"


def percent(part: Decimal, whole: Decimal) -> str:
    """A share for a drawing, between 0 and 100 with two decimals at most: "44.44"."""
    if whole <= 0:
        return "0"
    share = min(max(part / whole * 100, Decimal(0)), Decimal(100))
    return plain(share.quantize(Decimal("0.01"), ROUND_HALF_UP))
