"""Tables over several pages put together: repeated heads left out, rows that a page broke made whole."""

from __future__ import annotations

from collections.abc import Sequence

from documents.formats.cells import Span, make_grid, tidy
from documents.formats.pdf.lines import goes_on, joined
from documents.formats.pdf.ruled import Box, PageTable
from documents.grids import Grid

_NEAR = 5.0
_MOST_HEAD_ROWS = 5
_ENDS = "。；;！？!?"


def continues(table: PageTable, below: PageTable) -> bool:
    """Whether a table at the top of a page has the columns of the one at the end of the page before."""
    first, second = _relative(table), _relative(below)
    if abs(first[-1] - second[-1]) > _NEAR:
        return False
    fewer, more = sorted((first, second), key=len)
    return len(fewer) >= 3 and all(any(abs(x - y) <= _NEAR for y in more) for x in fewer)


def _relative(table: PageTable) -> list[float]:
    return [x - table.xs[0] for x in table.xs]


def append(table: PageTable, below: PageTable) -> None:
    """Put the rows of the next page under a table."""
    _share_columns(table, below)
    rows = len(table.ys) - 1
    boxes = _without_head(table, below)
    if not boxes:
        return
    first = min(box.row for box in boxes)
    shift = rows - first
    if _is_broken(table, boxes, first):
        shift -= _mend(table, boxes, first)
        boxes = [box for box in boxes if box.row > first]
    else:
        boxes = _under_merged(table, boxes, first)
    for box in boxes:
        box.row += shift
        box.end_row += shift
        table.boxes.append(box)
    last = max(box.end_row for box in table.boxes)
    table.ys = [*table.ys, *[table.ys[-1]] * (last + 1 - len(table.ys))]


def _share_columns(table: PageTable, below: PageTable) -> None:
    """Let both count the columns of the one that has more."""
    first, second = _relative(table), _relative(below)
    if len(first) >= len(second):
        few, more, changed = second, first, below
    else:
        few, more, changed = first, second, table
    places = [min(range(len(more)), key=lambda at: abs(more[at] - x)) for x in few]
    for box in changed.boxes:
        box.column, box.end_column = places[box.column], places[box.end_column]
    if changed is table:
        table.xs = [table.xs[0] + x for x in more]


def _without_head(table: PageTable, below: PageTable) -> list[Box]:
    """The cells of the next page without the head it repeats."""
    above = _row_texts(table)
    rows = _row_texts(below)
    repeated = 0
    for offset in range(min(_MOST_HEAD_ROWS, len(above))):
        count = 0
        while (
            count < min(_MOST_HEAD_ROWS, len(rows), len(above) - offset)
            and rows[count]
            and rows[count] == above[offset + count]
        ):
            count += 1
        repeated = max(repeated, count)
    if any(box.row < repeated < box.end_row for box in below.boxes):
        repeated = max(box.end_row for box in below.boxes if box.row < repeated < box.end_row)
    return [box for box in below.boxes if box.row >= repeated]


def _row_texts(table: PageTable) -> list[str]:
    texts = [""] * (len(table.ys) - 1)
    for box in sorted(table.boxes, key=lambda box: (box.row, box.column)):
        if box.row < len(texts):
            words = "".join(line.text for line in box.lines).replace(" ", "")
            texts[box.row] += f"{box.column}:{words}|" if words else ""
    return texts


def _is_broken(table: PageTable, boxes: Sequence[Box], first: int) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    rest = [box for box in boxes if box.row == first and box.lines]
    if not rest or _text_at(boxes, first, 0):
        return False
    pairs = [
        (above, box) for box in rest if (above := _above(table, box)) is not None and above.lines
    ]
    if not pairs:
        return False
    if len(pairs) == len(rest) == 1:
        return True
    for above, box in pairs:
        inner = table.inner(above)
        ends = above.lines[-1].text[-1:] in _ENDS
        if not ends and goes_on(above.lines[-1], box.lines[0], inner):
            return True
    return False


def _text_at(boxes: Sequence[Box], row: int, column: int) -> bool:
    return any(box.lines for box in boxes if box.row == row and box.column == column)


def _above(table: PageTable, box: Box) -> Box | None:
    """The cell of the last row over this one."""
    last = max(other.end_row for other in table.boxes)
    return next(
        (
            other
            for other in table.boxes
            if other.end_row == last and other.column <= box.column < other.end_column
        ),
        None,
    )


def _mend(table: PageTable, boxes: Sequence[Box], first: int) -> int:
    """Put the rest of a broken row to its beginning; how many rows that takes away."""
    for box in boxes:
        if box.row == first and (above := _above(table, box)) is not None:
            above.lines = [*above.lines, *box.lines]
            if box.end_row > first + 1:
                above.end_row += box.end_row - first - 1
    return 1


def _under_merged(table: PageTable, boxes: Sequence[Box], first: int) -> list[Box]:
    """Leading cells left empty at the top of a page belong to the merged cells of the page before."""
    kept: list[Box] = []
    leading = True
    for box in sorted(boxes, key=lambda box: (box.row, box.column)):
        if box.row == first and leading and not box.lines and (above := _above(table, box)):
            above.end_row += box.end_row - box.row
            continue
        if box.row == first:
            leading = False
        kept.append(box)
    # A merged cell went on only where the row has something of its own.
    return kept


def grid_of(table: PageTable) -> Grid | None:
    """The table as a grid; None where nothing is printed in it."""
    spans: list[Span] = []
    widths: dict[tuple[int, int], float] = {}
    for box in table.boxes:
        if (box.column, box.end_column) not in widths:
            widths[box.column, box.end_column] = table.inner(box)
    for box in table.boxes:
        text = tidy(joined(box.lines, widths[box.column, box.end_column]))
        spans.append(
            Span(
                box.row + 1,
                box.column + 1,
                max(1, box.end_row - box.row),
                max(1, box.end_column - box.column),
                text=text,
            )
        )
    return make_grid(spans, height=len(table.ys) - 1)
