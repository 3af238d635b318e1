"""Words struck out in a PDF: a level line through the middle of signs, from the first one's edge to the last one's."""

from __future__ import annotations

from collections.abc import Sequence

from documents.formats.pdf.ink import Rule, Sign
from documents.formats.pdf.lines import lines_of

_HIGH, _LOW = 0.3, 0.72
"""Where in the height of a sign a line strikes it out: higher or lower it stands over or under it."""
_EDGE = 1.6
"""Points between the ends of the line and the edges of the words it strikes out; a border goes further."""


def without_struck(
    signs: Sequence[Sign], rules: Sequence[Rule]
) -> tuple[list[Sign], list[Rule], list[str]]:
    """The signs and ruled lines of a page without what is struck out and the lines that do it, and what it was.

    A sign struck out keeps its place without a text: the line it stood in is as long as before.
    """
    borders: list[Rule] = []
    by_height: dict[int, list[Sign]] = {}
    for sign in signs:
        for height in range(int(sign[2]), int(sign[4]) + 1):
            by_height.setdefault(height, []).append(sign)
    gone: set[Sign] = set()
    for rule in rules:
        is_level = rule[3] - rule[1] <= rule[2] - rule[0]
        out = _struck_by(rule, by_height.get(int(rule[1]), ())) if is_level else []
        if out:
            gone.update(out)
        else:
            borders.append(rule)
    if not gone:
        return list(signs), borders, []
    kept = [("", *sign[1:]) if sign in gone else sign for sign in signs]
    return kept, borders, [line.text for line in lines_of([s for s in signs if s in gone])]


def _struck_by(rule: Rule, signs: Sequence[Sign]) -> list[Sign]:
    """The signs a line runs through, where it begins and ends with them."""
    x0, y, x1, _ = rule
    through = [
        sign
        for sign in signs
        if sign[1] < x1
        and sign[3] > x0
        and sign[2] + _HIGH * (sign[4] - sign[2]) < y < sign[2] + _LOW * (sign[4] - sign[2])
    ]
    inside = [sign for sign in through if x0 <= (sign[1] + sign[3]) / 2 <= x1]
    if not inside or len(inside) < len(through) - 2:
        return []
    first, last = min(sign[1] for sign in inside), max(sign[3] for sign in inside)
    return inside if abs(first - x0) <= _EDGE and abs(last - x1) <= _EDGE else []
