"""Bytes of a file to its paragraphs and grids, whatever its name claims.

What cannot be read is refused with `UnreadableDocument`, one plain sentence for the sender.
"""

from __future__ import annotations

from dataclasses import replace

from documents.formats.archive import load_archive
from documents.formats.compound import CompoundFile
from documents.formats.converting import as_docx
from documents.formats.delimited import read_delimited
from documents.formats.encoding import decode
from documents.formats.limits import (
    MAX_FILE_BYTES,
    MAX_TEXT_BYTES,
    damaged,
    too_large,
    too_long,
)
from documents.formats.package import encrypted
from documents.formats.page import read_page
from documents.formats.plaintext import read_text
from documents.formats.sniffing import Kind, extension_of, old_word, sniff
from documents.formats.word import load_word
from documents.formats.xmlworkbook import load_xml_workbook
from documents.grids import Loaded, UnreadableDocument

_HEAD_BYTES = 32
_SIGNATURES = (b"\xec\xa5", b"\xdc\xa5")
_CELL_MARK, _FEW_CELLS = b"\x07\0", 6
_FLAGS_AT, _ENCRYPTED = 0x0B, 0x01
"""Of an old Word file's head: whether it opens with a password only."""


def load(data: bytes, filename: str) -> Loaded:
    """Read a file's blocks. The bytes decide what it is; the name only helps where they do not.

    Raises UnreadableDocument for everything that is not a table or text: the message says what to do instead.
    """
    if not data:
        raise UnreadableDocument("文件是空的（0 字节），请重新选择文件。")
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    loaded = _load(data, filename)
    if not loaded.blocks:
        raise UnreadableDocument("文件里没有表格，也没有文字。")
    return loaded


def _load(data: bytes, filename: str) -> Loaded:
    from documents.formats.workbook import load_xls, load_xlsx  # calamine, only where one is read

    sniffed = sniff(data, filename)
    if sniffed.kind is Kind.WORD and sniffed.package is not None:
        return load_word(sniffed.package, sniffed.part)
    if sniffed.kind is Kind.WORKBOOK and sniffed.package is not None:
        return load_xlsx(sniffed.package, sniffed.part, data)
    if sniffed.kind is Kind.OLD_WORKBOOK and sniffed.compound is not None:
        return load_xls(sniffed.compound)
    if sniffed.kind is Kind.OLD_WORD and sniffed.compound is not None:
        return _load_old_word(data, sniffed.compound, extension_of(filename))
    if sniffed.kind is Kind.PDF:
        return _load_pdf(data)
    if len(data) > MAX_TEXT_BYTES:
        raise too_long()
    if sniffed.kind is Kind.XML_WORKBOOK:
        return load_xml_workbook(data)
    if sniffed.kind is Kind.ARCHIVE:
        return load_archive(data)
    text = decode(data, declared_in_page=sniffed.kind is Kind.PAGE)
    if sniffed.kind is Kind.PAGE:
        return read_page(text)
    if sniffed.kind is Kind.DELIMITED:
        return read_delimited(text) or read_text(text)
    return read_text(text)


def _load_pdf(data: bytes) -> Loaded:
    from documents.formats.pdf.pages import load_pdf  # PDFium, only where a PDF is read

    return load_pdf(data)


def _load_old_word(data: bytes, compound: CompoundFile, extension: str) -> Loaded:
    """A Word 97-2003 file by way of .docx, where LibreOffice is there to convert it."""
    head = compound.stream("WordDocument")[:_HEAD_BYTES] or compound.stream("WORDDOCUMENT")
    if len(head) < _HEAD_BYTES or head[:2] not in _SIGNATURES:
        raise damaged("Word 97-2003 文件")
    if head[_FLAGS_AT] & _ENCRYPTED:
        raise encrypted()
    converted = as_docx(data)
    if converted is None:
        raise old_word(extension)
    sniffed = sniff(converted, "document.docx")
    if sniffed.kind is not Kind.WORD or sniffed.package is None:
        raise damaged("Word 97-2003 文件")
    loaded = load_word(sniffed.package, sniffed.part)
    if not any(True for _ in loaded.grids) and data.count(_CELL_MARK) >= _FEW_CELLS:
        raise UnreadableDocument(
            "这个 Word 97-2003 文件里的表格转换后丢失了，请在 Word 或 WPS 中打开，另存为 .docx 后再上传。"
        )
    note = "旧格式的 Word 文件，已由本机的 LibreOffice 转换后读取。"
    return replace(loaded, format="doc", notes=(note, *loaded.notes))
