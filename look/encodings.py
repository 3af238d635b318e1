"""The encodings bytes are sent in, packed once and as small as they get."""

from __future__ import annotations

import zlib

import brotli

from documents.writing.file_forms import FORM

COMPRESSED_TYPES = ("text/", FORM["json"].media_type, "application/atom+xml", "application/xml")
"""Everything else is packed already (Office files, PDF)."""
ENCODINGS = ("br", "gzip", "")
"""In the order of our liking; the last is the bytes as they are."""

GZIP = 31
"""The largest window, with the head of gzip, which names no moment."""
MEMORIES = (5, 8)
"""How much deflate takes in before it begins a new code: little where a text changes its kind, as styles and tables do."""


def is_compressed(content_type: str) -> bool:
    return content_type.startswith(COMPRESSED_TYPES)


def packed(body: bytes, encoding: str) -> bytes:
    """The body in an encoding, as small as it gets; the same bytes each time."""
    if encoding == "br":
        return brotli.compress(body, quality=11)
    if encoding == "gzip":
        return min((_deflated(body, memory) for memory in MEMORIES), key=len)
    return body


def _deflated(body: bytes, memory: int) -> bytes:
    made = zlib.compressobj(9, zlib.DEFLATED, GZIP, memory)
    return made.compress(body) + made.flush()
