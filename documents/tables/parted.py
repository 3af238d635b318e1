"""Columns whose heads and cells hold two facts, 任务数/完成数 over 300处/280处 or 任务(完成数) over 300处(280处), made two.

Only a head whose halves say different acts, one planned and one done, is taken apart; what stands in the cells
goes to the half it belongs to, a measure printed once to both. Every cell keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from documents.grids import Cell, Grid
from documents.tables.grammar import said_by
from documents.tables.heads import own_cells
from documents.text import bare, fold

_HEAD_WITHIN = 8
_LONGEST_HEAD = 30
_LONGEST_CELL = 400
_WIDEST = 60
"""Columns of a table that people read; a wider one is left as it is."""
_MOST_PARTED = 8
"""So many columns are taken apart in a table, and no more."""
_BRACKET = re.compile(r"\([^()]*\)$")
_BESIDE = re.compile(r"([^()]+)\(([^()]+)\)")
"""A head or a cell with its second fact in a bracket at the end."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MEASURE = r"[^\d\s/,.;。、()+~-]{0,5}"
_PAIR = re.compile(
    rf"(?<![\d./])({_NUMBER}|-)[^\S\n]?({_MEASURE})\s?/\s?({_NUMBER}|-+)[^\S\n]?({_MEASURE})(?![\d/])"
)
"""300处/280处, 1500/1260个, 260户/—."""

Halves = tuple[str, str]


def with_parted_columns(grid: Grid) -> Grid:
    """The table with each such column as two beside each other; the table itself where there is none."""
    if grid.is_cut or grid.turned_below is not None or grid.width > _WIDEST:
        return grid
    for _ in range(_MOST_PARTED):
        found = _first_parted(grid)
        if found is None:
            break
        grid = _parted(grid, *found)
    return grid


def _first_parted(grid: Grid) -> tuple[Cell, Halves] | None:
    for row in range(1, min(len(grid.rows), _HEAD_WITHIN) + 1):
        for cell in own_cells(grid, row):
            heads = _halves_of_head(cell.text) if cell.colspan == 1 else None
            if heads and _is_parted_below(grid, cell):
                return cell, heads
    return None


def _halves_of_head(text: str) -> Halves | None:
    """任务数 and 完成数 of 任务数/完成数, or of 任务数(完成数); a bracket (万元) at the end belongs to both."""
    head = bare(text)
    if not 3 <= len(head) <= _LONGEST_HEAD:
        return None
    beside = _BESIDE.fullmatch(head)
    if beside and "/" not in head and _are_plan_and_deed(beside[1], beside[2]):
        return beside[1], beside[2]
    if "/" not in head:
        return None
    tail = _BRACKET.search(head)
    if tail and "/" not in tail[0]:
        head = head[: tail.start()]
    else:
        tail = None
    first, stroke, second = head.partition("/")
    if not stroke or not first or not second or "/" in second:
        return None
    if not _are_plan_and_deed(first, second):
        return None
    of_both = tail[0] if tail else ""
    shared = next((word for word in ("投资", "资金") if word in head), "")  # 投资: 计划/完成
    first, second = (half if shared in half else shared + half for half in (first, second))
    return first + of_both, second + of_both


def _are_plan_and_deed(first: str, second: str) -> bool:
    return {said_by((first,)).act, said_by((second,)).act} == {"plan", "done"}


def _is_parted_below(grid: Grid, head: Cell) -> bool:
    """Whether half of the cells under the head, or more, are two facts."""
    texts = [cell.text for cell in _below(grid, head) if bare(cell.text)]
    split = _split_of(head)
    parted = sum(split(text) is not None for text in texts)
    return parted > 0 and parted * 2 >= len(texts)


def _below(grid: Grid, head: Cell) -> list[Cell]:
    cells = (
        grid.cell(row, head.column) for row in range(head.row + head.rowspan, len(grid.rows) + 1)
    )
    return [
        cell
        for at, cell in enumerate(cells, head.row + head.rowspan)
        if cell is not None
        and cell.row == at
        and cell.column == head.column
        and cell.colspan == 1
        and bare(cell.text) != bare(head.text)
    ]


def _split_of(head: Cell) -> Callable[[str], Halves | None]:
    return _split if "/" in fold(head.text) else _split_bracket


def _split_bracket(text: str) -> Halves | None:
    """300处 and 280处 of 300处(280处)."""
    found = _BESIDE.fullmatch(fold(text).strip()) if len(text) <= _LONGEST_CELL else None
    if found is None:
        return None
    printed = text.strip()
    return printed[: found.end(1)].strip(), printed[slice(*found.span(2))].strip()


def _split(text: str) -> Halves | None:
    """What a cell says on either side of its strokes; None where it has none, or several that are no pairs."""
    folded = fold(text)
    if len(text) > _LONGEST_CELL or "/" not in folded:
        return None
    pairs = list(_PAIR.finditer(folded))
    if pairs and len(pairs) == folded.count("/"):
        return _side(text, pairs, 1), _side(text, pairs, 3)
    at = folded.index("/")
    first, second = text[:at].strip(), text[at + 1 :].strip()
    if "/" in folded[at + 1 :] or not first or not second or first[-1].isdigit():
        return None
    return first, second


def _side(text: str, pairs: list[re.Match[str]], group: int) -> str:
    """The text with one half of each pair only, a measure that is printed once put to both."""
    said: list[str] = []
    at = 0
    for pair in pairs:
        value = text[slice(*pair.span(group))]
        own, other = (text[slice(*pair.span(place))] for place in (group + 1, 5 - group))
        said += [
            text[at : pair.start()],
            value if pair[group].startswith("-") else value + (own or other),
        ]
        at = pair.end()
    return "".join([*said, text[at:]])


def _parted(grid: Grid, head: Cell, heads: Halves) -> Grid:
    """The grid with one column more behind the head's; what covers both is one column wider."""
    at = head.column
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    made: dict[int, tuple[Cell, Cell | None]] = {}

    def moved(cell: Cell) -> tuple[Cell, Cell | None]:
        known = made.get(id(cell))
        if known is None:
            known = made[id(cell)] = _moved(cell, head, heads)
            for part in filter(None, known):
                origins[part.row, part.column] = grid.place_of(cell)
        return known

    rows = tuple(tuple(_row(line, at, moved)) for line in grid.rows)
    return replace(grid, rows=rows, origins=origins)


def _row(
    line: tuple[Cell | None, ...], at: int, moved: Callable[[Cell], tuple[Cell, Cell | None]]
) -> list[Cell | None]:
    cells: list[Cell | None] = []
    for column, cell in enumerate(line, start=1):
        first, second = moved(cell) if cell is not None else (None, None)
        cells.append(first)
        if column == at:
            covers = first is not None and first.colspan > 1 and first.column + first.colspan > at
            cells.append(first if covers else second)
    return cells


def _moved(cell: Cell, head: Cell, heads: Halves) -> tuple[Cell, Cell | None]:
    """A cell in its new place, and its second half where it is taken apart."""
    at = head.column
    if cell.column > at:
        return replace(cell, column=cell.column + 1), None
    if cell.column + cell.colspan - 1 < at:
        return cell, None
    if cell.colspan > 1:
        return replace(cell, colspan=cell.colspan + 1), None
    if cell.row < head.row:
        return cell, None
    halves = heads if bare(cell.text) == bare(head.text) else _split_of(head)(cell.text)
    if halves is None:
        return cell, None
    first, second = (
        replace(cell, text=text, number=None, is_percent=False, column=at + shift)
        for shift, text in enumerate(halves)
    )
    return first, second
