"""The QR code of a page's address, made here, as the path of one SVG shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class QrCode:
    """`size` modules a side, the quiet zone of 4 included (ISO/IEC 18004, 6.3.8); `path` draws the dark ones."""

    size: int
    path: str


@lru_cache(maxsize=2048)
def qr_code(address: str) -> QrCode:
    """A code that decodes to `address`; error correction M, as prints on boards get dirty."""
    import segno  # few pages hold a code, and they are rendered once

    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if row[x]:
                run = x
                while run < len(row) and row[run]:
                    run += 1
                path.append(f"M{x} {y}h{run - x}v1h-{run - x}z")
                x = run
            else:
                x += 1
    return QrCode(len(rows), "".join(path))
