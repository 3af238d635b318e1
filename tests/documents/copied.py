"""One table as a copy leaves it: a cell a line, columns kept apart by blanks, markdown; menus around it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tests.documents.told import PROJECTS, Told

HEADS = {
    "names": ("序号", "项目名称", "目标任务", "牵头单位", "配合单位", "完成时限"),
    "unit": ("序号", "实事项目", "年度目标", "责任单位", "完成时间"),
    "tasks": ("序号", "工作任务", "责任单位", "完成时限"),
    "words": ("序号", "民生实事", "责任单位", "完成时限"),
    "progress": ("序号", "项目名称", "年度目标", "责任单位", "进展情况"),
    "unit first": ("序号", "项目名称", "责任单位", "建设内容", "备注"),
}
_MENU = ("首页", "政务公开", "字体\uff1a 大 中 小")
_TAIL = ("政府信息公开", "扫一扫在手机打开当前页", "相关阅读", "澄湾区2024年民生实事全部完成")
TITLE = "澄湾区2025年民生实事目标任务分解表"


@dataclass(frozen=True)
class Copy:
    """How a table was copied."""

    heads: str = "names"
    form: str = "cells"
    """cells, spaced, centred, bars or markdown."""
    page: bool = False
    without_cooperating: frozenset[int] = frozenset()
    """Rows whose cell of cooperating units is blank."""
    unit_lines: bool = False
    """Units on a line each."""
    blank_lines: bool = False
    width: int = 16
    """Places of a column, before its words go on below."""


def copied(copy: Copy) -> str:
    """The table as a text."""
    heads = HEADS[copy.heads]
    rows = [_row(at, project, heads, copy) for at, project in enumerate(PROJECTS)]
    lines = {
        "cells": _cells,
        "bars": _bars,
        "markdown": _markdown,
        "spaced": _spaced,
        "centred": _spaced,
    }[copy.form](heads, rows, copy)
    page = list(_MENU) if copy.page else []
    return "\n".join([*page, TITLE, *lines, *(_TAIL if copy.page else ())])


def units_of(at: int, copy: Copy) -> tuple[str, ...]:
    """The units a row names, the leading one first."""
    project = PROJECTS[at]
    if copy.heads == "names" and at in copy.without_cooperating:
        return (project.lead,)
    return (project.lead, *project.cooperating)


def _row(at: int, project: Told, heads: tuple[str, ...], copy: Copy) -> list[str]:
    between = "\n" if copy.unit_lines else "、"
    units = units_of(at, copy)
    values = {
        "序号": str(at + 1),
        "牵头单位": project.lead,
        "配合单位": between.join(units[1:]),
        "责任单位": between.join(units),
        "完成时限": f"{project.month}月底前",
        "完成时间": f"2025年{project.month}月底",
        "进展情况": project.progress,
        "备注": "续建" if at == 1 else "",
        "工作任务": project.target,
        "民生实事": project.target,
        "项目名称": project.name,
        "实事项目": project.name,
    }
    return [values.get(head, project.target) for head in heads]


def _cells(heads: tuple[str, ...], rows: list[list[str]], copy: Copy) -> list[str]:
    lines = list(heads)
    for row in rows:
        lines += [line for cell in row if cell for line in cell.split("\n")]
    return [part for line in lines for part in ((line, "") if copy.blank_lines else (line,))]


def _bars(heads: tuple[str, ...], rows: list[list[str]], copy: Copy) -> list[str]:
    return [
        " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in [list(heads), *rows]
    ]


def _markdown(heads: tuple[str, ...], rows: list[list[str]], copy: Copy) -> list[str]:
    rule = "|".join(":-:" for _ in heads)
    lines = ["|".join(heads), rule]
    for row in rows:
        cells = [cell.replace("\n", "<br>") for cell in row]
        cells[1] = f"**{cells[1]}**"
        lines.append("|".join(cells))
    return ["", *(line if copy.width % 2 else f"|{line}|" for line in lines), ""]


def _spaced(heads: tuple[str, ...], rows: list[list[str]], copy: Copy) -> list[str]:
    widths = [6 if at == 0 else max(copy.width, _width(head) + 2) for at, head in enumerate(heads)]
    lines = [_line(list(heads), widths)]
    for row in rows:
        wrapped = [_wrapped(cell, width - 2) for cell, width in zip(row, widths, strict=True)]
        height = max(map(len, wrapped))
        if copy.form == "centred":
            wrapped[0] = [""] * ((height - 1) // 2) + wrapped[0]
        lines += [
            _line([part[at] if at < len(part) else "" for part in wrapped], widths)
            for at in range(height)
        ]
        if copy.blank_lines:
            lines.append("")
    return ["", *lines, "", "                         - 1 -"]


def _line(cells: list[str], widths: list[int]) -> str:
    return "".join(
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in cell.split("\n"):
        line = ""
        for sign in part:
            if _width(line + sign) > width:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
