"""Numbers of lines brought to one level where an office mixed its styles: 1. 2、（3） 第4项 05."""

from __future__ import annotations

from collections.abc import Sequence

from documents.prose.lines import RANKS, Line

_PLAIN = {"arabic", "arabic-bracket", "chinese", "chinese-bracket", "circle"}


def settle_levels(lines: Sequence[Line]) -> None:
    """Gives a line whose number goes on from another style that style: (3) behind 2、 with no (2) before it."""
    last: dict[str, int] = {}
    for line in lines:
        style, value = line.style, line.value
        if style is None or value is None or style not in _PLAIN:
            continue
        if value > 1 and last.get(style) != value - 1:
            goes_on = [
                other
                for other in last
                if other != style and last[other] == value - 1 and RANKS[other] <= RANKS["circle"]
            ]
            if len(goes_on) == 1:
                style = goes_on[0]
                line.style = style
        last[style] = value
