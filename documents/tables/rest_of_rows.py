"""Parts of tasks: rows cut by a page."""

from __future__ import annotations

from dataclasses import replace

from documents.drafts import ProjectDraft, TaskDraft


def go_on(project: ProjectDraft, rest: TaskDraft) -> None:
    """The rest of a row that was cut by the end of a page: its words go on, or it is a further task."""
    last = project.tasks[-1]
    if rest.text and (not last.text or last.text.endswith(("。", ";", "\uff1b"))):
        rest.unit_texts = rest.unit_texts or list(last.unit_texts)
        project.tasks.append(rest)
        return
    last.text += rest.text
    last.progress += rest.progress
    _go_on_with_answers(last, rest)
    last.unit_texts.extend(item for item in rest.unit_texts if item not in last.unit_texts)
    for milestone in rest.milestones:
        same = next((known for known in last.milestones if known.month == milestone.month), None)
        if same:
            same.text += milestone.text
        else:
            last.milestones.append(milestone)


def _go_on_with_answers(last: TaskDraft, rest: TaskDraft) -> None:
    if not last.answers or not rest.answers:
        last.answers.extend(rest.answers)
        return
    more = {answer.label: answer for row in rest.answers for answer in row}
    known = last.answers[-1]
    last.answers[-1] = (
        *(
            replace(answer, text=answer.text + more.pop(answer.label).text)
            if answer.label in more
            else answer
            for answer in known
        ),
        *more.values(),
    )
