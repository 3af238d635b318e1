"""Opening and reading kept files, with what a person corrected in them: always in a bounded process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from documents.bounded import load_bounded, read_bounded
from documents.grids import Grid, Loaded
from documents.reading import Reading
from intake.models import SourceDocument
from intake.units import UnitBook

ROWS_SHOWN = 200
"""A long table is previewed by its first rows; its doubts and differences are counted whole."""


@dataclass(frozen=True)
class Opened:
    """A file as it came: of each table the rows that are shown, and how many it has."""

    loaded: Loaded
    heights: Mapping[int, int]
    """By the table's index."""

    @classmethod
    def of(cls, loaded: Loaded) -> Opened:
        blocks = [
            replace(one, rows=one.rows[:ROWS_SHOWN]) if isinstance(one, Grid) else one
            for one in loaded.blocks
        ]
        heights = {grid.index: len(grid.rows) for grid in loaded.grids}
        return cls(replace(loaded, blocks=tuple(blocks)), heights)


class OpenedFiles:
    """The last few opened files, by the digest of their bytes and their name: a preview is looked at many times.

    Of the same bytes and name they are the same, so nothing here goes stale. Tables of which more than `most_cells`
    would be shown are not kept: memory stays bounded. Safe between threads.
    """

    def __init__(self, *, most_files: int, most_cells: int) -> None:
        self._most_files, self._most_cells = most_files, most_cells
        self._kept: dict[tuple[str, str], Opened] = {}
        self._lock = threading.Lock()

    def get(self, data: bytes, name: str) -> Opened | None:
        with self._lock:
            return self._kept.get(_key(data, name))

    def keep(self, data: bytes, name: str, opened: Opened) -> None:
        if sum(len(grid.rows) * grid.width for grid in opened.loaded.grids) > self._most_cells:
            return
        with self._lock:
            key = _key(data, name)
            self._kept.pop(key, None)
            self._kept[key] = opened
            while len(self._kept) > self._most_files:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


def _key(data: bytes, name: str) -> tuple[str, str]:
    return hashlib.sha256(data).hexdigest(), name


opened_files = OpenedFiles(most_files=8, most_cells=20_000)


def opened(source: SourceDocument) -> Opened:
    """The file's paragraphs and the rows of its tables that are shown, as it came. Raises UnreadableDocument."""
    data = bytes(source.data)
    found = opened_files.get(data, source.name)
    if found is None:
        found = Opened.of(opened_whole(source))
        opened_files.keep(data, source.name, found)
    return found


def opened_whole(source: SourceDocument) -> Loaded:
    """Every row of it; of a large file that takes seconds. Raises UnreadableDocument."""
    return load_bounded(bytes(source.data), source.name)


def read_corrected(
    source: SourceDocument, corrections: Mapping[str, Any]
) -> tuple[Loaded, Reading]:
    """The file as it came, and what it says with the corrections in place and the district's unit names to help.

    Raises UnreadableDocument.
    """
    data = bytes(source.data)
    loaded, reading = read_bounded(
        data,
        source.name,
        known_units=tuple(UnitBook.of(source.district).by_name),
        year=corrections.get("year"),
        cells=corrections.get("cells", {}),
    )
    opened_files.keep(data, source.name, Opened.of(loaded))
    return loaded, reading
