"""Opening and reading kept files, with what a person corrected in them: always in a bounded process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.bounded import load_bounded, read_bounded
from documents.grids import Loaded
from documents.reading import Reading
from intake.models import SourceDocument
from intake.units import UnitBook


def opened(source: SourceDocument) -> Loaded:
    """The file's paragraphs and tables, as it came. Raises UnreadableDocument."""
    return load_bounded(bytes(source.data), source.name)


def read_corrected(
    source: SourceDocument, corrections: Mapping[str, Any]
) -> tuple[Loaded, Reading]:
    """The file as it came, and what it says with the corrections in place and the district's unit names to help.

    Raises UnreadableDocument.
    """
    return read_bounded(
        bytes(source.data),
        source.name,
        known_units=tuple(UnitBook.of(source.district).by_name),
        year=corrections.get("year"),
        cells=corrections.get("cells", {}),
    )
