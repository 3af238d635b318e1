"""Bytes of a text file or page to text: byte order mark, what the page declares, then what fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from documents.grids import UnreadableDocument

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "cp936", "gb_2312-80", "x-gbk", "windows-936"})


def decode(data: bytes, *, declared_in_page: bool = False) -> str:
    """The text of the bytes. Raises UnreadableDocument where they are not text.

    UTF-8 is tried before the declared encoding: a Chinese text in GB 18030 is practically never valid UTF-8,
    while pages saved from a browser often keep a declaration that no longer holds.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _with_least_loss(data[len(mark) :], (encoding,))
            if "\0" in text:
                raise _not_text()
            return text
    if b"\0" in data:
        raise _not_text()
    declared = _DECLARED.search(data[:4096]) if declared_in_page else None
    name = declared.group(1).decode("ascii").lower() if declared else "gb18030"
    if name in _CHINESE or not _is_known(name):
        name = "gb18030"
    return _with_least_loss(data, ("utf-8", name, "gb18030", "big5hkscs"))


def _with_least_loss(data: bytes, encodings: Sequence[str]) -> str:
    """The text in the first encoding that fits; if none does, in the one that loses least.

    A few broken bytes must not cost the whole document; bytes that are no text at all are refused.
    """
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = min((data.decode(encoding, errors="replace") for encoding in encodings[:3]), key=_losses)
    if (_losses(best) + len(_CONTROLS.findall(best))) * 20 > len(best):
        raise UnreadableDocument("无法识别文件的文字编码，请另存为 UTF-8 或 GB18030 编码后再上传。")
    return best


def _not_text() -> UnreadableDocument:
    return UnreadableDocument("文件里有不属于文字的字节（空字节），不是可以读取的文本或网页。")


def _losses(text: str) -> int:
    return text.count("\ufffd")


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
