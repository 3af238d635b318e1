"""Which rows are projects and which are parts of the project above: by number, by mark, by what is merged."""

from __future__ import annotations

import re

from documents.drafts import ProjectDraft
from documents.numbers import COARSE_TO_FINE, PrintedNumber, Style, parse_number
from documents.tables.meanings import Meaning
from documents.tables.rownames import RowName, name_of_row
from documents.tables.under import UnderHead
from documents.text import bare

_CONTENT = (
    Meaning.TARGET,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.MILESTONE,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.ANSWER,
)


class Levels:
    """How a table numbers its projects, and how far the parts of the one in hand have come."""

    def __init__(self, at: UnderHead) -> None:
        self.at = at
        self.style = self._style_of_projects()
        self._last_part = 0

    def _style_of_projects(self) -> Style | None:
        """The coarsest style of the rows that say more than a name; in the names where no column has numbers."""
        column = self.at.head.first(Meaning.NUMBER)
        styles: set[Style] = set()
        for row in range(self.at.head.bottom + 1, len(self.at.grid.rows) + 1):
            if column is not None:
                cell = self.at.own(row, column)
                number = parse_number(cell.text) if cell else None
            else:
                number = name_of_row(self.at, row).number
            if number and number.style not in styles and self._has_content(row):
                styles.add(number.style)
        return min(styles, key=COARSE_TO_FINE.index, default=None)

    def _has_content(self, row: int) -> bool:
        return any(self.at.own(row, column) for column in self.at.head.of(*_CONTENT))

    def has_project(self) -> None:
        """A project begins: its parts are counted from one."""
        self._last_part = 0

    def has_part(self, called: RowName) -> None:
        number = called.number or called.mark
        if number is not None:
            self._last_part = number.value

    def goes_on(self, called: RowName, current: ProjectDraft) -> bool:
        """Whether a row is a further part of the project above it."""
        if called.is_of_which:
            return True
        number = called.number
        if called.number_text:
            if self._is_finer(number):
                return not self._runs_on(number, current)
            same_number = number is not None and (
                (
                    current.value == number.value
                    and bare(called.number_text) == bare(current.printed_number or "")
                )
                or (
                    number.style == "sub"
                    and _whole(called.number_text) == _whole(current.printed_number)
                )
            )
            return same_number and bool(called.name) and bare(called.name) == bare(current.name)
        if called.is_merged:
            return True
        if self.style is not None and called.mark and self._is_finer(called.mark):
            return True
        if not self.at.head.of(Meaning.NAME):
            return not called.name or self.at.head.first(Meaning.NUMBER) is not None
        return not called.name or bare(called.name) == bare(current.name)

    def _is_finer(self, number: PrintedNumber | None) -> bool:
        """Whether a number is of a part of a project: (1) under 1, 10-2 under 10."""
        if number is None or self.style is None:
            return False
        return COARSE_TO_FINE.index(number.style) > COARSE_TO_FINE.index(self.style)

    def _runs_on(self, number: PrintedNumber | None, current: ProjectDraft) -> bool:
        """(3) behind 2、 in a column that mixes its styles: the next project, no third part."""
        if number is None or current.value is None or re.search(r"\d[-.]\d", number.printed):
            return False
        return number.value == current.value + 1 and number.value != self._last_part + 1


def _whole(printed: str | None) -> str:
    """1 of 1-2: which project a part with a number of its own is of."""
    return re.split(r"[-.]", bare(printed or ""))[0]
