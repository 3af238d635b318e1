"""Small files made for the tests, part by part, as the office programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COMPOUND_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(parts: Mapping[str, str | bytes], *, level: int = 6) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def rels(target: str) -> str:
    return (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="{target}"/></Relationships>'
    )


def workbook_parts(
    sheet: str,
    *,
    styles: str = "",
    shared: str = "",
    prolog: str = XML,
    sheets: Sequence[str] = ("表",),
) -> dict[str, str | bytes]:
    """The parts of an .xlsx whose every sheet has this XML inside its worksheet element."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": rels("xl/workbook.xml"),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{SHEET_NAMESPACE}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="s1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{SHEET_NAMESPACE}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'{XML}<sst xmlns="{SHEET_NAMESPACE}">{shared}</sst>',
    }
    for at in range(1, len(sheets) + 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'{prolog}<worksheet xmlns="{SHEET_NAMESPACE}">{sheet}</worksheet>'
        )
    return parts


def workbook(rows: str, **more: str) -> bytes:
    """An .xlsx with one sheet of these row elements."""
    return package(workbook_parts(f"<sheetData>{rows}</sheetData>", **more))  # type: ignore[arg-type]


def word_parts(body: str, *, prolog: str = XML, **parts: str) -> dict[str, str | bytes]:
    """The parts of a .docx with this XML inside its body; further parts by name (styles, numbering)."""
    names = {
        "w": WORD_NAMESPACE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": rels("word/document.xml"),
        "word/document.xml": f"{prolog}<w:document {declared}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        whole[f"word/{name}.xml"] = f"{XML}<w:{name} {declared}>{content}</w:{name}>"
    return whole


def word(body: str, **more: str) -> bytes:
    return package(word_parts(body, **more))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    """A Word table cell; plain text becomes its paragraph."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A Word table of rows of cells; plain texts become cells."""
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            "<w:tr>{}</w:tr>".format("".join(c if c.startswith("<w:tc>") else cell(c) for c in row))
            for row in rows
        )
    )


def compound(names: Sequence[str], contents: Mapping[str, bytes] | None = None) -> bytes:
    """An OLE compound file with streams of these names, each padded to 4096 bytes so that none is a small one."""
    contents = contents or {}
    sector, free, end, fat_mark = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    streams = [(name, contents.get(name, b"").ljust(4096, b"\0")) for name in names]
    directory_sectors = (len(streams) + 1 + 3) // 4
    fat = [fat_mark] + [at + 2 for at in range(directory_sectors - 1)] + [end]
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    body = b""
    for at, (name, content) in enumerate(streams, 1):
        count = (len(content) + sector - 1) // sector
        start = len(fat)
        fat.extend([start + step + 1 for step in range(count - 1)] + [end])
        sibling = at + 1 if at < len(streams) else free
        entries.append(_entry(name, 2, start, len(content), right=sibling))
        body += content.ljust(count * sector, b"\0")
    directory = b"".join(entries).ljust(directory_sectors * sector, b"\0")
    assert len(fat) <= 128
    fat += [free] * (128 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        COMPOUND_SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header = header[:76] + struct.pack("<109I", 0, *[free] * 108)
    return header.ljust(512, b"\0") + struct.pack("<128I", *fat) + directory + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIII", encoded, len(encoded), kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, start, size, 0
    )  # fmt: skip


def records(*parts: tuple[int, bytes]) -> bytes:
    """Records of an .xls workbook stream."""
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in parts)


def old_workbook(
    cells: Sequence[tuple[int, bytes]], *, extra: Sequence[tuple[int, bytes]] = ()
) -> bytes:
    """An .xls (BIFF8) with one sheet of these cell records; `extra` stands among the workbook's own records.

    Styles: 0 plain, 1 percent with one decimal, 2 two decimals with thousands, 3 year and month.
    """
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)
    code = "0.0%"
    formats = (0x41E, struct.pack("<HHB", 164, len(code), 0) + code.encode())
    styles = [(0xE0, struct.pack("<HH16x", 0, number)) for number in (0, 164, 4, 57)]
    before = records((0x809, bof), *extra, formats, *styles)
    name = "表".encode("utf-16-le")
    offset = len(before) + 4 + 8 + len(name) + 4
    sheet = (0x85, struct.pack("<IBBBB", offset, 0, 0, 1, 1) + name)
    stream = before + records(sheet, (0x0A, b""))
    assert len(stream) == offset
    sheet_bof = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)
    stream += records((0x809, sheet_bof), *cells, (0x0A, b""))
    return compound(["Workbook"], {"Workbook": stream})


def label(row: int, column: int, text: str) -> tuple[int, bytes]:
    return 0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")


def number(row: int, column: int, value: float, style: int = 0) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, style, value)
