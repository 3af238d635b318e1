"""What is told of a table's cells that are not read as they stand, in the words an official uses."""

from __future__ import annotations

from documents.drafts import Doubt
from documents.reading import Finding, Place


def of_another_time(head: str, instead: str, place: Place) -> Finding:
    """A column of an earlier month, of last year, of a month alone."""
    told = f"以「{instead}」为准" if instead else "不作本期数"
    return Finding(
        "note",
        "other_period",
        f"「{head}」一栏不是本期累计数，{told}，该栏只留在原件里，请核对。",
        None,
        place,
        head,
        instead or None,
    )


def problems_too(head: str, place: Place) -> Finding:
    """A column that tells the progress, its problems and the next step in one cell."""
    return Finding(
        "warning",
        "reading_doubtful",
        f"「{head}」把进展和问题、下一步写在一格，已整格读作进展；问题和下一步不公开，请核对后删去。",
        None,
        place,
        head,
    )


def taken_as_spent(head: str, place: Place) -> Finding:
    """投入资金 in a table of what was done: money spent, though the head does not say so."""
    return Finding(
        "note",
        "reading_doubtful",
        f"「{head}」没有写明是计划数还是完成数，表里另有进展，已记作累计完成投资，请核对。",
        None,
        place,
        head,
    )


def sources_alone(heads: str, place: Place) -> Finding:
    """Columns of where the money comes from, and none of the sum."""
    return Finding(
        "warning",
        "reading_doubtful",
        f"「{heads}」是资金来源，表里没有合计一栏，计划投资未填写，请补上。",
        None,
        place,
        heads,
    )


def unsure_amount(head: str, printed: str, place: Place) -> Doubt:
    """A figure that may be money or a count, of this month or since January."""
    return Doubt(
        "warning",
        "reading_doubtful",
        f"「{head}」印为{printed}，看不出是投资额还是数量，或者是当期还是累计，未填写，请核对。",
        place,
        printed,
    )


def from_earlier(head: str, newest: str, printed: str, place: Place) -> Doubt:
    """The newest column is blank, the report is the one before."""
    return Doubt(
        "note",
        "other_period",
        f"「{newest}」一栏空白，进展取自「{head}」，请核对。",
        place,
        printed,
        newest,
    )


def serial_date(printed: str, read: str, place: Place | None) -> Doubt:
    """A spreadsheet's bare date number."""
    return Doubt(
        "note",
        "date_serial",
        f"时限印为数字{printed}，是表格软件的日期序列值，按{read}读取，请核对。",
        place,
        printed,
        read,
    )


def cell_split(printed: str, name: str, place: Place | None) -> Doubt:
    """A name and a target in one cell."""
    return Doubt(
        "note",
        "name_differs",
        f"名称和目标任务连在一格，按空格分开，名称记为「{name}」，请核对。",
        place,
        printed,
        name,
    )


def part_of_row(name: str, printed: str, place: Place | None) -> Doubt:
    """其中:东片区 with amounts that are in the row above."""
    return Doubt(
        "note",
        "part_row",
        f"「{name}」一行（{printed}）是该项目的一部分，金额已含在项目行内，不另计。",
        place,
        printed,
    )
