"""Texts that a spreadsheet would take for formulas, in files that can only hold text (CSV).

What the product writes with a guard it reads back without one; other systems guard in the same way.
"""

from __future__ import annotations

import re

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD = "'"
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def is_figure(text: str) -> bool:
    """Whether a text is a bare decimal, with or without a minus sign."""
    return _FIGURE.fullmatch(text) is not None


def guarded(text: str) -> str:
    """A text as a CSV cell: `=1+1` becomes `'=1+1`; a bare figure, a negative one too, stays a figure."""
    if text.lstrip(_GUARD).startswith(_STARTS_A_FORMULA) and not is_figure(text):
        return _GUARD + text
    return text


def unguarded(cell: str) -> str:
    """The text that a guarded CSV cell stands for: undoes `guarded` exactly."""
    if cell.startswith(_GUARD) and cell.lstrip(_GUARD).startswith(_STARTS_A_FORMULA):
        return cell[1:]
    return cell
