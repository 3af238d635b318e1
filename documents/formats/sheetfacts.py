"""What is known of a sheet beside its values, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.formats.cellstyles import CellStyles
from documents.formats.limits import MAX_COLUMNS
from documents.formats.sharedtexts import RichText, Runs

_MOST_HIDDEN = MAX_COLUMNS


@dataclass(slots=True)
class SheetScan:
    """What a sheet says beside its values, by 0-based row and column."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    """Number format codes of cells whose text depends on them."""
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values, and formulas without a stored result, as text."""
    struck: set[tuple[int, int]] = field(default_factory=set)
    """Cells that are struck out whole."""
    runs: dict[tuple[int, int], Runs] = field(default_factory=dict)
    """Cells of which some words are struck out."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    """They are read like the others."""
    has_hidden: bool = False
    """Rows or columns are hidden that are not told one by one."""
    has_formulas: bool = False
    """Whether cells are computed; what the file stored as their results is read."""
    from_1904: bool = False
    """Whether its days are counted from 1904."""

    @property
    def hides(self) -> bool:
        return self.has_hidden or bool(self.hidden_rows or self.hidden_columns)

    def put_style(self, place: tuple[int, int], style: int, styles: CellStyles) -> None:
        """What the style of a cell with a value says."""
        code = styles.formats.get(style)
        if code is not None:
            self.formats[place] = code
        if style in styles.struck:
            self.struck.add(place)

    def put_rich(self, place: tuple[int, int], rich: RichText) -> None:
        """What stands of a cell's text in several fonts; call it after the cell's style was put."""
        runs = rich.in_cell(is_struck=place in self.struck)
        self.struck.discard(place)
        if runs is not None:
            self.runs[place] = runs

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from first to last; those behind any table do not matter."""
        self.hidden_columns.update(range(max(0, first), min(last, _MOST_HIDDEN) + 1))


_COLUMNS: dict[bytes, int] = {}


def column_of(letters: bytes) -> int:
    """A column's letters as a number from 0."""
    found = _COLUMNS.get(letters)
    if found is None:
        found = 0
        for letter in letters:
            found = found * 26 + letter - 64
        found = _COLUMNS[letters] = found - 1
    return found


def column_name(column: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def odd_text(is_error: bool, formula: str, value: str) -> str:
    """The text of a cell the reader leaves empty: an error, or a formula without a stored result."""
    if is_error:
        return value
    return f"={formula}" if formula and not value else ""
