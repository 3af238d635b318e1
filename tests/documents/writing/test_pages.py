"""A notice is printed on A4 and handed round: pages are filled, and each can be read without the one before it."""

from __future__ import annotations

import copy
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

import pypdf
import pytest

from documents.writing.files import notice_pdf
from documents.writing.letter import Attachment
from documents.writing.notice import notice_letter
from documents.writing.pdf import TABLE_PT
from documents.writing.widths import broken_heads, column_widths, stays_whole
from tests.documents.writing.kinds import notices
from tests.documents.writing.samples import projects_of, wanzhou_content

MM = 72 / 25.4
LEFT, WIDTH, BOTTOM, HEIGHT = 35.0, 225.0, 26.0, 156.0
"""Where text may stand on a page on its side, in millimetres."""
CLOSING_PT = 9
ADDRESS = "https://msss.example.gov.cn/check/"

PAGES = {
    "万州 季度进展": 6,
    "万州 目标任务": 4,
    "万州 完成情况": 6,
    "万州 更正": 6,
    "黔江 目标任务": 8,
    "黔江 半年进展": 5,
    "黔江 完成情况": 5,
    "黔江 更正": 5,
    "三十行": 9,
    "一格长过一页": 12,
}
"""As measured, the letter included. With every row whole it was 7, 4, 7, 7, 9, 6, 5, 6, 10 and 12."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a page, where they begin (millimetres from the left and from the foot), and how large."""

    text: str
    left: float
    up: float
    size: float


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of(page: pypdf.PageObject) -> list[Words]:
    found: list[Words] = []

    def note(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        if plain(text):
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append(Words(plain(text), x / MM, y / MM, size))

    page.extract_text(visitor_text=note)
    return found


@lru_cache(maxsize=16)
def table_pages(kind: str) -> tuple[list[Words], ...]:
    """The pages after the letter."""
    return pages_of(notices()[kind])


def pages_of(content: dict[str, Any]) -> tuple[list[Words], ...]:
    document = pypdf.PdfReader(io.BytesIO(notice_pdf(content, check_address=ADDRESS)))
    return tuple(words_of(page) for page in document.pages[1:])


def attachment_of(content: dict[str, Any]) -> Attachment:
    (attachment,) = notice_letter(content, check_address=ADDRESS).attachments
    return attachment


def head_lines(content: dict[str, Any]) -> Counter[str]:
    table = attachment_of(content).table
    heads = broken_heads(table, column_widths(table, WIDTH, TABLE_PT), TABLE_PT)
    return Counter(
        plain(line) for row in heads for cell in row.cells if cell for line in cell.text.split("\n")
    )


def below_the_head(page: list[Words], heads: Counter[str]) -> list[Words]:
    """The words of the table's body. Fails where the page lacks a head."""
    wanted = heads.copy()
    body = []
    for words in page:
        if words.size != TABLE_PT:
            continue
        if wanted[words.text]:
            wanted[words.text] -= 1
        else:
            body.append(words)
    assert not +wanted, f"heads missing: {+wanted}"
    return body


def text(page: list[Words]) -> str:
    return "".join(words.text for words in page)


EVERY_KIND = pytest.mark.parametrize("kind", notices())


@EVERY_KIND
def test_a_notice_takes_no_more_pages_than_it_needs(kind: str) -> None:
    assert 1 + len(table_pages(kind)) <= PAGES[kind]


@EVERY_KIND
def test_no_page_but_the_last_ends_more_than_a_quarter_empty(kind: str) -> None:
    for page in table_pages(kind)[:-1]:
        lowest = min(words.up for words in page if words.size == TABLE_PT)
        assert BOTTOM <= lowest < BOTTOM + HEIGHT / 4


@EVERY_KIND
def test_every_page_has_the_head_and_every_cell_is_printed_once_and_in_order(kind: str) -> None:
    content = notices()[kind]
    table = attachment_of(content).table
    edges = [LEFT + edge for edge in accumulate(column_widths(table, WIDTH, TABLE_PT))]
    printed = [""] * len(edges)
    for page in table_pages(kind):
        for words in below_the_head(page, head_lines(content)):
            printed[sum(words.left > edge for edge in edges)] += words.text
    asked = ["" for _ in edges]
    for row in table.rows:
        for position, cell in enumerate(row.cells):
            if cell and row.kind == "sum" and cell.colspan > 1:
                position = sum(words_left(table_pages(kind), cell.text) > edge for edge in edges)
            asked[position] += plain(cell.text) if cell else ""
    assert printed == asked


def words_left(pages: tuple[list[Words], ...], label: str) -> float:
    """Where 合计, centred over its columns, begins."""
    return next(words.left for page in pages for words in page if words.text == plain(label))


@EVERY_KIND
def test_the_heading_of_a_category_stands_on_the_page_of_its_first_project(kind: str) -> None:
    content = notices()[kind]
    pages = [text(page) for page in table_pages(kind)]
    for category in content["categories"]:
        first = category["projects"][0]
        page = next(page for page in pages if f"、{category['name']}" in page)
        assert f"{first['number']}{plain(first['name'])}" in page.partition(category["name"])[2]


@EVERY_KIND
def test_a_short_row_stays_whole(kind: str) -> None:
    table = attachment_of(notices()[kind]).table
    widths = column_widths(table, WIDTH, TABLE_PT)
    short = [row for row in table.rows if stays_whole(row, widths, TABLE_PT)]
    assert short
    pages = [text(page) for page in table_pages(kind)]
    for row in short:
        whole = "".join(plain(cell.text) for cell in row.cells if cell)
        assert any(whole in page for page in pages), whole


def filled_up_to(lines: int, above: int) -> dict[str, Any]:
    """One-line rows that fill a page so far, then a category whose first project has so many lines."""
    content = wanzhou_content()
    pattern = projects_of(content)[0]
    before, after = content["categories"]

    def project(number: int, progress: str) -> dict[str, Any]:
        facts = {"number": number, "name": "停车场", "target": "新建", "units": ["区教委"]}
        return copy.deepcopy(pattern) | facts | {"progress": progress}

    before["projects"] = [project(number + 1, "开工") for number in range(above)]
    after["projects"] = [project(100, "\n".join(f"第{line}步" for line in range(1, lines + 1)))]
    return content


def steps_on(pages: tuple[list[Words], ...]) -> Iterator[int]:
    yield from (len(re.findall(r"第\d+步", text(page))) for page in pages)


@pytest.mark.parametrize("above", range(1, 18))
def test_at_whatever_height_a_category_begins_its_heading_is_not_left_behind(above: int) -> None:
    for lines in (3, 5, 9):
        content = filled_up_to(lines, above)
        pages = pages_of(content)
        heading = [place for place, page in enumerate(pages) if "二、区级" in text(page)]
        assert heading == [place for place, page in enumerate(pages) if "100停车场" in text(page)]
        counts = [count for count in steps_on(pages) if count]
        assert sum(counts) == lines
        if lines <= 5:
            assert counts == [lines], "a short row is kept whole"
        assert min(counts) >= 2, "a line stands alone at a break"
        for page in pages:
            below_the_head(page, head_lines(content))


@pytest.mark.parametrize("above", range(1, 18))
def test_the_lines_to_check_a_notice_by_never_take_a_page_of_their_own(above: int) -> None:
    content = filled_up_to(2, above) | {"replaces": "2025-q1"}
    *others, last = pages_of(content)
    assert "停车场" in text(last)
    closing = [words for words in last if words.size == CLOSING_PT]
    assert "核对本公示是否原件" in text(closing)
    assert all(not [words for words in page if words.size == CLOSING_PT] for page in others)
    assert min(words.up for words in closing) > 10, "too near the edge of the sheet to be printed"


def test_a_text_that_goes_on_over_a_page_goes_on_at_its_top() -> None:
    """Not in the middle of a cell as high as the page, where nobody looks for it."""
    content = notices()["一格长过一页"]
    page = table_pages("一格长过一页")[1]
    body = below_the_head(page, head_lines(content))
    highest = max(words.up for words in body)
    target = [words for words in body if words.text in plain(projects_of(content)[2]["target"])]
    assert max(words.up for words in target if len(words.text) > 4) == pytest.approx(highest, abs=1)


def test_a_heading_of_a_category_longer_than_a_page_loses_nothing() -> None:
    content = wanzhou_content()
    content["categories"][1]["name"] = "".join(f"第{number}类" for number in range(1, 2000))
    told = "".join(text(page) for page in pages_of(content))
    assert all(f"第{number}类" in told for number in (1, 1000, 1999))
