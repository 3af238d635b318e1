"""An official document as values: what Word and PDF files are both set from.

Sizes and places follow GB/T 9704-2012 (党政机关公文格式); millimetres and points, as the standard gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from documents.writing.signs import width_in_characters
from documents.writing.table import Table

PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "right": 26, "bottom": 35, "left": 28}
"""Of an upright page; a page on its side is the same sheet turned, its head on the left edge of the sheet."""
LINES_PER_PAGE = 22
CHARACTERS_PER_LINE = 28
BODY_PT = 16
"""三号."""
TITLE_PT = 22
"""二号."""
PAGE_NUMBER_PT = 14
"""四号."""
TITLE_CHARACTERS = 19
"""What a line of an upright page holds in 二号, with a little air."""
WIDE_TITLE_CHARACTERS = 27
"""The same for a page on its side."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: running text, or a numbered heading (一、) in 黑体."""

    text: str
    kind: Literal["text", "heading"] = "text"


@dataclass(frozen=True, slots=True)
class Signature:
    """The signing body and the date, each with its blank characters at the right edge; either may be empty."""

    body: str
    day: str
    body_indent: float
    day_indent: float


@dataclass(frozen=True, slots=True)
class Attachment:
    label: str
    """附件, or 附件1 where there are several."""
    title_lines: tuple[str, ...]
    table: Table
    is_wide: bool = True
    """On a page on its side."""
    closing: tuple[str, ...] = ()
    """Small lines below the table: which notice this is and how to check it."""


@dataclass(frozen=True, slots=True)
class Letter:
    title_lines: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    signature: Signature
    attachments: tuple[Attachment, ...]
    document_number: str = ""
    mark: str = ""
    """A line under the title: that this is taken over from elsewhere."""
    author: str = ""
    subject: str = ""
    moment: datetime | None = None
    """Written into the file's properties; None leaves them undated."""

    @property
    def attachment_note(self) -> tuple[str, ...]:
        """The lines of 附件说明: names without a full stop, numbered where there are several."""
        names = [attachment.table.title for attachment in self.attachments]
        if not names:
            return ()
        if len(names) == 1:
            return (f"附件：{names[0]}",)
        return (
            f"附件：1.{names[0]}",
            *(f"{number}.{name}" for number, name in enumerate(names[1:], start=2)),
        )


def sign(body: str, day: str, *, leaves_room_for_seal: bool) -> Signature:
    """Places the signing body and the date (GB/T 9704-2012, 7.3.5).

    With room for the seal the date stands four characters from the right edge and the body is centred over
    it. Without, the body stands two characters from the edge and the date begins two characters right of it;
    where the date is the longer one it keeps the two characters and the body moves left.
    """
    name, date = width_in_characters(body), width_in_characters(day)
    if not body or not day:
        return Signature(body, day, 2.0, 4.0 if leaves_room_for_seal else 2.0)
    if leaves_room_for_seal:
        body_indent = 4 + (date - name) / 2
        if body_indent >= 0:
            return Signature(body, day, body_indent, 4.0)
        return Signature(body, day, 0.0, (name - date) / 2)
    day_indent = name - date
    if day_indent >= 2:
        return Signature(body, day, 2.0, day_indent)
    return Signature(body, day, 4 + date - name, 2.0)
