"""Finds the head of a table, over one row or several, and says what each column holds."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.dates import months_in
from documents.grids import Cell, Grid
from documents.numbers import parse_number
from documents.tables.columns import DONE, Head, column_of, set_meaning
from documents.tables.meanings import Meaning, core_of, meaning_of
from documents.tables.settling import resolve, settle_words
from documents.text import bare, squeeze

_MAX_HEAD_ROWS = 4
_LONGEST_HEAD = 40
HALVES = (
    {"是", "否"},
    {"已完成", "未完成"},
    {"完成", "未完成"},
    {"达到", "未达到"},
    {"达标", "未达标"},
)
"""Lower heads of one answer, to be ticked."""
_HOW_MANY = re.compile(r"(?:项目|事项|实事|任务)(?:数量|个数|总数|数)")
_TEXT = {Meaning.NAME, Meaning.TARGET}
_TELLING = {
    Meaning.NUMBER,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.PLAN,
    Meaning.INVESTED,
    Meaning.RATIO,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.REMARK,
    Meaning.CATEGORY,
    Meaning.ANSWER,
    Meaning.REASON,
    Meaning.IGNORED,
}


def find_head(grid: Grid, *, start: int = 1, stop: int | None = None) -> Head | None:
    """The first head of the table from a row on; None where no row names what its columns hold."""
    last = min(stop or len(grid.rows), len(grid.rows))
    for row in range(start, last + 1):
        if is_head_row(grid, row):
            if _is_better_head(grid, row + 1, row):
                continue
            top, bottom = _extent(grid, row, start)
            return head_at(grid, top, bottom)
    return None


def _is_better_head(grid: Grid, row: int, above: int) -> bool:
    """A whole second head right under a first one (a form's own line of heads) with more to say."""
    if row > len(grid.rows) or any(
        cell is not None and cell.rowspan > 1 for cell in grid.rows[above - 1]
    ):
        return False
    counts = [sum(bool(bare(cell.text)) for cell in own_cells(grid, line)) for line in (row, above)]
    return counts[0] > counts[1] and is_head_row(grid, row)


def head_at(grid: Grid, top: int, bottom: int) -> Head:
    """The head that stands in these rows."""
    paths = _paths(grid, top, bottom)
    columns = [column_of(position, path) for position, path in enumerate(paths, start=1)]
    return Head(top, bottom, resolve(columns))


def is_head_row(grid: Grid, row: int) -> bool:
    """Whether a row names columns: several known heads, one of them for names or targets, and no data."""
    cells = own_cells(grid, row)
    texts = [cell.text for cell in cells if bare(cell.text)]
    if len(texts) < 2 or any(len(bare(text)) > _LONGEST_HEAD for text in texts):
        return False
    if any(cell.number is not None or re.fullmatch(r"[\d,.%]+", bare(cell.text)) for cell in cells):
        return False
    meanings = [_strict_meaning(text) for text in texts]
    months = sum(months_in(text) is not None and len(bare(text)) <= 12 for text in texts)
    known = {meaning for meaning in meanings if meaning}
    recognised = sum(meaning is not None for meaning in meanings)
    return (
        bool(known & (_TEXT | {Meaning.SCHEDULE}))
        and bool(known & _TELLING)
        and len(known) >= 2
        and (recognised + months) * 2 >= len(texts)
    )


def own_cells(grid: Grid, row: int) -> list[Cell]:
    """The cells that begin in a row, from left to right."""
    found: list[Cell] = []
    for cell in grid.rows[row - 1]:
        if cell is not None and cell.row == row and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _strict_meaning(text: str) -> Meaning | None:
    """A head's meaning, where the words are short enough to be a head and not a project's name or target."""
    meaning = meaning_of(text)
    core = core_of(text)
    if meaning is Meaning.NAME and "名称" not in core and len(core) > 8:
        return None
    if meaning in {Meaning.TARGET, Meaning.UNIT} and (len(core) > 14 or re.search(r"[,。;]", core)):
        return None
    return meaning


def _extent(grid: Grid, row: int, start: int) -> tuple[int, int]:
    top = row
    if row > start:
        above = [cell for cell in own_cells(grid, row - 1) if bare(cell.text)]
        if len(above) >= 2 and all(
            len(bare(cell.text)) <= 15 and not re.search(r"[::;。]|\d{3}", bare(cell.text))
            for cell in above
        ):
            top = row - 1
    bottom = row
    while bottom - top + 1 < _MAX_HEAD_ROWS and bottom < len(grid.rows):
        spans = [cell for cell in grid.rows[bottom - 1] if cell is not None and bare(cell.text)]
        reach = max((cell.row + cell.rowspan - 1 for cell in spans), default=bottom)
        if (reach > bottom and _is_no_data(grid, bottom + 1)) or _is_lower_head(
            grid, row, bottom + 1
        ):
            bottom += 1
        else:
            break
    return top, bottom


def _is_no_data(grid: Grid, row: int) -> bool:
    cells = own_cells(grid, row)
    return all(len(bare(cell.text)) <= _LONGEST_HEAD for cell in cells) and not (
        cells and cells[0].column == 1 and parse_number(cells[0].text)
    )


def _is_lower_head(grid: Grid, main: int, row: int) -> bool:
    """A second line of a head without merged cells: words under some heads, nothing under the others."""
    cells = [cell for cell in own_cells(grid, row) if bare(cell.text)]
    if cells and _stands_under_gaps(grid, main, cells):
        return True
    if not cells or len(cells) >= sum(
        cell is not None and bool(bare(cell.text)) for cell in grid.rows[main - 1]
    ):
        return False
    halves = _halves_of_answers(grid, main, cells)
    for cell in cells:
        text = bare(cell.text)
        above = grid.cell(main, cell.column)
        parent = above.text if above else ""
        is_head = text in halves or (
            re.fullmatch(r"\([^()]*\)?", text) is not None
            or (months_in(text) is not None and len(text) <= 12)
            or (cell.number is None and _strict_meaning(text) not in {None, Meaning.NAME})
            or DONE.fullmatch(text) is not None
            or (
                cell.number is None
                and len(text) <= 8
                and meaning_of(parent + text) in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
                and not re.search(r"\d", text)
            )
        )
        if not is_head or (parent and meaning_of(parent) in {Meaning.NUMBER, Meaning.NAME}):
            return False
    return True


def _stands_under_gaps(grid: Grid, main: int, cells: list[Cell]) -> bool:
    """Short words only under a head with blanks behind it, and under those blanks: 倒排工期 over 招标, 竣工."""
    row = [bare(cell.text) if cell else "" for cell in grid.rows[main - 1]]
    under_blank = {cell.column for cell in cells if not row[cell.column - 1]}
    if not under_blank:
        return False
    for cell in cells:
        text = bare(cell.text)
        is_first = cell.column + 1 in under_blank and bool(row[cell.column - 1])
        if cell.column not in under_blank and not is_first:
            return False
        if (
            cell.number is not None
            or len(text) > 12
            or re.fullmatch(r"[\d,.%/年月日-]+", text)
            or re.search(r"[。;,]", text)
        ):
            return False
    firsts = {cell.column for cell in cells} - under_blank
    return all(column - 1 in under_blank | firsts for column in under_blank)


def _halves_of_answers(grid: Grid, main: int, cells: list[Cell]) -> set[str]:
    """是 and 否 (已完成 and 未完成) under one head 是否完成 or 完成情况: both, the second under nothing more."""
    for first, second in pairwise(cells):
        above, beside = grid.cell(main, first.column), grid.cell(main, second.column)
        pair = {bare(first.text), bare(second.text)}
        if (
            pair in HALVES
            and second.column == first.column + 1
            and above is not None
            and meaning_of(above.text) in {Meaning.ANSWER, Meaning.PROGRESS}
            and (beside is None or beside is above or not bare(beside.text))
        ):
            return pair
    return set()


def _paths(grid: Grid, top: int, bottom: int) -> list[tuple[str, ...]]:
    """The heads over each column; a head over two columns that are not merged counts for both."""
    rows: list[list[str]] = []
    for row in range(top, bottom + 1):
        texts: list[str] = []
        for column in range(1, grid.width + 1):
            cell = grid.cell(row, column)
            text = head_text(cell.text) if cell else ""
            below = any(
                (lower := grid.cell(under, column)) is not None
                and lower.row == under
                and bare(lower.text)
                for under in range(row + 1, bottom + 1)
            )
            if not text and below and texts and texts[-1]:
                left_below = any(
                    (lower := grid.cell(under, column - 1)) is not None
                    and lower.row == under
                    and bare(lower.text)
                    for under in range(row + 1, bottom + 1)
                )
                text = texts[-1] if left_below else ""
            texts.append(text)
        rows.append(texts)
    paths = []
    for column in range(grid.width):
        path: list[str] = []
        for texts in rows:
            if texts[column] and (not path or path[-1] != texts[column]):
                path.append(texts[column])
        paths.append(tuple(path))
    return paths


def head_text(text: str) -> str:
    """A head as printed, without blanks and line breaks, its bracket closed."""
    head = squeeze(text).replace(" ", "")
    for opening, closing in (("(", ")"), ("\uff08", "\uff09")):
        if opening in head and not re.search(r"[)\uff09]", head):
            head += closing
    return head


def _with_words_beside_names(grid: Grid, head: Head) -> Head:
    """Words under no head beside the names (a head over two columns that is not merged) are of the target."""
    columns = list(head.columns)
    for column, left in zip(head.columns[1:], head.columns, strict=False):
        if column.path or left.meaning is not Meaning.NAME:
            continue
        texts = [
            bare(cell.text)
            for row in range(head.bottom + 1, len(grid.rows) + 1)
            if (cell := grid.cell(row, column.position)) and cell.column == column.position
        ]
        if any(len(text) > 1 and parse_number(text) is None for text in texts):
            set_meaning(columns, column, Meaning.TARGET)
    return Head(head.top, head.bottom, tuple(columns))


def _without_numbers_of_units(head: Head) -> Head:
    """序号 | 牵头单位 | 项目数量 | 项目名称: the numbers count units, each over several projects."""
    number, unit = head.first(Meaning.NUMBER), head.first(Meaning.LEAD, Meaning.UNIT)
    name = head.first(Meaning.NAME)
    counts = next((c for c in head.columns if _HOW_MANY.fullmatch(core_of(c.label))), None)
    if number is None or unit is None or name is None or counts is None:
        return head
    if not number.position < unit.position < counts.position < name.position:
        return head
    columns = list(head.columns)
    set_meaning(columns, number, Meaning.IGNORED)
    return Head(head.top, head.bottom, tuple(columns))


def settle_by_rows(grid: Grid, head: Head) -> Head:
    """What the rows tell about the heads: a 工程名称 that stands for several numbered rows is a category."""
    head = _without_numbers_of_units(_with_words_beside_names(grid, head))
    number = head.first(Meaning.NUMBER)
    name = head.first(Meaning.NAME)
    if number is None or name is None or len(head.of(Meaning.TARGET)) < 2:
        return head
    numbered = shared = 0
    for row in range(head.bottom + 1, len(grid.rows) + 1):
        cell, named = grid.cell(row, number.position), grid.cell(row, name.position)
        if cell is None or cell.row != row or parse_number(cell.text) is None:
            continue
        numbered += 1
        shared += named is None or named.row != row or not bare(named.text)
    if numbered < 2 or shared * 4 < numbered:
        return head
    columns = list(head.columns)
    set_meaning(columns, name, Meaning.CATEGORY)
    settle_words(columns)
    return Head(head.top, head.bottom, tuple(columns))
