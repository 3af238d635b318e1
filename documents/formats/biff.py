"""The records of an .xls workbook that the spreadsheet reader does not tell: number formats, errors, the extent.

Calamine reads the values. This walks the same records only for how numbers look, for error values, for passwords
and macros, and for cells far out, which would have the reader allocate every position up to them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.formats.cellstyles import CellStyles
from documents.formats.formatcodes import BUILT_IN, PLAIN
from documents.formats.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    damaged,
    too_many_cells,
)
from documents.formats.package import encrypted, macros
from documents.formats.sharedtexts import RichText, SharedTexts
from documents.formats.sheetfacts import SheetScan

_KIND = "Excel 97-2003 文件"
_BOUNDSHEET, _FORMAT, _XF, _FILEPASS, _EOF, _MACROS = 0x85, 0x41E, 0xE0, 0x2F, 0x0A, 0xD3
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_VALUES = frozenset({_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, 0xFD, 0x204, 0xD6, 0x07})
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
           0x2A: "#N/A"}  # fmt: skip
_DIMENSIONS = 0x200
_FONT, _DATEMODE, _ROW, _COLINFO = 0x31, 0x22, 0x208, 0x7D
_STRUCK_FONT, _NO_FONT = 0x0008, 4
"""A font's mark for struck out; the number that no font has."""
_SST, _CONTINUE, _LABEL_SST = 0xFC, 0x3C, 0xFD
_WORKSHEET, _CHART = 0x00, 0x02


@dataclass(slots=True)
class _Globals:
    sheets: list[int] = field(default_factory=list)
    """Where each sheet's records begin."""
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[tuple[int, int]] = field(default_factory=list)
    """Font and number format of each cell style."""
    struck_fonts: set[int] = field(default_factory=set)
    fonts: int = 0
    from_1904: bool = False
    shared: list[bytes] = field(default_factory=list)
    """The record of shared texts and those it goes on in."""


def scan_workbook(stream: bytes) -> list[SheetScan]:
    """What each sheet says beside its values, in the workbook's order. Raises UnreadableDocument."""
    try:
        found = _read_globals(stream)
        codes = {**BUILT_IN, **found.formats}
        styles = CellStyles(
            {
                index: codes[number]
                for index, (_, number) in enumerate(found.styles)
                if codes.get(number, "") not in PLAIN
            },
            frozenset(
                index for index, (font, _) in enumerate(found.styles) if font in found.struck_fonts
            ),
        )
        shared = _shared_texts(found.shared, found.struck_fonts)
        scans = [_scan_sheet(stream, offset, styles, shared) for offset in found.sheets]
        for scan in scans:
            scan.from_1904 = found.from_1904
        return scans
    except (struct.error, IndexError) as error:
        raise damaged(_KIND) from error


def without_extents(stream: bytes) -> bytes:
    """The stream with every record of a sheet's extent saying one cell.

    The reader takes room for all of what such a record claims, whatever the sheet holds.
    """
    changed = bytearray(stream)
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == _DIMENSIONS and length >= 12 and offset + 16 <= len(stream):
            changed[offset + 4 : offset + 16] = struct.pack("<IIHH", 0, 1, 0, 1)
        offset += 4 + length
    return bytes(changed)


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    end = len(stream)
    while offset + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _read_globals(stream: bytes) -> _Globals:
    found = _Globals()
    is_wide = struct.unpack_from("<H", stream, 4)[0] >= 0x0600
    follows_shared = False
    for kind, record in _records(stream, 0):
        follows_shared = kind == _SST or (follows_shared and kind == _CONTINUE)
        if kind == _FILEPASS:
            raise encrypted()
        if kind == _MACROS:
            raise macros()
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET:
            offset, _, sheet_type = struct.unpack_from("<IBB", record)
            if sheet_type not in (_WORKSHEET, _CHART):
                raise macros()
            found.sheets.append(offset)
            if len(found.sheets) > MAX_SHEETS:
                raise too_many_cells()
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", record)[0]
            found.formats[number] = _text(record[2:], is_wide=is_wide)[:200]
        elif kind == _SST or (kind == _CONTINUE and follows_shared):
            found.shared.append(record)
        elif kind == _FONT:
            found.fonts += found.fonts == _NO_FONT
            if struct.unpack_from("<H", record, 2)[0] & _STRUCK_FONT:
                found.struck_fonts.add(found.fonts)
            found.fonts += 1
        elif kind == _DATEMODE:
            found.from_1904 = record[:1] == b"\1"
        elif kind == _XF:
            found.styles.append(struct.unpack_from("<HH", record))
    return found


def _text(record: bytes, *, is_wide: bool) -> str:
    if not is_wide:
        return record[1 : 1 + record[0]].decode("gb18030", errors="replace")
    count, flags = struct.unpack_from("<HB", record)
    if flags & 1:
        return record[3 : 3 + 2 * count].decode("utf-16-le", errors="replace")
    return record[3 : 3 + count].decode("latin-1")


def _shared_texts(records: list[bytes], struck_fonts: set[int]) -> SharedTexts:
    """Characters of each shared text; a text may go on in the next record, with a new mark of its width."""
    lengths: list[int] = []
    rich: dict[int, RichText] = {}
    claimed = struct.unpack_from("<I", records[0], 4)[0] if records else 0
    at, position = 0, 8
    while at < len(records):
        record = records[at]
        if position + 3 > len(record):
            at, position = at + 1, 0
            continue
        count, flags = struct.unpack_from("<HB", record, position)
        position += 3
        behind = fonts = 0
        if flags & 0x08:
            fonts = struct.unpack_from("<H", record, position)[0]
            behind += 4 * fonts
            position += 2
        if flags & 0x04:
            behind += struct.unpack_from("<I", record, position)[0]
            position += 4
        if fonts and struck_fonts:
            end = position + count * (1 + (flags & 1))
            text = record[position:end].decode(
                "utf-16-le" if flags & 1 else "latin-1", errors="replace"
            )
            rich[len(lengths)] = _rich_text(text, record[end : end + 4 * fonts], struck_fonts)
        lengths.append(count)
        if len(lengths) > MAX_CELLS:
            raise too_many_cells()
        left, width = count, 1 + (flags & 1)
        while position + left * width > len(record) and at + 1 < len(records):
            left -= max(0, len(record) - position) // width
            at, position = at + 1, 1
            record = records[at]
            width = 1 + (record[0] & 1 if record else 0)
        position += left * width + behind
        while position > len(record) and at + 1 < len(records):
            position -= len(record)
            at += 1
            record = records[at]
    if claimed > len(lengths):
        raise damaged(_KIND)
    return SharedTexts(lengths, rich)


def _rich_text(text: str, fonts: bytes, struck_fonts: set[int]) -> RichText:
    """A text of several fonts, where it lies within one record; its beginning looks as its cell does."""
    changes = list(struct.iter_unpack("<HH", fonts[: len(fonts) // 4 * 4]))
    pieces: list[tuple[str, bool | None]] = []
    if not changes or changes[0][0] > 0:
        pieces.append((text[: changes[0][0]] if changes else text, None))
    for (start, font), (end, _) in zip(changes, [*changes[1:], (len(text), 0)], strict=True):
        pieces.append((text[start:end], font in struck_fonts))
    return RichText(tuple(pieces))


def _scan_sheet(stream: bytes, offset: int, styles: CellStyles, shared: SharedTexts) -> SheetScan:
    found = SheetScan()
    width = height = 0
    depth = 0
    for kind, record in _records(stream, offset):
        if kind in (0x809, 0x409, 0x209):
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _ROW and record[12] & 0x20:
            found.hidden_rows.add(struct.unpack_from("<H", record)[0])
        elif kind == _COLINFO and record[8] & 1:
            found.hide_columns(*struct.unpack_from("<HH", record))
        elif kind in _VALUES:
            row, column, style = struct.unpack_from("<HHH", record)
            last = (
                struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MULRK else column
            )
            width, height = max(width, last + 1), max(height, row + 1)
            if width > MAX_COLUMNS or height > MAX_ROWS or width * height > MAX_CELLS:
                raise too_many_cells()
            if kind == _LABEL_SST:
                index = struct.unpack_from("<I", record, 6)[0]
                shared.use(index)
            elif kind == _MULRK:
                for at in range((len(record) - 6) // 6):
                    style = struct.unpack_from("<H", record, 4 + 6 * at)[0]
                    found.put_style((row, column + at), style, styles)
                continue
            found.put_style((row, column), style, styles)
            if kind == _LABEL_SST and index in shared.rich:
                found.put_rich((row, column), shared.rich[index])
            if kind == _BOOLERR and record[7]:
                found.texts[row, column] = _ERRORS.get(record[6], "#ERR")
            elif kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
                found.texts[row, column] = _ERRORS.get(record[8], "#ERR")
    return found
