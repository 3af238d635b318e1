"""PDF pages made for the tests: typst sets what is written in its own language; small files are written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import typst

from documents import fonts

_FACE = '("Liberation Serif", "FandolFang R", "Noto Serif CJK SC")'


@lru_cache(maxsize=64)
def printed(body: str, *, flipped: bool = False, margin: str = "2cm") -> bytes:
    """A PDF of a typst document, in the shipped faces."""
    head = f'#set page(paper: "a4", flipped: {str(flipped).lower()}, margin: {margin})\n'
    head += f'#set text(font: {_FACE}, size: 10.5pt, lang: "zh", region: "cn")\n'
    return typst.compile(
        (head + body).encode(),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
        ),
        format="pdf",
    )


def table(rows: Sequence[Sequence[str]], *, columns: str, more: str = "") -> str:
    """A typst table of texts; `columns` are widths as typst writes them."""
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    return f"#table(columns: ({columns}), {more}{cells})"


def by_hand(
    content: bytes, *, objects: Sequence[bytes] = (), pages: int = 1, filters: bytes = b""
) -> bytes:
    """A PDF of one content stream; `objects` follow with numbers from 5 on."""
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    whole = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        b" /XObject << /X5 5 0 R /X6 6 0 R /X7 7 0 R >> >> >>",
        stream,
        *objects,
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(whole, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table_at = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(whole) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(whole) + 1,
        table_at,
    )


def deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)
