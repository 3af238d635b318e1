"""A plan's two attachments, in Word and as a workbook."""

from __future__ import annotations

import copy
import io

import docx
import openpyxl

from documents.writing.files import plan_docx, plan_xlsx
from documents.writing.plan import plan_tables
from tests.documents.writing.samples import qianjiang_plan, shuffled


def test_the_plan_has_its_two_attachments() -> None:
    targets, stages = plan_tables(qianjiang_plan())
    assert targets.table.title == "黔江区2025年重点民生实事工作目标任务"
    assert stages.table.title == "黔江区2025年重点民生实事项目实施方案"
    assert [column.head for column in targets.table.columns] == [
        "序号",
        "项目名称",
        "责任单位",
        "2025年度工作目标任务",
    ]
    assert [cell.text for cell in stages.table.head[0].cells if cell] == [
        "序号",
        "项目名称",
        "年度建设内容及规模",
        "阶段性目标",
        "责任单位",
    ]
    assert [cell.text for cell in stages.table.head[1].cells if cell] == [
        "2025年6月",
        "2025年9月",
        "2025年12月",
    ]


def test_a_project_of_two_tasks_has_a_row_for_each_under_one_number() -> None:
    _, stages = plan_tables(qianjiang_plan())
    rows = [row for row in stages.table.rows if row.kind == "entry"]
    first, second = rows[1], rows[2]
    assert [cell and cell.text for cell in first.cells] == [
        "10", "社会保障提升", "1.开展就业培训500人次。", "培训150人次。", "培训300人次。", "培训500人次。", "区人力社保局",
    ]  # fmt: skip
    assert [cell and cell.text for cell in second.cells] == [
        None, None, "2.新增养老床位60张。", "", "新增床位30张。", "新增床位60张。", "区民政局",
    ]  # fmt: skip
    assert first.cells[0] is not None
    assert first.cells[0].rowspan == 2


def test_numbers_are_printed_as_issued() -> None:
    targets, _ = plan_tables(qianjiang_plan())
    numbers = [
        row.cells[0].text for row in targets.table.rows if row.kind == "entry" and row.cells[0]
    ]
    assert numbers == ["1", "10", "15", "15", "17"]


def test_categories_say_how_many_projects_they_hold() -> None:
    targets, _ = plan_tables(qianjiang_plan())
    headings = [
        row.cells[0].text for row in targets.table.rows if row.kind == "category" and row.cells[0]
    ]
    assert headings == ["一、区级重点民生实事（2件）", "二、市级重点民生实事（3件）"]


def test_a_plan_with_money_shows_it_with_its_unit_over_the_table() -> None:
    plan = qianjiang_plan()
    plan["projects"][0]["investment_plan"] = "1200.5"
    targets, _ = plan_tables(plan)
    assert targets.table.columns[-1].head == "2025年投资计划"
    assert targets.table.unit_line == "单位：万元"


def test_a_plan_without_stages_has_one_attachment() -> None:
    plan = qianjiang_plan()
    for project in plan["projects"]:
        for task in project["tasks"]:
            task["milestones"] = []
    assert len(plan_tables(plan)) == 1
    assert "附件：黔江区2025年重点民生实事工作目标任务" in [
        p.text for p in docx.Document(io.BytesIO(plan_docx(plan))).paragraphs
    ]


def test_the_word_file_tells_number_title_issuer_and_date_and_no_covering_words() -> None:
    document = docx.Document(io.BytesIO(plan_docx(qianjiang_plan())))
    told = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert told == [
        "黔江府办发〔2025〕20号",
        "重庆市黔江区人民政府办公室\n关于印发黔江区2025年重点民生实事\n工作目标任务与实施方案的通知",
        "附件：1.黔江区2025年重点民生实事工作目标任务",
        "2.黔江区2025年重点民生实事项目实施方案",
        "重庆市黔江区人民政府办公室",
        "2025年4月25日",
        "附件1",
        "黔江区2025年重点民生实事工作目标任务",
        "附件2",
        "黔江区2025年重点民生实事项目实施方案",
    ]
    assert [section.orientation for section in document.sections] == [0, 0, 1]


def test_the_workbook_has_a_sheet_for_each_attachment() -> None:
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(qianjiang_plan())))
    assert book.sheetnames == ["目标任务", "实施方案"]
    assert [ws.page_setup.orientation for ws in book] == ["portrait", "landscape"]
    assert book["实施方案"]["A1"].value == "黔江区2025年重点民生实事项目实施方案"
    assert "A6:A7" in {str(area) for area in book["实施方案"].merged_cells.ranges}


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = qianjiang_plan()
    before = copy.deepcopy(plan)
    assert plan_docx(plan) == plan_docx(shuffled(plan))
    assert plan_xlsx(plan) == plan_xlsx(shuffled(plan))
    assert plan == before
