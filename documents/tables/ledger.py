"""Reading a ledger: one head row, one line a project and year. Pure: rows of texts in, checked rows and problems out.

Every problem is told at once, with its sheet, row and column, what was printed and what was expected. Texts that
repeat (units, categories, amounts) are checked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from documents.ledger import FIELDS, Ledger, LedgerRow, Problem
from documents.tables.meanings import Meaning, meaning_of
from documents.text import bare

HEAD_WITHIN = 10
"""The head row stands among the first rows of a sheet."""
PROBLEMS_TOLD = 500


class CellProblem(ValueError):
    """What is wrong with a cell, as a sentence."""


_REQUIRED = (0, 2, 3)
_BY_MEANING = {
    Meaning.NUMBER: 2,
    Meaning.NAME: 3,
    Meaning.CATEGORY: 4,
    Meaning.UNIT: 5,
    Meaning.LEAD: 5,
    Meaning.TARGET: 6,
    Meaning.PLAN: 7,
    Meaning.INVESTED: 8,
}
_YEAR_HEAD = re.compile(r"(?:所属)?(?:年度|年份|年)")
_MONTH_HEAD = re.compile(r"(?:截至|截止)?月份?|期末月")


def read_ledger(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> Ledger:
    """All sheets' lines; blank lines are passed over, a line with a problem is left out and told."""
    ledger = Ledger()
    seen: dict[tuple[int, int, int], tuple[str, int]] = {}
    for name, rows in sheets:
        _read_sheet(name, rows, ledger, seen)
    return ledger


def _read_sheet(
    sheet: str,
    rows: Sequence[Sequence[str]],
    ledger: Ledger,
    seen: dict[tuple[int, int, int], tuple[str, int]],
) -> None:
    found = _head(rows)
    if found is None:
        if any(any(row) for row in rows):
            _tell(
                ledger, Problem(sheet, 1, "表头", "", f"没有找到表头，应有：{'、'.join(FIELDS)}。")
            )
        return
    at, columns = found
    missing = [FIELDS[index] for index in _REQUIRED if index not in columns]
    if missing:
        _tell(ledger, Problem(sheet, at + 1, "表头", "", f"表头缺少：{'、'.join(missing)}。"))
        return
    readers = [(index, columns[index], _cached(_READ[index])) for index in sorted(columns)]
    for line, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(row):
            continue
        values: list[object] = [0, 12, 0, "", "", "", "", None, None]
        fine = True
        width = len(row)
        for index, column, read in readers:
            text = row[column] if column < width else ""
            value = read(text)
            if value.__class__ is CellProblem:
                _tell(ledger, Problem(sheet, line, FIELDS[index], text, str(value)))
                fine = False
            else:
                values[index] = value
        if not fine:
            continue
        item = LedgerRow(*values)  # type: ignore[arg-type]
        key = item[:3]
        if key in seen:
            other_sheet, other_line = seen[key]
            where = f"“{other_sheet}”" if other_sheet and other_sheet != sheet else ""
            _tell(
                ledger,
                Problem(
                    sheet,
                    line,
                    "序号",
                    str(item.number),
                    f"{item.year}年1—{item.through_month}月第{item.number}件在{where}第{other_line}行已有。",
                ),
            )
            continue
        seen[key] = (sheet, line)
        ledger.rows.append(item)


def _tell(ledger: Ledger, problem: Problem) -> None:
    if len(ledger.problems) < PROBLEMS_TOLD:
        ledger.problems.append(problem)
    else:
        ledger.more_problems += 1


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, int]] | None:
    """The head row and which field stands in which column, by the words of the heads."""
    best: tuple[int, dict[int, int]] | None = None
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        columns: dict[int, int] = {}
        for column, text in enumerate(row):
            index = _field(text)
            if index is not None:
                columns.setdefault(index, column)
        if len(columns) >= 3 and (best is None or len(columns) > len(best[1])):
            best = (at, columns)
    return best


def _field(head: str) -> int | None:
    plain = bare(head)
    if _YEAR_HEAD.fullmatch(plain):
        return 0
    if _MONTH_HEAD.fullmatch(plain):
        return 1
    meaning = meaning_of(head)
    return _BY_MEANING.get(meaning) if meaning else None


def _cached(read: Callable[[str], object]) -> Callable[[str], object]:
    """Each different text is checked once; a problem is kept like a value."""
    known: dict[str, object] = {}

    def cached(text: str) -> object:
        found = known.get(text, known)
        if found is known:
            try:
                found = read(text)
            except CellProblem as problem:
                found = problem
            known[text] = found
        return found

    return cached


def _whole(text: str, low: int, high: int, what: str) -> int:
    plain = bare(text)
    if not plain.isascii() or not plain.isdigit() or not low <= int(plain) <= high:
        raise CellProblem(f"“{text}”不是{what}，应为{low}到{high}的整数。")
    return int(plain)


def _year(text: str) -> int:
    return _whole(text.removesuffix("年"), 1990, 2100, "年度")


def _month(text: str) -> int:
    return _whole(text.removesuffix("月"), 1, 12, "月份") if text.strip() else 12


def _number(text: str) -> int:
    return _whole(text.rstrip(".、． "), 1, 9999, "序号")


def _words(limit: int, *, required: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        plain = text.strip()
        if required and not plain:
            raise CellProblem(f"缺少{required}。")
        if len(plain) > limit:
            raise CellProblem(f"有{len(plain)}个字，最多{limit}个字。")
        return plain

    return read


def _money(text: str) -> Decimal | None:
    """万元 with up to four decimals; blank or a dash is none."""
    plain = bare(text).replace(",", "").removesuffix("万元")
    if plain in ("", "-", "—", "--", "——", "/"):
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise CellProblem(f"“{text}”不是数字，应为万元数，如 1200.5。")
    if amount < 0:
        raise CellProblem(f"“{text}”是负数，金额不能小于0。")
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise CellProblem(f"“{text}”有{-exponent}位小数，最多4位（1元）。")
    if amount >= 10**10:
        raise CellProblem(f"“{text}”太大，单位应为万元。")
    return amount


_READ: tuple[Callable[[str], object], ...] = (
    _year,
    _month,
    _number,
    _words(120, required="项目名称"),
    _words(80),
    _words(200),
    _words(5000),
    _money,
    _money,
)
