"""Every line outside the tables is accounted for, as the cells are: taken, told, or furniture by a named rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents import wording
from documents.checks.furniture import is_label, is_people, is_span, rule_of
from documents.checks.holdings import Holdings, holds_figures
from documents.checks.unused import Fate
from documents.furniture import is_other_label
from documents.grids import Grid, Loaded
from documents.reading import Finding, Reading
from documents.tables import categories
from documents.tables.meanings import Meaning, meaning_of
from documents.text import bare, clean, plain_spaces

_SHORT = 2
"""Pieces of so few signs say nothing by themselves."""
_MOST_TAKEN = 0.8
"""A line is taken if so much of its words is: stops, labels and numbers of items are not kept."""


@dataclass(frozen=True, slots=True)
class LineAccount:
    """What became of one line."""

    text: str
    fate: Fate
    rule: str = ""
    left: str = ""
    """The parts that were not taken."""
    is_inside: bool = False
    """It stands between lines or tables that projects were read from."""


def line_accounts(loaded: Loaded, reading: Reading, whole: Holdings) -> list[LineAccount]:
    """The lines in order."""
    found: list[LineAccount | None] = []
    for block in loaded.blocks:
        if isinstance(block, Grid):
            found.append(None)
            continue
        lines = (line.strip() for line in plain_spaces(block.text).split("\n"))
        found += [_account(line, reading, whole) for line in lines if line]
    return list(_placed(found, reading))


def _account(line: str, reading: Reading, whole: Holdings) -> LineAccount:
    left = [
        piece
        for piece in whole.left_of(line)
        if len(piece) > _SHORT and not is_people(piece) and not is_label(piece, line)
    ]
    if not left:
        return LineAccount(line, "taken")
    if rule := rule_of(line):
        return LineAccount(line, "furniture", rule)
    if reading.notice is not None and any(
        word in line for word in ("公示", "异议", "联系", "来信", "电话")
    ):
        return LineAccount(line, "furniture", "facts of a notice")
    lost = sum(map(len, left))
    if lost <= len(line) * (1 - _MOST_TAKEN) and not any(map(holds_figures, left)):
        return LineAccount(line, "taken")
    if categories.is_total(line):
        return LineAccount(line, "furniture", "label of sums")
    return LineAccount(line, "told", left="\n".join(left))


def _placed(found: Sequence[LineAccount | None], reading: Reading) -> Iterator[LineAccount]:
    """The same, each knowing whether it stands in the midst of the list of projects."""
    marks = [at for at, item in enumerate(found) if item is None] or [
        at
        for at, item in enumerate(found)
        if item is not None
        and any(_names(item.text, reading.projects[end].name) for end in (0, -1))
    ]
    for at, item in enumerate(found):
        if item is not None:
            is_inside = bool(marks) and marks[0] < at < marks[-1]
            yield replace(item, is_inside=is_inside)


def _names(line: str, name: str) -> bool:
    return len(name) > 1 and bare(name) in bare(line)


def unused_lines(accounts: Sequence[LineAccount]) -> list[Finding]:
    """A warning for each run of lines with figures in the midst of the list; all others in one note."""
    findings: list[Finding] = []
    others: list[str] = []
    for _, group in groupby(accounts, key=lambda item: (item.fate, item.is_inside)):
        told = [item for item in group if item.fate == "told"]
        lines = [clean(item.text) for item in told]
        if told and told[0].is_inside and any(map(_is_doubtful, told)):
            findings.append(wording.text_unused("\n".join(lines), None, is_warned=True))
        else:
            others += lines
    if others:
        findings.append(wording.text_unused("\n".join(others), None))
    return findings


def _is_doubtful(item: LineAccount) -> bool:
    """Figures lost behind no label, or behind one whose value a plan or report has a place for."""
    text = bare(item.text)
    label = text.partition(":")[0]
    is_known = meaning_of(label) is Meaning.IGNORED or is_span(label) or is_other_label(text)
    return holds_figures(item.left) and not is_known
