"""A photo that will be published, drawn anew in the few sizes pages load. Runs in the bounded process only.

Nothing of the file but what is seen goes on (`what_is_seen`). JPEG is read by every browser, WebP by those since 2020.
"""

from __future__ import annotations

from io import BytesIO

from documents.formats.kept_files import what_is_seen
from documents.grids import UnreadableDocument

WIDTHS = (360, 720, 1440)
"""Pixels: a phone, a column of a desk, looked at closely. A size that the photo does not reach is not made."""
TALLEST = 2.0
"""Height by width. A taller strip would push the page's text out of sight."""
WIDEST = 4.0
_QUALITY = {"jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
            "webp": ("WEBP", {"quality": 76, "method": 4})}  # fmt: skip

Size = tuple[int, int, str, bytes]
"""(width, height, ending, bytes)"""


def picture_sizes(data: bytes) -> list[Size]:
    """Every size in every form, the smallest first. Raises UnreadableDocument with a sentence."""
    from PIL import Image

    picture = what_is_seen(data)
    width, height = picture.size
    if width < WIDTHS[0]:
        raise UnreadableDocument(f"照片只有 {width} 像素宽，公开的至少要 {WIDTHS[0]} 像素。")
    if height > width * TALLEST or width > height * WIDEST:
        raise UnreadableDocument("照片太长或太扁，请先裁剪：高不超过宽的 2 倍，宽不超过高的 4 倍。")
    found = []
    for across in WIDTHS:
        if across > width:
            break
        down = max(1, round(height * across / width))
        small = picture.resize((across, down), Image.Resampling.LANCZOS)
        for ending, (form, wishes) in _QUALITY.items():
            out = BytesIO()
            small.save(out, form, **wishes)
            found.append((across, down, ending, out.getvalue()))
    return found
