"""Rounds, what units report in them, and how reports are judged."""

from progress.models.evidence import Evidence
from progress.models.reports import (
    Measurement,
    MilestoneAnswer,
    ProgressReport,
    ReportDraft,
    ReportParagraph,
)
from progress.models.rounds import Reminder, ReportingRound, RoundExtension, RoundStep
from progress.models.rules import RuleSet
from progress.models.trail import ReportRevision, ReportStep

__all__ = [
    "Evidence",
    "Measurement",
    "MilestoneAnswer",
    "ProgressReport",
    "Reminder",
    "ReportDraft",
    "ReportParagraph",
    "ReportRevision",
    "ReportStep",
    "ReportingRound",
    "RoundExtension",
    "RoundStep",
    "RuleSet",
]
