"""Two attachments of one document to one plan: the first wins a text, the other's is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents import wording
from documents.drafts import ListDraft, ProjectDraft, TaskDraft
from documents.reading import Finding
from documents.text import bare, same_wording, strip_item_mark
from documents.units import KnownNames, mentions


def merge_lists(first: ListDraft, second: ListDraft, known: KnownNames) -> None:
    """Takes over what only the second list says (milestones, money) and tells where the two differ."""
    partners = match_projects(first.projects, second.projects)
    for other in second.projects:
        own = partners.get(id(other))
        if own is None:
            first.findings.append(
                wording.name_differs(other.number, other.name, None, other.places.get("name"))
            )
            continue
        _merge_project(own, other, first.findings, known)
    for category in second.categories:
        same = first.by_heading.get((bare(category.name), id(None)))
        for key in ("plan", "invested", "ratio"):
            if same and getattr(same, key) is None and getattr(category, key) is not None:
                setattr(same, key, getattr(category, key))
                same.places.update({key: category.places[key]} if key in category.places else {})
    if not first.categories and second.categories:
        first.categories = second.categories
        for other in second.projects:
            own = partners.get(id(other))
            if own is not None:
                own.category = other.category
    renumbered = {
        other.number: own.number for other in second.projects if (own := partners.get(id(other)))
    }
    for finding in second.findings:
        first.findings.append(_of(finding, renumbered))
    first.totals = first.totals or second.totals
    first.period = first.period or second.period
    first.has_progress |= second.has_progress
    first.has_money |= second.has_money
    first.has_units |= second.has_units
    first.months = first.months or second.months


def _of(finding: Finding, numbers: dict[int, int]) -> Finding:
    if finding.project is None or finding.project not in numbers:
        return finding
    return Finding(
        finding.severity,
        finding.code,
        finding.message,
        numbers[finding.project],
        finding.place,
        finding.printed,
        finding.expected,
    )


def match_projects(
    first: Sequence[ProjectDraft], second: Sequence[ProjectDraft]
) -> dict[int, ProjectDraft]:
    """For each project of the second list (by id) the one of the first it is: by name, then number, then text."""
    found: dict[int, ProjectDraft] = {}
    taken: set[int] = set()

    def take(other: ProjectDraft, own: ProjectDraft | None) -> None:
        if own is not None and id(own) not in taken:
            found[id(other)] = own
            taken.add(id(own))

    by_name: dict[str, list[ProjectDraft]] = {}
    for own in first:
        by_name.setdefault(_key(own.name), []).append(own)
    for other in second:
        same = [own for own in by_name.get(_key(other.name), ()) if id(own) not in taken]
        take(other, same[0] if same else None)
    by_number = {own.number: own for own in first}
    for other in second:
        near = by_number.get(other.number)
        if id(other) not in found and near is not None and _is_near(near, other):
            take(other, near)
    by_target = {target: own for own in reversed(first) if (target := _target(own))}
    for other in second:
        if id(other) not in found:
            take(other, by_target.get(_target(other)))
    return found


def _key(name: str) -> str:
    return re.sub(r"[^\w]", "", bare(undoubled(name)))


def _is_near(own: ProjectDraft, other: ProjectDraft) -> bool:
    first, second = set(_key(own.name)), set(_key(other.name))
    shared = len(first & second)
    target = _target(own)
    return shared * 2 >= min(len(first), len(second)) or (target != "" and target == _target(other))


def _target(project: ProjectDraft) -> str:
    """A project's whole target, for comparing; empty where it is too short to tell anything."""
    text = bare("".join(task.text for task in project.tasks))
    return text if len(text) > 8 else ""


def undoubled(name: str) -> str:
    """A name printed twice in one cell, once."""
    half = len(name) // 2
    if len(name) >= 8 and len(name) % 2 == 0 and name[:half] == name[half:]:
        return name[:half]
    return name


def _merge_project(
    own: ProjectDraft, other: ProjectDraft, findings: list[Finding], known: KnownNames
) -> None:
    printed = "".join(other.names[:1]) or other.name
    if other.name and not own.name:
        own.name = other.name
    elif other.name and not same_wording(own.name, printed):
        findings.append(
            wording.name_differs(own.number, printed, own.name, other.places.get("name"))
        )
    for key in ("plan", "invested", "ratio"):
        if getattr(own, key) is None and getattr(other, key) is not None:
            setattr(own, key, getattr(other, key))
            own.places.update({key: other.places[key]} if key in other.places else {})
    own.progress = own.progress or other.progress
    own.remark = own.remark or other.remark
    if not own.answer:
        own.answer, own.answers_alone = other.answer, other.answers_alone
    _merge_tasks(own, other, findings, known)


def _merge_tasks(
    own: ProjectDraft, other: ProjectDraft, findings: list[Finding], known: KnownNames
) -> None:
    if len(own.tasks) != len(other.tasks):
        _compare_texts(own, _whole(own), _whole(other), other.tasks[0], findings)
        if len(own.tasks) == 1 and same_wording(_whole(own), _whole(other)):
            units = own.tasks[0].unit_texts
            own.tasks = other.tasks
            for task in own.tasks:
                task.unit_texts = task.unit_texts or units
        elif own.tasks:
            for task in other.tasks:
                _take_milestones(own.tasks[0], task)
        return
    for mine, theirs in zip(own.tasks, other.tasks, strict=True):
        if mine.text and theirs.text:
            _compare_texts(own, mine.text, theirs.text, theirs, findings)
        mine.text = mine.text or theirs.text
        mine.progress = mine.progress or theirs.progress
        _take_milestones(mine, theirs)
        _merge_units(own, mine, theirs, findings, known)


def _whole(project: ProjectDraft) -> str:
    return "\n".join(task.text for task in project.tasks)


def _compare_texts(
    own: ProjectDraft, mine: str, theirs: str, task: TaskDraft, findings: list[Finding]
) -> None:
    if mine and theirs and not same_wording(strip_item_mark(mine), strip_item_mark(theirs)):
        findings.append(wording.text_differs(own.number, "目标任务", theirs, mine, task.place))


def _take_milestones(mine: TaskDraft, theirs: TaskDraft) -> None:
    months = {milestone.month for milestone in mine.milestones if not milestone.is_deadline}
    mine.milestones = [
        milestone
        for milestone in mine.milestones
        if not milestone.is_deadline
        or all(milestone.month != item.month for item in theirs.milestones)
    ]
    mine.milestones.extend(item for item in theirs.milestones if item.month not in months)
    mine.milestones.sort(key=lambda milestone: milestone.month)


def _merge_units(
    own: ProjectDraft,
    mine: TaskDraft,
    theirs: TaskDraft,
    findings: list[Finding],
    known: KnownNames,
) -> None:
    first = [mention.name for text in mine.unit_texts for mention in mentions(text.text, known)]
    second = [mention.name for text in theirs.unit_texts for mention in mentions(text.text, known)]
    if not first:
        mine.unit_texts = theirs.unit_texts
    elif second and list(map(bare, first)) != list(map(bare, second)):
        place = theirs.unit_texts[0].place
        findings.append(
            wording.unit_differs(own.number, "、".join(second), "、".join(first), place)
        )
