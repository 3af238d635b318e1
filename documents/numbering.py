"""Numbers of projects made unique: repeats take the missing number, numbers that start again run on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from documents import wording
from documents.drafts import ProjectDraft
from documents.reading import Finding

_PART = re.compile(r"(\d{1,3})[-.－]\d{1,2}")


def settle_numbers(projects: Sequence[ProjectDraft]) -> list[Finding]:
    """Gives each project its `number` and tells what was odd about the printed ones.

    A repeated number takes the missing next one; gaps stay; where numbers start again with a category or a
    table, they run on from the last.
    """
    _take_wholes(projects)
    findings: list[Finding] = []
    offset = 0
    for segment in _segments(projects):
        _settle_segment(segment, offset, findings)
        offset = max((project.number for project in segment), default=offset)
    return findings


def _take_wholes(projects: Sequence[ProjectDraft]) -> None:
    """1-1 and 2-1, where every project is printed with its first part's number: the projects are 1 and 2."""
    found = [_PART.fullmatch(project.printed_number or "") for project in projects]
    wholes = [int(part[1]) for part in found if part is not None]
    if len(wholes) == len(projects) > 1 and all(a < b for a, b in pairwise(wholes)):
        for project, whole in zip(projects, wholes, strict=True):
            project.value = whole


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
    free = _Free(printed)
    used: set[int] = set()
    last = 0
    repaired: dict[int, ProjectDraft] = {}
    for project in segment:
        value = project.value
        if value is None or value in used or value < 1:
            value = free.after(last, used)
            if project.value is not None:
                repaired[value] = project
        used.add(value)
        last = value
        project.number = value + offset
    for value, project in repaired.items():
        findings.append(wording.duplicate_number(project, value + offset))
    by_value = {project.value: project for project in reversed(segment)}
    for before, after in pairwise(sorted(printed)):
        if after - before < 2:
            continue
        following = by_value[after]
        missing = before + 1
        number = missing + offset if missing in repaired else following.number
        findings.append(wording.number_gap(following, number, missing, after - 1))


class _Free:
    """Numbers that no row prints, in order."""

    def __init__(self, printed: set[int]) -> None:
        self._printed = printed
        self._next = 1

    def after(self, last: int, used: set[int]) -> int:
        """The number behind the last one where it is free, else the first missing one, else a new highest."""
        if last + 1 not in self._printed and last + 1 not in used:
            return last + 1
        while self._next in self._printed or self._next in used:
            self._next += 1
        return self._next
