"""The QR code of a page's address, made here, as the path of one SVG shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby


@dataclass(frozen=True)
class QrCode:
    """`size` modules a side, the quiet zone of 4 included (ISO/IEC 18004, 6.3.8).

    `path` is a line of one module's width along the dark ones of each row. Each run is told from the end of the run
    before it: small numbers, again and again the same, which pack to half of the shapes' corners.
    """

    size: int
    path: str


@lru_cache(maxsize=2048)
def qr_code(address: str) -> QrCode:
    """A code that decodes to `address`; error correction M, as prints on boards get dirty."""
    import segno  # few pages hold a code, and they are rendered once

    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path, at_x, at_y = ["M0 .5"], 0, 0
    for y, row in enumerate(rows):
        x = 0
        for is_dark, modules in groupby(row, key=bool):
            length = len(list(modules))
            if is_dark:
                path.append(f"m{x - at_x} {y - at_y}h{length}")
                at_x, at_y = x + length, y
            x += length
    return QrCode(len(rows), "".join(path))
