"""What every format becomes before its meaning is read: paragraphs and grids, in document order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell.

    `text` keeps the manual line breaks and spaces of the source; `number` is set where the file itself holds
    a number, with `is_percent` where its number format shows it as a percentage (0.302 shown as 30.2%).
    A merged cell stands in the grid at every position it covers, as the same object.
    """

    text: str
    row: int
    """First row it covers, counted from 1 inside its table."""
    column: int
    """First column it covers, counted from 1."""
    rowspan: int = 1
    colspan: int = 1
    number: Decimal | None = None
    is_percent: bool = False


MarkKind = Literal[
    "shown_differs",
    "hidden_row",
    "hidden_column",
    "struck_out",
    "hidden_text",
    "note_sign",
    "lone_time",
    "date_serial",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about a cell that its text does not tell: a person must hear of it once."""

    kind: MarkKind
    row: int
    """Counted from 1 inside its table, as a cell's."""
    column: int
    shown: str
    """What is read, or what was left out."""
    held: str = ""
    """What the file holds or shows beside it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its merged cells resolved: rectangular, `None` where the source has no cell."""

    index: int
    """Counted from 1 over the whole document; the `table` of a place."""
    name: str
    """The sheet's name, or empty."""
    rows: tuple[tuple[Cell | None, ...], ...]
    is_cut: bool = False
    """The source lost its empty cells (text copied from a page): columns cannot be counted on."""
    turned_below: int | None = None
    """Of a table turned upright for reading (`documents.tables.turned`), the rows left out above it."""
    origins: Mapping[tuple[int, int], tuple[int, int]] | None = field(default=None, compare=False)
    """Of a card laid out as a row for reading, where each of its cells stands in the file."""
    marks: tuple[Mark, ...] = ()
    has_borders: bool = field(default=False, compare=False)
    """Every cell of the text it was read from had its borders: no cell was lost, none moved."""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def place_of(self, cell: Cell) -> tuple[int, int]:
        """Row and column of a cell in the file."""
        if self.origins is not None:
            return self.origins.get((cell.row, cell.column), (cell.row, cell.column))
        if self.turned_below is not None:
            return cell.column + self.turned_below, cell.row
        return cell.row, cell.column

    def row_of(self, row: int, column: int) -> int:
        """The row, as the grid is read, that stands at a place in the file."""
        if self.origins is not None:
            return next(
                (here[0] for here, there in self.origins.items() if there == (row, column)), row
            )
        return row if self.turned_below is None else column

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place counted from 1; None outside the grid."""
        if 1 <= row <= len(self.rows) and 1 <= column <= self.width:
            return self.rows[row - 1][column - 1]
        return None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables. One printed paragraph, manual line breaks kept."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file opened: its format and its blocks in document order."""

    format: str
    """One of the values of `documents.formats.sniffing.Kind`: a workbook of XML counts as xls, an archive as html."""
    blocks: tuple[Paragraph | Grid, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself beside its text: a page's title and meta tags (ArticleTitle, PubDate,
    ContentSource, SiteName...), under their own names; `title` is the page's or the document's title."""
    notes: tuple[str, ...] = ()
    """What was left out on purpose, a plain Chinese sentence each: hidden sheets, deleted text."""

    @property
    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet as rows of texts: numbers in plain digits (a percentage as 30.2%), empty cells as empty texts."""

    name: str
    rows: list[list[str]]
    marks: tuple[Mark, ...] = ()


class UnreadableDocument(Exception):
    """The file cannot be read at all. Its message is one plain Chinese sentence for the person who sent it."""
