"""Official documents as PDF files, set by typst in a bounded process with the fonts shipped."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from documents import fonts
from documents.writing.letter import MARGINS_MM, PAGE_MM, Attachment, Letter
from documents.writing.table import Row
from documents.writing.widths import broken_heads, column_widths, row_lines, stays_whole

TIME_LIMIT_SECONDS = 60
MEMORY_LIMIT_BYTES = 1 << 30
TABLE_PT = 10.5
STANDARDS = ["a-2a", "ua-1"]
"""For archives (PDF/A) and for readers who listen (PDF/UA)."""
DRAFT_STANDARDS = ["ua-1"]
"""An archive asks for a date, which a draft has not."""
_TALLEST_CENTRED_ROW = 13
"""Lines, half a page: in a taller row a text that goes on over the page goes on at its top, not in its middle."""
_LONGEST_WORD = 12
_LONG_WORD = re.compile(rf"[!-~]{{{_LONGEST_WORD + 1},}}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ENVIRONMENT = {"PATH": os.defpath, "RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
"""Few threads: each reserves address space, which the memory limit counts, on a machine of many cores."""
_WORKER = Path(__file__).with_name("typesetting.py")


class TypesettingFailed(Exception):
    """No PDF could be made. The message is one Chinese sentence for the person who publishes."""


class MissingGlyphs(TypesettingFailed):
    """Characters that no shipped face holds: they would print as empty boxes."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(characters))
        super().__init__(f"字库里没有这些字，无法生成PDF：{'、'.join(self.characters)}")


def letter_pdf(letter: Letter, vouched: str = "") -> bytes:
    """The document as PDF: the same letter gives the same bytes. Raises MissingGlyphs, TypesettingFailed.

    Characters that no face holds are refused but for those in `vouched`, for which there is a person's word: they are
    printed as 〓 with their number, never as an empty box.
    """
    missing = missing_glyphs(letter)
    if lacking := missing - set(vouched):
        raise MissingGlyphs(lacking)
    rare = fonts.rare_faces(map(_plain, _texts(letter)))
    order = {
        "letter": _with_numbers(_data(letter, rare), missing),
        "fonts": fonts.folders_of(rare),
        "standards": STANDARDS if letter.moment else DRAFT_STANDARDS,
        "timestamp": int(letter.moment.timestamp()) if letter.moment else 0,
        "memory_bytes": MEMORY_LIMIT_BYTES,
        "cpu_seconds": TIME_LIMIT_SECONDS,
    }
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and our own file
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=TIME_LIMIT_SECONDS,
            env=_ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TypesettingFailed(
            f"生成PDF超过{TIME_LIMIT_SECONDS}秒，已停止，请稍后重试。"
        ) from late
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise TypesettingFailed("生成PDF失败，请联系系统管理员。") from RuntimeError(
            done.stderr.decode(errors="replace")[-2000:]
        )
    return done.stdout


def _with_numbers(data: Any, missing: Iterable[str]) -> Any:
    """The data with every missing character told by its number."""
    if not missing:
        return data
    numbers = {ord(sign): f"〓（U+{ord(sign):04X}）" for sign in missing}

    def told(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(numbers)
        if isinstance(value, dict):
            return {name: told(one) for name, one in value.items()}
        return list(map(told, value)) if isinstance(value, list) else value

    return told(data)


def missing_glyphs(letter: Letter) -> frozenset[str]:
    """The characters of a document that could not be printed."""
    return fonts.missing(map(_plain, _texts(letter)))


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", text)


def _texts(letter: Letter) -> Iterator[str]:
    yield from letter.title_lines
    yield from (letter.document_number, letter.mark, letter.signature.body, letter.signature.day)
    yield from letter.attachment_note
    yield from (block.text for block in letter.blocks)
    for attachment in letter.attachments:
        table = attachment.table
        yield from attachment.title_lines
        yield from (attachment.label, table.unit_line, *attachment.closing)
        yield from (cell.text for row in (*table.head, *table.rows) for cell in row.cells if cell)


def _data(letter: Letter, rare: Sequence[fonts.Face]) -> dict[str, Any]:
    signature = letter.signature
    return {
        "faces": {
            role: [_face(face) for face in (*chain, *rare)] for role, chain in fonts.CHAINS.items()
        },
        "title": _shown(letter.title),
        "author": letter.author,
        "keywords": letter.subject,
        "is_dated": letter.moment is not None,
        "document_number": _shown(letter.document_number),
        "title_lines": list(map(_shown, letter.title_lines)),
        "mark": _shown(letter.mark),
        "blocks": [{"kind": block.kind, "text": _shown(block.text)} for block in letter.blocks],
        "attachment_note": list(map(_shown, letter.attachment_note)),
        "signature": {
            "body": _shown(signature.body),
            "day": signature.day,
            "body_indent": signature.body_indent,
            "day_indent": signature.day_indent,
        },
        "attachments": [_attachment(attachment) for attachment in letter.attachments],
    }


def _face(face: fonts.Face) -> dict[str, str] | str:
    return {"name": face.family, "covers": face.covers} if face.covers else face.family


def _attachment(attachment: Attachment) -> dict[str, Any]:
    edges = ("top", "bottom") if attachment.is_wide else ("left", "right")
    total = PAGE_MM[1 if attachment.is_wide else 0] - sum(MARGINS_MM[edge] for edge in edges)
    table = attachment.table
    widths = column_widths(table, total, TABLE_PT)
    return {
        "label": attachment.label,
        "title_lines": list(map(_shown, attachment.title_lines)),
        "is_wide": attachment.is_wide,
        "unit_line": table.unit_line,
        "widths": widths,
        "head": [_cells(row, widths) for row in broken_heads(table, widths, TABLE_PT)],
        "rows": [{"kind": row.kind, "cells": _cells(row, widths)} for row in table.rows],
        "closing": list(map(_shown, attachment.closing)),
    }


def _cells(row: Row, widths: list[float]) -> list[dict[str, Any]]:
    is_breakable = not stays_whole(row, widths, TABLE_PT)
    is_tall = row_lines(row, widths, TABLE_PT) > _TALLEST_CENTRED_ROW
    return [
        {
            "text": _shown(cell.text),
            "align": cell.align,
            "is_figure": cell.is_figure,
            "width": sum(widths[position : position + cell.colspan]),
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "breakable": is_breakable,
            "is_from_top": is_tall and cell.align == "left",
        }
        for position, cell in enumerate(row.cells)
        if cell
    ]


def _shown(text: str) -> str:
    """A text as it can be set: without invisible signs, and with a place to break in a word too long for any line."""
    return _LONG_WORD.sub(
        lambda word: "\u200b".join(_pieces(word.group())), _INVISIBLE.sub("", text)
    )


def _pieces(word: str) -> Iterator[str]:
    return (word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))
