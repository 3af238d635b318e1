"""Figures in words and signs. Values come as printed (strings) and stay Decimal; no float ever."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache


def value(printed: object) -> Decimal | None:
    """The number a content gives, None where it is blank or no number."""
    if printed is None or printed == "":
        return None
    try:
        number = Decimal(str(printed))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Without exponent and without zeros that say nothing: 50 for 5E+1, 7.5 for 7.50."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=16384)
def grouped(printed: str | None) -> str:
    """182852.5 -> 182,852.5; what is no number stays as it is, blank stays blank."""
    number = value(printed)
    if number is None:
        return printed or ""
    return format(number, ",f")


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
