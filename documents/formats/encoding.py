"""Bytes of a text file or page to text: byte order mark, what the page declares, then what fits."""

from __future__ import annotations

import codecs
import re

from documents.grids import UnreadableDocument

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
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
            return _strict(data[len(mark) :], encoding) or _lossy(data[len(mark) :], encoding)
    if b"\0" in data:
        raise UnreadableDocument("文件里有不属于文字的字节（空字节），不是可以读取的文本或网页。")
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    declared = _DECLARED.search(data[:4096]) if declared_in_page else None
    name = declared.group(1).decode("ascii").lower() if declared else "gb18030"
    if name in _CHINESE or not _is_known(name):
        name = "gb18030"
    for encoding in dict.fromkeys((name, "gb18030", "big5hkscs")):
        text = _strict(data, encoding)
        if text is not None:
            return text
    # A few broken bytes must not cost the whole document: the encoding that loses least is taken.
    return min((_lossy(data, encoding) for encoding in ("utf-8", "gb18030")), key=_losses)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _losses(text: str) -> int:
    return text.count("\ufffd")


def _lossy(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, errors="replace")
    if _losses(text) * 50 > len(text):
        raise UnreadableDocument("无法识别文件的文字编码，请另存为 UTF-8 或 GB18030 编码后再上传。")
    return text


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
