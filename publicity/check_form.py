"""What a person gives to learn which notice or picture it is: shape only."""

from __future__ import annotations

from typing import Any

from django import forms

from look.file_sizes import MEGABYTE, megabytes
from look.form_fields import PlainText

MOST_BYTES = 8 * MEGABYTE


class FileOrText(forms.FileField):
    """A file asked for beside a text: which of the two is missing, the form says."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None


class TextOrFile(PlainText):
    """A text asked for beside a file, likewise."""

    def validate(self, value: Any) -> None:
        return


class CheckForm(forms.Form):
    """A digest pasted, or a file: which notice or picture is it?"""

    use_required_attribute = False

    digest = TextOrFile(
        label="摘要",
        max_length=200,
        help_text="64 位的 SHA-256 或 SM3，空格和换行不要紧。",
    )
    file = FileOrText(
        label="文件",
        help_text=f"从本站下载的文件或图片，不超过 {megabytes(MOST_BYTES)} MB，不会保存。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", f"文件超过 {megabytes(MOST_BYTES)} MB，不是本站公布的文件。")
        elif not upload and not (cleaned.get("digest") or "").strip() and not self.errors:
            self.add_error("digest", "请粘贴摘要，或选一个文件。")
        return cleaned
