"""Sheets as a scanner makes them: files that open."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image


@lru_cache
def scanned_pdf(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@lru_cache
def scanned_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    return out.getvalue()
