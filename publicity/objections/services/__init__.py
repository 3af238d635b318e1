"""Every change of an objection. Keyword-only, atomic, audited; the moment comes from the caller.

Words and identity are sealed before they reach the database.
"""

from publicity.objections.services.common import TextRefused
from publicity.objections.services.deciding import (
    accept_objection,
    change_summary,
    pass_checks,
    refuse_objection,
    set_aside,
    start_check,
    tell_person,
)
from publicity.objections.services.receiving import (
    Arrival,
    Receipt,
    Words,
    complete_objection,
    known_receipt,
    receive_web_objection,
    register_objection,
)
from publicity.objections.services.viewing import Opened, open_words, open_words_of

__all__ = [
    "Arrival",
    "Opened",
    "Receipt",
    "TextRefused",
    "Words",
    "accept_objection",
    "change_summary",
    "complete_objection",
    "known_receipt",
    "open_words",
    "open_words_of",
    "pass_checks",
    "receive_web_objection",
    "refuse_objection",
    "register_objection",
    "set_aside",
    "start_check",
    "tell_person",
]
