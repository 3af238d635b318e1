"""The parts of an .xlsx that the spreadsheet reader does not tell, and what it must not be given.

Calamine reads values fast, but allocates every position up to the last cell: one cell at the far end of a sheet
ends the process. It also leaves out number formats, error values and formulas without a stored result. All of
that is found here by scanning the sheet's XML before it is read.
"""

from __future__ import annotations

import re

from documents.formats.cellstyles import CellStyles
from documents.formats.limits import MAX_CELLS, too_many_cells
from documents.formats.markup import unescape
from documents.formats.sharedtexts import SharedTexts, rich_text
from documents.formats.sheetfacts import SheetScan, column_of, odd_text
from documents.formats.slowscan import scan_slowly
from documents.formats.xmlparts import check_plain

_KIND = "Excel 文件"
_ODD_CELL = re.compile(
    rb'<c(?! r="[A-Z]{1,2}[1-9]\d{0,4}"(?=[^>]{0,300}>)(?![^>]{0,300}\sr\s*=)[ />])'
    rb'(?! r="[A-Z]{1,3}\d{1,7}"(?: [a-z]+="[^"<>]*")*\s?(?:/>|></c>))[\s/>]'
)
"""A cell that is not written as spreadsheets write it, or with a value far out; formatted empty ones may lie anywhere."""
_FAR_CELL = re.compile(
    rb'<c r="(?:[A-Z]{3}\d{1,7}|[A-Z]{1,2}\d{6,7})"(?: [a-z]+="[^"<>]*")*><(?:v|is|f)[ >]'
)
_HIDDEN = re.compile(
    rb"""<(?:[A-Za-z_][\w.-]*:)?(row|col)\s[^<>]{0,300}(?:hidden=["'](?:1|true)["']|\s(?:ht|width)=["']0["'])[^<>]{0,300}>"""
)
_ATTRIBUTE = re.compile(rb"""\s(r|min|max)=["'](\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
_SHARED_REFERENCE = re.compile(
    rb"""\st\s*=\s*["']s["'][^>]{0,300}>\s*<(?:[A-Za-z_][\w.-]*:)?v[^>]{0,100}>\s*(\d{1,9})"""
)
_PREFIXED_CELL = re.compile(rb"<[A-Za-z_][\w.-]*:c[\s/>]")
_TWO_LETTERS = re.compile(rb'<c r="[A-Z]{2}')
_POSITION = re.compile(rb'<c r="([A-Z]{1,2})(\d{1,5})"')
_ERROR_OR_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,2})(\d{1,5})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)?(?:<v/>|<v>([^<]*)</v>)?</c>'
)


_STRUCK_REFERENCE = re.compile(
    rb'<c r="([A-Z]{1,2})(\d{1,5})"[^<>]{0,300}? t="s"[^<>]{0,300}><v>(\d{1,9})</v>'
)
_PLACE = re.compile(rb'r="([A-Z]{1,2})(\d{1,5})"')


def scan(sheet: bytes, styles: CellStyles, shared: SharedTexts) -> SheetScan:
    """Check a sheet's extent, then find the cells whose text is more than their value.

    Raises UnreadableDocument where cells with values lie beyond any real table.
    """
    check_plain(sheet, _KIND)
    if (
        sheet.count(b"<v") + sheet.count(b"<is") > 2 * MAX_CELLS
        or _FAR_CELL.search(sheet) is not None
    ):
        raise too_many_cells()
    if shared.may_be_too_many(sheet.count(b"<v") + sheet.count(b":v")):
        for index in _SHARED_REFERENCE.findall(sheet):
            shared.use(int(index))
    has_formulas = _FORMULA.search(sheet) is not None
    if _ODD_CELL.search(sheet) is not None or _PREFIXED_CELL.search(sheet) is not None:
        found = scan_slowly(sheet, styles, shared)
    else:
        if _TWO_LETTERS.search(sheet) is not None:
            _check_extent(sheet)
        found = SheetScan()
        _find_styled(sheet, styles, found)
        _find_struck_runs(sheet, shared, found)
        if b't="e"' in sheet or b"<f" in sheet:
            _find_odd(sheet, found)
    found.has_formulas = has_formulas
    _find_hidden(sheet, found)
    return found


def _find_styled(sheet: bytes, styles: CellStyles, found: SheetScan) -> None:
    """Cells whose style says how their number looks, or that they are struck out."""
    told = styles.told
    if not told:
        return
    numbers = b"|".join(str(index).encode() for index in told)
    styled = re.compile(
        rb'<c r="([A-Z]{1,2})(\d{1,5})"[^>]{0,300}? s="(' + numbers + rb')"[^>/]{0,300}>'
    )
    for letters, row, style in styled.findall(sheet):
        found.put_style((int(row) - 1, column_of(letters)), int(style), styles)


def _find_struck_runs(sheet: bytes, shared: SharedTexts, found: SheetScan) -> None:
    """Cells of which some words are struck out, their text shared or in the sheet itself."""
    if shared.rich:
        for letters, row, index in _STRUCK_REFERENCE.findall(sheet):
            if (rich := shared.rich.get(int(index))) is not None:
                found.put_rich((int(row) - 1, column_of(letters)), rich)
    if b"</r>" in sheet and (found.struck or b"strike" in sheet or b"superscript" in sheet):
        for piece in sheet.split(b"<c ")[1:]:
            if b"</r>" in piece and (place := _PLACE.match(piece)) is not None:
                row, column = int(place.group(2)) - 1, column_of(place.group(1))
                found.put_rich((row, column), rich_text(piece.partition(b"</is>")[0]))


def _find_odd(sheet: bytes, found: SheetScan) -> None:
    for letters, row, attributes, formula, value in _ERROR_OR_FORMULA.findall(sheet):
        text = odd_text(b't="e"' in attributes, _unescape(formula), _unescape(value))
        if text:
            found.texts[int(row) - 1, column_of(letters)] = text


def _find_hidden(sheet: bytes, found: SheetScan) -> None:
    """Rows and columns hidden by hand, by a filter, folded away in an outline, or of no height or width."""
    for match in _HIDDEN.finditer(sheet):
        said = {name: int(value) for name, value in _ATTRIBUTE.findall(match.group())}
        if match.group(1) == b"row":
            if b"r" in said:
                found.hidden_rows.add(said[b"r"] - 1)
            else:
                found.has_hidden = True
        elif b"min" in said:
            found.hide_columns(said[b"min"] - 1, said.get(b"max", said[b"min"]) - 1)


def _check_extent(sheet: bytes) -> None:
    """Refuse a sheet whose cells with values span more positions than any table."""
    width = height = 0
    for letters, row in _POSITION.findall(sheet):
        width, height = max(width, column_of(letters)), max(height, int(row))
    if (width + 1) * height > MAX_CELLS * 2:
        scan_slowly(sheet, CellStyles(), SharedTexts())


def _unescape(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", errors="replace"))
