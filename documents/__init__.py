"""Reads official tables of public-welfare projects and writes official files.

A pure package: bytes in, values out. No Django, database, clock or network.
"""

from __future__ import annotations

from collections.abc import Collection

from documents.grids import UnreadableDocument
from documents.reading import Reading

__all__ = ["Reading", "UnreadableDocument", "read"]


def read(
    data: bytes, filename: str, *, known_units: Collection[str] = (), year: int | None = None
) -> Reading:
    """What a document says: its projects, the facts around them, and every doubt.

    `known_units` are names that help to tell glued ones apart; `year` counts where the document prints none.
    Raises UnreadableDocument, with one plain sentence, for a file that cannot be opened or holds no project.
    It works in the caller's process, for commands and tests; what a person uploads goes through
    `documents.bounded.read_bounded`, which bounds its time and memory.
    """
    # Whoever only writes files need not load the reader: a worker starts light.
    from documents import reader

    return reader.read(data, filename, known_units=known_units, year=year)
