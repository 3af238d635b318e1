"""The content types of the files an office exchanges, by the ending of their names."""

from __future__ import annotations

CONTENT_TYPES: dict[str, str] = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def media_type(form: str) -> str:
    """The type without its charset, as tags and feeds name it."""
    return CONTENT_TYPES[form].partition(";")[0]
