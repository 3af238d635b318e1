"""What the import desk does: receive, preview, decide, apply, confirm, undo."""

from intake.refusals import ImportRefused
from intake.services.answering import Answers, record_answers
from intake.services.applying import apply_import, confirm_take_over
from intake.services.deciding import (
    accepting,
    correct_cells,
    decide_finding,
    decide_findings,
    decide_match,
    decide_part,
    drop_import,
    set_kind,
    set_year,
    tie_unit,
    vouch_for_signs,
)
from intake.services.explaining import explain_printed
from intake.services.receiving import receive_document, start_import
from intake.services.undoing import undo_import

__all__ = [
    "Answers",
    "ImportRefused",
    "accepting",
    "apply_import",
    "confirm_take_over",
    "correct_cells",
    "decide_finding",
    "decide_findings",
    "decide_match",
    "decide_part",
    "drop_import",
    "explain_printed",
    "receive_document",
    "record_answers",
    "set_kind",
    "set_year",
    "start_import",
    "tie_unit",
    "undo_import",
    "vouch_for_signs",
]
