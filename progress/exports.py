"""Workbooks of the desk."""

from __future__ import annotations

from io import BytesIO

from progress.selectors.board import Board
from projects.periods import through_words


def owing_workbook(found: Board, *, with_contacts: bool = False) -> bytes:
    """Who still owes what in a round, one line a row, as .xlsx. Every text stays text.

    `with_contacts`: whom to call at each unit, for those who chase.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("欠报清单")
    sheet.freeze_panes = "A3"
    for letter, width in zip("ABCDEFGH", (20, 8, 32, 28, 10, 12, 12, 18), strict=True):
        sheet.column_dimensions[letter].width = width

    def cell(value: object, *, bold: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"
        made.font = Font(bold=bold)
        made.alignment = Alignment(wrap_text=True, vertical="top")
        return made

    round_ = found.round
    months = f"{round_.plan.district}{round_.plan.year}年{through_words(round_.through_month)}"
    sheet.append([cell(f"{months}填报欠报清单（{found.day}）", bold=True)])
    heads = ("责任单位", "序号", "项目", "全部责任单位", "状态", "截止日期", "还有几天", "联系人")
    sheet.append([cell(head, bold=True) for head in heads])
    for one in found.owing:
        contact = " ".join(filter(None, one.unit.contact.values())) if with_contacts else ""
        for row in one.rows:
            values = (
                one.unit.name,
                row.number,
                row.task.project.name,
                row.unit_names,
                row.word,
                row.deadline.due_on.isoformat(),
                row.deadline.words,
                contact,
            )
            sheet.append([cell(value) for value in values])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
