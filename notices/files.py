"""The forms a notice is published in: made once from its JSON, stored, and served as stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notices.content_reading import read_notice
from notices.table import caption_of


class CannotBeWritten(Exception):
    """A form cannot be made of this content; the message is a sentence for the person at the desk."""


def unprintable(notice: Mapping[str, Any]) -> str:
    """The characters that no shipped face holds: they could not be printed."""
    from documents.writing import files

    return files.missing_glyphs(notice, keys=read_notice(notice).keys)


def unknown_heads(notice: Mapping[str, Any]) -> list[str]:
    """The heads of its table that no writer could fill."""
    from documents.writing import columns

    return columns.unknown_heads(notice["columns"], read_notice(notice).keys)


def table_title_of(notice: Mapping[str, Any], own: str = "") -> str:
    """The title over the table in every file, the very words of the web table's caption."""
    return caption_of(read_notice(notice), own).removeprefix("附件").strip()


def every_form(
    notice: Mapping[str, Any],
    *,
    signed_by: str,
    check_address: str,
    table_title: str = "",
    vouched: str = "",
) -> dict[str, bytes]:
    """Each form's bytes. The same arguments give the same bytes.

    `check_address` is where a downloaded file can be checked; `vouched` are the signs that no face draws and for which
    there is a person's word. Raises CannotBeWritten.
    """
    # Writing files takes time to load, and only publishing does it.
    from documents.writing import files

    refusals = (
        files.MissingGlyphs,
        files.TooLong,
        files.TypesettingFailed,
        files.UnknownColumn,
    )
    try:
        return files.notice_files(
            notice,
            table_title=table_title_of(notice, table_title),
            signed_by=signed_by,
            check_address=check_address,
            vouched=vouched,
            keys=read_notice(notice).keys,
        )
    except refusals as refusal:
        raise CannotBeWritten(str(refusal)) from refusal
