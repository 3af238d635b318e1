"""The forms of the files an office exchanges, one row each: ending, content type, name, what a reader may do with it.

Who writes a notice in each of them: `documents.writing.files.NOTICE_WRITERS`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """A form of file."""

    ending: str
    content_type: str
    label: str
    """As people call it."""
    hint: str
    """What a notice is in this form, for its list of files."""
    place: int
    """Where it stands among the files offered, the most used first."""
    opens_inline: bool = False
    """A browser shows it; the others are saved."""
    is_text: bool = False
    """Its bytes are its words in UTF-8."""
    text_ends: str = ""
    """Where a text ends inside the parts of a package of XML, as an expression; empty for what is no such package."""

    @property
    def media_type(self) -> str:
        """The type without its charset, as tags and feeds name it."""
        return self.content_type.partition(";")[0]

    def disposition(self, name: str) -> str:
        """The header under which it is sent. `name` is of the portal's own letters and without the ending."""
        kind = "inline" if self.opens_inline else "attachment"
        return f'{kind}; filename="{name}.{self.ending}"'


FILE_FORMS: tuple[FileForm, ...] = (
    FileForm(
        ending="json",
        content_type="application/json; charset=utf-8",
        label="JSON",
        hint="JSON 数据，含摘要",
        place=5,
        opens_inline=True,
        is_text=True,
    ),
    FileForm(
        ending="csv",
        content_type="text/csv; charset=utf-8",
        label="CSV",
        hint="CSV 数据",
        place=4,
        is_text=True,
    ),
    FileForm(
        ending="xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        label="Excel",
        hint="Excel 表格",
        place=3,
        text_ends=r"</(?:si|is|v|t|c)>",
    ),
    FileForm(
        ending="docx",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        label="Word",
        hint="Word 文件，含全表",
        place=1,
        text_ends=r"</w:p>|<w:(?:br|tab)\b[^>]*>",
    ),
    FileForm(
        ending="pdf",
        content_type="application/pdf",
        label="PDF",
        hint="PDF 文件，供打印",
        place=2,
        opens_inline=True,
    ),
)
"""Every notice is published in each of them."""
FORM: dict[str, FileForm] = {form.ending: form for form in FILE_FORMS}
OFFERED: tuple[FileForm, ...] = tuple(sorted(FILE_FORMS, key=lambda form: form.place))
CONTENT_TYPES: dict[str, str] = {form.ending: form.content_type for form in FILE_FORMS}
"""By the ending."""
