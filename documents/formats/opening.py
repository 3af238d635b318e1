"""Bytes of a file to its paragraphs and grids, whatever its name claims.

What cannot be read is refused with `UnreadableDocument`, one plain sentence for the sender.
"""

from __future__ import annotations

from documents.formats.archive import load_archive
from documents.formats.delimited import read_delimited
from documents.formats.encoding import decode
from documents.formats.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES, too_large, too_long
from documents.formats.page import read_page
from documents.formats.plaintext import read_text
from documents.formats.sniffing import Kind, sniff
from documents.formats.word import load_word
from documents.formats.xmlworkbook import load_xml_workbook
from documents.grids import Loaded, UnreadableDocument


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
