"""Parts of tasks: rows cut by a page, schedules told in one cell."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.dates import months_in
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


_SCHEDULE_MARK = re.compile(
    r"(?:^|(?<=[。;;,,\n]))(?:20\d\d年)?(?:第?[一二三四1-4]季度[末底]?|\d{1,2}月(?:\d{1,2}日)?[底末份]?|上半年|年底|年末|全年)(?:前|底前|末前|之前|以前)?[,,::]?(?=\S)"
)


def schedule_in(text: str) -> list[tuple[int, str]]:
    """The milestones told in one text: "6月底前完成…;12月底前全部完成。" by month, each with its own words."""
    marks = list(_SCHEDULE_MARK.finditer(text))
    found: list[tuple[int, str]] = []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        months = months_in(mark.group())
        part = text[mark.start() : end].strip(" \n;,\uff1b\uff0c")
        if months and part:
            found.append((months.last, part))
    return found
