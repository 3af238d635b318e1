"""Which column a piece of text belongs to, where the source lost its empty or merged cells.

Text copied from a page keeps the order of the cells, not their columns. The head of a column says what its cells
look like (a number, an amount, units, a name, a sentence); a row is laid over the columns so that its pieces fit
best. A row in which a piece fits nowhere is not certain, and the table then says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Sort(Enum):
    """What the cells of a column look like."""

    INDEX = "index"
    AMOUNT = "amount"
    UNITS = "units"
    NAME = "name"
    SENTENCE = "sentence"
    REMARK = "remark"
    ANY = "any"


_BY_HEAD = (
    (Sort.INDEX, re.compile(r"^(?:序号|编号|项次|序|号|No\.?)$", re.IGNORECASE)),
    (Sort.REMARK, re.compile(r"备注|说明$")),
    (Sort.UNITS, re.compile(r"(?:单位|部门|领导|责任人|负责人|主体|牵头|配合|协办|主办)")),
    (
        Sort.AMOUNT,
        re.compile(
            r"万元|亿元|%|％|占比|比例|额度|金额|投资|资金|经费|完成率|进度$|数量$|^数$|得票|件数"
        ),
    ),
    (
        Sort.SENTENCE,
        re.compile(
            r"目标|任务|内容|规模|进展|情况|措施|要求|问题|计划|安排|进度|成效|\d月|季度|年底|年末"
        ),
    ),
    (Sort.NAME, re.compile(r"名称|项目|事项|类别|工程|领域|指标")),
)
_NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?\s*[%％]?")
_INDEX = re.compile(r"[（(]?\d{1,3}[)）.、*]{0,2}|[（(]?[一二三四五六七八九十]{1,3}[)）、]?|[①-⑳]")
_UNIT_END = re.compile(
    r"(?:局|委|委员会|办|办公室|部|厅|处|会|联|团|院|站|所|队|中心|政府|集团|公司|银行|法院|检察院|街道|镇|乡|村|社区|馆|校"
    r"|支队|大队|专班|管委会|指挥部|单位|部门)(?:[（(][^（）()]*[）)])?等?$"
)
_UNIT_PARTS = re.compile(r"[、,，;；/\s]+")
_ITEM = re.compile(r"[（(]?(\d{1,2})[)）.、．]")
_BARE_MARK = re.compile(r"[（(]?\d{1,2}[)）.、．]\d{0,2}")


def sort_of_head(head: str) -> Sort:
    """The sort of a column by its head."""
    text = re.sub(r"\s", "", head)
    return next((sort for sort, pattern in _BY_HEAD if pattern.search(text)), Sort.ANY)


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def is_units(text: str) -> bool:
    """Whether a text reads as names of units and nothing else."""
    if len(text) > 120 or "。" in text or text[:1].isdigit():
        return False
    parts = [part for part in _UNIT_PARTS.split(text) if part]
    return bool(parts) and all(len(part) <= 24 and _UNIT_END.search(part) for part in parts)


@lru_cache(maxsize=20_000)
def fit(text: str, sort: Sort) -> float:
    """How well a cell fits a column: above 0 it may stand there, below 0 it does not look like one."""
    number, units = is_number(text), is_units(text)
    length = len(text)
    if sort is Sort.INDEX:
        return 4.0 if _INDEX.fullmatch(text) else -6.0
    if sort is Sort.AMOUNT:
        return (
            4.0 if number or text in ("/", "—", "-", "--", "无") else -5.0 if length > 15 else -1.5
        )
    if number:
        return {Sort.REMARK: -1.0, Sort.ANY: 0.5, Sort.NAME: -5.0, Sort.UNITS: -6.0}.get(sort, -3.0)
    if sort is Sort.UNITS:
        return 3.5 if units else -4.0 if length > 40 or "。" in text else 0.2
    if sort is Sort.NAME:
        return (
            -0.5
            if units
            else 1.5
            if length <= 32 and "。" not in text
            else -2.0
            if length <= 60
            else -4.0
        )
    if sort is Sort.SENTENCE:
        return 2.0 if length >= 12 or "。" in text else -1.5 if units else 0.3
    if sort is Sort.REMARK:
        return 0.1
    return 0.5


_SKIP = {
    Sort.INDEX: -2.5,
    Sort.NAME: -2.0,
    Sort.SENTENCE: -1.6,
    Sort.UNITS: -1.6,
    Sort.AMOUNT: -0.8,
    Sort.ANY: -0.8,
    Sort.REMARK: -0.1,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a row and what stood before it: a `line` break may lie inside a cell, a `space` seldom does, a
    `cell` border never."""

    text: str
    before: str = "line"


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell found for one or more pieces: its column from 0 and which part of the row it stands in."""

    text: str
    column: int
    subrow: int
    fits: bool


def _glue(previous: str, piece: Piece, sort: Sort) -> float:
    """How well a piece goes on with the cell of the piece before it."""
    if piece.before == "cell" or sort in (Sort.INDEX, Sort.AMOUNT):
        return -9.0
    if _BARE_MARK.fullmatch(previous) and not is_number(piece.text):
        score = 3.0
    elif is_number(piece.text):
        score = -3.0
    elif sort is Sort.SENTENCE:
        score = 1.2 if not is_units(piece.text) else -1.0
        if previous.endswith("。") and len(piece.text) <= 10 and piece.text[-1] not in "。；;":
            score = -0.6  # 续建 behind a whole sentence is a cell of its own
    elif sort is Sort.UNITS:
        score = 1.0 if is_units(piece.text) else -2.0
    else:
        score = -0.4 if len(piece.text) <= 20 else -2.5
    if piece.before == "space":
        score -= 1.5
    return score


def _list_marks(pieces: Sequence[Piece]) -> frozenset[int]:
    """Pieces that look like numbers but go on a list in the row: 3.4 after items 1. and 2., with text to follow."""
    found: set[int] = set()
    last = 0
    for at, piece in enumerate(pieces):
        match = _ITEM.match(piece.text)
        if match is None or int(match.group(1)) != last + 1:
            continue
        if is_number(piece.text):
            if last == 0 or at + 1 == len(pieces) or is_number(pieces[at + 1].text):
                continue
            found.add(at)
        last += 1
    return frozenset(found)


def place(pieces: Sequence[Piece], sorts: Sequence[Sort], *, may_restart: bool = False, leading: float = 1.0
          ) -> list[Placed]:  # fmt: skip
    """Lay a row's pieces over the columns in order.

    With `may_restart` a row may go on in a further part that leaves out its first columns (sub-items under one
    number). `leading` scales what leaving out the first columns costs: 0 for a row known to be such a part.
    """
    width = len(sorts)
    skipped = _skipped(sorts)
    # best[column] = (score, path); a path is a linked list of (piece index, column, is new cell, is new part).
    best: list[_State | None] = [None] * width
    marks = _list_marks(pieces)
    for at, piece in enumerate(pieces):
        fits = [
            -1.0 if at in marks and sort is Sort.AMOUNT else fit(piece.text, sort) for sort in sorts
        ]
        after: list[_State | None] = [None] * width
        for column in range(width):
            if at == 0:
                start = fits[column] + skipped[column] * leading
                after[column] = (start, _Step(at, column, "cell", None))
                continue
            glued = _glue(pieces[at - 1].text, piece, sorts[column])
            if glued > -9 and sorts[column] is Sort.UNITS and Sort.UNITS in sorts[column + 1 :]:
                glued -= (
                    2.0  # of units line by line over two columns one leads, the others cooperate
                )
            glued = 2.5 if at in marks and glued > -9 else glued
            begins = may_restart and sorts[column] not in (Sort.INDEX, Sort.NAME)
            after[column] = _reached(at, column, best, fits[column], glued, skipped, begins=begins)
        best = after
    ends = [
        (state[0] + skipped[width] - skipped[column + 1], state[1])
        for column, state in enumerate(best)
        if state is not None
    ]
    if not ends:
        return []
    return _cells(pieces, sorts, max(ends, key=lambda end: end[0])[1])


def _skipped(sorts: Sequence[Sort]) -> list[float]:
    """What leaving out the columns before each one costs."""
    skipped = [0.0]
    for at, sort in enumerate(sorts):
        # Behind the leading units the cooperating ones are often blank.
        is_further = sort is Sort.UNITS and Sort.UNITS in sorts[:at]
        skipped.append(skipped[-1] + (_SKIP[sort] / 2 if is_further else _SKIP[sort]))
    return skipped


def _reached(
    at: int,
    column: int,
    best: Sequence[_State | None],
    fits: float,
    glued: float,
    skipped: Sequence[float],
    *,
    begins: bool,
) -> _State | None:
    """The best way to bring a piece into a column: as a cell of its own, going on, or in a further part."""
    found: _State | None = None
    for before, state in enumerate(best):
        if state is None:
            continue
        score, step = state
        option, kind = float("-inf"), "cell"
        if before < column:
            option = score + fits + skipped[column] - skipped[before + 1]
        elif before == column and glued > -9:
            option, kind = score + glued, "glue"
        if begins and column <= before:
            restarted = score + fits + skipped[-1] - skipped[before + 1] - 3.0
            if restarted > option:
                option, kind = restarted, "part"
        if option > float("-inf") and (found is None or option > found[0]):
            found = (option, _Step(at, column, kind, step))
    return found


@dataclass(frozen=True, slots=True)
class _Step:
    piece: int
    column: int
    kind: str
    before: _Step | None


_State = tuple[float, _Step | None]


def _cells(pieces: Sequence[Piece], sorts: Sequence[Sort], last: _Step | None) -> list[Placed]:
    steps: list[_Step] = []
    while last is not None:
        steps.append(last)
        last = last.before
    cells: list[Placed] = []
    subrow = 0
    for step in reversed(steps):
        piece = pieces[step.piece]
        if step.kind == "glue" and cells:
            whole = cells[-1]
            cells[-1] = Placed(join(whole.text, piece), whole.column, whole.subrow, whole.fits)
            continue
        if step.kind == "part":
            subrow += 1
        cells.append(
            Placed(piece.text, step.column, subrow, fit(piece.text, sorts[step.column]) >= 0)
        )
    return cells


def join(text: str, piece: Piece) -> str:
    """A cell's text with the piece that goes on with it: a list number stands on its item's line."""
    last_line = text.rpartition("\n")[2]
    if _BARE_MARK.fullmatch(last_line):
        return text + piece.text
    return f"{text}{' ' if piece.before == 'space' else chr(10)}{piece.text}"
