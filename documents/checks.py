"""Checks a reading against itself: sums, ratios, percents, counts, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from documents.drafts import ListDraft, ProjectDraft
from documents.reading import Finding, Project


def check(
    plan: ListDraft,
    projects: Sequence[Project],
    drafts: Sequence[ProjectDraft],
    title: str | None,
    table_title: str | None,
    *,
    is_progress: bool,
) -> list[Finding]:
    """Every doubt about the figures and texts of a list."""
    return []
