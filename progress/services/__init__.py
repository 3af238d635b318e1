"""Every change of rounds and reports. Keyword-only, atomic, audited; the moment comes from the caller."""

from progress.services.bulk import Bulk, HandedIn, approve_several, submit_several
from progress.services.drafts import Kept, Seen, autosave_draft, choose_aside, discard_draft
from progress.services.evidence import add_evidence, remove_evidence
from progress.services.handing_over import hand_over
from progress.services.moving import (
    approve_report,
    begin_review,
    reopen_report,
    return_report,
    submit_report,
    take_back,
)
from progress.services.refusals import EditConflict, Incomplete, StepRefused, Unanswered
from progress.services.reminding import RemindersFailed, remind_due, remind_units
from progress.services.rounds import (
    cancel_round,
    close_round,
    extend_due,
    open_round,
    reopen_round,
    why_not_cancelled,
)
from progress.services.saving import (
    WORKBOOK,
    RowInput,
    RowsRefused,
    Saved,
    SavedRows,
    preview_rows,
    save_report,
    save_rows,
)
from progress.services.taking_over import take_over_report, take_over_round

__all__ = [
    "WORKBOOK",
    "Bulk",
    "EditConflict",
    "HandedIn",
    "Incomplete",
    "Kept",
    "RemindersFailed",
    "RowInput",
    "RowsRefused",
    "Saved",
    "SavedRows",
    "Seen",
    "StepRefused",
    "Unanswered",
    "add_evidence",
    "approve_report",
    "approve_several",
    "autosave_draft",
    "begin_review",
    "cancel_round",
    "choose_aside",
    "close_round",
    "discard_draft",
    "extend_due",
    "hand_over",
    "open_round",
    "preview_rows",
    "remind_due",
    "remind_units",
    "remove_evidence",
    "reopen_report",
    "reopen_round",
    "return_report",
    "save_report",
    "save_rows",
    "submit_report",
    "submit_several",
    "take_back",
    "take_over_report",
    "take_over_round",
    "why_not_cancelled",
]
