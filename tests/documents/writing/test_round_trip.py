"""What is written reads back as the same table: an export can be imported and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import documents
from documents.writing.files import (
    notice_csv,
    notice_docx,
    notice_pdf,
    notice_xlsx,
    plan_docx,
    plan_xlsx,
)
from tests.documents.writing.kinds import notices
from tests.documents.writing.samples import (
    FIXTURES,
    WANZHOU_TABLE_TITLE,
    projects_of,
    wanzhou_content,
    with_rows,
)

Write = Callable[[dict[str, Any]], bytes]
TABLES: dict[str, Write] = {
    "notice.xlsx": lambda content: notice_xlsx(content, table_title=WANZHOU_TABLE_TITLE),
    "notice.docx": lambda content: notice_docx(content, table_title=WANZHOU_TABLE_TITLE),
    "notice.csv": notice_csv,
    "notice.pdf": lambda content: notice_pdf(content, table_title=WANZHOU_TABLE_TITLE),
}


def read(data: bytes, name: str) -> dict[str, Any]:
    return documents.read(data, name, year=2025).as_json()


def as_issued(name: str) -> dict[str, Any]:
    return read((FIXTURES / name).read_bytes(), name)


@pytest.mark.parametrize("name", TABLES)
def test_the_table_of_wanzhou_reads_back_as_it_was_issued(name: str) -> None:
    issued = as_issued("wanzhou-2025-q1-notice.html")
    again = read(TABLES[name](wanzhou_content()), name)
    assert again["kind"] == "progress"
    for key in ("projects", "categories", "totals", "period"):
        assert again[key] == issued[key], key
    assert [finding for finding in again["findings"] if finding["severity"] != "note"] == []


def test_the_word_file_reads_back_with_window_contact_and_issuer() -> None:
    issued = as_issued("wanzhou-2025-q1-notice.html")
    again = read(TABLES["notice.docx"](wanzhou_content()), "notice.docx")
    for key in ("title", "district", "year", "issuer", "issued_on"):
        assert again[key] == issued[key], key
    for key in ("opens_on", "closes_on", "contact_name", "contact_phone"):
        assert again["notice"][key] == issued["notice"][key], key


@pytest.mark.parametrize("kind", notices())
def test_a_notice_of_every_kind_says_the_same_as_pdf_and_as_word(kind: str) -> None:
    """Rows that go on over a page and repeated heads included."""
    content = notices()[kind]
    assert read(notice_pdf(content), "a.pdf") == read(notice_docx(content), "a.docx")


@pytest.mark.parametrize("name", TABLES)
def test_odd_cells_read_back_as_they_were(name: str) -> None:
    content = wanzhou_content()
    remarks = ["=1+1", "@x", "+86", "'=x", "编号_x0041_", "<b>&amp;</b>", "“引号”——…", "瀼渝"]
    for project, remark in zip(projects_of(content), remarks, strict=False):
        project["remark"] = remark
    projects_of(content)[10]["invested"] = "-12.5"
    projects_of(content)[11]["invested"] = "3500.50"
    again = read(TABLES[name](content), name)["projects"]
    assert [project["remark"] for project in again[: len(remarks)]] == remarks
    assert [again[position]["invested"] for position in (7, 10, 11)] == [None, "-12.5", "3500.50"]
    assert again[7]["investment_plan"] == "0"
    assert again[6]["ratio"] == "100.0"


@pytest.mark.parametrize("name", TABLES)
def test_two_hundred_rows_read_back(name: str) -> None:
    content = with_rows(200)
    again = read(TABLES[name](content), name)["projects"]
    kept = ("number", "name", "target", "progress", "investment_plan", "invested", "ratio")
    assert [{key: project[key] for key in kept} for project in again] == [
        {key: project[key] for key in kept} for project in projects_of(content)
    ]


@pytest.mark.parametrize("name", ["notice.xlsx", "notice.docx", "notice.pdf"])
def test_chosen_columns_read_back(name: str) -> None:
    content = wanzhou_content()
    content["columns"] = [
        "序号",
        "项目名称",
        "责任单位",
        "2025年工作目标任务",
        "月度进展情况(1-3月)",
    ]
    again = read(TABLES[name](content), name)
    assert again["totals"] is None
    assert [project["name"] for project in again["projects"]] == [
        project["name"] for project in projects_of(content)
    ]
    assert [category["count"] for category in again["categories"]] == [9, 11]


@pytest.mark.parametrize(("name", "write"), [("plan.docx", plan_docx), ("plan.xlsx", plan_xlsx)])
def test_the_plan_of_qianjiang_reads_back_as_it_was_issued(name: str, write: Write) -> None:
    """Applying the export is a no-op: projects, tasks, units, stages and indicators are equal."""
    issued = as_issued("qianjiang-2025-targets.docx")
    again = read(write(issued), name)
    assert again["kind"] == "plan"
    assert again["projects"] == issued["projects"]
    assert again["categories"] == issued["categories"]


def test_the_word_file_of_a_plan_keeps_its_number_title_issuer_and_date() -> None:
    issued = as_issued("qianjiang-2025-targets.docx")
    again = read(plan_docx(issued), "plan.docx")
    for key in ("title", "document_number", "issuer", "issued_on", "district", "year"):
        assert again[key] == issued[key], key
