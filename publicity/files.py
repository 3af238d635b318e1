"""The forms a notice is published in: made once from its JSON, stored, and served as stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents import writing
from publicity.models import NoticeFile
from publicity.site.contents import read_notice
from publicity.site.table import caption_of

CONTENT_TYPES: dict[str, str] = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def every_form(
    notice: Mapping[str, Any], *, signed_by: str, check_address: str, table_title: str = ""
) -> dict[str, bytes]:
    """Each form's bytes. The same arguments give the same bytes.

    `check_address` is where a downloaded file can be checked. Raises the writers' refusals, which are sentences.
    """
    title = table_title or caption_of(read_notice(notice)).removeprefix("附件").strip()
    letter = {"table_title": title, "signed_by": signed_by, "check_address": check_address}
    return {
        NoticeFile.Format.JSON.value: writing.notice_json(notice),
        NoticeFile.Format.CSV.value: writing.notice_csv(notice),
        NoticeFile.Format.XLSX.value: writing.notice_xlsx(notice, table_title=title),
        NoticeFile.Format.DOCX.value: writing.notice_docx(notice, **letter),
        NoticeFile.Format.PDF.value: writing.notice_pdf(notice, **letter),
    }
