"""Workbooks (.xlsx, .xls): each visible sheet one grid, values as a person sees them in the cells."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from documents.formats.biff import scan_workbook, without_extents
from documents.formats.cellstyles import read_cell_styles
from documents.formats.compound import CompoundFile, wrapped
from documents.formats.limits import (
    MAX_SHARED_BYTES,
    MAX_SHEETS,
    damaged,
    too_many_cells,
)
from documents.formats.package import Package, encrypted
from documents.formats.sharedtexts import SharedTexts, read_shared
from documents.formats.sheetfacts import SheetScan
from documents.formats.sheets import Sheet, grids_of
from documents.formats.sheetscan import scan
from documents.formats.xmlparts import attribute, check_plain, parse
from documents.grids import Loaded, UnreadableDocument

_KIND = "Excel 文件"


def load_xlsx(package: Package, part: str, data: bytes) -> Loaded:
    """Read an .xlsx. Raises UnreadableDocument."""
    sheets, notes = open_xlsx(package, part, data)
    return Loaded("xlsx", grids_of(sheets), notes=notes)


def load_xls(compound: CompoundFile) -> Loaded:
    """Read an .xls of Excel 97 or later. Raises UnreadableDocument."""
    sheets, notes = open_xls(compound)
    return Loaded("xls", grids_of(sheets), notes=notes)


def open_xls(compound: CompoundFile) -> tuple[list[Sheet], tuple[str, ...]]:
    """The visible sheets of an .xls, its records checked before they are read."""
    name = next(
        (name for name in ("Workbook", "WORKBOOK", "Book", "BOOK") if compound.has(name)), ""
    )
    stream = compound.stream(name)
    scans = scan_workbook(stream)
    workbook = _open(wrapped(name, without_extents(stream)))
    if len(scans) != len(workbook.sheets_metadata):
        raise damaged(_KIND)
    return _visible(workbook, dict(enumerate(scans)))


def open_xlsx(package: Package, part: str, data: bytes) -> tuple[list[Sheet], tuple[str, ...]]:
    """The visible sheets of an .xlsx, every part that will be read checked before."""
    folder = part.rpartition("/")[0]
    relations = _relations(package, f"{folder}/_rels/{part.rpartition('/')[2]}.rels", folder)
    book = package.read(part)
    check_plain(book, _KIND)
    named, from_1904 = _sheet_relations(book)
    styles = read_cell_styles(package, f"{folder}/styles.xml")
    shared = _shared(package, f"{folder}/sharedstrings.xml", cells_are_struck=bool(styles.struck))
    scans: dict[int, SheetScan] = {}
    for index, relation in enumerate(named):
        target = relations.get(relation, "")
        if package.has(target):
            scans[index] = scan(package.read(target), styles, shared)
            scans[index].from_1904 = from_1904
    workbook = _open(data)
    metadata = workbook.sheets_metadata
    if len(named) != len(metadata):
        raise damaged(_KIND)
    return _visible(workbook, scans)


def _shared(package: Package, part: str, *, cells_are_struck: bool) -> SharedTexts:
    if not package.has(part):
        return SharedTexts()
    if package.size(part) > MAX_SHARED_BYTES:
        raise too_many_cells()
    return read_shared(package.read(part), cells_are_struck=cells_are_struck)


def _open(data: bytes) -> CalamineWorkbook:
    with _reader_errors():
        return CalamineWorkbook.from_filelike(BytesIO(data))


@contextmanager
def _reader_errors() -> Iterator[None]:
    """Whatever the reader makes of a broken workbook, the person gets a sentence."""
    try:
        yield
    except PasswordError as error:
        raise encrypted() from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(_KIND) from error
    except BaseException as error:
        # A panic inside the reader is no Exception, so that nobody catches it unawares; here it is a broken file.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(_KIND) from error


def _visible(
    workbook: CalamineWorkbook, scans: dict[int, SheetScan]
) -> tuple[list[Sheet], tuple[str, ...]]:
    sheets: list[Sheet] = []
    hidden: list[str] = []
    metadata = workbook.sheets_metadata
    if len(metadata) > MAX_SHEETS:
        raise too_many_cells()
    for index, about in enumerate(metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not SheetVisibleEnum.Visible:
            hidden.append(about.name)
            continue
        with _reader_errors():
            source = workbook.get_sheet_by_index(index)
        sheets.append(Sheet(about.name, source, scans.get(index) or SheetScan()))
    if hidden and not sheets:
        raise UnreadableDocument(
            f"工作表都被隐藏了（{'、'.join(hidden)[:60]}），请取消隐藏要公布的那一张后再上传。"
        )
    notes: list[str] = []
    if hidden:
        notes.append(f"隐藏的工作表没有读取：{'、'.join(hidden)}。")
    if partly := [sheet.name for sheet in sheets if sheet.scan.hides]:
        notes.append(f"工作表有隐藏的行或列，已一并读取：{'、'.join(partly)}。")
    if computed := [sheet.name for sheet in sheets if sheet.scan.has_formulas]:
        notes.append(f"有公式的格按文件保存时的结果读取：{'、'.join(computed)}。")
    return sheets, tuple(notes)


def _relations(package: Package, part: str, folder: str) -> dict[str, str]:
    """Relation ids of a part to the names of the parts they point to."""
    if not package.has(part):
        raise damaged(_KIND)
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        target = attribute(attributes, "Target")
        relation = attribute(attributes, "Id")
        if target and relation:
            found[relation] = (
                target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            )

    parse(package.read(part), start=start, end=_ignore, text=_ignore, kind=_KIND)
    return found


def _sheet_relations(workbook: bytes) -> tuple[list[str], bool]:
    """The relation of each sheet, in the workbook's order, and whether days are counted from 1904."""
    found: list[str] = []
    from_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = (attribute(attributes, "date1904") or "0").lower() in ("1", "true", "on")
        elif name == "sheet":
            found.append(
                next(
                    (
                        value
                        for key, value in attributes.items()
                        if key.endswith(("relationships id", "/id"))
                    ),
                    "",
                )
            )

    parse(workbook, start=start, end=_ignore, text=_ignore, kind=_KIND)
    return found, from_1904


def _ignore(*_: object) -> None:
    return None
