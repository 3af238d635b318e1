"""Reads official tables of public-welfare projects and writes official files.

A pure package: bytes in, values out. No Django, database, clock or network.
"""

from documents.grids import UnreadableDocument
from documents.reader import read
from documents.reading import Reading

__all__ = ["Reading", "UnreadableDocument", "read"]
