"""The texts a workbook's cells share: how long they are, and which of them are partly struck out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.formats.limits import (
    MAX_CELLS,
    MAX_TEXT_CHARACTERS,
    damaged,
    too_many_cells,
)
from documents.formats.markup import unescape
from documents.formats.raised import is_note_sign
from documents.formats.xmlparts import check_plain

_KIND = "Excel 文件"
_BEGIN = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?sst(?:\s[^<>]{0,2000})?/?>")
_CLAIMED = re.compile(rb"""count\s*=\s*["']\s*(\d+)""", re.IGNORECASE)
"""How many texts the part claims to hold: the reader takes room for them before it looks."""
_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?si[\s/>]")
_RUN_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?r>")
_TEXT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?t(?:\s[^<>]{0,200})?>([^<]*)<")
_PHONETIC = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?rPh[\s>]")
_STRIKE = re.compile(rb"""<(?:[A-Za-z_][\w.-]*:)?strike(?:\s+val\s*=\s*["'](\w+)["'])?\s*/?>""")
_RAISED = re.compile(rb"""vertAlign\s+val\s*=\s*["']superscript["']""")
_OFF = (b"0", b"false", b"off")
_MOST_RICH = 20_000


@dataclass(frozen=True, slots=True)
class Runs:
    """A text of several fonts: what stands, and what is struck out of it."""

    kept: str
    struck: str
    notes: str = ""
    """Raised signs of footnotes."""


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in pieces; of each whether it is struck out, or None where it looks as its cell does."""

    pieces: tuple[tuple[str, bool | None], ...]
    notes: str = ""
    """Raised signs of footnotes, which are none of its pieces."""

    def in_cell(self, *, is_struck: bool) -> Runs | None:
        """What stands of it in a cell whose own font is struck out or not; None where nothing is left out."""
        kept, struck = (
            "".join(text for text, own in self.pieces if (is_struck if own is None else own) is out)
            for out in (False, True)
        )
        return Runs(kept, struck, self.notes) if struck or self.notes else None


class SharedTexts:
    """How long the texts are that a workbook's cells refer to: each reference becomes a copy when it is read."""

    def __init__(
        self, lengths: Sequence[int] = (), rich: Mapping[int, RichText] | None = None
    ) -> None:
        self._lengths = lengths
        self._longest = max(lengths, default=0)
        self._left = MAX_TEXT_CHARACTERS
        self.rich = rich or {}
        """Texts of several fonts, by their index, where one of them strikes out."""

    def may_be_too_many(self, references: int) -> bool:
        """Whether so many references could be too much text; if not, they are taken as used."""
        if references * self._longest > self._left:
            return True
        self._left -= references * self._longest
        return False

    def use(self, index: int) -> None:
        """Count one reference. Raises UnreadableDocument where the text becomes too much."""
        if index < len(self._lengths):
            self._left -= self._lengths[index]
        if self._left < 0:
            raise too_many_cells()


def read_shared(texts: bytes, *, cells_are_struck: bool = False) -> SharedTexts:
    """A workbook's shared texts. Raises UnreadableDocument where they are too many.

    Where fonts of whole cells strike out, every text of several fonts matters: some may not be struck out in it.
    """
    check_plain(texts, _KIND)
    begun = _BEGIN.search(texts)
    if begun is None or b"&" in begun.group():
        raise damaged(_KIND)
    if any(int(claimed[:20]) > MAX_CELLS for claimed in _CLAIMED.findall(begun.group())):
        raise too_many_cells()
    starts = [match.start() for match in _ITEM.finditer(texts)]
    if len(starts) > MAX_CELLS:
        raise too_many_cells()
    starts.append(len(texts))
    rich: dict[int, RichText] = {}
    if cells_are_struck or b"strike" in texts or b"superscript" in texts:
        for index, (start, end) in enumerate(pairwise(starts)):
            item = texts[start:end]
            if _RUN_END.search(item) and len(rich) < _MOST_RICH:
                rich[index] = rich_text(item)
    # Bytes between the marks are more than the characters in them: a Chinese one takes three.
    return SharedTexts([(end - start) // 2 for start, end in pairwise(starts)], rich)


def rich_text(item: bytes) -> RichText:
    """The pieces of a text as a workbook's XML holds it."""
    phonetic = _PHONETIC.search(item)
    found: list[tuple[str, bool | None]] = []
    notes: list[str] = []
    for piece in _RUN_END.split(item[: phonetic.start()] if phonetic else item):
        text = b"".join(_TEXT.findall(piece)).decode("utf-8", errors="replace")
        if not text:
            continue
        text = unescape(text)
        if _RAISED.search(piece) and is_note_sign(text, found[-1][0] if found else ""):
            notes.append(text)
        else:
            found.append((text, _is_struck(piece)))
    return RichText(tuple(found), "；".join(notes))


def _is_struck(piece: bytes) -> bool | None:
    mark = _STRIKE.search(piece)
    if mark is not None:
        return (mark.group(1) or b"1").lower() not in _OFF
    return False if b"rPr" in piece else None
