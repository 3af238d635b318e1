"""Every text a reader of a notice would see, in its content and inside its files, so that it can be searched.

The PDF is set from the same document as the Word file, and its words are glyph numbers of subset faces: it is not
read. A scan is a picture and holds no words at all; it stays on the desk.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from documents.writing.column_kinds import COLUMN_KINDS
from documents.writing.file_forms import FORM
from notices.privacy import PlacedHit, scan

_METADATA_ENDS = r"</(?:dc:\w+|cp:\w+)>"
_TAG = re.compile(r"<[^>]*>")


def texts_of(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text a reader would see, with the name of its place."""
    for key, label in (("title", "标题"), ("lead", "正文"), ("source", "发布机构")):
        yield label, content[key] or ""
    yield "表头", "\n".join(content["columns"])
    yield "类别", "\n".join(group["name"] or "" for group in content["categories"])
    for key, label in (
        ("name", "联系人"),
        ("phone", "联系电话"),
        ("address", "通信地址"),
        ("hours", "来访"),
    ):
        yield label, content["contact"][key] or ""
    for row in (row for group in content["categories"] for row in group["projects"]):
        number = row["number"]
        for kind in COLUMN_KINDS:
            if kind.said:
                yield f"第{number}件{kind.said}", row.get(kind.json_key) or ""
        yield f"第{number}件责任单位", "、".join(row["units"])
        yield f"第{number}件阶段性目标", "\n".join(step["text"] for step in row["milestones"])
        labels = [f"{one['label']} {one['unit']}" for one in row["indicators"]]
        yield f"第{number}件指标", "\n".join(labels)
        yield f"第{number}件亮灯说明", row["standing"]["sentence"] if row["standing"] else ""


def texts_in(form: str, data: bytes) -> Iterator[str]:
    """The texts of a file this portal made: whole for JSON and CSV, by paragraph and cell for Word and Excel."""
    kind = FORM[form]
    if kind.is_text:
        yield data.decode("utf-8-sig")
    elif kind.text_ends:
        ends = re.compile(f"{kind.text_ends}|{_METADATA_ENDS}")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    yield from _texts_of_part(package.read(name).decode(), ends)


def _texts_of_part(xml: str, ends: re.Pattern[str]) -> Iterator[str]:
    """Runs of one paragraph are one text: a number may be set in several."""
    for part in ends.split(xml):
        if text := html.unescape(_TAG.sub("", part)).strip():
            yield text


def personal_numbers(
    forms: Mapping[str, bytes], *, allowed_phones: Iterable[str] = ()
) -> list[PlacedHit]:
    """Identity card, mobile and bank card numbers in the files, each number once per file."""
    phones = tuple(allowed_phones)
    found = [
        PlacedHit(f"{FORM[form].label} 文件", hit)
        for form, data in forms.items()
        for text in texts_in(form, data)
        for hit in scan(text, allowed_phones=phones)
    ]
    return list({(placed.place, placed.hit.masked): placed for placed in found}.values())
