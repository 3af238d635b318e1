"""Everything of an uploaded file is done in a process of its own, bounded in time and memory.

Opening the file, and what its tables and texts mean: the readers check every bound they know of; this is for what
nobody thought of. A file that makes a reader run wild, eat memory or crash ends the child process, not the server,
and the person gets a sentence. The server itself never loads a reader, so it starts light.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Mapping
from typing import Any

from documents.grids import Loaded, SheetRows, UnreadableDocument
from documents.ledger import Ledger, unpack_ledger
from documents.packing import unpack, unpack_marks
from documents.reading import Reading, from_record
from documents.standby import BROKEN, READ, REFUSED, Standby

SECONDS = 20.0
"""Of the processor, for one file: enough for a sheet of 50,000 rows, or a plan of 10,000 projects."""
MEGABYTES = 1024
_PATIENCE = 4
"""Seconds of the clock for each of the processor: a busy machine is no reason to refuse a file."""
_standby = Standby()


def make_ready() -> None:
    """Start the process that reads, for whoever is about to send a file: loading the reader takes a moment."""
    _standby.make_ready()


def read_bounded(
    data: bytes,
    filename: str,
    *,
    known_units: Collection[str] = (),
    year: int | None = None,
    cells: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> tuple[Loaded, Reading]:
    """Open and read a file in a child process: its tables as they came, and what they say.

    As `documents.read`, with the texts of `cells` (`documents.corrections`) in place of what stands there; the
    tables come back without them. Raises UnreadableDocument as `documents.read` does, and when the child runs out of
    time or memory or breaks.
    """
    wish = {
        "want": "reading",
        "known_units": sorted(known_units),
        "year": year,
        "cells": dict(cells or {}),
    }
    loaded, reading = _ask(wish, data, filename, seconds, megabytes)
    return unpack(loaded), from_record(reading)


def load_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Loaded:
    """A file's paragraphs and tables, opened in the same way, tables that stand in bare lines among them."""
    return unpack(_ask({"want": "tables"}, data, filename, seconds, megabytes))


def read_ledger_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Ledger:
    """The checked lines of a ledger of past years, with every problem, read in the same way."""
    return unpack_ledger(_ask({"want": "ledger"}, data, filename, seconds, megabytes))


def scan_pages_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> int:
    """How many pages the scan of a paper has, each opened, in the same way."""
    pages: int = _ask({"want": "pages of a scan"}, data, filename, seconds, megabytes)
    return pages


def kept_file_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> tuple[str, bytes]:
    """The ending of a file to keep and its bytes (`documents.formats.kept_files`), looked through in the same way.

    The ending is empty for what is none of the kinds that are kept.
    """
    ending, drawn = _ask({"want": "a file to keep"}, data, filename, seconds, megabytes)
    return ending, data if drawn is None else base64.b64decode(drawn)


def picture_sizes_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> list[tuple[int, int, str, bytes]]:
    """A photo in the sizes that are published (`documents.formats.picture_sizes`), drawn in the same way."""
    found = _ask({"want": "sizes of a picture"}, data, filename, seconds, megabytes)
    return [
        (width, height, ending, base64.b64decode(drawn)) for width, height, ending, drawn in found
    ]


def load_rows_bounded(
    data: bytes, filename: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> tuple[SheetRows, ...]:
    """`documents.formats.rows.load_rows` in the same way."""
    sheets = _ask({"want": "rows"}, data, filename, seconds, megabytes)
    return tuple([SheetRows(name, rows, unpack_marks(marks)) for name, rows, marks in sheets])


def _ask(
    wish: Mapping[str, Any], data: bytes, filename: str, seconds: float, megabytes: int
) -> Any:
    name = filename.encode("utf-8", errors="replace")[-1000:].decode("utf-8", errors="replace")
    limits = {"seconds": max(1, round(seconds)), "megabytes": megabytes, "patience": _PATIENCE}
    head = json.dumps({**wish, **limits, "filename": name}).encode()
    try:
        answer = _standby.ask(len(head).to_bytes(4, "big") + head + data, seconds * _PATIENCE)
    except TimeoutError as error:
        raise UnreadableDocument(
            "文件读取超时，可能过大或过于复杂，请只保留表格部分后再上传。"
        ) from error
    outcome, told = answer[:1], answer[1:]
    if outcome == READ:
        return json.loads(told)
    if outcome == REFUSED:
        raise UnreadableDocument(told.decode())
    if outcome == BROKEN:
        raise UnreadableDocument("文件结构异常，无法读取，请另存为 .docx 或 .xlsx 后再上传。")
    # It ended without a word, or said that memory was short.
    raise UnreadableDocument("读取这个文件需要的内存或时间超过上限，请只保留表格部分后再上传。")
