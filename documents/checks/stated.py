"""Money that is only said in a sentence, and stands in no figure of its project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents import wording
from documents.reading import Finding, Project
from documents.stated_sums import sums_in


def check_stated(project: Project) -> list[Finding]:
    """Sums a target or a report speaks of where the project has none: about so much, or said in a table without money.

    They are not taken: a notice prints sums to the last figure, and what is said in passing may be a part or a hope.
    """
    texts = [project.target, project.progress, *(task.text for task in project.tasks)]
    planned: list[str] = []
    spent: list[str] = []
    for text in texts:
        plans, done = sums_in(text or "")
        planned += _words(plans)
        spent += _words(done)
    findings = []
    if planned and project.investment_plan is None:
        findings.append(wording.sum_in_words(project.number, planned[0], "计划投资"))
    if spent and project.invested is None:
        findings.append(wording.sum_in_words(project.number, spent[0], "完成投资"))
    return findings


def _words(found: Sequence[re.Match[str]]) -> list[str]:
    return [one.group() for one in found]
