"""A document with a heading and no list is refused: its title is no project."""

from __future__ import annotations

import pytest

from documents.grids import UnreadableDocument
from documents.reader import read

from .formats import builders as b

STYLES = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
HEADING = '<w:pStyle w:val="Heading1"/>'


@pytest.mark.parametrize(
    "heading",
    [
        "某区2025年重点民生实事项目", "一、某区2025年重点民生实事项目", "附件1 某区2025年重点民生实事项目",
        "第一项 民生实事项目", "1. 某区2025年民生实事项目表", "某区2025年为民办实事工作安排（10件）",
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", ["", "现将有关事项通知如下。", "牵头单位：区发改委"])
def test_a_heading_without_a_list_is_refused(heading: str, below: str) -> None:
    body = b.paragraph(heading, HEADING) + (b.paragraph(below) if below else "")
    with pytest.raises(UnreadableDocument, match="没有在文件里找到"):
        read(b.word(body, styles=STYLES), "a.docx")


def test_a_list_of_two_below_the_heading_is_read() -> None:
    items = ("一、修路：新建道路3公里。", "二、修桥：新建桥梁2座。")
    body = b.paragraph("某区2025年重点民生实事项目", HEADING) + "".join(map(b.paragraph, items))
    reading = read(b.word(body, styles=STYLES), "a.docx")
    assert [project.name for project in reading.projects] == ["修路", "修桥"]
