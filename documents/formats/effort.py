"""How much looking for tables in a text may cost: counted in lines looked at, not in time."""

from __future__ import annotations

_MOST_STEPS = 400_000


class EffortSpent(Exception):
    """Looking for tables has cost what it may; what is left of the text is read as paragraphs."""


class Effort:
    """Counts down while tables are looked for, so that a text made for it cannot take the reader hours."""

    def __init__(self, steps: int = _MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise EffortSpent
