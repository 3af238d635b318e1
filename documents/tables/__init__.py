"""Tables of a document to lists of projects."""

from documents.tables.outline import read_tables

__all__ = ["read_tables"]
