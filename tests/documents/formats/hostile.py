"""Files made to break a reader. Each must be refused quickly, in little memory, with one plain sentence."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from . import builders as b
from . import pages as p

DOCTYPE_BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
SMALL_SHEET = f"<sheetData>{ONE_CELL}</sheetData>"


def far_cell(reference: str, *, written: str = 'r="{}"') -> bytes:
    return b.workbook(f"{ONE_CELL}<row><c {written.format(reference)}><v>2</v></c></row>")


def replaced(parts: dict[str, str | bytes], name: str, content: str | bytes) -> bytes:
    return b.package({**parts, name: content})


def with_prolog(part: str, prolog: str, *, word: bool = False) -> bytes:
    parts = (
        b.word_parts(b.paragraph("&j;"))
        if word
        else b.workbook_parts(SMALL_SHEET, shared="<si><t>&j;</t></si>")
    )
    return replaced(parts, part, str(parts[part]).replace(b.XML, prolog))


def lying_size(name: str) -> bytes:
    """A workbook whose directory states a small size for a part that unpacks to far more."""
    parts = b.workbook_parts(f"<sheetData>{ONE_CELL}{' ' * 30_000_000}</sheetData>")
    data = bytearray(b.package(parts))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo(name)
        real = struct.pack("<I", entry.file_size)
    at = data.rfind(name.encode())
    assert data[at - 22 : at - 18] == real
    data[at - 22 : at - 18] = struct.pack("<I", 1000)
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(b.workbook(ONE_CELL))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def many_entries() -> bytes:
    parts: dict[str, str | bytes] = dict(b.workbook_parts(SMALL_SHEET))
    parts.update({f"xl/media/{at}": b"" for at in range(60_000)})
    return b.package(parts, level=1)


def overlapping_entries() -> bytes:
    """Many directory entries that all point to the same packed bytes."""
    inner = b.package({"xl/worksheets/sheet1.xml": b" " * 20_000_000})
    at = inner.rfind(b"PK\x01\x02")
    end = inner.rfind(b"PK\x05\x06")
    entry = inner[at:end]
    directory = b"".join(
        entry.replace(b"sheet1.xml", f"shee{n:02d}.xml".encode()) for n in range(50)
    )
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 50, 50, len(directory), at, 0)
    return inner[:at] + directory + tail


def shared_text_bomb() -> bytes:
    """One text of a megabyte, referred to by 100,000 cells."""
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{c}{row}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 10_001)
    )
    text = "".join(map(chr, random.Random(7).choices(range(0x4E00, 0x9FA5), k=350_000)))
    shared = f"<si><t>{text}</t></si>"
    return b.package(b.workbook_parts(f"<sheetData>{cells}</sheetData>", shared=shared))


def claimed_texts(claim: str) -> bytes:
    """Shared texts that claim to be far more than they are: a reader may take room for all of them."""
    parts = b.workbook_parts(SMALL_SHEET, shared="<si><t>x</t></si>")
    begun = str(parts["xl/sharedStrings.xml"]).replace(
        "<sst ", f'<sst {" " * 1900}uniqueCount="{claim}" '
    )
    return replaced(parts, "xl/sharedStrings.xml", begun)


def endless_chain() -> bytes:
    """An .xls whose first stream never ends: its chain of sectors comes back to itself."""
    data = bytearray(b.old_workbook([b.number(0, 0, 1)]))
    data[512 + 4 : 512 + 8] = struct.pack("<I", 1)
    return bytes(data)


def merged_bomb() -> bytes:
    merges = "".join(f'<mergeCell ref="A{at}:CV5000"/>' for at in range(1, 3000))
    last = '<row r="5000"><c r="CV5000"><v>1</v></c></row>'
    return b.package(
        b.workbook_parts(
            f"<sheetData>{ONE_CELL}{last}</sheetData><mergeCells>{merges}</mergeCells>"
        )
    )


def nested_tables(depth: int) -> str:
    inner = b.paragraph("x")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return inner


def million_rows() -> bytes:
    rows = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(2, 1_048_576))
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    return b.workbook(f"{ONE_CELL}{rows}{last}")


def old_far_cell() -> bytes:
    return b.old_workbook([b.number(0, 0, 1), b.number(65_535, 255, 2)])


def macro_sheet() -> bytes:
    return b.old_workbook(
        [b.number(0, 0, 1)], extra=[(0x85, struct.pack("<IBBBB", 0, 0, 1, 1, 1) + b"a\0")]
    )


def macro_enabled() -> bytes:
    parts = b.workbook_parts(SMALL_SHEET)
    types = '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
    return replaced(
        parts,
        "[Content_Types].xml",
        f'{b.XML}<Types xmlns="{b.PACKAGE}/content-types">{types}</Types>',
    )


def forms_within_forms(levels: int, times: int) -> bytes:
    """A PDF whose every form draws the next one ten times: what a page shows grows without end."""
    again = b" ".join(b"/X%d Do" % ((at % 3) + 5) for at in range(times))
    objects = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d /Resources << /XObject << /X5 6 0 R"
        b" /X6 7 0 R /X7 5 0 R >> >> >>\nstream\n%s\nendstream" % (len(again), again)
    ] * levels
    return p.by_hand(again, objects=objects)


def pdf_stream(content: bytes) -> bytes:
    return p.by_hand(p.deflated(content), filters=b"/Filter /FlateDecode")


def twice_deflated() -> bytes:
    inner = p.deflated(b" " * 300_000_000)
    return p.by_hand(p.deflated(inner), filters=b"/Filter [/FlateDecode /FlateDecode]")


def loop_of_pages() -> bytes:
    data = p.by_hand(b"")
    return data.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")


PAGE = "<html><body><table>"
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # name: (file name, bytes, a word its refusal must contain)
    "empty": ("a.xlsx", lambda: b"", "空"),
    "one byte": ("a.xlsx", lambda: b"\0", "空字节"),
    "blank text": ("a.txt", lambda: b" \r\n\t\r\n", "没有表格"),
    "too large": ("a.xlsx", lambda: b"PK\x03\x04" + b"\0" * 21_000_000, "MB"),
    "pdf": ("a.docx", lambda: b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "pdf after junk": ("a.xlsx", lambda: b"\n\n%PDF-1.7\n", "PDF"),
    "pdf of pages without end": ("a.pdf", lambda: p.by_hand(b"", pages=400), "太长"),
    "pdf that claims pages without end": (
        "a.pdf",
        lambda: p.by_hand(b"").replace(b"/Count 1", b"/Count 2000000000"),
        "",
    ),
    "pdf whose pages are a loop": ("a.pdf", loop_of_pages, ""),
    "pdf of forms within forms": ("a.pdf", lambda: forms_within_forms(3, 60), ""),
    "pdf of a stream that swells": ("a.pdf", lambda: pdf_stream(b" " * 900_000_000), ""),
    "pdf of a stream packed twice": ("a.pdf", twice_deflated, ""),
    "pdf of paths without end": ("a.pdf", lambda: pdf_stream(b"1 1 m 9 9 l S " * 1_000_000), ""),
    "pdf of saved states without end": ("a.pdf", lambda: pdf_stream(b"q " * 5_000_000), ""),
    "pdf cut in the middle": ("a.pdf", lambda: p.printed("修路")[:4000], ""),
    "picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "图片"),
    "program": ("a.xls", lambda: b"MZ" + b"\0" * 100, "程序"),
    "rar": ("a.docx", lambda: b"Rar!\x1a\x07\0", "解压"),
    "rtf": ("a.doc", lambda: b"{\\rtf1 x}", ".docx"),
    "doc of nothing": ("a.doc", lambda: b.compound(["WordDocument", "1Table"]), "损坏"),
    "doc of nothing named docx": ("a.docx", lambda: b.compound(["WordDocument"]), "损坏"),
    "macros in doc": ("a.doc", lambda: b.compound(["WordDocument", "Macros"]), "宏"),
    "wps of works": ("a.wps", lambda: b.compound(["CONTENTS"]), ".docx"),
    "et of nothing": ("a.et", lambda: b.compound(["Workbook"]), ""),
    "et of its own": ("a.et", lambda: b.compound(["ET"]), ".xlsx"),
    "ofd": ("a.docx", lambda: b.package({"OFD.xml": "<ofd/>"}), "OFD"),
    "plain zip": ("a.docx", lambda: b.package({"a.txt": "x"}), "压缩包"),
    "zip of nothing": ("a.docx", lambda: b.package({}), "空"),
    "ods": ("a.ods", lambda: b.package({"mimetype": "x", "content.xml": "<x/>"}), ".xlsx"),
    "xlsb": ("a.xlsb", lambda: b.package({"xl/workbook.bin": "x"}), ".xlsx"),
    "encrypted office file": (
        "a.xlsx",
        lambda: b.compound(["EncryptedPackage", "EncryptionInfo"]),
        "密码",
    ),
    "encrypted zip": ("a.xlsx", encrypted_zip, "密码"),
    "encrypted xls": (
        "a.xls",
        lambda: b.old_workbook([b.number(0, 0, 1)], extra=[(0x2F, b"\1\0")]),
        "密码",
    ),
    "macros in xlsx": (
        "a.xlsm",
        lambda: replaced(b.workbook_parts(SMALL_SHEET), "xl/vbaProject.bin", b"x"),
        "宏",
    ),
    "macros in docx": (
        "a.docm",
        lambda: replaced(b.word_parts(b.paragraph("x")), "word/vbaProject.bin", b"x"),
        "宏",
    ),
    "macro-enabled type": ("a.xlsm", macro_enabled, "宏"),
    "macros in xls": ("a.xls", lambda: b.compound(["Workbook", "_VBA_PROJECT_CUR"]), "宏"),
    "macro sheet in xls": ("a.xls", macro_sheet, "宏"),
    "truncated xlsx": ("a.xlsx", lambda: b.workbook(ONE_CELL)[:-40], "损坏"),
    "truncated docx": ("a.docx", lambda: b.word(b.paragraph("x"))[:400], "损坏"),
    "truncated xls": ("a.xls", lambda: b.old_workbook([b.number(0, 0, 1)])[:700], ""),
    "xlsx cut inside": (
        "a.xlsx",
        lambda: b.workbook(ONE_CELL).replace(b"PK\x03\x04", b"PK\x03\x05"),
        "损坏",
    ),
    "broken xml in docx": ("a.docx", lambda: b.package(b.word_parts("<w:p><w:r>")), "损坏"),
    "broken xml in xlsx": (
        "a.xlsx",
        lambda: b.workbook('<row r="1"><c r="A1"><v>1</c></row>'),
        "损坏",
    ),
    "workbook without sheets": (
        "a.xlsx",
        lambda: replaced(b.workbook_parts(""), "xl/workbook.xml", "<workbook/>"),
        "",
    ),
    "zip bomb": ("a.xlsx", lambda: b.workbook(ONE_CELL + " " * 70_000_000), "庞大"),
    "zip bomb in docx": ("a.docx", lambda: b.word("<w:p/>" * 9_000_000), "庞大"),
    "bomb beside the document": (
        "a.docx",
        lambda: replaced(b.word_parts(b.paragraph("x")), "word/media/a.bmp", b"\0" * 160_000_000),
        "庞大",
    ),
    "many entries": ("a.xlsx", many_entries, "庞大"),
    "overlapping entries": ("a.xlsx", overlapping_entries, "庞大"),
    "size that lies": ("a.xlsx", lambda: lying_size("xl/worksheets/sheet1.xml"), "损坏"),
    "entity bomb in docx": (
        "a.docx",
        lambda: with_prolog("word/document.xml", DOCTYPE_BOMB, word=True),
        "实体",
    ),
    "external entity in docx": (
        "a.docx",
        lambda: with_prolog("word/document.xml", EXTERNAL, word=True),
        "实体",
    ),
    "entity bomb in sheet": (
        "a.xlsx",
        lambda: with_prolog("xl/worksheets/sheet1.xml", DOCTYPE_BOMB),
        "实体",
    ),
    "entity bomb in texts": (
        "a.xlsx",
        lambda: with_prolog("xl/sharedStrings.xml", DOCTYPE_BOMB),
        "实体",
    ),
    "external entity in workbook": (
        "a.xlsx",
        lambda: with_prolog("xl/workbook.xml", EXTERNAL),
        "实体",
    ),
    "entity bomb in styles": ("a.xlsx", lambda: with_prolog("xl/styles.xml", DOCTYPE_BOMB), "实体"),
    "entity bomb in relations": (
        "a.xlsx",
        lambda: with_prolog("xl/_rels/workbook.xml.rels", DOCTYPE_BOMB),
        "实体",
    ),
    "entity in a part nobody reads": (
        "a.docx",
        lambda: replaced(b.word_parts(b.paragraph("x")), "docProps/core.xml", EXTERNAL + "<x/>"),
        "实体",
    ),
    "entity behind a long comment": (
        "a.xlsx",
        lambda: with_prolog(
            "xl/worksheets/sheet1.xml", DOCTYPE_BOMB.replace("?>", f"?><!--{'x' * 9000}-->", 1)
        ),
        "实体",
    ),
    "entity in sixteen bits": (
        "a.docx",
        lambda: replaced(
            b.word_parts(b.paragraph("x")),
            "word/settings.xml",
            (EXTERNAL + "<x/>").encode("utf-16"),
        ),
        "实体",
    ),
    "entity bomb in an xml workbook": (
        "a.xls",
        lambda: (
            DOCTYPE_BOMB + '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ).encode(),
        "实体",
    ),
    "cell in the last row": ("a.xlsx", lambda: far_cell("A1048576"), "太大"),
    "cell in the last column": ("a.xlsx", lambda: far_cell("XFD1"), "太大"),
    "cell in the last corner": ("a.xlsx", lambda: far_cell("XFD1048576"), "太大"),
    "corner within the letters": ("a.xlsx", lambda: far_cell("ZZ99999"), "太大"),
    "column without end": ("a.xlsx", lambda: far_cell("ZZZZZZZ1"), ""),
    "row without end": ("a.xlsx", lambda: far_cell("A99999999999"), ""),
    "far cell in single quotes": (
        "a.xlsx",
        lambda: far_cell("XFD1048576", written="r='{}'"),
        "太大",
    ),
    "far cell in small letters": ("a.xlsx", lambda: far_cell("xfd1048576"), "太大"),
    "far cell by a reference": ("a.xlsx", lambda: far_cell("&#88;FD1048576"), "太大"),
    "far cell by a second place": ("a.xlsx", lambda: far_cell('A1" s="0" r="XFD1048576'), ""),
    "far cell under a prefix": (
        "a.xlsx",
        lambda: b.workbook(
            '<x:row xmlns:x="u" r="1"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
        ),
        "太大",
    ),
    "far row without places": (
        "a.xlsx",
        lambda: b.workbook(f'{ONE_CELL}<row r="1048576"><c><v>1</v></c></row>'),
        "太大",
    ),
    "a million formatted rows": ("a.xlsx", million_rows, "太大"),
    "far cell in xls": ("a.xls", old_far_cell, "太大"),
    "shared text bomb": ("a.xlsx", shared_text_bomb, "太大"),
    "claimed texts": ("a.xlsx", lambda: claimed_texts("99999999999"), "太大"),
    "claimed texts in references": ("a.xlsx", lambda: claimed_texts("&#57;9999999999"), "损坏"),
    "claimed texts in xls": (
        "a.xls",
        lambda: b.old_workbook(
            [b.number(0, 0, 1)], extra=[(0xFC, struct.pack("<II", 1, 0x7FFFFFFF) + b"\1\0\0a")]
        ),
        "损坏",
    ),
    "endless chain in xls": ("a.xls", endless_chain, ""),
    "merged cells over each other": ("a.xlsx", merged_bomb, "太大"),
    "only formatted cells": (
        "a.xlsx",
        lambda: b.workbook('<row r="9"><c r="B9" s="1"/></row>'),
        "没有表格",
    ),
    "empty docx": ("a.docx", lambda: b.word("<w:p/>"), "没有表格"),
    "docx without a body": (
        "a.docx",
        lambda: b.package({**b.word_parts(""), "word/document.xml": "<x/>"}),
        "损坏",
    ),
    "nested tables in docx": ("a.docx", lambda: b.word(nested_tables(60)), "嵌套"),
    "deep docx": ("a.docx", lambda: b.word("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000), "嵌套"),
    "wide docx": (
        "a.docx",
        lambda: b.word(b.table([b.cell("x", '<w:gridSpan w:val="99999"/>')])),
        "太大",
    ),
    "empty page": (
        "a.html",
        lambda: b"<html><body><script>alert(1)</script></body></html>",
        "没有表格",
    ),
    "nested tables in a page": ("a.html", lambda: b"<table><tr><td>" * 5000 + b"x", "嵌套"),
    "cells over all": (
        "a.html",
        lambda: (PAGE + "<tr><td rowspan=60000 colspan=1000>a" * 20).encode(),
        "太大",
    ),
    "rows under cells": (
        "a.html",
        lambda: (PAGE + "<tr>" + "<td rowspan=60000>a" * 500 + "<tr><td>b" * 60_000).encode(),
        "太大",
    ),
    "cells without end": ("a.html", lambda: (PAGE + "<td>a" * 2_000_000).encode(), "太大"),
    "paragraphs without end": ("a.html", lambda: b"<html>" + b"<p>a" * 2_000_000, "太长"),
    "comments never closed": ("a.html", lambda: b"<html>" + b"<!--" * 2_000_000, "没有表格"),
    "tags never closed": ("a.html", lambda: b"<html>" + b"<a b='" * 1_500_000, "没有表格"),
    "quotes in disorder": ("a.html", lambda: b"<html>" + b"<a \"'>" * 1_500_000, "没有表格"),
    "scripts never closed": ("a.html", lambda: b"<html>" + b"<script>" * 1_200_000, "没有表格"),
    "NUL in csv": ("a.csv", lambda: b"a,b\n1,\0\n", "空字节"),
    "NUL behind a byte order mark": (
        "a.csv",
        lambda: "序号,项目\n1,修\0路\n".encode("utf-8-sig"),
        "空字节",
    ),
    "NUL in a text of sixteen bits": (
        "a.txt",
        lambda: "1. 修\0路\n2. 修桥\n".encode("utf-16"),
        "空字节",
    ),
    "NUL in a page": ("a.html", lambda: b"<html><p>a\0b</p></html>", "空字节"),
    "NUL in xml": ("a.docx", lambda: b.word("<w:p><w:r><w:t>\0</w:t></w:r></w:p>"), "损坏"),
    "bytes of no text": (
        "a.txt",
        lambda: bytes(random.Random(3).choices(range(1, 256), k=200_000)),
        "编码",
    ),
    "commas without end": ("a.csv", lambda: b"a,b\n1,2\n" + b"," * 3_000_000, "太大"),
    "lines without end": ("a.txt", lambda: "修路\n".encode() * 1_000_000, "太多"),
    "very long text": ("a.txt", lambda: b"a" * 13_000_000, "太长"),
}
