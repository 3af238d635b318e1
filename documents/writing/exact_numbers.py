"""Numbers in a workbook as they are printed: 65.6 stands in the file as 65.6.

openpyxl writes every number with sixteen digits of the nearest double, so that 65.6 becomes 65.59999999999999: what
another program reads is then not what was printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def put_number(cell: Any, number: Decimal) -> None:
    """Make a cell (of a sheet, or one to append) a number with exactly these digits. The number is finite."""
    cell.value = number  # Its kind: a number.
    cell._value = f"{number:f}"  # Its digits: a text is written as it is.
