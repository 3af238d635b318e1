"""What the cells of a file do not say by their text, told as findings: hidden, struck out, shown in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.drafts import ProjectDraft
from documents.formats.sheetfacts import column_name
from documents.grids import Loaded, Mark, Paragraph
from documents.reading import Finding, Place, Severity
from documents.signs import deceptive_sign, sign_in_words
from documents.text import bare

_MOST = 60
"""Notes of one kind: a person reads no more, and a sheet made wholly so needs no hundred."""
_SHORT = 40
_TIME_OF_DAY = re.compile(
    r"(?:上午|下午|中午|凌晨|早上|晚上|[AaPp][Mm])?"
    r"(?:[01]?\d|2[0-4])(?:[:\uff1a][0-5]\d(?:[:\uff1a][0-5]\d)?|[时点](?:[0-5]?\d分?|整|半)?)"
    r"(?:[AaPp][Mm])?"
)
"""14:30, 下午2:30, 14时30分: what stands where a day was meant."""


def mark_findings(loaded: Loaded, drafts: Sequence[ProjectDraft]) -> list[Finding]:
    """A finding for each mark, naming the project whose rows it stands in."""
    rows = _rows(drafts)
    findings: list[Finding] = []
    told: dict[str, int] = {}
    for grid in loaded.grids:
        for mark in grid.marks:
            told[mark.kind] = told.get(mark.kind, 0) + 1
            if told[mark.kind] > _MOST:
                continue
            place = Place(grid.index, mark.row, mark.column)
            project = None if mark.kind == "hidden_column" else rows.get((grid.index, mark.row))
            findings.append(_finding(mark, project, place))
    return findings


def sign_findings(loaded: Loaded, drafts: Sequence[ProjectDraft]) -> list[Finding]:
    """A warning for each cell or line with a sign that nobody sees or that turns the writing about.

    What opening a file drops from every text (zero-width blanks, a soft hyphen) is a normal form and no finding.
    """
    rows = _rows(drafts)
    findings: list[Finding] = []
    for text, place in _texts(loaded):
        found = deceptive_sign(text.replace("\n", " "))
        if found is None:
            continue
        sign = sign_in_words(found[1])
        where = f"第{place.row}行{column_name(place.column)}列" if place else "表外的文字里"
        project = rows.get((place.table, place.row)) if place else None
        sentence = (
            f"{where}有看不见的符号（{sign}），显示的和实际的字可能不一样，请核对：{_visible(text)}"
        )
        findings.append(Finding("warning", "deceptive_sign", sentence, project, place, sign))
        if len(findings) == _MOST:
            break
    return findings


def time_findings(loaded: Loaded, drafts: Sequence[ProjectDraft]) -> list[Finding]:
    """A warning for each cell of a project's rows that says a time of day and no day, in any format."""
    rows = _rows(drafts)
    marked = {
        (grid.index, mark.row, mark.column)
        for grid in loaded.grids
        for mark in grid.marks
        if mark.kind == "lone_time"
    }
    findings: list[Finding] = []
    for text, place in _texts(loaded):
        if place is None or not _TIME_OF_DAY.fullmatch(bare(text)):
            continue
        project = rows.get((place.table, place.row))
        if project is None or (place.table, place.row, place.column) in marked:
            continue
        mark = Mark("lone_time", place.row, place.column, text.strip())
        findings.append(_finding(mark, project, place))
        if len(findings) == _MOST:
            break
    return findings


def _texts(loaded: Loaded) -> Iterator[tuple[str, Place | None]]:
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            yield block.text, None
            continue
        for row, cells in enumerate(block.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                # A merged cell stands at every position it covers: it is told at its first.
                if cell is not None and (cell.row, cell.column) == (row, column):
                    yield cell.text, Place(block.index, *block.place_of(cell))


def _visible(text: str) -> str:
    """The beginning of a text in its real order, the signs left out."""
    return _brief("".join(sign for sign in text if sign == "\n" or not deceptive_sign(sign)))


def _rows(drafts: Sequence[ProjectDraft]) -> dict[tuple[int, int], int]:
    """The project of each row of each table: its own rows and those down to the next one."""
    found: dict[tuple[int, int], int] = {}
    for draft in drafts:
        for place in _places(draft):
            found.setdefault((place.table, place.row), draft.number)
    return found


def _places(draft: ProjectDraft) -> Iterator[Place]:
    yield from draft.places.values()
    for task in draft.tasks:
        places = [task.place]
        places += [text.place for text in task.unit_texts]
        places += [milestone.place for milestone in task.milestones]
        yield from (place for place in places if place is not None)


def _finding(mark: Mark, project: int | None, place: Place) -> Finding:
    severity: Severity = "note"
    shown, held = _brief(mark.shown), _brief(mark.held)
    where = f"第{place.row}行{column_name(place.column)}列"
    if mark.kind == "shown_differs":
        sentence = (
            f"{where}的格存的是{held}，按格式显示为{shown}，已按显示的读取。"
            if shown
            else f"{where}的格存的是{held}，但格式让它不显示，没有读取。"
        )
    elif mark.kind == "hidden_row":
        sentence = f"第{place.row}行（{shown}）是隐藏行，已一并读取。"
    elif mark.kind == "hidden_column":
        sentence = f"{column_name(place.column)}列（{shown}）是隐藏列，已一并读取；显示的列里有同样内容的，以显示的为准。"
    elif mark.kind == "struck_out":
        sentence = f"{where}有删除线的“{shown}”没有读取。"
    elif mark.kind == "hidden_text":
        sentence = f"{where}的隐藏文字“{shown}”没有读取。"
    elif mark.kind == "note_sign":
        sentence = f"{where}上标的“{shown}”是注释号，没有读进数字和文字里。"
    elif mark.kind == "date_serial":
        sentence = f"{where}的{held}是日期的序列值，读作{shown}。"
    elif held:
        sentence = f"{where}存的是日期{shown}，只显示了时刻{held}，已按日期读取。"
    else:
        severity = "warning"
        sentence = f"{where}只有时刻“{shown}”，没有日期，请核对。"
    return Finding(
        severity, mark.kind, sentence, project, place, mark.shown or None, mark.held or None
    )


def _brief(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(bare(line)) <= _SHORT else line[:_SHORT] + "…"
