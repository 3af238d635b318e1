"""Tables drawn with ruled lines: lines that touch make a lattice, and cells are what they close in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.formats.limits import MAX_COLUMNS, too_many_cells
from documents.formats.pdf.ink import Rule, Sign
from documents.formats.pdf.lines import Line, lines_of, runs_of, usable

_NEAR = 2.5
"""Points: lines so near are one; ends so near touch."""
_MOST_LINES = 4_000
"""Ruled lines of one page that are looked at."""
_COVERED = 0.6
_OVER = 0.2
"""Share of a sign on the other side of a border from which its word runs over it."""


@dataclass(slots=True)
class Box:
    """A cell: its rows and columns, counted from 0 with the end left out, and the lines in it."""

    row: int
    column: int
    end_row: int
    end_column: int
    x0: float
    x1: float
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table on one page: where its columns and rows are parted, and its cells in order."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]
    padding: float = 0.0
    """Room between a cell's border and its text."""
    is_ruled: bool = True

    def inner(self, box: Box) -> float:
        """The width that texts of a cell fill."""
        room = box.x1 - box.x0 - 2 * self.padding
        same = [
            line
            for other in self.boxes
            if (other.column, other.end_column) == (box.column, box.end_column)
            for line in other.lines
        ]
        return usable(same, room, is_ruled=self.is_ruled)


def ruled_tables(
    rules: Sequence[Rule], signs: Sequence[Sign]
) -> tuple[list[PageTable], list[Sign]]:
    """The ruled tables of a page with their texts, from the top down, and the signs that stand in none."""
    level, upright = _straightened(rules)
    tables = [table for group in _groups(level, upright) if (table := _lattice(*group)) is not None]
    tables.sort(key=lambda table: (table.ys[0], table.xs[0]))
    left = _fill(tables, signs)
    kept: list[PageTable] = []
    for table in tables:
        texts = [box for box in table.boxes if box.lines]
        if not texts or len(table.boxes) < 3 or len(table.xs) < 3:
            # A frame around a text, or lines around nothing, is no table.
            left.extend(sign for box in texts for line in box.lines for sign in line.signs)
        else:
            kept.append(table)
    return kept, left


def _straightened(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright lines, those on one line and touching put together."""
    level: list[list[float]] = []
    upright: list[list[float]] = []
    for x0, y0, x1, y1 in rules[:_MOST_LINES]:
        if y1 - y0 <= x1 - x0:
            level.append([(y0 + y1) / 2, x0, x1])
        else:
            upright.append([(x0 + x1) / 2, y0, y1])
    return (
        [(start, at, end, at) for at, start, end in _merged(level)],
        [(at, start, at, end) for at, start, end in _merged(upright)],
    )


def _merged(lines: list[list[float]]) -> list[list[float]]:
    """Lines as [place, start, end]: near ones snapped to one place, touching ones made one."""
    if not lines:
        return []
    lines.sort()
    groups: list[list[list[float]]] = [[lines[0]]]
    for line in lines[1:]:
        if line[0] - groups[-1][-1][0] <= _NEAR and line[0] - groups[-1][0][0] <= 2 * _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    merged: list[list[float]] = []
    for group in groups:
        place = sum(line[0] for line in group) / len(group)
        spans = sorted([line[1], line[2]] for line in group)
        run = [place, *spans[0]]
        for start, end in spans[1:]:
            if start <= run[2] + _NEAR:
                run[2] = max(run[2], end)
            else:
                merged.append(run)
                run = [place, start, end]
        merged.append(run)
    return [line for line in merged if line[2] - line[1] > 2 * _NEAR]


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch one another, each group a lattice of its own."""
    lines = [*level, *upright]
    parent = list(range(len(lines)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for first, (x0, y, x1, _) in enumerate(level):
        for second, (x, y0, _, y1) in enumerate(upright, len(level)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[root(first)] = root(second)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, line in enumerate(lines):
        group = found.setdefault(root(at), ([], []))
        group[at >= len(level)].append(line)
    return [group for group in found.values() if group[0] and group[1]]


def _lattice(level: list[Rule], upright: list[Rule]) -> PageTable | None:
    """The table a group of lines draws. Sides left open are closed where the other lines end."""
    xs = _distinct([x for x, *_ in upright] + [x for x0, _, x1, _ in level for x in (x0, x1)])
    ys = _distinct([y for _, y, _, _ in level] + [y for _, y0, _, y1 in upright for y in (y0, y1)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) > MAX_COLUMNS or len(xs) * len(ys) > 60_000:
        raise too_many_cells()
    height, width = len(ys) - 1, len(xs) - 1
    beside = [[False] * (width + 1) for _ in range(height)]
    for x, y0, _, y1 in upright:
        column = _nearest(xs, x)
        for row in range(height):
            beside[row][column] |= _covers(y0, y1, ys[row], ys[row + 1])
    above = [[False] * width for _ in range(height + 1)]
    for x0, y, x1, _ in level:
        row = _nearest(ys, y)
        for column in range(width):
            above[row][column] |= _covers(x0, x1, xs[column], xs[column + 1])
    boxes = _boxes(height, width, beside, above)
    return PageTable(xs, ys, [Box(r, k, er, ek, xs[k], xs[ek]) for r, k, er, ek in boxes])


def _boxes(
    height: int, width: int, beside: list[list[bool]], above: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    """Positions joined where no line parts them, as rectangles."""
    taken = [[False] * width for _ in range(height)]
    boxes: list[tuple[int, int, int, int]] = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            end_column = column + 1
            while end_column < width and not beside[row][end_column] and not taken[row][end_column]:
                end_column += 1
            end_row = row + 1
            while (
                end_row < height
                and not any(
                    above[end_row][k] or taken[end_row][k] for k in range(column, end_column)
                )
                and not any(beside[end_row][k] for k in range(column + 1, end_column))
            ):
                end_row += 1
            for r in range(row, end_row):
                for k in range(column, end_column):
                    taken[r][k] = True
            boxes.append((row, column, end_row, end_column))
    return boxes


def _covers(start: float, end: float, first: float, last: float) -> bool:
    """Whether a line from start to end runs along most of the way from first to last."""
    return min(end, last) - max(start, first) >= _COVERED * (last - first)


def _distinct(values: list[float]) -> list[float]:
    """Values in order, those nearer than a line's thickness taken as one."""
    values.sort()
    groups: list[list[float]] = []
    for value in values:
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(values: list[float], wanted: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - wanted))


def _fill(tables: list[PageTable], signs: Sequence[Sign]) -> list[Sign]:
    """Give each sign to the cell it stands in; those left stand in no table."""
    if not tables:
        return list(signs)
    inside: dict[int, list[Sign]] = {}
    left: list[Sign] = []
    lattices = [_Lattice(table) for table in tables]
    for run in runs_of(signs):
        for sign, box in zip(run, _boxes_of(run, lattices), strict=True):
            if box is None:
                left.append(sign)
            else:
                inside.setdefault(id(box), []).append(sign)
    for table in tables:
        for box in table.boxes:
            box.lines = lines_of(inside.get(id(box), ()))
        table.padding = _padding(table)
    return left


class _Lattice:
    """Finds the cell at a place of a table."""

    def __init__(self, table: PageTable) -> None:
        self._xs, self._ys = table.xs, table.ys
        self._cells = {
            (row, column): box
            for box in table.boxes
            for row in range(box.row, box.end_row)
            for column in range(box.column, box.end_column)
        }

    def at(self, x: float, y: float) -> Box | None:
        if self._xs[0] <= x <= self._xs[-1] and self._ys[0] <= y <= self._ys[-1]:
            return self._cells.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))
        return None


def _boxes_of(run: Sequence[Sign], lattices: Sequence[_Lattice]) -> list[Box | None]:
    """The cell of each sign of a run. A word too long for its cell runs over the border: it stays whole."""
    middle = (run[0][2] + run[0][4]) / 2
    lattice = next(
        (one for one in lattices if any(one.at((s[1] + s[3]) / 2, middle) for s in run)), None
    )
    if lattice is None:
        return [None] * len(run)
    own = [lattice.at((sign[1] + sign[3]) / 2, middle) for sign in run]
    if all(box is own[0] for box in own):
        return own
    is_over = any(
        lattice.at(sign[1] + _OVER * (sign[3] - sign[1]), middle)
        is not lattice.at(sign[3] - _OVER * (sign[3] - sign[1]), middle)
        for sign in run
    )
    if is_over:
        whole = lattice.at((run[0][1] + run[-1][3]) / 2, middle)
        return [whole] * len(run) if whole is not None else own
    known = [box for box in own if box is not None]
    return [box or known[0 if at < len(own) / 2 else -1] for at, box in enumerate(own)]


def _padding(table: PageTable) -> float:
    """Room before a text: the smallest of the columns that begin at their left."""
    gaps: dict[int, float] = {}
    for box in table.boxes:
        for line in box.lines:
            gaps[box.column] = min(gaps.get(box.column, 99.0), line.x0 - box.x0)
    smallest = sorted(gaps.values())
    return min(max(smallest[len(smallest) // 4], 0.5), 8.0) if smallest else 0.5
