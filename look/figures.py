"""Figures as they are printed (strings), read and written as Decimal; no float ever."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
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
