"""What a file beside a report may be: a few kinds, told by their bytes; photos without their location.

It is looked through in the bounded process, like everything that is uploaded.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.bounded import kept_file_bounded
from documents.grids import UnreadableDocument
from documents.writing.file_forms import FORM
from look.file_sizes import MEGABYTE, megabytes

MAX_BYTES = 10 * MEGABYTE
MAX_FILES = 9

TYPES = "照片（jpg、png）、pdf、Word（docx）、Excel（xlsx）"
LIMITS = f"{TYPES}，每个不超过{megabytes(MAX_BYTES)}MB，最多{MAX_FILES}个。照片会去掉拍摄地点。"


class FileRefused(ValueError):
    """The file cannot be taken; the message is a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The bytes to keep, their kind by content, and the extension that fits."""

    data: bytes
    content_type: str
    extension: str


def accept(data: bytes, name: str) -> Accepted:
    """Take a file by what it is, never by what it is called. Raises FileRefused with a sentence."""
    if not data:
        raise FileRefused(f"“{name}”是空文件。")
    if len(data) > MAX_BYTES:
        raise FileRefused(
            f"“{name}”有{len(data) / MEGABYTE:.1f}MB，每个不超过{megabytes(MAX_BYTES)}MB。"
        )
    try:
        ending, kept = kept_file_bounded(data, name)
    except UnreadableDocument as refusal:
        raise FileRefused(f"“{name}”：{refusal}") from refusal
    if not ending:
        raise FileRefused(f"“{name}”不是可以上传的类型。可以上传{TYPES}。")
    return Accepted(kept, "image/jpeg" if ending == "jpg" else FORM[ending].media_type, ending)
