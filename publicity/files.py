"""The forms a notice is published in: made once from its JSON, stored, and served as stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from publicity.models import NoticeFile

Writer = Callable[[Mapping[str, Any]], bytes]


def json_bytes(notice: Mapping[str, Any]) -> bytes:
    """`<notice>.json` as a person may read it: Chinese as Chinese, two spaces, a line feed at its end."""
    return (json.dumps(notice, ensure_ascii=False, indent=2) + "\n").encode()


WRITERS: dict[str, Writer] = {
    NoticeFile.Format.JSON: json_bytes,
}

CONTENT_TYPES: dict[str, str] = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def every_form(notice: Mapping[str, Any]) -> dict[str, bytes]:
    """Each form's bytes. The same notice gives the same bytes."""
    return {str(form): write(notice) for form, write in WRITERS.items()}
