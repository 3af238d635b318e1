"""Every official file the product writes, from the content as published.

`keys` are those of the table's heads (`documents.writing.columns`), as far as they are known; the others are guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from documents.writing import pdf
from documents.writing.briefing import NO_LIGHTS, Lights, Reporting, briefing_letter
from documents.writing.columns import Keys, UnknownColumn, unknown_heads
from documents.writing.file_forms import FILE_FORMS
from documents.writing.limits import TooLong
from documents.writing.notice import notice_letter, notice_reference, taken_over_mark
from documents.writing.pdf import MissingGlyphs, TypesettingFailed
from documents.writing.plain import notice_json, table_csv
from documents.writing.plan import plan_letter, plan_tables
from documents.writing.signs import writable
from documents.writing.table import notice_table
from documents.writing.word import letter_docx
from documents.writing.wording import moment_of

__all__ = [
    "Lights",
    "MissingGlyphs",
    "Reporting",
    "TooLong",
    "TypesettingFailed",
    "UnknownColumn",
    "briefing_docx",
    "missing_glyphs",
    "notice_csv",
    "notice_docx",
    "notice_files",
    "notice_json",
    "notice_pdf",
    "notice_xlsx",
    "plan_docx",
    "plan_xlsx",
    "unknown_heads",
]

_SHEET_NAMES = {
    "targets": "目标任务",
    "progress": "推进情况",
    "completion": "完成情况",
    "correction": "推进情况",
}


def notice_xlsx(
    content: Mapping[str, Any], *, table_title: str | None = None, keys: Keys = ()
) -> bytes:
    """The notice's table as an office's workbook: merged title and heads, repeated on every printed page.

    Figures are numbers showing the decimals they were published with; texts are never formulas.
    Raises UnknownColumn, TooLong.
    """
    from documents.writing.workbook import Sheet, workbook_bytes  # openpyxl takes 0.1 s to load

    table = notice_table(content, table_title or writable(content["title"]), keys)
    return workbook_bytes(
        [Sheet(_SHEET_NAMES.get(content["kind"], "公示"), table, mark=taken_over_mark(content))],
        title=writable(content["title"]),
        author=writable(content.get("source")),
        subject=notice_reference(content),
        moment=moment_of(content),
    )


def notice_csv(content: Mapping[str, Any], *, keys: Keys = ()) -> bytes:
    """The notice's table as CSV: UTF-8 with a byte order mark, guarded against formulas. Raises UnknownColumn."""
    return table_csv(notice_table(content, writable(content["title"]), keys))


def notice_docx(
    content: Mapping[str, Any],
    *,
    table_title: str | None = None,
    signed_by: str | None = None,
    paragraphs: Sequence[str] | None = None,
    leaves_room_for_seal: bool = True,
    check_address: str | None = None,
    keys: Keys = (),
) -> bytes:
    """The notice as a Word file in the form of GB/T 9704-2012, its table as the attachment.

    `paragraphs` replaces the text between title and signature, which otherwise is the lead with window and
    contact; `signed_by` is the signing body where it is not the source; `check_address` the page where a
    downloaded file can be checked. Raises UnknownColumn.
    """
    return letter_docx(
        notice_letter(
            content,
            table_title=table_title,
            signed_by=signed_by,
            paragraphs=paragraphs,
            leaves_room_for_seal=leaves_room_for_seal,
            check_address=check_address,
            keys=keys,
        )
    )


def notice_pdf(
    content: Mapping[str, Any],
    *,
    table_title: str | None = None,
    signed_by: str | None = None,
    paragraphs: Sequence[str] | None = None,
    leaves_room_for_seal: bool = True,
    check_address: str | None = None,
    keys: Keys = (),
    vouched: str = "",
) -> bytes:
    """The same document as PDF, the shipped faces embedded, tagged for readers who listen.

    Arguments as for `notice_docx`; `vouched` as for `letter_pdf`. Raises UnknownColumn, MissingGlyphs, TypesettingFailed.
    """
    return pdf.letter_pdf(
        notice_letter(
            content,
            table_title=table_title,
            signed_by=signed_by,
            paragraphs=paragraphs,
            leaves_room_for_seal=leaves_room_for_seal,
            check_address=check_address,
            keys=keys,
        ),
        vouched,
    )


def notice_files(
    content: Mapping[str, Any],
    *,
    table_title: str,
    signed_by: str,
    check_address: str,
    vouched: str = "",
    keys: Keys = (),
) -> dict[str, bytes]:
    """A notice in every form there is, by ending. Raises UnknownColumn, MissingGlyphs, TooLong, TypesettingFailed."""
    said = _Letter(table_title, signed_by, check_address, keys, vouched)
    return {form.ending: NOTICE_WRITERS[form.ending](content, said) for form in FILE_FORMS}


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is not in the content."""

    table_title: str
    signed_by: str
    check_address: str
    keys: Keys
    vouched: str

    @property
    def whole(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "vouched"}


NOTICE_WRITERS: dict[str, Callable[[Mapping[str, Any], _Letter], bytes]] = {
    "json": lambda content, said: notice_json(content),
    "csv": lambda content, said: notice_csv(content, keys=said.keys),
    "xlsx": lambda content, said: notice_xlsx(
        content, table_title=said.table_title, keys=said.keys
    ),
    "docx": lambda content, said: notice_docx(content, **said.whole),
    "pdf": lambda content, said: notice_pdf(content, vouched=said.vouched, **said.whole),
}
"""A row for each form of `documents.writing.file_forms`."""


def missing_glyphs(content: Mapping[str, Any], *, keys: Keys = ()) -> str:
    """The characters of a notice that no shipped face holds, for the checklist; empty where all can be set."""
    return "".join(sorted(pdf.missing_glyphs(notice_letter(content, keys=keys))))


def plan_xlsx(plan: Mapping[str, Any]) -> bytes:
    """A published plan's two attachments as a workbook of two sheets: targets, and stages where it has any."""
    from documents.writing.workbook import Sheet, workbook_bytes  # openpyxl takes 0.1 s to load

    tables = plan_tables(plan)
    return workbook_bytes(
        [Sheet(table.name, table.table, is_wide=table.is_wide) for table in tables],
        title=writable(plan.get("title")) or tables[0].table.title,
        author=writable(plan.get("issuer")),
        subject=writable(plan.get("document_number")),
        moment=None,
    )


def plan_docx(plan: Mapping[str, Any]) -> bytes:
    """A published plan as a Word file: its title, number, issuer and date, then its two attachments."""
    return letter_docx(plan_letter(plan))


def briefing_docx(
    content: Mapping[str, Any],
    *,
    title: str | None = None,
    table_title: str | None = None,
    signed_by: str | None = None,
    signed_on: str | None = None,
    reporting: Reporting | None = None,
    requirements: Sequence[str] = (),
    lights: Lights = NO_LIGHTS,
    keys: Keys = (),
) -> bytes:
    """The 通报 of a round in Word, from the same numbers as its notice. Raises UnknownColumn.

    `content` has the shape of a notice; a project may also carry `problem` and `next_step`, which are for this
    internal paper only, and its standing has the word as `value`. `lights` says which words are told, `reporting` who reported on time; `requirements` are the office's own words.
    """
    return letter_docx(
        briefing_letter(
            content,
            title=title,
            table_title=table_title,
            signed_by=signed_by,
            signed_on=signed_on,
            reporting=reporting,
            requirements=requirements,
            lights=lights,
            keys=keys,
        )
    )
