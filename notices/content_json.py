"""A content as its JSON file: readable, keys in the order of the published formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """A notice, a plan or a list of them as readable JSON, keys in the order of the published formats."""
    from documents.writing.plain import notice_json

    return notice_json(value)
