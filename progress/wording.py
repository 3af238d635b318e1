"""What changed between two texts, in the pieces a reader sees. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Piece = tuple[str, str]
"""(" ", kept), ("+", added) or ("-", left out)."""

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
_LONGEST = 4000


def difference(before: str, now: str) -> list[Piece]:
    """The two texts as one, piece by piece; numbers and words stay whole. Empty where there is nothing to compare.

    Texts that share less than a third are two different texts: the new one is given as it is.
    """
    if not before or not now or before == now or len(before) + len(now) > _LONGEST:
        return []
    old, new = _TOKENS.findall(before), _TOKENS.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 1 / 3:
        return []
    pieces: list[Piece] = []
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            pieces.append((" ", "".join(old[a:b])))
            continue
        if a < b:
            pieces.append(("-", "".join(old[a:b])))
        if c < d:
            pieces.append(("+", "".join(new[c:d])))
    return pieces
