"""What the import desk does: receive, preview, decide, apply, confirm, undo."""

from intake.refusals import ImportRefused
from intake.services.answering import Answers, Decision, record_answers
from intake.services.applying import apply_import, confirm_take_over
from intake.services.deciding import (
    accepting,
    decide_finding,
    decide_findings,
    decide_match,
    decide_part,
    drop_import,
    set_kind,
    tie_unit,
    vouch_for_signs,
)
from intake.services.explaining import explain_printed
from intake.services.receiving import receive_document, start_import
from intake.services.rereading import Corrections, correct_reading
from intake.services.undoing import undo_import

__all__ = [
    "Answers",
    "Corrections",
    "Decision",
    "ImportRefused",
    "accepting",
    "apply_import",
    "confirm_take_over",
    "correct_reading",
    "decide_finding",
    "decide_findings",
    "decide_match",
    "decide_part",
    "drop_import",
    "explain_printed",
    "receive_document",
    "record_answers",
    "set_kind",
    "start_import",
    "tie_unit",
    "undo_import",
    "vouch_for_signs",
]
