"""Comma, semicolon or tab separated files, as spreadsheets and government systems write them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO

from documents.formats.cells import tidy
from documents.formats.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, damaged, too_many_cells
from documents.formulas import unguarded
from documents.grids import Cell, Grid, Loaded

_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 200_000
_LONGEST_FIELD = 1_000_000
_DECLARED = re.compile(r"sep=([,;\t|])\r?\n")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def read_delimited(text: str) -> Loaded | None:
    """The file's one table; None where no delimiter divides its lines into a table."""
    declared = _DECLARED.match(text)
    if declared is not None:
        text = text[declared.end() :]
    delimiter = declared.group(1) if declared else delimiter_of(text)
    if delimiter is None:
        return None
    if text.count(delimiter) + text.count("\n") > MAX_CELLS:
        raise too_many_cells()
    rows: list[list[Cell | None]] = []
    width = 0
    try:
        for at, values in enumerate(_reader(text, delimiter), 1):
            if at > MAX_ROWS or len(values) > MAX_COLUMNS:
                raise too_many_cells()
            row: list[Cell | None] = [None] * len(values)
            for column, value in enumerate(values, 1):
                # ="001" is how systems keep leading zeros in a file opened by Excel: it is a text, not a formula.
                quoted = _TEXT_FORMULA.fullmatch(value) if value.startswith("=") else None
                printed = tidy(quoted.group(1) if quoted else unguarded(value))
                if printed:
                    row[column - 1] = Cell(printed, at, column)
                    width = max(width, column)
            rows.append(row)
    except csv.Error as error:
        raise damaged("CSV 文件") from error
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) * width > MAX_CELLS:
        raise too_many_cells()
    whole = tuple([tuple(row[:width] + [None] * (width - len(row))) for row in rows])
    return Loaded("csv", (Grid(1, "", whole),) if whole else ())


def _reader(text: str, delimiter: str) -> csv._reader:  # type: ignore[name-defined]
    csv.field_size_limit(_LONGEST_FIELD)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def delimiter_of(text: str) -> str | None:
    """The sign that divides most lines into equally many cells; quoted line breaks counted as inside a cell."""
    best: tuple[float, str] | None = None
    for delimiter in _DELIMITERS:
        counts: Counter[int] = Counter()
        try:
            for row, values in enumerate(_reader(text[:_SAMPLE_CHARACTERS], delimiter)):
                if row >= _SAMPLE_ROWS:
                    break
                if any(values):
                    counts[len(values)] += 1
        except csv.Error:
            continue
        wide = {width: count for width, count in counts.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        share = count / sum(counts.values())
        if share >= 0.5 and count >= 2 and (best is None or share + min(width, 12) / 100 > best[0]):
            best = (share + min(width, 12) / 100, delimiter)
    return best[1] if best else None
