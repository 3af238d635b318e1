"""Paragraphs and tables of one document while they are read: layout tables told from data tables.

Word files and web pages nest paragraphs in cells in tables in cells. `Layout` takes their parts in document
order and gives the blocks of a `Loaded`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.formats.cells import Content, Span, Table, make_grid, number_grids, tidy
from documents.formats.limits import MAX_PARTS, MAX_TABLE_DEPTH, too_deep, too_long
from documents.grids import Grid, Paragraph


class Layout:
    """Takes text, paragraph ends and table parts in document order; `blocks()` gives what they print."""

    def __init__(self) -> None:
        self._body: Content = []
        self._content = self._body
        self._tables: list[tuple[Table, Content]] = []
        self._pieces: list[str] = []
        self._asides: list[tuple[list[str], Content, list[tuple[Table, Content]]]] = []
        self._after_paragraph: Content = []
        self._parts = 0

    @property
    def table(self) -> Table | None:
        """The innermost table being read."""
        return self._tables[-1][0] if self._tables else None

    @property
    def has_text(self) -> bool:
        """Whether the paragraph being read has something in it."""
        return bool(self._pieces)

    @property
    def last(self) -> str:
        """The newest piece of the paragraph being read."""
        return self._pieces[-1] if self._pieces else ""

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def end_paragraph(self, *, is_heading: bool = False) -> None:
        if self._pieces:
            text = tidy("".join(self._pieces))
            self._pieces.clear()
            if text:
                self._count_part()
                self._content.append(Paragraph(text, is_heading))
        if self._after_paragraph:
            self._content.extend(self._after_paragraph)
            self._after_paragraph = []

    def _count_part(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise too_long()

    def open_aside(self) -> None:
        """What follows is a text box inside the paragraph being read; it prints after that paragraph."""
        if len(self._asides) >= MAX_TABLE_DEPTH:
            raise too_deep()
        self._asides.append((self._pieces, self._content, self._tables))
        self._pieces, self._content, self._tables = [], [], []

    def close_aside(self) -> None:
        self.end_paragraph()
        box = self._content
        self._pieces, self._content, self._tables = self._asides.pop()
        self._after_paragraph.extend(box)

    def open_table(self) -> None:
        self.end_paragraph()
        if len(self._tables) >= MAX_TABLE_DEPTH:
            raise too_deep()
        table = Table()
        self._content.append(table)
        self._tables.append((table, self._content))

    def open_cell(self, span: Span) -> None:
        """What follows is written into this cell of the innermost table."""
        self._count_part()
        self.end_paragraph()
        self._content = span.content

    def close_cell(self) -> None:
        """What follows, up to the next cell, stands outside the table (a page may leave text between cells)."""
        self.end_paragraph()
        if self._tables:
            self._content = self._tables[-1][1]

    def close_table(self) -> None:
        self.close_cell()
        if self._tables:
            self._tables.pop()

    def blocks(self) -> tuple[Paragraph | Grid, ...]:
        self.end_paragraph()
        while self._tables:
            self.close_table()
        return number_grids(list(_blocks(self._body)))


def _blocks(content: Content) -> Iterator[Paragraph | Grid]:
    for part in content:
        if isinstance(part, Paragraph):
            yield part
        elif _is_frame(part):
            for span in part.spans:
                yield from _blocks(span.content)
        else:
            for span in part.spans:
                span.text = _text(span.content)
            grid = make_grid(part.spans, height=part.row)
            if grid is not None:
                yield grid


def _text(content: Content) -> str:
    """What a cell prints; a table inside it line by line."""
    return "\n".join(
        part.text if isinstance(part, Paragraph) else _flat(part) for part in content
    ).strip("\n")


def _flat(table: Table) -> str:
    lines: dict[int, list[str]] = {}
    for span in table.spans:
        text = _text(span.content)
        if text:
            lines.setdefault(span.row, []).append(text)
    return "\n".join(" ".join(line) for line in lines.values())


def _size(content: Sequence[Paragraph | Table]) -> int:
    return sum(
        len(part.text) if isinstance(part, Paragraph) else sum(_size(s.content) for s in part.spans)
        for part in content
    )


def _is_frame(table: Table) -> bool:
    """Whether a table only arranges the page: one cell, or other tables in it that hold its matter.

    A data table with a small table inside one of its cells keeps it as that cell's text: it has three rows or
    more of three cells or more of its own, and more text than the tables inside it.
    """
    printed = [span for span in table.spans if span.content]
    if len(printed) <= 1:
        return True
    own_cells: dict[int, int] = {}
    own_text = inner_text = 0
    for span in printed:
        inner = [part for part in span.content if not isinstance(part, Paragraph)]
        if inner:
            inner_text += _size(inner)
        else:
            own_text += _size(span.content)
            own_cells[span.row] = own_cells.get(span.row, 0) + 1
    if inner_text == 0:
        return False
    is_table_of_its_own = sum(count >= 3 for count in own_cells.values()) >= 3
    return not (is_table_of_its_own and own_text > inner_text)
