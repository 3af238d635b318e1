"""Answers and reasons (是否完成, 未完成原因) beside what is reported: kept as printed, with their columns' names.

A reading has no place of its own for them. Beside a report they stand in the remark; where a table reports
nothing else they are the report. No figure is ever taken from them: that something is done says nothing of how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from documents import wording
from documents.drafts import Answer, ListDraft, ProjectDraft, TaskDraft
from documents.tables.answers import is_answer
from documents.text import bare


def settle_answers(part: ListDraft) -> None:
    """Puts the answers of each project's rows together and tells where they went."""
    for project in part.projects:
        project.answer = _of_project(project)
        project.answers_alone = all(answer.alone for answer in _answers(project))
    for alone in (False, True):
        group = [
            answer
            for project in part.projects
            if _in_remark(project) is not alone
            for answer in _answers(project)
        ]
        if group and not all(alone and _tells_itself(answer) for answer in group):
            labels = list(dict.fromkeys(answer.label for answer in group if answer.label))
            part.findings.append(wording.answers_kept(labels, group[0].place, alone=alone))


def remark_with(project: ProjectDraft) -> str:
    """The remark, and behind it the answers that stood beside a report."""
    return _joined((project.remark, project.answer if _in_remark(project) else ""))


def progress_with(project: ProjectDraft, progress: str) -> str:
    """What is reported; the answers where the table has no other words for it."""
    return progress if _in_remark(project) else progress or project.answer


def _in_remark(project: ProjectDraft) -> bool:
    reported = project.progress or any(task.progress for task in project.tasks)
    return not project.answers_alone or bool(reported)


def _answers(project: ProjectDraft) -> list[Answer]:
    return [answer for task in project.tasks for row in task.answers for answer in row]


def _of_project(project: ProjectDraft) -> str:
    """One text for all tasks where they say the same, or only one says anything; else one line a task."""
    texts = {number: _of_task(task) for number, task in enumerate(project.tasks, start=1)}
    told = {number: text for number, text in texts.items() if text}
    if len(told) < 2 or (len(told) == len(texts) and len(set(told.values())) == 1):
        return next(iter(told.values()), "")
    return "\n".join(f"{number}.{text}" for number, text in told.items())


def _of_task(task: TaskDraft) -> str:
    rows = [_joined(map(_told, row)) for row in task.answers]
    return "\n".join(dict.fromkeys(row for row in rows if row))


def _told(answer: Answer) -> str:
    if not answer.label or (answer.alone and _tells_itself(answer)):
        return answer.text
    return f"{answer.label}：{answer.text}"


def _tells_itself(answer: Answer) -> bool:
    """Whether an answer is understood without its column's name: 未完成, not 否."""
    return not answer.is_reason and len(bare(answer.text)) > 1 and is_answer(answer.text)


def _joined(texts: Iterable[str]) -> str:
    parts: Sequence[str] = [text for text in texts if text]
    return "；".join([*(text.rstrip("。；;") for text in parts[:-1]), *parts[-1:]])
