"""The encodings bytes are sent in, packed once and as small as they get."""

from __future__ import annotations

import gzip

import brotli

from documents.writing.file_forms import FORM

COMPRESSED_TYPES = ("text/", FORM["json"].media_type, "application/atom+xml", "application/xml")
"""Everything else is packed already (Office files, PDF)."""
ENCODINGS = ("br", "gzip", "")
"""In the order of our liking; the last is the bytes as they are."""


def is_compressed(content_type: str) -> bool:
    return content_type.startswith(COMPRESSED_TYPES)


def packed(body: bytes, encoding: str) -> bytes:
    """The body in an encoding, as small as it gets; the same bytes each time."""
    if encoding == "br":
        return brotli.compress(body, quality=11)
    if encoding == "gzip":
        return gzip.compress(body, 9, mtime=0)
    return body
