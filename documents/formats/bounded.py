"""Reading an uploaded file in a process of its own, bounded in time and memory.

The readers check every bound they know of; this is for what nobody thought of. A file that makes a reader run
wild, eat memory or crash ends the child process, not the server, and the person gets a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from documents.formats.rows import SheetRows
from documents.grids import Cell, Grid, Loaded, Paragraph, UnreadableDocument

SECONDS = 20.0
MEGABYTES = 1024
_PATIENCE = 4
"""Seconds of the clock for each of the processor: a busy machine is no reason to refuse a file."""
REFUSED = 2
OUT_OF_MEMORY = 3
_ROOT = Path(__file__).resolve().parents[2]


def load_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Loaded:
    """`load` in a child process that may use so many seconds of the processor and so much address space.

    Raises UnreadableDocument as `load` does, and when the child runs out of time or memory or breaks.
    """
    return unpack(_ask("blocks", data, filename, seconds, megabytes))


def load_rows_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> tuple[SheetRows, ...]:
    """`load_rows` in the same way."""
    return tuple([SheetRows(*sheet) for sheet in _ask("rows", data, filename, seconds, megabytes)])


def _ask(wanted: str, data: bytes, filename: str, seconds: float, megabytes: int) -> Any:
    limits = [str(megabytes), str(max(1, round(seconds)))]
    command = [sys.executable, "-E", "-s", "-m", "documents.formats", *limits, wanted]
    keep = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    name = filename.encode("utf-8", errors="replace")[-1000:]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the file goes in by its standard input
            command,
            input=len(name).to_bytes(4, "big") + name + data,
            capture_output=True,
            timeout=seconds * _PATIENCE,
            cwd=_ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(
            "文件读取超时，可能过大或过于复杂，请只保留表格部分后再上传。"
        ) from error
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.returncode == REFUSED:
        raise UnreadableDocument(json.loads(done.stdout)["message"])
    if done.returncode == OUT_OF_MEMORY or done.returncode < 0:
        raise UnreadableDocument("读取这个文件需要的内存或时间超过上限，请只保留表格部分后再上传。")
    raise UnreadableDocument("文件结构异常，无法读取，请另存为 .docx 或 .xlsx 后再上传。")


def pack(loaded: Loaded) -> dict[str, Any]:
    """A `Loaded` as plain values, for the way between the processes."""
    return {
        "format": loaded.format,
        "meta": dict(loaded.meta),
        "notes": list(loaded.notes),
        "blocks": [_pack_grid(block) if isinstance(block, Grid) else [block.text, block.is_heading]
                   for block in loaded.blocks],
    }  # fmt: skip


def unpack(packed: dict[str, Any]) -> Loaded:
    """The `Loaded` that was packed."""
    blocks = tuple(
        _unpack_grid(block) if isinstance(block, dict) else Paragraph(*block)
        for block in packed["blocks"]
    )
    return Loaded(packed["format"], blocks, packed["meta"], tuple(packed["notes"]))


def _pack_grid(grid: Grid) -> dict[str, Any]:
    cells = [
        _pack_cell(cell)
        for at, row in enumerate(grid.rows, 1)
        for column, cell in enumerate(row, 1)
        if cell is not None and cell.row == at and cell.column == column
    ]
    return {
        "index": grid.index,
        "name": grid.name,
        "is_cut": grid.is_cut,
        "height": len(grid.rows),
        "width": grid.width,
        "cells": cells,
    }


def _pack_cell(cell: Cell) -> Sequence[str | int | bool | None]:
    if cell.number is None and cell.rowspan == cell.colspan == 1:
        return (cell.text, cell.row, cell.column)
    number = None if cell.number is None else str(cell.number)
    return (cell.text, cell.row, cell.column, cell.rowspan, cell.colspan, number, cell.is_percent)


def _unpack_grid(packed: dict[str, Any]) -> Grid:
    rows: list[list[Cell | None]] = [[None] * packed["width"] for _ in range(packed["height"])]
    for values in packed["cells"]:
        if len(values) == 3:
            rows[values[1] - 1][values[2] - 1] = Cell(*values)
            continue
        text, at, column, rowspan, colspan, digits, is_percent = values
        number = None if digits is None else Decimal(digits)
        cell = Cell(text, at, column, rowspan, colspan, number, is_percent)
        for row in rows[cell.row - 1 : cell.row - 1 + cell.rowspan]:
            row[cell.column - 1 : cell.column - 1 + cell.colspan] = [cell] * cell.colspan
    return Grid(
        packed["index"], packed["name"], tuple([tuple(row) for row in rows]), packed["is_cut"]
    )
