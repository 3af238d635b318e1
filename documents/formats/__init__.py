"""Bytes of a file to its paragraphs and grids, whatever its name claims.

`load` is the door. It refuses what it cannot read with `UnreadableDocument`, one plain sentence for the sender.
"""

from __future__ import annotations

from documents.formats.limits import MAX_FILE_BYTES, too_large
from documents.formats.page import load_page
from documents.formats.sniffing import Kind, kind_of
from documents.formats.word import load_word
from documents.formats.workbook import load_xlsx
from documents.grids import Loaded, UnreadableDocument

__all__ = ["load"]


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
    kind, part, package = kind_of(data, filename)
    if kind is Kind.WORD and package is not None:
        return load_word(package, part)
    if kind is Kind.WORKBOOK and package is not None:
        return load_xlsx(package, part, data)
    return load_page(data)
