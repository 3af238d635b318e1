"""Opening and reading kept files, with what a person corrected in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents import reader
from documents.formats.bounded import load_bounded
from documents.grids import Loaded
from documents.reading import Reading
from intake.corrections import corrected
from intake.models import SourceDocument
from intake.units import UnitBook
from projects.models import District


def opened(source: SourceDocument) -> Loaded:
    """The file's paragraphs and grids, as it came, read in a bounded process. Raises UnreadableDocument."""
    return load_bounded(bytes(source.data), source.name)


def read_loaded(district: District, loaded: Loaded, corrections: Mapping[str, Any]) -> Reading:
    """What the opened file says, with the corrections in place and the district's unit names to help."""
    return reader.interpret(
        corrected(loaded, corrections.get("cells", {})),
        known_units=tuple(UnitBook.of(district).by_name),
        year=corrections.get("year"),
    )
