"""What stands in a document and is not this year's, not shown, or a footnote's: left aside, and told."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from documents import read
from documents.formats.raised import is_note_sign
from documents.reading import Reading
from tests.documents.labelled.making import grid, page, table, workbook

_HEAD = "序号|项目名称|目标任务|责任单位"


def _values(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (item.value, item.unit)
        for project in reading.projects
        for task in project.tasks
        for item in task.indicators
    ]


def test_a_raised_figure_behind_a_figure_is_a_footnote_and_behind_a_letter_a_power() -> None:
    assert is_note_sign("1", "新建取水点120")
    assert is_note_sign("[2]", "已完成280处")
    assert is_note_sign("①", "120")
    assert not is_note_sign("2", "3500m")
    assert not is_note_sign("2", "")
    assert not is_note_sign("3个", "120")


def test_raised_footnotes_of_a_sheet_are_no_part_of_the_figure_and_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in grid(f"甲县2026年民生实事\n{_HEAD}\n1|取水点|x|县水利局\n2|广场|y|县住建局"):
        sheet.append(row)
    raised = InlineFont(vertAlign="superscript")
    sheet["C3"] = CellRichText("新建取水点120", TextBlock(raised, "1"), "处")
    sheet["C4"] = CellRichText("新建广场3500m", TextBlock(raised, "2"))
    kept = io.BytesIO()
    book.save(kept)
    reading = read(kept.getvalue(), "表.xlsx")
    assert _values(reading) == [("120", "处"), ("3500", "m2")]
    assert [(found.code, found.project) for found in reading.findings] == [("note_sign", 1)]


def test_last_years_results_behind_the_list_are_told_and_not_read() -> None:
    old = table([["序号", "项目名称", "目标", "完成情况"], ["1", "桥", "建桥3座", "建成3座"]])
    new = table([_HEAD.split("|"), ["1", "路灯", "安装路灯90盏", "县城管局"]])
    body = f"<h2>甲县2026年民生实事项目</h2>{new}<p>附：2025年民生实事完成情况</p>{old}"
    reading = read(page(body), "表.html")
    assert [project.name for project in reading.projects] == ["路灯"]
    assert reading.kind == "plan"
    assert "other_year" in {found.code for found in reading.findings}


def test_projects_carried_over_from_last_year_are_the_plans() -> None:
    rows = "1|路灯|安装路灯90盏|县城管局"
    carried = "1|中学|续建中学1所|县教育局"
    reading = read(
        workbook(
            ("新建", grid(f"甲县2026年民生实事新建项目\n{_HEAD}\n{rows}"), ["A1:D1"]),
            ("续建", grid(f"甲县2025年民生实事续建项目\n{_HEAD}\n{carried}"), ["A1:D1"]),
        ),
        "表.xlsx",
    )
    assert [project.name for project in reading.projects] == ["路灯", "中学"]


def test_a_hidden_column_alone_of_its_kind_is_read() -> None:
    def hide(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    rows = grid(f"甲县2026年民生实事\n{_HEAD}\n1|取水点|新建取水点12处|县水利局")
    reading = read(workbook(("表", rows, ["A1:D1"]), after=hide), "表.xlsx")
    assert _values(reading) == [("12", "处")]
