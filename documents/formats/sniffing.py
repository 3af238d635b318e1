"""What a file really is, by its bytes. Government systems often name a web page .xls."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import Enum

from documents.formats.compound import SIGNATURE, CompoundFile
from documents.formats.package import Package, encrypted, macros
from documents.formats.xmlparts import attribute, parse
from documents.grids import UnreadableDocument


class Kind(Enum):
    """The ways in which a file can be read."""

    WORKBOOK = "xlsx"
    OLD_WORKBOOK = "xls"
    WORD = "docx"
    OLD_WORD = "doc"
    PAGE = "html"
    XML_WORKBOOK = "xml"
    ARCHIVE = "mht"
    PDF = "pdf"
    DELIMITED = "csv"
    TEXT = "text"


READABLE = "、".join(
    (
        "Word（.docx、.doc）",
        "Excel（.xlsx、.xls、.et）",
        "PDF",
        "网页",
        "CSV",
        "文本",
    )
)
"""What can be read, as people are told where they choose a file."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of a file; for Office files the opened container and the name of its main part."""

    kind: Kind
    package: Package | None = None
    compound: CompoundFile | None = None
    part: str = ""


_SAVE_WORD = "请在 Word 或 WPS 中打开，另存为 .docx 后再上传。"
_SAVE_EXCEL = "请在 Excel 或 WPS 表格中打开，另存为 .xlsx 后再上传。"
_BINARY = (
    (b"{\\rtf", f"这是 RTF 文件，暂不能读取，{_SAVE_WORD}"),
    (b"\x89PNG", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"\xff\xd8\xff", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"GIF8", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"BM", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"II*\x00", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"MM\x00*", "这是图片，不能读出文字，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"),
    (b"Rar!", "这是压缩包，请先解压，再上传里面的 .docx 或 .xlsx 文件。"),
    (b"7z\xbc\xaf", "这是压缩包，请先解压，再上传里面的 .docx 或 .xlsx 文件。"),
    (b"\x1f\x8b", "这是压缩包，请先解压，再上传里面的 .docx 或 .xlsx 文件。"),
    (b"MZ", "这是程序文件，不能接收，请上传 .docx、.xlsx、.pdf、.html、.csv 或文本。"),
    (b"\x7fELF", "这是程序文件，不能接收，请上传 .docx、.xlsx、.pdf、.html、.csv 或文本。"),
)
_MACROS = frozenset({"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"})
_LETTERS = (b"BM", b"MZ", b"GIF8", b"Rar!")
_PAGE_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|table|div|title|frameset|style|center|p|h[1-6]|span|font)\b",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096


def sniff(data: bytes, filename: str) -> Sniffed:
    """What the bytes are. Raises UnreadableDocument, with what to do instead, for what cannot be read."""
    extension = extension_of(filename)
    if data.startswith(b"PK"):
        return _sniff_package(Package(data))
    if data.startswith(SIGNATURE):
        return _sniff_compound(CompoundFile(data), extension)
    if b"%PDF-" in data[:1024]:
        return Sniffed(Kind.PDF)
    for mark, sentence in _BINARY:
        # Letters may also begin a text (BM and MZ are short for 编码 and 名字): binary files go on with NULs.
        if data.startswith(mark) and (mark not in _LETTERS or b"\0" in data[:64]):
            raise UnreadableDocument(sentence)
    if data.startswith((b"\t\x08", b"\t\x00\x04\x00", b"\t\x02\x06\x00", b"\t\x04\x06\x00")):
        raise UnreadableDocument(f"这是很早的 Excel 格式，暂不能读取，{_SAVE_EXCEL}")
    return _sniff_text(data, extension)


def extension_of(filename: str) -> str:
    """The end of a file's name in small letters, with its dot."""
    return posixpath.splitext(filename.replace("\\", "/").lower())[1]


def _sniff_text(data: bytes, extension: str) -> Sniffed:
    head = data[:_HEAD_BYTES].replace(b"\0", b"")
    if (
        head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml")
        or b"<?mso-application" in head
    ):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            return Sniffed(Kind.XML_WORKBOOK)
        if (
            b"schemas.microsoft.com/office/word" in head
            or b"schemas.microsoft.com/office/2006/xmlPackage" in head
        ):
            raise UnreadableDocument(f"这是 Word 的 XML 格式，暂不能读取，{_SAVE_WORD}")
    if b"mime-version:" in head.lower() and b"multipart/related" in head.lower():
        return Sniffed(Kind.ARCHIVE)
    start = _PAGE_START.search(head)
    if start is not None and (extension != ".txt" or not head[: start.start()].strip()):
        return Sniffed(Kind.PAGE)
    if extension in (".csv", ".tsv", ".xls", ".xlsx", ".et"):
        return Sniffed(Kind.DELIMITED)
    return Sniffed(Kind.PAGE if extension in (".html", ".htm", ".shtml", ".xhtml") else Kind.TEXT)


def _sniff_package(package: Package) -> Sniffed:
    names = package.names
    if "ofd.xml" in names:
        raise UnreadableDocument(
            "这是 OFD 版式文件，读不出表格的行列，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"
        )
    package.check_document_types()
    part = _main_part(package)
    content_types = _content_types(package)
    if "macroenabled" in content_types:
        raise macros()
    if part.startswith("xl/") and part.endswith(".xml"):
        return Sniffed(Kind.WORKBOOK, package, part=part)
    if part.startswith("word/"):
        return Sniffed(Kind.WORD, package, part=part)
    if part.endswith(".bin"):
        raise UnreadableDocument(f"这是二进制工作簿（.xlsb），暂不能读取，{_SAVE_EXCEL}")
    if part.startswith("ppt/"):
        raise UnreadableDocument(
            "这是演示文稿，请上传里面表格的 Word 或 Excel 文件（.docx、.xlsx）。"
        )
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableDocument(
            "这是 OpenDocument 文件，暂不能读取，请另存为 .docx 或 .xlsx 后再上传。"
        )
    raise UnreadableDocument(
        "这是压缩包，不是 Word 或 Excel 文件，请先解压，再上传里面的 .docx 或 .xlsx 文件。"
    )


def _main_part(package: Package) -> str:
    """The part that holds the document, as the package names it."""
    found = ""
    if package.has("_rels/.rels"):

        def start(_: str, attributes: dict[str, str]) -> None:
            nonlocal found
            if (attribute(attributes, "Type") or "").endswith("/officeDocument"):
                found = found or posixpath.normpath(
                    (attribute(attributes, "Target") or "").lstrip("/")
                )

        parse(
            package.read("_rels/.rels"), start=start, end=_ignore, text=_ignore, kind="Office 文件"
        )
    if found and package.has(found):
        return found.lower()
    known = ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
    return next((name for name in known if package.has(name)), "")


def _content_types(package: Package) -> str:
    name = "[content_types].xml"
    if not package.has(name):
        return ""
    return package.read(name).decode("utf-8", errors="replace").lower()


def _sniff_compound(compound: CompoundFile, extension: str) -> Sniffed:
    names = set(compound.names)
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise encrypted()
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        if names & _MACROS:
            raise macros()
        return Sniffed(Kind.OLD_WORKBOOK, compound=compound)
    if names & {"WordDocument", "WORDDOCUMENT"}:
        if names & (_MACROS | {"Macros"}):
            raise macros()
        return Sniffed(Kind.OLD_WORD, compound=compound)
    if extension == ".et":
        raise UnreadableDocument(f"这是 WPS 表格的 .et 文件，{_SAVE_EXCEL}")
    if extension in (".wps", ".doc"):
        raise UnreadableDocument(f"这是 {extension} 文件，{_SAVE_WORD}")
    raise UnreadableDocument("无法识别这个文件，请另存为 .docx 或 .xlsx 后再上传。")


def old_word(extension: str) -> UnreadableDocument:
    """What to do with an old Word file where nothing can convert it."""
    name = "WPS 文字的 .wps 文件" if extension == ".wps" else "Word 97-2003 的 .doc 文件"
    return UnreadableDocument(f"这是 {name}，{_SAVE_WORD}")


def _ignore(*_: object) -> None:
    return None
