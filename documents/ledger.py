"""A ledger of past years as checked lines, and as plain values for the way between the processes.

`documents.tables.ledger` makes it from rows of texts.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

FIELDS = ("年度", "截至月份", "序号", "项目名称", "类别", "责任单位", "年度目标任务", "年度投资计划(万元)", "完成投资(万元)")  # fmt: skip


class LedgerRow(NamedTuple):
    """A checked line. The first three are its key."""

    year: int
    through_month: int
    number: int
    name: str
    category: str
    units: str
    target: str
    investment_plan: Decimal | None
    invested: Decimal | None


@dataclass(frozen=True, slots=True)
class Problem:
    sheet: str
    row: int
    column: str
    printed: str
    message: str

    @property
    def place(self) -> str:
        sheet = f"“{self.sheet}”" if self.sheet else ""
        return f"{sheet}第{self.row}行“{self.column}”"


@dataclass
class Ledger:
    rows: list[LedgerRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0


def pack_ledger(ledger: Ledger) -> dict[str, Any]:
    """A `Ledger` as plain values: amounts as texts."""
    return {
        "rows": [
            (*row[:7], *(None if amount is None else str(amount) for amount in row[7:]))
            for row in ledger.rows
        ],
        "problems": [astuple(problem) for problem in ledger.problems],
        "more_problems": ledger.more_problems,
    }


def unpack_ledger(packed: dict[str, Any]) -> Ledger:
    """The `Ledger` that was packed. Amounts repeat: each text becomes a number once."""
    texts = {text for row in packed["rows"] for text in row[7:] if text is not None}
    amounts: dict[str | None, Decimal | None] = {None: None}
    amounts.update((text, Decimal(text)) for text in texts)
    rows = [LedgerRow._make((*row[:7], amounts[row[7]], amounts[row[8]])) for row in packed["rows"]]
    problems = [Problem(*problem) for problem in packed["problems"]]
    return Ledger(rows, problems, packed["more_problems"])
