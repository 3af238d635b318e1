"""The workbook a unit fills in offline: its layout, writing it prefilled, reading it back.

Each data row carries its task and the version it was made from in hidden columns, so that blank, moved or sorted
rows never shift anything. The first cell says which round and whose workbook it is.
"""

from __future__ import annotations

from progress.workbook.layout import FIRST_ROW, SHEET, TEXTS, fields_in, mark_of
from progress.workbook.problems import cell_problems, frozen_problems
from progress.workbook.reading import (
    NotThisWorkbook,
    Place,
    Problem,
    ReadBack,
    WorkbookRefused,
    read,
)
from progress.workbook.writing import write

__all__ = [
    "FIRST_ROW",
    "SHEET",
    "TEXTS",
    "NotThisWorkbook",
    "Place",
    "Problem",
    "ReadBack",
    "WorkbookRefused",
    "cell_problems",
    "fields_in",
    "frozen_problems",
    "mark_of",
    "read",
    "write",
]
