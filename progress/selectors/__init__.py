"""Reads of rounds and reports that other parts use."""

from progress.selectors.approved import (
    ProjectRow,
    approved_revisions,
    last_revisions,
    project_rows,
    revisions_until,
)

__all__ = [
    "ProjectRow",
    "approved_revisions",
    "last_revisions",
    "project_rows",
    "revisions_until",
]
