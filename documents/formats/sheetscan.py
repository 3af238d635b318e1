"""The parts of an .xlsx that the spreadsheet reader does not tell, and what it must not be given.

Calamine reads values fast, but allocates every position up to the last cell: one cell at the far end of a sheet
ends the process. It also leaves out number formats, error values and formulas without a stored result. All of
that is found here by scanning the sheet's XML before it is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.formats.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT_CHARACTERS,
    MAX_UNUSUAL_BYTES,
    damaged,
    too_many_cells,
)
from documents.formats.markup import unescape
from documents.formats.numberformats import BUILT_IN
from documents.formats.package import Package
from documents.formats.xmlparts import attribute, document_type, has_document_type, parse

_KIND = "Excel 文件"
_ODD_CELL = re.compile(
    rb'<c(?! r="[A-Z]{1,2}[1-9]\d{0,4}"(?=[^>]{0,300}>)(?![^>]{0,300}\sr\s*=)[ />])'
    rb'(?! r="[A-Z]{1,3}\d{1,7}"(?: [a-z]+="[^"<>]*")*\s?(?:/>|></c>))[\s/>]'
)
"""A cell that is not written as spreadsheets write it, or with a value far out; formatted empty ones may lie anywhere."""
_FAR_CELL = re.compile(
    rb'<c r="(?:[A-Z]{3}\d{1,7}|[A-Z]{1,2}\d{6,7})"(?: [a-z]+="[^"<>]*")*><(?:v|is|f)[ >]'
)
_HIDDEN = re.compile(rb'<(?:[A-Za-z_][\w.-]*:)?(?:row|col)\s[^>]{0,300}hidden="(?:1|true)"')
_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
_SHARED_BEGIN = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?sst(?:\s[^<>]{0,2000})?/?>")
_CLAIMED = re.compile(rb"""count\s*=\s*["']\s*(\d+)""", re.IGNORECASE)
"""How many texts the part claims to hold: the reader takes room for them before it looks."""
_SHARED_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?si[\s/>]")
_SHARED_REFERENCE = re.compile(
    rb"""\st\s*=\s*["']s["'][^>]{0,300}>\s*<(?:[A-Za-z_][\w.-]*:)?v[^>]{0,100}>\s*(\d{1,9})"""
)
_PREFIXED_CELL = re.compile(rb"<[A-Za-z_][\w.-]*:c[\s/>]")
_TWO_LETTERS = re.compile(rb'<c r="[A-Z]{2}')
_POSITION = re.compile(rb'<c r="([A-Z]{1,2})(\d{1,5})"')
_ERROR_OR_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,2})(\d{1,5})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)?(?:<v/>|<v>([^<]*)</v>)?</c>'
)


class SharedTexts:
    """How long the texts are that a workbook's cells refer to: each reference becomes a copy when it is read."""

    def __init__(self, lengths: Sequence[int] = ()) -> None:
        self._lengths = lengths
        self._longest = max(lengths, default=0)
        self._left = MAX_TEXT_CHARACTERS

    def may_be_too_many(self, references: int) -> bool:
        """Whether so many references could be too much text; if not, they are taken as used."""
        if references * self._longest > self._left:
            return True
        self._left -= references * self._longest
        return False

    def use(self, index: int) -> None:
        """Count one reference. Raises UnreadableDocument where the text becomes too much."""
        if index < len(self._lengths):
            self._left -= self._lengths[index]
        if self._left < 0:
            raise too_many_cells()


@dataclass(slots=True)
class SheetScan:
    """What a sheet says beside its values, by 0-based row and column."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    """Number format codes of cells whose text depends on them."""
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values, and formulas without a stored result, as text."""
    has_hidden: bool = False
    """Whether rows or columns of it are hidden; they are read like the others."""
    has_formulas: bool = False
    """Whether cells are computed; what the file stored as their results is read."""


def read_formats(package: Package, part: str) -> dict[int, str]:
    """Style index to number format code, for styles that change how a number or date looks."""
    if not package.has(part):
        return {}
    custom: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            custom[_integer(attribute(attributes, "numFmtId"))] = (
                attribute(attributes, "formatCode") or ""
            )[:200]
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(_integer(attribute(attributes, "numFmtId")))

    def end(name: str) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = False

    parse(package.read(part), start=start, end=end, text=_ignore, kind=_KIND)
    codes = {**BUILT_IN, **custom}
    return {
        index: codes[number]
        for index, number in enumerate(styles)
        if codes.get(number, "General") not in ("General", "@", "G/通用格式", "")
    }


def read_shared(texts: bytes) -> SharedTexts:
    """The lengths of a workbook's shared texts. Raises UnreadableDocument where they are too many."""
    check_text(texts)
    begun = _SHARED_BEGIN.search(texts)
    if begun is None or b"&" in begun.group():
        raise damaged(_KIND)
    if any(int(claimed[:20]) > MAX_CELLS for claimed in _CLAIMED.findall(begun.group())):
        raise too_many_cells()
    starts = [match.start() for match in _SHARED_ITEM.finditer(texts)]
    if len(starts) > MAX_CELLS:
        raise too_many_cells()
    starts.append(len(texts))
    # Bytes between the marks are more than the characters in them: a Chinese one takes three.
    return SharedTexts([(end - start) // 2 for start, end in pairwise(starts)])


def scan(sheet: bytes, formats: dict[int, str], shared: SharedTexts) -> SheetScan:
    """Check a sheet's extent, then find the cells whose text is more than their value.

    Raises UnreadableDocument where cells with values lie beyond any real table.
    """
    check_text(sheet)
    if (
        sheet.count(b"<v") + sheet.count(b"<is") > 2 * MAX_CELLS
        or _FAR_CELL.search(sheet) is not None
    ):
        raise too_many_cells()
    if shared.may_be_too_many(sheet.count(b"<v") + sheet.count(b":v")):
        for index in _SHARED_REFERENCE.findall(sheet):
            shared.use(int(index))
    has_hidden = _HIDDEN.search(sheet) is not None
    has_formulas = _FORMULA.search(sheet) is not None
    if _ODD_CELL.search(sheet) is not None or _PREFIXED_CELL.search(sheet) is not None:
        found = _scan_slowly(sheet, formats)
        found.has_hidden, found.has_formulas = has_hidden, has_formulas
        return found
    if _TWO_LETTERS.search(sheet) is not None:
        _check_extent(sheet)
    found = SheetScan(has_hidden=has_hidden, has_formulas=has_formulas)
    if formats:
        styles = b"|".join(str(index).encode() for index in formats)
        styled = re.compile(
            rb'<c r="([A-Z]{1,2})(\d{1,5})"[^>]{0,300}? s="(' + styles + rb')"[^>/]{0,300}>'
        )
        for letters, row, style in styled.findall(sheet):
            found.formats[int(row) - 1, _column(letters)] = formats[int(style)]
    if b't="e"' in sheet or b"<f" in sheet:
        for letters, row, attributes, formula, value in _ERROR_OR_FORMULA.findall(sheet):
            text = _odd_text(b't="e"' in attributes, _unescape(formula), _unescape(value))
            if text:
                found.texts[int(row) - 1, _column(letters)] = text
    return found


def check_text(part: bytes) -> None:
    """Refuse an XML part that is not plain UTF-8 XML without a document type."""
    if has_document_type(part):
        raise document_type()
    head = part[:200]
    if b"\0" in head or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise damaged(_KIND)
    declared = re.match(
        rb"""\s*<\?xml[^>]*encoding=["']([^"']*)""", head.removeprefix(b"\xef\xbb\xbf")
    )
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise damaged(_KIND)


def _odd_text(is_error: bool, formula: str, value: str) -> str:
    if is_error:
        return value
    return f"={formula}" if formula and not value else ""


def _check_extent(sheet: bytes) -> None:
    """Refuse a sheet whose cells with values span more positions than any table."""
    width = height = 0
    for letters, row in _POSITION.findall(sheet):
        width, height = max(width, _column(letters)), max(height, int(row))
    if (width + 1) * height > MAX_CELLS * 2:
        _scan_slowly(sheet, {})


def _scan_slowly(sheet: bytes, formats: dict[int, str]) -> SheetScan:
    """The same by a real parse, for sheets written in an unusual way or with cells far out.

    Formatted empty cells may lie anywhere; a cell with a value may not.
    """
    if len(sheet) > MAX_UNUSUAL_BYTES:
        raise too_many_cells()
    found = SheetScan()
    row = column = 0
    width = height = 0
    style, kind, formula, value = "", "", "", ""
    collects = ""
    is_inline = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, style, kind, formula, value, collects, is_inline
        if name == "row":
            written = attribute(attributes, "r")
            row, column = (_integer(written) if written else row + 1), 0
        elif name == "c":
            written = attribute(attributes, "r")
            if written:
                column, row = _place(written)
            else:
                column += 1
            style, kind = attribute(attributes, "s") or "", attribute(attributes, "t") or ""
            formula = value = ""
            is_inline = False
        elif name in ("v", "f"):
            collects = name
        elif name == "is":
            is_inline = True

    def text(data: str) -> None:
        nonlocal formula, value
        if collects == "v":
            value += data
        elif collects == "f":
            formula += data

    def end(name: str) -> None:
        nonlocal collects, width, height
        if name in ("v", "f"):
            collects = ""
        elif name == "c" and (value or formula or is_inline):
            width, height = max(width, column), max(height, row)
            if column > MAX_COLUMNS or row > MAX_ROWS or width * height > MAX_CELLS:
                raise too_many_cells()
            place = (row - 1, column - 1)
            if style.isdecimal() and int(style) in formats:
                found.formats[place] = formats[int(style)]
            odd = _odd_text(kind == "e", formula, value)
            if odd:
                found.texts[place] = odd

    parse(sheet, start=start, end=end, text=text, kind=_KIND, any_namespace=True)
    return found


_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def _place(reference: str) -> tuple[int, int]:
    """Column and row, counted from 1."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise damaged(_KIND)
    return _column(match.group(1).upper().encode()) + 1, max(1, int(match.group(2)))


_COLUMNS: dict[bytes, int] = {}


def _column(letters: bytes) -> int:
    """A column's letters as a number from 0."""
    found = _COLUMNS.get(letters)
    if found is None:
        found = 0
        for letter in letters:
            found = found * 26 + letter - 64
        found = _COLUMNS[letters] = found - 1
    return found


def _unescape(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", errors="replace"))


def _integer(written: str | None) -> int:
    return int(written[:9]) if written and written.isdecimal() else 0


def _ignore(*_: object) -> None:
    return None
