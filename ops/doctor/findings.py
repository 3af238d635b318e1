"""One finding of the doctor: what was looked at, how bad, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad: well, worth a look, stops the service or will."""

    WELL = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True)
class Finding:
    """`remedy` is a sentence that says what to do; empty where all is well."""

    subject: str
    severity: Severity
    said: str
    remedy: str = ""


def well(subject: str, said: str) -> Finding:
    return Finding(subject, Severity.WELL, said)


def warning(subject: str, said: str, remedy: str) -> Finding:
    return Finding(subject, Severity.WARNING, said, remedy)


def fault(subject: str, said: str, remedy: str) -> Finding:
    return Finding(subject, Severity.FAULT, said, remedy)
