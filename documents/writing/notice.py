"""A notice's content as an official document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from documents.writing.columns import Keys
from documents.writing.letter import (
    TITLE_CHARACTERS,
    WIDE_TITLE_CHARACTERS,
    Attachment,
    Block,
    Letter,
    sign,
)
from documents.writing.signs import writable
from documents.writing.table import notice_table
from documents.writing.titles import title_lines
from documents.writing.wording import chinese_date, contact_sentences, moment_of, window_sentence


def notice_letter(
    content: Mapping[str, Any],
    *,
    table_title: str | None = None,
    signed_by: str | None = None,
    paragraphs: Sequence[str] | None = None,
    leaves_room_for_seal: bool = True,
    check_address: str | None = None,
    keys: Keys = (),
) -> Letter:
    """The notice set as a document: title, text, signature, and its table as the attachment."""
    title = writable(content["title"])
    source = writable(content.get("source"))
    table = notice_table(content, table_title or title, keys)
    day = content.get("signed_on")
    body = paragraphs if paragraphs is not None else notice_paragraphs(content)
    return Letter(
        title_lines=title_lines(title, TITLE_CHARACTERS),
        title=title,
        mark=taken_over_mark(content),
        blocks=tuple(
            Block(line) for text in body for line in writable(text).split("\n") if line.strip()
        ),
        signature=sign(
            writable(signed_by if signed_by is not None else source),
            chinese_date(day) if day else "",
            leaves_room_for_seal=leaves_room_for_seal,
        ),
        attachments=(
            Attachment(
                label="附件",
                title_lines=title_lines(table.title, WIDE_TITLE_CHARACTERS),
                table=table,
                closing=tuple(closing_lines(content, check_address)),
            ),
        ),
        author=source,
        subject=notice_reference(content),
        moment=moment_of(content),
    )


def notice_paragraphs(content: Mapping[str, Any]) -> list[str]:
    """The text between title and signature: the lead, then what the lead has not yet said of window and contact."""
    lead = [line for line in writable(content.get("lead")).split("\n") if line.strip()]
    said = "".join(lead)
    paragraphs = list(lead)
    if content.get("window") and "公示时间" not in said and "公示期" not in said:
        paragraphs.append(window_sentence(content["window"]))
    contact = content.get("contact") or {}
    for sentence in contact_sentences(contact, writable(content.get("source"))):
        is_said = (
            "异议" in said
            if "异议" in sentence
            else any(
                str(value) in said and str(value) in sentence for value in contact.values() if value
            )
        )
        if not is_said:
            paragraphs.append(sentence)
    return paragraphs


def notice_reference(content: Mapping[str, Any]) -> str:
    """公示编号 with the district and the version, as the page shows it."""
    district = writable((content.get("district") or {}).get("name"))
    return f"公示编号：{district} {content['number']}（第{content['version']}版）"


def closing_lines(content: Mapping[str, Any], check_address: str | None) -> list[str]:
    """Which notice this is and the digest to check it by; a draft has no digest and so no lines."""
    digest = (content.get("digest") or {}).get("content_sha256")
    if not digest:
        return []
    lines = [f"{notice_reference(content)}　内容摘要（SHA-256）：{digest}"]
    if content.get("replaces"):
        lines.append(f"本公示更正并替代公示 {content['replaces']}。")
    if check_address:
        lines.append(f"核对本公示是否原件：{check_address}")
    return lines


def taken_over_mark(content: Mapping[str, Any]) -> str:
    """That a notice was published elsewhere before: its own date is that source's claim, not ours."""
    origin = content.get("brought_over")
    if not origin:
        return ""
    claim = (
        f"，原文标注日期{chinese_date(origin['published_on'])}"
        if origin.get("published_on")
        else ""
    )
    return f"（转录件：原载{writable(origin['source'])}{claim}）"
