"""What contradicts itself in a report, told beside the field it concerns (rules.md, Report).

Warnings explain and never block; only missing required facts and impossible numbers block. The checks are a table:
a new one starts as a note, for one round, before it warns.
"""

from __future__ import annotations

from progress.checks.facts import Check, CheckFacts, Filing, Severity
from progress.checks.numbers import JUMP_TIMES, LEAST_RISE
from progress.checks.table import RULES, Running, blocks, check_report, has_new_rules, on_trial

__all__ = [
    "JUMP_TIMES",
    "LEAST_RISE",
    "RULES",
    "Check",
    "CheckFacts",
    "Filing",
    "Running",
    "Severity",
    "blocks",
    "check_report",
    "has_new_rules",
    "on_trial",
]
