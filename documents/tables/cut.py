"""Tables that a copy turned into bare lines, a cell a line, empty and merged cells lost.

A head is a run of lines that all name columns; rows begin at the next number; which column a line belongs to is
found from what it says. The result is an ordinary grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from documents.furniture import begins_tail
from documents.grids import Grid, Loaded, Paragraph
from documents.numbers import PrintedNumber, parse_number
from documents.script import Original, loaded_in_traditional, simplified_file
from documents.tables import categories
from documents.tables.columns import Head
from documents.tables.cutfit import Fit, fit_block
from documents.tables.cutgrid import Row, cut_grid, first_words
from documents.tables.cuthead import Levels, head_grid, head_run, levels_of
from documents.tables.cutquality import score_of, stands_well
from documents.tables.heads import head_at
from documents.tables.meanings import Meaning
from documents.text import bare, plain_spaces

_MOST_LINES = 4_000
_LONGEST_BLOCK = 150
_MOST_ENDS = 5
_HIGHEST = 500
"""Larger figures among bare lines are no numbers of rows."""
_SAMPLE = 80
"""Lines on which the ways to read a head are compared."""
_CLEARLY = 1.08
"""How much better lines must fit than they stand: a blank moved to the next column gains a few percent only."""
_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
_TAIL = re.compile(r"我要|附件|附表|注[:1]|备注:|\([*★☆▲]|[*★]为|说明:|以上")

Block = Paragraph | Grid


def with_cut_tables(loaded: Loaded) -> Loaded:
    """The same document with each table that stands in bare lines as a grid.

    Grids of a text whose cells do not fit their columns are taken apart and put together again with the lines
    around them, where that fits better.
    """
    if loaded_in_traditional(loaded):
        return Original.of(loaded).file(with_cut_tables(simplified_file(loaded)))
    blocks: list[Block] = []
    run: list[Block] = []
    for block in loaded.blocks:
        if isinstance(block, Paragraph) or block.is_cut or not stands_well(block, loaded.format):
            run.append(block)
            continue
        blocks.extend(_rearranged(run))
        run = []
        blocks.append(block)
    blocks.extend(_rearranged(run))
    index = 0
    for position, block in enumerate(blocks):
        if isinstance(block, Grid):
            index += 1
            blocks[position] = replace(block, index=index)
    return replace(loaded, blocks=tuple(blocks))


def _rearranged(run: Sequence[Block]) -> Iterator[Block]:
    """Lines with their tables found; doubtful grids among them stay where nothing better is found."""
    grids = [block for block in run if isinstance(block, Grid)]
    if grids:
        found = list(_tables_in([line for block in run for line in _lines_of(block)]))
        tables = [block for block in found if isinstance(block, Grid)]
        if tables and sum(map(score_of, tables)) > sum(map(score_of, grids)) * _CLEARLY + 1.0:
            yield from found
            return
    lines: list[Paragraph] = []
    for block in run:
        if isinstance(block, Paragraph):
            lines.append(block)
            continue
        yield from _tables_in(lines)
        lines = []
        yield block
    yield from _tables_in(lines)


def _lines_of(block: Block) -> list[Paragraph]:
    """A block's lines, cell by cell."""
    if isinstance(block, Paragraph):
        return [block]
    return [
        Paragraph(line)
        for number, row in enumerate(block.rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell is not None and (cell.row, cell.column) == (number, column)
        for line in cell.text.split("\n")
        if bare(line)
    ]


def _tables_in(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    paragraphs = [paragraph for paragraph in paragraphs if _stripped(paragraph.text)]
    lines = [_stripped(paragraph.text) for paragraph in paragraphs]
    at = 0
    while at < len(lines):
        read = _read(lines, at) if len(lines) - at <= _MOST_LINES else None
        if read is None:
            yield paragraphs[at]
            at += 1
        else:
            grid, at = read
            yield grid


def _stripped(text: str) -> str:
    """A line without the bars that stood between cells."""
    return plain_spaces(text).strip(" \n|")


def _read(lines: Sequence[str], start: int) -> tuple[Grid, int] | None:
    """The table whose head begins at a line, and the line behind it; None where no head does."""
    heads, body = head_run(lines, start)
    if len(heads) < 3:
        return None
    best: tuple[float, Levels, Head] | None = None
    for levels in levels_of(heads):
        head = head_at(head_grid(*levels), 1, 2)
        if head.first(Meaning.NUMBER) is None or not head.of(Meaning.NAME, Meaning.TARGET):
            continue
        sample = lines[: body + _SAMPLE]
        score, _, end = _rows(sample, body, head, heads)
        score -= 3.0 * (len(sample) - end) if end < len(sample) - _SAMPLE // 4 else 0.0
        if best is None or score > best[0]:
            best = score, levels, head
    if best is None:
        return None
    _, levels, head = best
    _, rows, end = _rows(lines, body, head, heads)
    if sum(row[0] == "row" for row in rows) < 2:
        return None
    return cut_grid(*levels, head, rows), end


# The rows

_NEXT_NUMBER = 6.0
_ODD_STEP = {0: -4.0, 1: 0.0, 2: -3.0}
"""What the step from one number to the next is worth: counting on, a repeat, a gap."""
_RESTART = -2.0


def _rows(
    lines: Sequence[str], start: int, head: Head, heads: Sequence[str]
) -> tuple[float, list[Row], int]:
    """How well the lines from one on fit as rows, the rows, and the line behind them.

    Of all ways to cut the lines into rows the one that fits best.
    """
    repeated = set(heads)
    reached: dict[int, tuple[float, int, Row | None]] = {start: (0.0, -1, None)}
    ends: list[tuple[float, int]] = []
    waiting = [start]
    while waiting:
        at = heappop(waiting)
        score = reached[at][0]
        steps = list(_steps(lines, at, head, repeated))
        if not steps:
            ends.append((score, at))
        for stop, value, row in steps:
            if stop not in reached:
                heappush(waiting, stop)
            if stop not in reached or score + value > reached[stop][0]:
                reached[stop] = (score + value, at, row)
    score, at = max(ends)
    best, end = score, at
    rows: list[Row] = []
    while at != start:
        _, at, row = reached[at]
        if row is not None:
            rows.append(row)
    return best, rows[::-1], end


def _steps(
    lines: Sequence[str], at: int, head: Head, repeated: set[str]
) -> Iterator[tuple[int, float, Row | None]]:
    """What may begin at a line: behind it the next line, what that is worth, and the row."""
    if at >= len(lines):
        return
    text = bare(lines[at])
    if not text or text in repeated:
        yield at + 1, 0.0, None
        return
    if _is_behind(text):
        return
    special = _special(text)
    if special:
        for stop in _behind_figures(lines, at + 1, head):
            yield stop, 0.2 * (stop - at), (special, _sums_fit(lines[at:stop], head))
        return
    begin = at
    if head.columns[0].meaning is Meaning.CATEGORY and not parse_number(text):
        begin += 1
    number = _number_of_row(lines, begin)
    if number is None:
        return
    for end, value in _ends(lines, begin, number, head):
        texts = [
            line for line in lines[begin + 1 : end] if bare(line) and bare(line) not in repeated
        ]
        fit = fit_block(texts, head.columns)
        fit.put(head.columns, Meaning.NUMBER, lines[begin])
        if begin > at:
            fit.put(head.columns, Meaning.CATEGORY, lines[at])
        yield end, fit.score + value, ("row", fit)


def _is_behind(text: str) -> bool:
    """Whether a line stands below the table: a note, or the page's own words."""
    return _TAIL.match(text) is not None or (len(text) > 1 and begins_tail(text))


def _number_of_row(lines: Sequence[str], at: int) -> PrintedNumber | None:
    """The number a row may begin with at a line: no decimal figure, and no heading right behind it."""
    if at + 1 >= len(lines) or re.fullmatch(r"\d+\.\d+", bare(lines[at])):
        return None
    number = parse_number(lines[at])
    if number is None or number.value > _HIGHEST or _special(bare(lines[at + 1])):
        return None
    return number


def _special(text: str) -> str | None:
    if categories.is_total(text) or categories.subtotal_of(text) is not None:
        return "total"
    if categories.has_numeral(text) and len(text) <= 40 and not text.endswith("。"):
        return "heading"
    return None


def _behind_figures(lines: Sequence[str], at: int, head: Head) -> Iterator[int]:
    """Where the figures of a heading or total may end: the last may be the next row's number already."""
    most = len(head.of(*_MONEY))
    stop = at
    while stop < len(lines) and stop - at < most and _is_figure(lines[stop]):
        yield stop
        stop += 1
    yield stop


def _is_figure(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d[\d,.]*%?(?:亿元|万元|元)?|[-/—]+", bare(text)) is not None


def _ends(
    lines: Sequence[str], begin: int, number: PrintedNumber, head: Head
) -> list[tuple[int, float]]:
    """Lines at which a row may be over (the next number, a heading, the text's end) and what that is worth."""
    found: list[tuple[int, float]] = []
    limit = min(len(lines), begin + _LONGEST_BLOCK)
    has_category = head.columns[0].meaning is Meaning.CATEGORY
    figure_follows = _figure_follows(head)
    for at in range(begin + 2, limit):
        text = bare(lines[at])
        if _special(text) or _is_behind(text):
            return [*found, (at, _NEXT_NUMBER)]
        following = _number_of_row(lines, at)
        if following is None or following.style != number.style:
            continue
        if not figure_follows and at + 1 < len(lines) and _is_figure(lines[at + 1]):
            continue  # a figure among figures is no row's number
        value = _ODD_STEP.get(following.value - number.value)
        if value is None and following.value == 1:
            value = _RESTART
        if value is None:
            continue
        found.append((at, value + _NEXT_NUMBER))
        if has_category and at - 1 > begin + 1 and len(bare(lines[at - 1])) <= 16:
            found.append((at - 1, value + _NEXT_NUMBER))
        if len(found) >= _MOST_ENDS:
            return found
    return [*found, (limit, _NEXT_NUMBER)] if limit == len(lines) else found


def _figure_follows(head: Head) -> bool:
    """Whether a column of money stands right behind the numbers."""
    at = next(i for i, column in enumerate(head.columns) if column.meaning is Meaning.NUMBER)
    return at + 1 < len(head.columns) and head.columns[at + 1].meaning in _MONEY


def _sums_fit(texts: Sequence[str], head: Head) -> Fit:
    figures = [text for text in texts[1:] if bare(text)]
    columns = [column for column in head.columns if column.meaning in _MONEY]
    fit = Fit(0.0, [{}])
    fit.rows[0][first_words(head)] = [texts[0]]
    for column, text in zip(columns, figures, strict=False):
        fit.rows[0][column.position] = [text]
    return fit
