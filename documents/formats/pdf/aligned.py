"""Tables whose columns only stand apart: no ruled line, but a head of several words and blank strips below it.

Each boundary between two columns is the emptiest strip between two heads. Rows are told apart by the numbers in one
column, which stand at the top, in the middle or at the bottom of their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.formats.alignment import Sort, sort_of_head
from documents.formats.pdf.ink import Sign
from documents.formats.pdf.lines import Line, lines_of
from documents.formats.pdf.ruled import Box, PageTable

_APART = 0.45
"""Gap, in heights of a line, between two columns of one line."""
_NUMBER = re.compile(r"[(\uff08]?(\d{1,3})[)\uff09.\u3001\uff0e]?")
_PAGE_MARK = re.compile(r"[-\u2013\u2014]\s*\d{1,3}\s*[-\u2013\u2014]")
_MOST_CROSSING = 0.2
"""Share of lines that may run through a boundary: headings and totals do."""
_MOST_LINES = 3_000
_MOST_WIDTHS = 12
"""Distances between lines that are tried as those between rows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand apart, and which of them holds the numbers."""

    xs: tuple[float, ...]
    number: int


def aligned_table(
    lines: Sequence[Line], known: Columns | None = None
) -> tuple[int, int, PageTable, Columns] | None:
    """The first table among lines, with the first line it takes and the first one behind it; None where there is none.

    `known` are the columns of the page before, for a table that goes on without a head.
    """
    if len(lines) > _MOST_LINES:
        return None
    for at, line in enumerate(lines):
        heads = parts_of(line)
        if len(heads) >= 3 and _is_head(heads):
            columns = _columns(heads, lines[at:])
            if columns is not None and (found := _table(lines, at, columns, has_head=True)):
                return found
    if known is not None and lines:
        return _table(lines, 0, known, has_head=False)
    return None


def parts_of(line: Line) -> list[Line]:
    """A line cut where its words stand apart like columns."""
    parts: list[list[Sign]] = []
    for sign in line.signs:
        if parts and sign[1] - parts[-1][-1][3] <= _APART * line.size:
            parts[-1].append(sign)
        else:
            parts.append([sign])
    return [lines_of(part)[0] for part in parts] if len(parts) > 1 else [line]


def _is_head(heads: Sequence[Line]) -> bool:
    sorts = [sort_of_head(head.text.replace(" ", "")) for head in heads]
    named = [sort for sort in sorts if sort is not Sort.ANY]
    return len(named) >= 2 and Sort.INDEX in sorts and all(len(head.text) <= 24 for head in heads)


def _columns(heads: Sequence[Line], lines: Sequence[Line]) -> Columns | None:
    """The emptiest strip between each two heads; None where too many lines run through one."""
    parts = [part for line in lines for part in parts_of(line)]
    xs: list[float] = []
    for left, right in pairwise(heads):
        found = _strip((left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2, parts)
        if found is None or found[1] > _MOST_CROSSING * len(lines):
            return None
        xs.append(found[0])
    first = min(part.x0 for part in parts) - 1
    last = max(part.x1 for part in parts) + 1
    sorts = [sort_of_head(head.text.replace(" ", "")) for head in heads]
    return Columns((first, *xs, last), sorts.index(Sort.INDEX))


def _strip(start: float, end: float, parts: Sequence[Line]) -> tuple[float, int] | None:
    """The middle of the widest strip that fewest parts run through, and how many do."""
    steps = int(end - start)
    if not 2 <= steps <= 2_000:
        return None
    crossed = [0] * (steps + 1)
    for part in parts:
        first, last = max(0, int(part.x0 - start)), min(steps, int(part.x1 - start) + 1)
        for at in range(first, last + 1):
            crossed[at] += 1
    fewest = min(crossed)
    best = (0, 0)
    begun: int | None = None
    for at, count in enumerate([*crossed, fewest + 1]):
        if count == fewest:
            begun = at if begun is None else begun
        elif begun is not None:
            best = max(best, (at - begun, -begun))
            begun = None
    return start - best[1] + best[0] / 2, fewest


def _table(
    lines: Sequence[Line], at: int, columns: Columns, *, has_head: bool
) -> tuple[int, int, PageTable, Columns] | None:
    """The table from a line on; None where no row has a number."""
    own = list(lines[at:])
    cut = [_cells(line, columns.xs) for line in own]
    anchors = [
        row
        for row, cells in enumerate(cut)
        if (number := cells.get((columns.number, columns.number + 1)))
        and _NUMBER.fullmatch(number.text)
    ]
    if not anchors or (has_head and anchors[0] == 0):
        return None
    begin = _head_end(own, cut, anchors[0]) if has_head else 0
    starts, end = _rows(own, cut, anchors, begin)
    bands = ([(0, begin)] if has_head and begin else []) + list(
        zip(starts, [*starts[1:], end], strict=True)
    )
    boxes: list[Box] = []
    rows = 0
    for band_start, band_end in bands:
        is_head = has_head and band_start == 0
        rows = _add_band(cut[band_start:band_end], rows, columns, boxes, is_head=is_head)
    ys = [own[0].y0, *[own[min(last, len(own)) - 1].y1 for _, last in bands]]
    return at, at + end, PageTable(list(columns.xs), ys, boxes, 1.0, is_ruled=False), columns


def _cells(line: Line, xs: Sequence[float]) -> dict[tuple[int, int], Line]:
    """The parts of a line by the columns they stand in: from one, up to another left out."""
    found: dict[tuple[int, int], list[Sign]] = {}
    for part in parts_of(line):
        first = _column_at(part.x0 + 1, xs)
        last = _column_at(part.x1 - 1, xs)
        if first == last or part.width > 0.5 * (xs[-1] - xs[0]):
            found.setdefault((first, last + 1), []).extend(part.signs)
            continue
        # A short gap may still part two columns: each sign goes where it stands.
        for sign in part.signs:
            column = _column_at((sign[1] + sign[3]) / 2, xs)
            found.setdefault((column, column + 1), []).append(sign)
    return {place: lines_of(signs)[0] for place, signs in found.items()}


def _column_at(x: float, xs: Sequence[float]) -> int:
    column = 0
    while column < len(xs) - 2 and x >= xs[column + 1]:
        column += 1
    return column


def _head_end(
    lines: Sequence[Line], cut: Sequence[dict[tuple[int, int], Line]], first_anchor: int
) -> int:
    """The line at which the rows begin: the head's own lines stand closer together than head and row."""
    if first_anchor == 1:
        return 1
    gaps = [lines[row].y0 - lines[row - 1].y1 for row in range(1, first_anchor + 1)]
    widest = max(range(len(gaps)), key=lambda row: gaps[row])
    # Without a clear gap the number is taken to stand at the top of its row.
    others = [gap for row, gap in enumerate(gaps) if row != widest]
    if others and gaps[widest] > max(others) + 0.3 * lines[0].size:
        return widest + 1
    return first_anchor


def _rows(
    lines: Sequence[Line],
    cut: Sequence[dict[tuple[int, int], Line]],
    anchors: Sequence[int],
    begin: int,
) -> tuple[list[int], int]:
    """The first line of each row, and the line behind the last one."""
    end = _end(lines, cut, anchors[-1])
    alone = {row for row in range(begin, end) if _is_band(cut[row])}
    above = [row for row in range(begin, anchors[0]) if row not in alone]
    below = [row for row in range(anchors[-1] + 1, end) if row not in alone]
    starts = set(alone) | {row + 1 for row in alone if row + 1 < end}
    apart = _rows_apart(lines, anchors, alone, begin, end)
    if apart is not None:
        starts.update(apart)
    elif not above:
        starts.update(anchors)
    elif not below and len(anchors) > 1:
        starts.update({begin, *(row + 1 for row in anchors[:-1])})
    else:
        top, start = lines[begin].y0, begin
        for anchor in anchors:
            starts.add(start)
            bottom = 2 * lines[anchor].middle - top
            start = next((row for row in range(anchor + 1, end) if lines[row].middle > bottom), end)
            top = lines[start].y0 if start < end else bottom
    return sorted(row for row in {*starts, begin} if row < end), end


def _rows_apart(
    lines: Sequence[Line], anchors: Sequence[int], alone: set[int], begin: int, end: int
) -> list[int] | None:
    """The first lines of rows that stand further apart than their own lines; None where no distance tells them so."""
    rows = [row for row in range(begin, end) if row not in alone]
    wanted = set(anchors)
    gaps = [
        (lines[row].y0 - max(lines[other].y1 for other in rows[max(0, at - 3) : at]), row)
        for at, row in enumerate(rows)
        if at
    ]
    widths = sorted({round(gap, 1) for gap, _ in gaps}, reverse=True)[:_MOST_WIDTHS]
    for width in widths:
        starts = [rows[0], *(row for gap, row in gaps if gap >= width - 0.3)]
        counts = [
            sum(row in wanted for row in rows if start <= row < following)
            for start, following in zip(starts, [*starts[1:], end], strict=True)
        ]
        if all(count == 1 for count in counts):
            return starts
    return None


def _end(
    lines: Sequence[Line], cut: Sequence[dict[tuple[int, int], Line]], last_anchor: int
) -> int:
    """The line behind the last row: text over several columns, or far below, stands under the table."""
    end = last_anchor + 1
    while end < len(lines):
        if _PAGE_MARK.fullmatch(lines[end].text):
            break
        is_far = lines[end].y0 - lines[end - 1].y1 > 2.5 * lines[end].size
        is_sum = any(
            re.match(r"\s*(?:合计|总计|小计|共计)", line.text) for line in cut[end].values()
        )
        if (is_far or _is_band(cut[end])) and not is_sum:
            break
        end += 1
    return end


def _is_band(cells: dict[tuple[int, int], Line]) -> bool:
    """A line of one text over several columns: a heading between the rows, or a remark below them."""
    return len(cells) == 1 and all(last - first > 1 for first, last in cells)


def _add_band(
    cut: Sequence[dict[tuple[int, int], Line]],
    row: int,
    columns: Columns,
    boxes: list[Box],
    *,
    is_head: bool,
) -> int:
    """The cells of one row, or of a head of one or two rows; the number of rows so far."""
    xs = columns.xs
    wide = [place for cells in cut for place in cells if place[1] - place[0] > 1]
    if is_head and wide:
        first = next(at for at, cells in enumerate(cut) if any(p in wide for p in cells))
        upper, lower = cut[: first + 1], cut[first + 1 :]
        covered = {column for start, end in wide for column in range(start, end)}
        for place in dict.fromkeys(wide):
            texts = [cells[place] for cells in upper if place in cells]
            boxes.append(Box(row, place[0], row + 1, place[1], xs[place[0]], xs[place[1]], texts))
        for column in range(len(xs) - 1):
            place = (column, column + 1)
            if column in covered:
                texts = [cells[place] for cells in lower if place in cells]
                boxes.append(
                    Box(row + 1, column, row + 2, column + 1, xs[column], xs[column + 1], texts)
                )
            else:
                texts = [cells[place] for cells in cut if place in cells]
                boxes.append(
                    Box(row, column, row + 2, column + 1, xs[column], xs[column + 1], texts)
                )
        return row + 2
    places = sorted(
        {place for cells in cut for place in cells} | {(k, k + 1) for k in range(len(xs) - 1)}
    )
    spans = [place for place in places if place[1] - place[0] > 1]
    for place in places:
        is_covered = any(start <= place[0] < end and place != (start, end) for start, end in spans)
        texts = [cells[place] for cells in cut if place in cells]
        if is_covered and not texts:
            continue
        if (place in spans and len(cut) > 1) or (is_covered and texts):
            place = (place[0], place[0] + 1)
            same = next((box for box in boxes if (box.row, box.column) == (row, place[0])), None)
            if same is not None:
                same.lines = sorted([*same.lines, *texts], key=lambda line: line.y0)
                continue
        boxes.append(Box(row, place[0], row + 1, place[1], xs[place[0]], xs[place[1]], texts))
    return row + 1
