"""A reading checked against itself: what a careful clerk would ask about before it is published."""

from __future__ import annotations

from collections.abc import Sequence

from documents.checks.counts import check_counts
from documents.checks.gaps import check_gaps
from documents.checks.goals import check_goals
from documents.checks.sums import check_sums
from documents.drafts import ListDraft, ProjectDraft
from documents.reading import Finding, Project

__all__ = ["check"]


def check(
    plan: ListDraft,
    projects: Sequence[Project],
    drafts: Sequence[ProjectDraft],
    titles: Sequence[str],
    *,
    is_progress: bool,
) -> list[Finding]:
    """Every doubt about figures, counts and blanks; `projects` and `drafts` are in the same order."""
    findings = check_sums(plan, drafts)
    for project, draft in zip(projects, drafts, strict=True):
        findings += check_goals(project, draft)
    findings += check_counts(plan, titles)
    findings += check_gaps(plan, drafts, is_progress=is_progress)
    return findings
