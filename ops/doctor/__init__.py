"""What may go wrong on a server, looked at one by one, each finding with what to do about it."""

from ops.doctor.findings import Finding, Severity
from ops.doctor.rounds import examine, examine_lightly

__all__ = ["Finding", "Severity", "examine", "examine_lightly"]
