"""Which characters an OpenType face has a glyph for, read from its `cmap` table.

Only what the shipped faces use: subtables of format 4 (the basic plane) and 12 (all planes), as in the OpenType
specification, chapter "cmap". Glyph 0 is the empty box and does not count.
"""

from __future__ import annotations

from struct import unpack_from


def characters_in(face: bytes) -> set[int]:
    """Code points with a glyph. Raises ValueError where the file has no table of a known format."""
    tables = unpack_from(">H", face, 4)[0]
    for position in range(tables):
        tag, _, offset, _ = unpack_from(">4sLLL", face, 12 + 16 * position)
        if tag == b"cmap":
            return _read_table(face, offset)
    raise ValueError("the face has no character map")


def _read_table(face: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for position in range(unpack_from(">H", face, start + 2)[0]):
        at = start + unpack_from(">HHL", face, start + 4 + 8 * position)[2]
        kind = unpack_from(">H", face, at)[0]
        if kind == 4:
            found |= _read_segments(face, at)
        elif kind == 12:
            found |= _read_groups(face, at)
    if not found:
        raise ValueError("the face has no character map of format 4 or 12")
    return found


def _read_segments(face: bytes, at: int) -> set[int]:
    double = unpack_from(">H", face, at + 6)[0]
    count = double // 2
    ends = unpack_from(f">{count}H", face, at + 14)
    starts = unpack_from(f">{count}H", face, at + 16 + double)
    deltas = unpack_from(f">{count}h", face, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    offsets = unpack_from(f">{count}H", face, ranges_at)
    found: set[int] = set()
    for segment, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                place = ranges_at + 2 * segment + offset + 2 * (code - first)
                glyph = unpack_from(">H", face, place)[0]
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                found.add(code)
    return found


def _read_groups(face: bytes, at: int) -> set[int]:
    found: set[int] = set()
    for group in range(unpack_from(">L", face, at + 12)[0]):
        first, last, glyph = unpack_from(">LLL", face, at + 16 + 12 * group)
        found.update(range(first if glyph else first + 1, last + 1))
    return found
