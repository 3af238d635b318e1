"""The two real documents: every format of one document holds the same cells in the same places."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.formats.opening import load
from documents.grids import Grid, Loaded

from .grids import flat, places

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "fixtures" / "documents"
SHARED = ROOT.parent / "shared" / "documents"
given = pytest.mark.skipif(
    not SHARED.is_dir(), reason="THE GIVEN DOCUMENTS (../shared/documents) ARE NOT HERE"
)


def read(path: Path) -> Loaded:
    return load(path.read_bytes(), path.name)


def grids(loaded: Loaded) -> list[Grid]:
    return list(loaded.grids)


def test_the_plan_of_qianjiang_holds_its_two_attachments() -> None:
    loaded = read(FIXTURES / "qianjiang-2025-targets.docx")
    first, second = grids(loaded)
    assert (len(first.rows), first.width, len(second.rows), second.width) == (25, 4, 26, 7)
    assert [cell.text for cell in second.rows[1] if cell][3:6] == [
        "2025年6月",
        "2025年9月",
        "2025年12月",
    ]
    spanning = first.cell(2, 1)
    assert spanning is first.cell(2, 4)
    number = first.cell(12, 1)
    assert number is not None
    assert (number.text, number.rowspan) == ("10", 3)
    unit = first.cell(13, 3)
    assert unit is not None
    assert unit is first.cell(14, 3)
    assert unit.text == "区民政局"
    name = second.cell(13, 2)
    assert name is not None
    assert flat(name.text) == "“筑爱·助残·敬老”行动" * 2
    assert any(block.text == "黔江府办发〔2025〕20号" for block in loaded.paragraphs)


def test_the_notice_of_wanzhou_holds_its_table_and_tags() -> None:
    loaded = read(FIXTURES / "wanzhou-2025-q1-notice.html")
    (grid,) = grids(loaded)
    assert (len(grid.rows), grid.width) == (25, 9)
    assert [flat(cell.text) for cell in grid.rows[1] if cell] == [
        "序号", "项目名称", "2025年工作目标任务", "2025年投资计划(万元)", "责任单位", "月度进展情况(1-3月)", "完成额度(万元)",
        "占比(%)", "备注"]  # fmt: skip
    assert [cell.text for cell in grid.rows[2] if cell and cell.text][2:] == [
        "合计",
        "182852",
        "55219.1",
        "30.2",
    ]
    assert loaded.meta["PubDate"] == "2025-04-11 10:00"
    assert any(
        "公示时间:2025年4月11日—2025年5月11日。" in block.text for block in loaded.paragraphs
    )


@given
def test_the_text_copy_of_qianjiang_gives_the_same_cells_as_the_word_file() -> None:
    word = grids(read(SHARED / "qianjiang-2025-targets.docx"))
    copy = grids(read(SHARED / "qianjiang-2025-targets.txt"))
    assert [places(grid) for grid in copy] == [places(grid) for grid in word]
    assert not any(grid.is_cut for grid in copy)


@given
def test_the_workbook_and_the_text_copy_of_wanzhou_give_the_same_cells_as_the_page() -> None:
    (page,) = grids(read(SHARED / "wanzhou-2025-q1-notice.html"))
    (workbook,) = grids(read(SHARED / "wanzhou-2025-q1-notice.xlsx"))
    (copy,) = grids(read(SHARED / "wanzhou-2025-q1-notice.txt"))
    assert places(workbook, first_row=2) == places(page)
    damaged = [("占比(%" if text == "占比(%)" else text, *place) for text, *place in places(page)]
    assert places(copy) == damaged
    assert not copy.is_cut


@given
def test_the_workbook_prints_its_figures_as_the_page_does() -> None:
    (workbook,) = grids(read(SHARED / "wanzhou-2025-q1-notice.xlsx"))
    assert [cell.text for row in workbook.rows[3:] if (cell := row[7])] == [
        "30.2", "29.1", "30.2", "19.9", "30.7", "54.1", "30.9", "3.3", "100.0", "6.0", "30.3", "37.0", "10.0", "65.6",
        "17.0", "37.9", "28.0", "41.1", "14.9", "20.3", "22.5", "50.0"]  # fmt: skip


@given
def test_the_text_copy_of_wanzhou_keeps_the_notice_around_the_table() -> None:
    printed = [block.text for block in read(SHARED / "wanzhou-2025-q1-notice.txt").paragraphs]
    assert "公示时间:2025411—2025511日。" in printed
    assert printed.index("附件") < printed.index("扫一扫在手机打开当前页面")
