"""Numbers of projects made unique: repeats take the missing number, numbers that start again run on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from documents import wording
from documents.drafts import ProjectDraft
from documents.reading import Finding


def settle_numbers(projects: Sequence[ProjectDraft]) -> list[Finding]:
    """Gives each project its `number` and tells what was odd about the printed ones.

    A repeated number takes the missing next one; gaps stay; where numbers start again with a category or a
    table, they run on from the last.
    """
    findings: list[Finding] = []
    offset = 0
    for segment in _segments(projects):
        _settle_segment(segment, offset, findings)
        offset = max((project.number for project in segment), default=offset)
    return findings


def _segments(projects: Sequence[ProjectDraft]) -> list[list[ProjectDraft]]:
    segments: list[list[ProjectDraft]] = []
    for position, project in enumerate(projects):
        before = projects[position - 1] if position else None
        following = projects[position + 1] if position + 1 < len(projects) else None
        if before is None or _starts_again(before, project, following, segments[-1]):
            segments.append([])
        segments[-1].append(project)
    return segments


def _starts_again(
    before: ProjectDraft,
    project: ProjectDraft,
    following: ProjectDraft | None,
    segment: Sequence[ProjectDraft],
) -> bool:
    if project.value != 1 or all(known.value is None for known in segment):
        return False
    if project.category is not before.category or project.starts_table:
        return True
    return before.value not in {None, 1} and (following is None or following.value in {2, None})


def _settle_segment(segment: Sequence[ProjectDraft], offset: int, findings: list[Finding]) -> None:
    printed = {project.value for project in segment if project.value is not None}
    used: set[int] = set()
    last = 0
    repaired: list[tuple[ProjectDraft, int]] = []
    for project in segment:
        value = project.value
        if value is None or value in used or value < 1:
            value = _free(last, printed, used)
            if project.value is not None:
                repaired.append((project, value))
        used.add(value)
        last = value
        project.number = value + offset
    taken = {value for _, value in repaired}
    for project, value in repaired:
        findings.append(wording.duplicate_number(project, value + offset))
    start = min(used, default=1)
    for missing_from, missing_to in _gaps(sorted(printed), start):
        after = next(project for project in segment if project.value == missing_to + 1)
        number = missing_from + offset if missing_from in taken else after.number
        findings.append(wording.number_gap(after, number, missing_from, missing_to))


def _free(last: int, printed: set[int], used: set[int]) -> int:
    if last + 1 not in printed and last + 1 not in used:
        return last + 1
    highest = max(printed | used, default=0)
    missing = (value for value in range(1, highest) if value not in printed and value not in used)
    return next(missing, highest + 1)


def _gaps(printed: Sequence[int], start: int) -> list[tuple[int, int]]:
    return [
        (before + 1, after - 1)
        for before, after in pairwise(printed)
        if after - before > 1 and before >= start
    ]
