"""Every change of an objection. Keyword-only, atomic, audited; the moment comes from the caller.

Words and identity are sealed before they reach the database.
"""

from objections.services.answering import (
    approve_answer,
    deliver_answer,
    draft_answer,
    release_outcome,
    retract_outcome,
    return_answer,
    reword_outcome,
    submit_answer,
)
from objections.services.citizen import ask_erasure, note_export, rate_answer, withdraw_objection
from objections.services.correcting import reopen_reports, start_correction
from objections.services.deciding import (
    accept_objection,
    change_summary,
    pass_checks,
    refuse_objection,
    set_aside,
    start_check,
    tell_person,
)
from objections.services.emptying import Replayed, not_replayed, replay_erasures
from objections.services.erasing import approve_erasure, decline_erasure, propose_erasure
from objections.services.extending import ask_extension, decline_extension, grant_extension
from objections.services.inquiries import ask_unit, reply_to_inquiry
from objections.services.receiving import (
    MOST_WORDS,
    Arrival,
    Receipt,
    Words,
    complete_objection,
    receive_web_objection,
    register_objection,
)
from objections.services.scanning import OpenedScan, add_scan, open_scan, remove_scan
from objections.services.taking_steps import TextRefused
from objections.services.viewing import Opened, open_words, open_words_of

__all__ = [
    "MOST_WORDS",
    "Arrival",
    "Opened",
    "OpenedScan",
    "Receipt",
    "Replayed",
    "TextRefused",
    "Words",
    "accept_objection",
    "add_scan",
    "approve_answer",
    "approve_erasure",
    "ask_erasure",
    "ask_extension",
    "ask_unit",
    "change_summary",
    "complete_objection",
    "decline_erasure",
    "decline_extension",
    "deliver_answer",
    "draft_answer",
    "grant_extension",
    "not_replayed",
    "note_export",
    "open_scan",
    "open_words",
    "open_words_of",
    "pass_checks",
    "propose_erasure",
    "rate_answer",
    "receive_web_objection",
    "refuse_objection",
    "register_objection",
    "release_outcome",
    "remove_scan",
    "reopen_reports",
    "replay_erasures",
    "reply_to_inquiry",
    "retract_outcome",
    "return_answer",
    "reword_outcome",
    "set_aside",
    "start_check",
    "start_correction",
    "submit_answer",
    "tell_person",
    "withdraw_objection",
]
