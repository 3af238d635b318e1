"""Columns that say whether a row is done, in a word or a tick, and beside them why not.

What they print stays as printed and becomes no figure: `documents.answers` puts it beside what is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from documents.drafts import Answer
from documents.grids import Cell, Grid
from documents.tables.columns import Column, Head, set_meaning
from documents.tables.meanings import Meaning, core_of
from documents.tables.under import UnderHead
from documents.text import bare, clean

_TICK = re.compile(r"[√✓✔☑vV]")
_CROSS = re.compile(r"[×✗✘☒╳xX]")
_WORD = re.compile(
    r"是|否|[√✓✔☑×✗✘☒╳vVxX]"
    r"|(?:已经?|未|尚未|没有|基本|部分|全部|全面|提前|超额|按期|按时|如期)*(?:完成|完工|办结|达标|达到|达序时)"
)
_HALF = re.compile(r"是|否|(?:已|未)?(?:完成|达到|达标)")
_SUMMARY = re.compile(r"(?:.{0,6}(?:目标|任务|年度|计划))?完成情况|完成结果")
_NOTHING = re.compile(r"[-/—\\]*|无|没有|暂无")


def is_answer(text: str) -> bool:
    """Whether a cell holds an answer and nothing else: 是, 未完成, √."""
    return _WORD.fullmatch(bare(text).rstrip("。")) is not None


def settle_answer_columns(grid: Grid, head: Head) -> Head:
    """A column 完成情况 with nothing but 是, 未完成 or √ under it holds answers, and so do two halves to tick."""
    columns = list(head.columns)
    for column in _halves(grid, head):
        set_meaning(columns, column, Meaning.ANSWER)
    reports = [column for column in columns if column.meaning is Meaning.PROGRESS]
    short = [column for column in reports if _is_summary(grid, head, column)]
    others = [column for column in reports if column not in short]
    if not others or any(_has_words(grid, head, column) for column in others):
        for column in short:
            set_meaning(columns, column, Meaning.ANSWER)
    return Head(head.top, head.bottom, tuple(columns))


def _halves(grid: Grid, head: Head) -> Iterator[Column]:
    """Neighbours 是 and 否, 已完成 and 未完成, with nothing but ticks under them."""
    for first, second in zip(head.columns, head.columns[1:], strict=False):
        pair = (first, second)
        if any(column.meaning not in {None, Meaning.PROGRESS} for column in pair):
            continue
        if first.path[:-1] != second.path[:-1] or not all(map(_is_half, pair)):
            continue
        texts = [text for column in pair for text in _texts(grid, head, column)]
        if texts and all(_TICK.fullmatch(text) or _CROSS.fullmatch(text) for text in texts):
            yield from pair


def _is_half(column: Column) -> bool:
    return bool(column.path) and _HALF.fullmatch(core_of(column.path[-1])) is not None


def _is_summary(grid: Grid, head: Head, column: Column) -> bool:
    if not _SUMMARY.fullmatch(core_of(column.label)):
        return False
    texts = _texts(grid, head, column)
    return bool(texts) and all(map(is_answer, texts))


def _has_words(grid: Grid, head: Head, column: Column) -> bool:
    return any(not is_answer(text) for text in _texts(grid, head, column))


def _texts(grid: Grid, head: Head, column: Column) -> list[str]:
    """What stands under a head, its own words (on a further page) aside."""
    own = {bare(part) for part in column.path}
    cells = (grid.cell(row, column.position) for row in range(head.bottom + 1, len(grid.rows) + 1))
    texts = [
        bare(cell.text) for cell in cells if cell is not None and cell.column == column.position
    ]
    return [text for text in texts if text not in own and not re.fullmatch(r"[-/—\\]*", text)]


# Rows


def answers_in(at: UnderHead, row: int) -> tuple[Answer, ...]:
    """The answers and reasons of a row with their columns' names; a merged cell counts for each row it covers."""
    columns = at.head.of(Meaning.ANSWER, Meaning.REASON)
    if not columns:
        return ()
    alone = not at.head.of(Meaning.PROGRESS)
    names = Counter(core_of(column.label) for column in columns)
    found: list[Answer] = []
    done: set[Column] = set()
    for column in columns:
        if column in done:
            continue
        halves = _halves_with(column, columns)
        done.update(halves)
        if halves:
            label = "".join(core_of(part) for part in column.path[:-1])
            cell, text = _ticked(at, row, halves)
        else:
            name = core_of(column.label)
            label = "".join(map(core_of, column.path)) if names[name] > 1 else name
            cell, text = _printed(at, row, column)
        if cell is not None and text and not _NOTHING.fullmatch(bare(text).rstrip("。")):
            is_reason = column.meaning is Meaning.REASON
            found.append(Answer(label, text, at.place(cell), alone=alone, is_reason=is_reason))
    return tuple(found)


def _halves_with(column: Column, columns: Sequence[Column]) -> list[Column]:
    """The columns that share a head with this one and are its 是 and 否; none for a column of its own."""
    if column.meaning is not Meaning.ANSWER or not _is_half(column):
        return []
    halves = [
        other
        for other in columns
        if other.meaning is Meaning.ANSWER
        and _is_half(other)
        and other.path[:-1] == column.path[:-1]
    ]
    return halves if len(halves) > 1 else []


def _ticked(at: UnderHead, row: int, halves: Sequence[Column]) -> tuple[Cell | None, str]:
    """The half that is ticked; where not exactly one is, what is printed in each."""
    printed = [(column, *_printed(at, row, column)) for column in halves]
    filled = [(column, cell, text) for column, cell, text in printed if cell is not None and text]
    ticked = [item for item in filled if _TICK.fullmatch(bare(item[2]))]
    crossed = [item for item in filled if _CROSS.fullmatch(bare(item[2]))]
    if len(ticked) == 1 and len(ticked) + len(crossed) == len(filled):
        column, cell, _ = ticked[0]
        return cell, core_of(column.path[-1])
    told = "、".join(f"{core_of(column.path[-1])}（{text}）" for column, _, text in filled)
    return (filled[0][1] if filled else None), told


def _printed(at: UnderHead, row: int, column: Column) -> tuple[Cell | None, str]:
    cell = at.grid.cell(row, column.position)
    if cell is None or cell.column != column.position:
        return None, ""
    return cell, clean(cell.text)
