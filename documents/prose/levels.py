"""Numbers of lines brought to one level where an office mixed its styles: 1. 2、（3） 第4项 05."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.prose.labels import LONG, labels_in
from documents.prose.lines import RANKS, Line
from documents.quantities import units
from documents.subnumbers import sub_number
from documents.tables.meanings import Meaning
from documents.text import fold

_WHOLE = re.compile(r"(\d{1,2})\.(?=\d)")
_PLAIN = {"item", "arabic", "arabic-bracket", "chinese", "chinese-bracket", "circle"}


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
            if goes_on:
                style = line.style = max(goes_on, key=lambda other: RANKS[other])
        last[style] = value


def settle_whole_numbers(lines: Sequence[Line]) -> None:
    """2.5所学校 between 1. and 3. is the second item and five schools, where no other line is the second."""
    values = {line.value for line in lines if line.style == "arabic"}
    last: int | None = None
    for line in lines:
        found = _WHOLE.match(fold(line.text)) if line.style is None else None
        value = int(found[1]) if found else None
        if found and value not in values and value == (last or 0) + 1:
            is_between = value + 1 in values
            unit = re.match(r"\d+ ?([^\d\s,;。]{1,3})", line.text[found.end() :])
            if is_between or (last and unit and unit[1].startswith(tuple(units.WHOLE))):
                line.style, line.value, line.printed = "arabic", value, line.text[: found.end()]
                line.words, line.labelled = labels_in(line.text[found.end() :])
        if line.style == "arabic":
            last = line.value


def settle_parts(lines: Sequence[Line]) -> None:
    """10.1, 10.2 under 10: parts of the project whose number they begin with, counted from one."""
    whole: int | None = None
    last = 0
    for line in lines:
        if line.style in _PLAIN:
            whole, last = line.value, 0
            continue
        part = sub_number(line.text) if line.style is None and whole is not None else None
        if part is not None and (part.whole, part.part) == (whole, last + 1):
            last = part.part
            line.style, line.value, line.printed = "sub", part.part, part.printed
            line.words, line.labelled = labels_in(part.words)


def nest_lists(lines: Sequence[Line]) -> None:
    """Numbered lines behind a label that stands open (进展情况:) are its list, however they are numbered.

    The list goes on while its numbers count on; a line with labels below it that the project above has already is
    the next project, even where its number would count on.
    """
    seen: set[Meaning] = set()
    expected = 0
    style: str | None = None
    for at, line in enumerate(lines):
        counts_on = line.style and line.value == expected and style in (None, line.style)
        if expected and counts_on and not _is_head(lines, at, seen):
            style, line.style = line.style, "ordinal"
            expected += 1
            continue
        if line.style and RANKS[line.style] < RANKS["ordinal"]:
            expected = 0
            seen = {part.meaning for part in line.labelled}
        seen.update(part.meaning for part in line.labelled)
        if line.labelled and not line.labelled[-1].text and line.labelled[-1].meaning in LONG:
            expected, style = 1, None
        elif line.labelled:
            expected = 0


def _is_head(lines: Sequence[Line], at: int, seen: set[Meaning]) -> bool:
    """Whether a numbered line begins the next project: labels its project above had already follow it."""
    own = {part.meaning for part in lines[at].labelled}
    below = next((line for line in lines[at + 1 : at + 2] if not line.style), None)
    follows = own | ({part.meaning for part in below.labelled} if below else set())
    return bool(follows & seen)
