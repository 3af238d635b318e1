"""A reading checked against itself: what a careful clerk would ask about before it is published."""

from __future__ import annotations

from collections.abc import Sequence

from documents.checks.counts import check_counts
from documents.checks.fit import check_fit
from documents.checks.gaps import check_gaps
from documents.checks.goals import check_goals
from documents.checks.lines import line_accounts, unused_lines
from documents.checks.stated import check_stated
from documents.checks.sums import check_sums
from documents.checks.unused import Accounts, unused
from documents.drafts import ListDraft, ProjectDraft
from documents.grids import Loaded
from documents.reading import Finding, Project, Reading

__all__ = ["account_for", "check"]


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
        findings += check_stated(project)
    findings += check_counts(plan, titles)
    findings += check_gaps(plan, drafts, is_progress=is_progress)
    return findings


def account_for(
    loaded: Loaded,
    lists: Sequence[ListDraft],
    reading: Reading,
    drafts: Sequence[ProjectDraft],
) -> list[Finding]:
    """Where the reading does not fit the document, and what it did not take; `drafts` are those of its projects."""
    accounts = Accounts(loaded, lists, reading, drafts)
    return [
        *check_fit(lists, reading, drafts),
        *unused(accounts.cells(), is_plan=reading.kind == "plan"),
        *unused_lines(line_accounts(loaded, reading, accounts.whole)),
    ]
