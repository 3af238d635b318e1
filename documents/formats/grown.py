"""Tables whose every row stands on lines of its own: divided by tabs, by bars, or drawn with lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.formats.alignment import Sort, sort_of_head
from documents.formats.barred import Read, is_spanning
from documents.formats.cells import Span, make_grid, tidy
from documents.formats.effort import Effort
from documents.formats.markdown import BREAK
from documents.grids import Grid

_LOOK_AHEAD = 40
_INDEX = re.compile(r"[（(]?\d{1,3}[)）.、*]{0,2}")
_RULE = re.compile(r"[\s|:+\-─━═┄┈╌┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯]+")
_DRAWN_SIDES = "│┃║"
_DRAWN_CORNERS = "┌╔┏╭"
Row = list[str]


# Tabs


def read_tabbed(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The tab-separated table that begins at a line: pasted from Excel, or from Word with cells over several lines."""
    if "\t" not in lines[start]:
        return None
    rows, following = _quoted_rows(lines, start)
    effort.spend(following - start)
    width = max(map(len, rows))
    if width < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return None
    if width == 2 and (len(rows) < 3 or _are_labels(rows)):
        return None
    is_whole = all(len(row) in {1, width} for row in rows) and sum(map(len, rows)) > width
    grid = _tabbed_grid(_completed(rows, width), width)
    # Every line has all its tabs: no blank cell was lost, columns can be counted on.
    return Read(replace(grid, has_borders=is_whole) if grid else None, following)


def _quoted_rows(lines: Sequence[str], start: int) -> tuple[list[Row], int]:
    """Rows of cells; a quoted cell may hold line breaks, as Excel pastes it."""
    rows: list[Row] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if "\t" not in line:
            if not line.strip() and not _goes_on(lines, at + 1, 2):
                break
            if line.strip() and not _goes_on(lines, at + 1, _LOOK_AHEAD):
                break
            if _head_follows(lines, at):
                break
            if line.strip():
                rows.append([line.strip()])
            at += 1
            continue
        cells = line.split("\t")
        at += 1
        while _is_open(cells[-1]) and at < len(lines) and _closes(lines, at):
            more = lines[at].split("\t")
            cells = [*cells[:-1], cells[-1] + "\n" + more[0], *more[1:]]
            at += 1
        rows.append([_unquoted(cell) for cell in cells])
    return rows, at


def _are_labels(rows: list[Row]) -> bool:
    """Whether two columns are only labels with what they stand for (联系人：, 联系电话：)."""
    labels = sum(row[0].rstrip().endswith((":", "：")) for row in rows)
    return labels * 2 > len(rows)


def _head_follows(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with tabs begins with the head of a number column: another table, not this one's row."""
    following = next((line for line in lines[at : at + _LOOK_AHEAD] if "\t" in line), "")
    return sort_of_head(following.partition("\t")[0]) is Sort.INDEX


def _goes_on(lines: Sequence[str], at: int, most: int) -> bool:
    """Whether a line with tabs follows before the text has moved on to something else."""
    blank = 0
    for line in lines[at : at + most]:
        if "\t" in line:
            return True
        blank = blank + 1 if not line.strip() else 0
        if blank > 1:
            return False
    return False


def _is_open(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _closes(lines: Sequence[str], at: int) -> bool:
    """Whether a quote opened before this line is closed within reach."""
    return any(line.count('"') % 2 == 1 for line in lines[at : at + _LOOK_AHEAD * 5])


def _unquoted(cell: str) -> str:
    if len(cell) >= 2 and cell.startswith('"') and cell.endswith('"') and "\n" in cell:
        return cell[1:-1].replace('""', '"')
    return cell


def _completed(rows: list[Row], width: int) -> list[Row]:
    """Rows put together again where line breaks inside cells cut them, as Word pastes them."""
    whole: list[Row] = []
    at = 0
    while at < len(rows):
        row = list(rows[at])
        end = at + 1
        if len(row) < width and not (len(row) == 1 and is_spanning(row[0])):
            end = _end_of_row(rows, at, width)
            for part in rows[at + 1 : end]:
                row = [*row[:-1], f"{row[-1]}\n{part[0]}", *part[1:]]
        whole.append(row)
        at = end
        while at < len(rows) and len(rows[at]) == 1 and _belongs_to_last_cell(rows, at, width):
            whole[-1][-1] += "\n" + rows[at][0]
            at += 1
    return whole


def _end_of_row(rows: list[Row], at: int, width: int) -> int:
    """The line after the row that begins here, if further lines make it exactly as wide as the table."""
    cells = len(rows[at])
    for end in range(at + 1, min(len(rows), at + _LOOK_AHEAD)):
        part = rows[end]
        if _INDEX.fullmatch(part[0].strip()) and len(part) > 1:
            break
        cells += len(part) - 1
        if cells == width:
            return end + 1
        if cells > width:
            break
    return at + 1


def _belongs_to_last_cell(rows: list[Row], at: int, width: int) -> bool:
    return (
        not is_spanning(rows[at][0])
        and len(rows[at - 1]) > 1
        and _end_of_row(rows, at, width) == at + 1
    )


def _tabbed_grid(rows: list[Row], width: int) -> Grid | None:
    spans: list[Span] = []
    is_cut = False
    for at, row in enumerate(rows, 1):
        columns = _columns(rows, at - 1, width)
        is_upper_head = len(row) < width and columns is not None and len(row) > 1
        if columns is None:
            is_cut = True
            columns = [(column, 1) for column in range(len(row))]
        for text, (column, colspan) in zip(row, columns, strict=False):
            text = tidy(text)
            if text:
                rowspan = 2 if is_upper_head and not rows[at][column].strip() else 1
                spans.append(Span(at, column + 1, rowspan, colspan, text=text))
    return make_grid(spans, height=len(rows), is_cut=is_cut)


def _columns(rows: list[Row], at: int, width: int) -> list[tuple[int, int]] | None:
    """Column and width of each cell of a row; None where a short row does not tell."""
    row = rows[at]
    if len(row) == width:
        return [(column, 1) for column in range(width)]
    if len(row) == 1:
        return [(0, width)]
    below = rows[at + 1] if at + 1 < len(rows) else []
    if len(below) == width and sort_of_head(row[0]) is Sort.INDEX:
        return _over(row, below)
    return None


def _over(upper: Row, lower: Row) -> list[tuple[int, int]] | None:
    """Upper heads over a full row of lower ones, which is blank below the heads that cover both rows."""
    groups: list[tuple[int, int]] = []
    column = 0
    while column < len(lower):
        end = column + 1
        if lower[column].strip():
            while end < len(lower) and lower[end].strip():
                end += 1
        groups.append((column, end - column))
        column = end
    return groups if len(groups) == len(upper) else None


# Bars on one line


def read_lined(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The table that begins at a line and divides each row's cells by bars on one line."""
    first = _barred_cells(lines[start])
    if first is None or len(first) < 3:
        return None
    rows: list[Row] = []
    at = start
    while at < len(lines):
        effort.spend(1)
        line = lines[at].strip()
        if not line:
            if at + 1 < len(lines) and _barred_cells(lines[at + 1]) is None:
                break
        elif not _RULE.fullmatch(line):
            cells = _barred_cells(line)
            if cells is None:
                break
            if len(cells) == len(first) - 1 and line[-1] in "|｜":
                cells.append("")  # the last cell is blank, and no bar stands behind it
            rows.append(cells)
        at += 1
    width = max(map(len, rows))
    if len(rows) < 3 or sum(len(row) == width for row in rows) * 2 < len(rows):
        return None
    grid = _tabbed_grid(rows, width)
    is_whole = all(len(row) in (1, width) for row in rows)
    return Read(replace(grid, has_borders=is_whole) if grid else None, at)


def _barred_cells(line: str) -> Row | None:
    """The cells of a line divided by bars, or None for a line that is not."""
    line = line.strip()
    if _RULE.fullmatch(line) and "|" in line:
        return []
    for bar in "|｜":
        inner = line.removeprefix(bar).removesuffix(bar)
        if bar in inner:
            return [cell.strip().replace(BREAK, "\n") for cell in inner.split(bar)]
    return None


# Drawn with lines


def read_drawn(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The table drawn with line characters that begins at a line; a cell's lines are put together."""
    if lines[start].strip()[:1] not in _DRAWN_CORNERS or not lines[start].strip():
        return None
    rows: list[Row] = []
    current: Row = []
    at = start
    while at < len(lines):
        effort.spend(1)
        line = lines[at].strip()
        if line and _RULE.fullmatch(line):
            if current:
                rows.append(current)
            current = []
        elif line and line[0] in _DRAWN_SIDES + "├┠╟┣╠":
            parts = re.split(f"[{_DRAWN_SIDES}├┤┼┠┨╟╢]", line)[1:]
            parts = parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts
            cells = [
                "" if part and _RULE.fullmatch(part) and part.strip() else part.strip()
                for part in parts
            ]
            if current and len(current) == len(cells):
                current = [one + more for one, more in zip(current, cells, strict=True)]
            else:
                if current:
                    rows.append(current)
                current = cells
        else:
            break
        at += 1
    if current:
        rows.append(current)
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2:
        return None
    return Read(_tabbed_grid(rows, width), at)
