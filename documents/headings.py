"""A heading without a list: a document's title is no project."""

from __future__ import annotations

import re

from documents.drafts import ListDraft
from documents.text import bare

_TITLE = re.compile(
    r"实事(?:项目|工程|事项|工作|实施|目标|任务|计划|安排|完成|进展|情况|表|清单|方案|公示|通知)*(?:\(.*\))?"
)


def is_title_only(told: ListDraft) -> bool:
    """Whether the one thing found in a text is its title: a heading without a list is no project."""
    if len(told.projects) != 1:
        return False
    name = bare(told.projects[0].name)
    return bare(told.title or "") == name or any(
        found.end() == len(name) for found in _TITLE.finditer(name)
    )
