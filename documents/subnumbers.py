"""Numbers of parts, 10.1 under 10, told from measures that begin a text: 1.5万人."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.quantities.extract import quantities
from documents.text import fold

_SUB = re.compile(
    r"(\d{1,3})[.-]([1-9]|1\d|20)(?:\s*[.、:]\s*|\s+|(?=[\u4e00-\u9fff“《【(]))(?=\S)"
)


@dataclass(frozen=True, slots=True)
class SubNumber:
    """A number of two parts before a text, as printed, and the text behind it."""

    printed: str
    whole: int
    part: int
    words: str


def sub_number(text: str) -> SubNumber | None:
    """The number of a part that a text begins with; None where it begins with none, or with a quantity."""
    folded = fold(text)
    found = _SUB.match(folded)
    if found is None or re.match(r"\d", folded[found.end() :]):
        return None
    if any(item.start == 0 for item in quantities(text)):
        return None
    printed = text[: found.end()].strip().rstrip("、.:\uff1a")
    return SubNumber(printed, int(found[1]), int(found[2]), text[found.end() :].strip())
