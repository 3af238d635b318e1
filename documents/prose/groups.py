"""Paragraphs of a text that are one project each, and headings that hold for several: a group, or the unit in charge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.drafts import CategoryDraft
from documents.prose.charge import names_units
from documents.prose.lines import Line
from documents.quantities.extract import quantities
from documents.tables.meanings import Meaning
from documents.text import bare, fold
from documents.units import looks_like_units

_NAMED = re.compile(r"[【〖\[][^】〗\]]{2,30}[】〗\]].{4,}")
_UNITS = (Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING)
_UNIT_BEFORE = re.compile(r"([^:。;\d]{3,60}):\s*(\S.{4,})")
_LONGEST_HEADING = 20


@dataclass(slots=True)
class Item:
    """A numbered paragraph with the lines that belong to it."""

    line: Line
    body: list[Line] = field(default_factory=list)
    category: CategoryDraft | None = None
    unit: str = ""
    """The unit whose heading it stands under."""

    @property
    def lines(self) -> list[Line]:
        return [self.line, *self.body]


def projects_under(headings: Sequence[Item]) -> list[Item]:
    """The lines under headings, where each of them is a project: 【name】goal, or goal and unit; else none."""
    lines = [line for item in headings for line in item.body]
    if len(lines) < 2 or any(not item.body or not _is_heading(item.line) for item in headings):
        return []
    is_named = all(_NAMED.match(fold(line.text)) for line in lines)
    is_told = all(map(_tells_all, lines)) and any(len(item.body) > 1 for item in headings)
    if not is_named and not (is_told and all(i.line.style == "chinese" for i in headings)):
        return []
    return [Item(line) for line in lines]


def running_on(lines: Sequence[Line]) -> int | None:
    """The level of three whose numbers run on over the headings above, while those below begin anew under each.

    一、 (一) 1. 2. 二、 (二) 1. 2.: what is counted through is the projects, under each are its tasks.
    """
    ranks = sorted({line.rank for line in lines if line.style})
    if len(ranks) != 3:
        return None
    upper, middle, lower = ([line for line in lines if line.rank == rank] for rank in ranks)
    if [line.value for line in middle] != list(range(1, len(middle) + 1)) or len(upper) < 2:
        return None
    sections = tasks = 0
    above: int | None = None
    for line in lines:
        if line.style and line.rank in ranks[:2]:
            sections += line.rank == ranks[1] and above == ranks[0]
            above = line.rank
        elif line.style and line.value == 1 and above == ranks[1]:
            tasks += 1
    are_bare = all(_is_heading(line) for line in (*upper, *middle))
    has_tasks = len(middle) > 1 and tasks == len(middle) and len(lower) > tasks
    return ranks[1] if are_bare and sections == len(upper) and has_tasks else None


def headed(lines: Sequence[Line]) -> list[Item]:
    """What stands under each heading of the file's own; headings over headings are of the whole or of a group."""
    items: list[Item] = []
    for at, line in enumerate(lines):
        if line.is_heading:
            heads = at + 1 < len(lines) and not lines[at + 1].is_heading
            items += [Item(line)] if heads else []
        elif items:
            items[-1].body.append(line)
    return items if len(items) > 1 else []


def _is_heading(line: Line) -> bool:
    words = bare(line.words)
    return not line.labelled and len(words) <= _LONGEST_HEADING and not re.search(r"[。;\d]", words)


def _tells_all(line: Line) -> bool:
    """Whether a line says by itself what is promised and by whom."""
    has_units = any(part.meaning in _UNITS for part in line.labelled) or names_units(line.text)
    return not line.style and has_units and len(line.words) > 4 and bool(quantities(line.words))


def take_unit_headings(lines: Sequence[Line], items: Sequence[Item]) -> None:
    """A unit on a line of its own over the paragraphs it is in charge of, where nothing else names units."""
    _take_units_before(items)
    own = [line for item in items for line in item.lines if not _is_unit(line)]
    if any(
        names_units(line.text) or any(p.meaning in _UNITS for p in line.labelled) for line in own
    ):
        return
    by_line = {id(item.line): item for item in items}
    first_in = [
        id(lines[at + 1]) in by_line and _is_unit(line) for at, line in enumerate(lines[:-1])
    ]
    if sum(first_in) < 2:
        return
    unit = ""
    headings: set[int] = set()
    for line, heads in zip(lines, [*first_in, False], strict=True):
        if heads:
            unit = line.text.strip().rstrip(":\uff1a")
            headings.add(id(line))
        elif id(line) in by_line:
            by_line[id(line)].unit = unit
    for item in items:
        item.body = [line for line in item.body if id(line) not in headings]


def _take_units_before(items: Sequence[Item]) -> None:
    """区教育局:新建公办幼儿园3所, where each paragraph begins with its unit and names none elsewhere."""
    found = [_UNIT_BEFORE.match(fold(item.line.words)) for item in items]
    if len(items) < 2 or any(
        one is None or not looks_like_units(one[1]) or item.line.labelled or names_units(one[2])
        for one, item in zip(found, items, strict=True)
    ):
        return
    for one, item in zip(found, items, strict=True):
        if one is not None:
            item.unit = item.line.words[: one.end(1)]
            item.line.words = item.line.words[one.start(2) :]


def _is_unit(line: Line) -> bool:
    text = line.text.strip().rstrip(":\uff1a")
    is_bare = not line.style and not line.labelled and len(text) <= _LONGEST_HEADING
    return is_bare and looks_like_units(text)
