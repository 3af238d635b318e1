"""How a case is written down: its document, and beside it what is in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
import openpyxl
from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Case:
    file: str
    data: bytes
    label: dict[str, Any]


def case(file: str, tries: str, data: bytes, projects: list[dict[str, Any]], **label: Any) -> Case:
    """A document with its label; `label` takes kind, year, period, totals, findings, allowed, refuse."""
    return Case(file, data, {"file": file, "tries": tries, **label, "projects": projects})


def project(
    number: int | None,
    name: str,
    units: str = "",
    quantities: str = "",
    milestones: Sequence[tuple[int, str]] = (),
    **more: Any,
) -> dict[str, Any]:
    """One wanted project. Units by blanks, `!` behind a lead, `~` behind a cooperating one; quantities as 4所 1.8万人."""
    roles = {"!": "lead", "~": "cooperating"}
    return {
        "number": number,
        "name": name,
        "units": [[unit.rstrip("!~"), roles.get(unit[-1])] for unit in units.split()],
        "quantities": [
            list(re.fullmatch(r"([\d.]+)(.+)", item).groups())  # type: ignore[union-attr]
            for item in quantities.split()
        ],
        "milestones": [list(step) for step in milestones],
        **more,
    }


def text(words: str, encoding: str = "utf-8") -> bytes:
    return words.strip("\n").encode(encoding) + b"\n"


def tabs(rows: Rows) -> bytes:
    """Rows as a clerk pastes them from a sheet."""
    return text("\n".join("\t".join("" if c is None else str(c) for c in row) for row in rows))


def grid(words: str) -> list[list[str | int | float | None]]:
    """Rows of cells parted by `|`: figures are numbers, `'` before a figure keeps it a text, `¶` is a line break."""
    return [[_cell(cell.strip()) for cell in row.split("|")] for row in words.strip().splitlines()]


def _cell(words: str) -> str | int | float | None:
    if re.fullmatch(r"-?(0|[1-9]\d*)", words):
        return int(words)
    if re.fullmatch(r"-?\d+\.\d+", words):
        return float(words)
    return words.removeprefix("'").replace("¶", "\n") or None


def page(body: str, title: str = "") -> bytes:
    return text(
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>td{{padding:2px}}</style></head><body>{body}</body></html>"
    )


def table(rows: Rows, head: int = 1) -> str:
    """A plain table of a page; a cell may bring its own tag."""
    lines = []
    for at, row in enumerate(rows):
        tag = "th" if at < head else "td"
        cells = (
            c if str(c).startswith(("<td", "<th")) else f"<{tag}>{c}</{tag}>"
            for c in row
            if c is not None
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def workbook(
    *sheets: tuple[str, Rows, Sequence[str]], after: Callable[[Worksheet], None] | None = None
) -> bytes:
    """A workbook of sheets (name, rows, merged ranges); `after` may change the first one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    if after:
        after(book.worksheets[0])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def word(build: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def word_table(
    document: Document, rows: Rows, merged: Sequence[tuple[int, int, int, int]] = ()
) -> Any:
    """A table of Word; `merged` holds top, left, bottom, right, counted from 0."""
    width = max(map(len, rows))
    made = document.add_table(rows=len(rows), cols=width)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            made.cell(at, column).text = "" if words is None else str(words)
    for top, left, bottom, right in merged:
        kept = made.cell(top, left).text
        made.cell(top, left).merge(made.cell(bottom, right)).text = kept
    return made
