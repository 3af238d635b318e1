"""Opening and reading kept files, with what a person corrected in them: always in a bounded process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from typing import Any

from documents.bounded import load_bounded, read_bounded
from documents.grids import Loaded
from documents.reading import Reading
from intake.models import SourceDocument
from intake.units import UnitBook


class OpenedFiles:
    """The last few opened files, by the digest of their bytes and their name: a preview is looked at many times.

    Of the same bytes and name they are the same, so nothing here goes stale. A table of more than `most_cells`
    is not kept: memory stays bounded. Safe between threads.
    """

    def __init__(self, *, most_files: int, most_cells: int) -> None:
        self._most_files, self._most_cells = most_files, most_cells
        self._kept: dict[tuple[str, str], Loaded] = {}
        self._lock = threading.Lock()

    def get(self, data: bytes, name: str) -> Loaded | None:
        with self._lock:
            return self._kept.get(_key(data, name))

    def keep(self, data: bytes, name: str, loaded: Loaded) -> None:
        if sum(len(grid.rows) * grid.width for grid in loaded.grids) > self._most_cells:
            return
        with self._lock:
            key = _key(data, name)
            self._kept.pop(key, None)
            self._kept[key] = loaded
            while len(self._kept) > self._most_files:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


def _key(data: bytes, name: str) -> tuple[str, str]:
    return hashlib.sha256(data).hexdigest(), name


opened_files = OpenedFiles(most_files=8, most_cells=20_000)


def opened(source: SourceDocument) -> Loaded:
    """The file's paragraphs and tables, as it came. Raises UnreadableDocument."""
    data = bytes(source.data)
    loaded = opened_files.get(data, source.name)
    if loaded is None:
        loaded = load_bounded(data, source.name)
        opened_files.keep(data, source.name, loaded)
    return loaded


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
    opened_files.keep(data, source.name, loaded)
    return loaded, reading
