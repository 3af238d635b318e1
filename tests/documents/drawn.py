"""Tables drawn as text: cells between bars, ^ merged with the cell above, < with the cell to the left."""

from __future__ import annotations

from documents import Reading
from documents.grids import Cell, Grid, Loaded, Paragraph
from documents.reader import interpret


def draw(text: str, *, name: str = "", is_cut: bool = False) -> Grid:
    """The grid of a drawing; \\n inside a cell is a manual line break."""
    lines = [
        [part.strip().replace("\\n", "\n") for part in line.split("|")]
        for line in text.strip("\n").split("\n")
    ]
    width = max(map(len, lines))
    marks: list[list[list[int]]] = []
    texts: dict[int, str] = {}
    for i, line in enumerate(lines):
        row: list[list[int]] = []
        for j in range(width):
            part = line[j] if j < len(line) else ""
            if part == "^":
                mark = marks[i - 1][j]
            elif part == "<":
                mark = row[j - 1]
            else:
                mark = [i + 1, j + 1, i + 1, j + 1]
                texts[id(mark)] = part
            mark[2], mark[3] = max(mark[2], i + 1), max(mark[3], j + 1)
            row.append(mark)
        marks.append(row)
    cells = {
        id(mark): Cell(
            texts[id(mark)], mark[0], mark[1], mark[2] - mark[0] + 1, mark[3] - mark[1] + 1
        )
        for row in marks
        for mark in row
    }
    rows = tuple(tuple(cells[id(mark)] for mark in row) for row in marks)
    return Grid(1, name, rows, is_cut)


def read(*blocks: str | Grid, form: str = "html", year: int | None = None) -> Reading:
    """What paragraphs and drawn tables (text with bars and line breaks) say, in order."""
    found: list[Grid | Paragraph] = []
    index = 0
    for block in blocks:
        if isinstance(block, str) and not ("|" in block and "\n" in block):
            found.extend(Paragraph(line) for line in block.split("\n"))
            continue
        index += 1
        grid = draw(block) if isinstance(block, str) else block
        found.append(Grid(index, grid.name, grid.rows, grid.is_cut))
    return interpret(Loaded(form, tuple(found)), year=year)


def codes(reading: Reading) -> list[str]:
    """The codes of the findings, worst first."""
    return [finding.code for finding in reading.findings]
