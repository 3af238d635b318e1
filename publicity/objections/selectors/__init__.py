"""Reads of objections for the desk."""

from publicity.objections.selectors.bundles import Bundle, bundles, in_bundles, to_be_checked
from publicity.objections.selectors.register import (
    WAITS_FOR_APPROVER,
    Line,
    Reminder,
    clocks,
    due_words,
    lines,
    needs_correction,
    next_due,
    register,
    reminders,
    twins,
)
from publicity.objections.selectors.waiting import (
    corrections_to_start,
    due_for_erasure,
    erasures_to_approve,
    erasures_waiting_in,
    inquiries_of,
    is_security_admin,
    waiting_for_approver,
    waiting_for_handler,
)

__all__ = [
    "WAITS_FOR_APPROVER",
    "Bundle",
    "Line",
    "Reminder",
    "bundles",
    "clocks",
    "corrections_to_start",
    "due_for_erasure",
    "due_words",
    "erasures_to_approve",
    "erasures_waiting_in",
    "in_bundles",
    "inquiries_of",
    "is_security_admin",
    "lines",
    "needs_correction",
    "next_due",
    "register",
    "reminders",
    "to_be_checked",
    "twins",
    "waiting_for_approver",
    "waiting_for_handler",
]
