"""The PDF is the same document, its faces embedded, no empty box in it, set in a process that cannot run away."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from documents import fonts
from documents.writing import pdf
from documents.writing.files import MissingGlyphs, TypesettingFailed, missing_glyphs, notice_pdf
from tests.documents.writing.samples import (
    WANZHOU_TABLE_TITLE,
    projects_of,
    shuffled,
    wanzhou_content,
    with_rows,
)
from tests.documents.writing.test_fonts import gb2312, level_2

POINTS = 72 / 25.4


def written(content: dict[str, Any] | None = None, **more: Any) -> pypdf.PdfReader:
    return reader(notice_pdf(content or wanzhou_content(), table_title=WANZHOU_TABLE_TITLE, **more))


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


@lru_cache(maxsize=1)
def wanzhou() -> bytes:
    return notice_pdf(wanzhou_content(), table_title=WANZHOU_TABLE_TITLE)


def plain(text: str) -> str:
    """Text without blanks and line breaks: where a line ends is the page's affair."""
    return re.sub(r"\s", "", text)


def text_of(document: pypdf.PdfReader) -> str:
    return plain("".join(page.extract_text() for page in document.pages))


def glyphs_of(document: pypdf.PdfReader) -> list[int]:
    """Every glyph shown on every page, by its number in its face; 0 is the empty box."""
    shown: list[int] = []
    for page in document.pages:
        for operands, operator in ContentStream(page.get_contents(), document).operations:
            if operator in (b"Tj", b"TJ"):
                pieces = operands[0] if isinstance(operands[0], list) else [operands[0]]
                for piece in pieces:
                    data = piece.original_bytes if hasattr(piece, "original_bytes") else b""
                    shown += [
                        int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)
                    ]
    return shown


def test_the_sums_of_the_notice_are_read_back() -> None:
    """Its rows are looked for in test_pages, since one that goes on over a page is parted there."""
    assert "合计18285255219.130.2" in text_of(reader(wanzhou()))


def test_the_text_around_the_table_is_read_back() -> None:
    text = text_of(reader(wanzhou()))
    for words in (
        "关于2025年万州区重点民生实事1季度推进情况公示",
        "公示时间：2025年4月11日—2025年5月11日（共31个自然日，首尾两日均计算在内）。",
        "（联系人：胡蕾；联系电话：58258735）",
        f"附件：{WANZHOU_TABLE_TITLE}",
        "万州区发展和改革委员会2025年4月11日",
        "单位：万元",
        f"公示编号：万州区2025-q1（第1版）内容摘要（SHA-256）：{'5f' * 32}",
    ):
        assert words in text


def test_no_glyph_is_an_empty_box() -> None:
    glyphs = glyphs_of(reader(wanzhou()))
    assert len(glyphs) > 3900
    assert 0 not in glyphs


def test_every_character_of_gb_2312_is_printed_as_itself() -> None:
    content = with_rows(1)
    signs = [sign for sign in gb2312() if not sign.isspace()]
    content["lead"] = "\n".join("".join(signs[at : at + 26]) for at in range(0, len(signs), 26))
    document = written(content)
    assert 0 not in glyphs_of(document)
    text = text_of(document)
    assert [sign for sign in signs if sign not in text] == []


def test_the_river_of_wanzhou_is_printed() -> None:
    assert "瀼" in text_of(reader(wanzhou()))


def test_pages_are_a4_the_attachment_turned() -> None:
    upright, *wide = (page.mediabox for page in reader(wanzhou()).pages)
    assert (float(upright.width), float(upright.height)) == pytest.approx(
        (210 * POINTS, 297 * POINTS), abs=0.1
    )
    assert wide
    for box in wide:
        assert (float(box.width), float(box.height)) == pytest.approx(
            (297 * POINTS, 210 * POINTS), abs=0.1
        )


def test_every_page_has_its_number_and_the_heads_are_repeated() -> None:
    pages = [plain(page.extract_text()) for page in reader(wanzhou()).pages]
    for number, text in enumerate(pages, start=1):
        assert f"—{number}—" in text
    assert all("投资完成情况" in text and "完成额度" in text for text in pages[1:])


def test_text_stands_within_the_margins_and_the_page_number_below_it() -> None:
    """Baselines: the first line below 37 mm, none but the page number in the lowest 35 mm, which is 28 mm high."""
    places: list[tuple[float, float, str]] = []

    def note(text: str, matrix: list[float], _tm: Any, _font: Any, _size: float) -> None:
        if text.strip():
            places.append((matrix[4] / POINTS, matrix[5] / POINTS, text.strip()))

    reader(wanzhou()).pages[0].extract_text(visitor_text=note)
    number, body = places[:3], places[3:]
    assert "".join(text for _, _, text in number) == "—1—"
    # the dash of 四号 lies a third of its size over the line it stands on
    assert all(25 < up < 28 for _, up, _ in number)
    assert min(left for left, _, _ in body) >= 28 - 0.1
    assert all(35 < up < 297 - 37 for _, up, _ in body)


def test_all_faces_are_embedded_and_shipped_by_us() -> None:
    names = set()
    for page in reader(wanzhou()).pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(str(described["/BaseFont"]).partition("+")[2])
            assert {"/FontFile2", "/FontFile3"} & set(described["/FontDescriptor"].get_object())
    assert {name.replace("-Identity-H", "") for name in names} <= {
        "FandolFang-Regular",
        "NotoSerifCJKsc-Regular",
        "NotoSerifCJKsc-SemiBold",
        "NotoSansCJKsc-Medium",
        "LiberationSerif",
        "DejaVuSans",
    }


def test_it_is_tagged_titled_and_dated_by_the_notice() -> None:
    document = reader(wanzhou())
    assert document.metadata is not None
    assert document.metadata.title == "关于2025年万州区重点民生实事1季度推进情况公示"
    assert document.metadata.author == "万州区发展和改革委员会"
    assert document.metadata.creation_date is not None
    assert document.metadata.creation_date.isoformat().startswith("2025-04-11T02:00:00")
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert str(catalogue["/Lang"]).lower().startswith("zh")


def test_the_table_is_tagged_row_by_row_and_a_row_over_two_pages_once() -> None:
    """Twenty projects, two categories and the sums are data; only the heads are heads of columns."""
    kinds = Counter(tags(reader(wanzhou()).trailer["/Root"]["/StructTreeRoot"]))
    rows, projects, spanned = 2 + 1 + 2 + 20, 20, 1 + 2
    assert (kinds["/THead"], kinds["/TBody"], kinds["/TR"], kinds["/TH"]) == (1, 1, rows, 10)
    assert kinds["/TD"] == projects * 9 + spanned * 7


def tags(element: Any) -> Iterator[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from tags(child)
    elif isinstance(element, dict):
        if "/S" in element:
            yield str(element["/S"])
        yield from tags(element.get("/K", []))


def test_the_same_content_gives_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    assert wanzhou() == notice_pdf(shuffled(wanzhou_content()), table_title=WANZHOU_TABLE_TITLE)


def test_a_draft_without_publication_moment_can_be_set_too() -> None:
    content = wanzhou_content()
    content.update(published_at=None, digest=None)
    assert notice_pdf(content) == notice_pdf(content)


def test_what_looks_like_a_command_is_printed_and_nothing_is_read_or_fetched() -> None:
    content = wanzhou_content()
    evil = '#import "@preview/cetz:0.3.1" #read("/etc/passwd") $x$ *b* _i_ `c` = 标题 <标签> @引用 \\ // /* "a" \'b\' -- ---'
    content["title"] = evil
    projects_of(content)[0].update(name=evil, progress=evil, remark=evil)
    text = text_of(reader(notice_pdf(content, table_title=evil))).replace("\u200b", "")
    assert text.count(plain(evil)) >= 4
    assert "root:" not in text


def test_a_word_too_long_for_its_column_is_broken_and_not_cut() -> None:
    content = wanzhou_content()
    word = "https://example.gov.cn/" + "a1B2" * 40
    projects_of(content)[0]["progress"] = word
    assert word in text_of(written(content)).replace("\u200b", "")


def test_a_row_longer_than_a_page_loses_nothing() -> None:
    content = wanzhou_content()
    words = "\n".join(f"第{number}步" for number in range(1, 400))
    projects_of(content)[1]["progress"] = words
    text = text_of(written(content))
    assert all(f"第{number}步" in text for number in range(1, 400))


def test_two_hundred_rows_and_none() -> None:
    document = written(with_rows(200))
    text = text_of(document)
    assert all(
        f"{number}{projects_of(with_rows(200))[number - 1]['name']}" in text
        for number in (1, 100, 200)
    )
    assert 0 not in glyphs_of(document)
    assert len(written(with_rows(0)).pages) == 2


def test_every_ideograph_of_gb_18030_level_2_is_drawn() -> None:
    """The whole set in one document: no empty box, and every one can be copied out again."""
    signs = level_2()
    content = wanzhou_content()
    content["lead"] = "\n".join(signs[at : at + 1000] for at in range(0, len(signs), 1000))
    document = written(content)
    assert 0 not in glyphs_of(document)
    # Noto draws these two with the glyph of another code (㘽, 㖈), and a copy gives that one.
    assert set(signs) - set(text_of(document)) <= {"㦳", "䎛"}


def test_a_character_no_face_holds_is_named_before_and_refused() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["remark"] = "见附图🙂"
    assert missing_glyphs(content) == "🙂"
    with pytest.raises(MissingGlyphs, match="字库里没有这些字，无法生成PDF：🙂") as refusal:
        notice_pdf(content)
    assert refusal.value.characters == "🙂"


def test_invisible_signs_do_not_stop_the_notice() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["remark"] = "已\u200b完\ufeff成\u00ad"
    assert missing_glyphs(content) == ""
    assert "已完成" in text_of(written(content))


def test_typesetting_is_stopped_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.01)
    with pytest.raises(TypesettingFailed, match="已停止"):
        notice_pdf(wanzhou_content())


def test_typesetting_is_stopped_when_it_takes_too_much_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MEMORY_LIMIT_BYTES", 40 << 20)
    with pytest.raises(TypesettingFailed, match="请联系系统管理员"):
        notice_pdf(wanzhou_content())


def test_the_chains_name_faces_that_the_typesetter_finds() -> None:
    import typst

    found = {
        (face.family, face.weight)
        for face in typst.Fonts(False, False, [str(fonts.FOLDER)]).fonts()
    }
    assert {
        (face.family, face.weight) for chain in fonts.CHAINS.values() for face in chain
    } == found
