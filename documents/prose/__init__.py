"""Projects told in words: numbered paragraphs, key-value blocks, lists in prose."""

from documents.prose.projects import read_prose

__all__ = ["read_prose"]
