"""The unit a promise is printed in, beside the one the register counts in: 153 万平方米 stands as 1530000 平方米.

Between the two lies a power of ten, never more: every figure goes there and back without a rest.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from documents.quantities.units import likeness, measure


@lru_cache(maxsize=1024)
def scale(unit: str, printed: str) -> Decimal:
    """How many of the register's `unit` one `printed` unit holds: 万人次 holds 10000 人次, 亿元 10000 万元.

    1 where no unit is printed, and where the two do not count the same thing.
    """
    if not printed or printed == unit or likeness(unit, printed) < 1:
        return Decimal(1)
    return measure(printed).size / measure(unit).size


@lru_cache(maxsize=1024)
def shown_unit(unit: str, printed: str) -> str:
    """The unit a figure is filed and shown in: the printed one, where the register's figures convert into it."""
    return printed if printed and likeness(unit, printed) == 1 else unit


def in_shown_unit(value: Decimal, unit: str, printed: str) -> Decimal:
    """A value of the register in the unit it is shown in: 1530000 平方米 is 153 万平方米."""
    return value / scale(unit, printed)
