"""Tables of a document made one list: pages that go on, sheets of a category each; the second attachment stays apart."""

from __future__ import annotations

import re

from documents.drafts import ListDraft, ProjectDraft
from documents.tables import categories
from documents.tables.rest_of_rows import go_on
from documents.text import bare, same_wording, squeeze

_NO_CATEGORY = re.compile(
    r"20\d\d|\d月|季度|[上下]半年|汇总|总表|目录|说明|目标|任务|进展|进度|完成|计划|投资|资金|推进|台账|清单|一览"
    r"|(?:局|委|委员会|办|办公室|中心|公司|集团|街道|镇|乡|厅|部|院|会)$"
)
"""Names of sheets that tell a time, a kind of table or a unit."""
_LONGEST_NAME = 20


def place_in(lists: list[ListDraft], part: ListDraft) -> ListDraft:
    """Adds a table to the list it goes on from, or as a list of its own; gives the list it is now in."""
    if lists and not any(is_same_plan(known, part) for known in lists):
        _join(lists[-1], part)
        return lists[-1]
    lists.append(part)
    return part


def is_same_plan(first: ListDraft, second: ListDraft) -> bool:
    """Whether two lists tell of the same projects: half of the names of the shorter are in the other."""
    shared = len(first.names & second.names)
    return shared > 0 and shared * 2 >= min(len(first.names), len(second.names))


def _join(target: ListDraft, part: ListDraft) -> None:
    _name_sheets(target, part)
    last = target.categories[-1] if target.categories else None
    kept = {id(category): target.category(category) for category in part.categories}
    for category in part.categories:
        known = kept[id(category)]
        for key in ("plan", "invested", "ratio"):
            if getattr(known, key) is None:
                setattr(known, key, getattr(category, key))
                known.places.update({key: category.places[key]} if key in category.places else {})
    for project in part.projects:
        project.category = kept[id(project.category)] if project.category else last
    projects = list(part.projects)
    if projects and target.projects and not projects[0].name and projects[0].printed_number is None:
        _take_rest(target.projects[-1], projects.pop(0))
    target.projects.extend(projects)
    target.names |= part.names
    target.totals = target.totals or part.totals
    target.period = target.period or part.period
    target.lines.extend(part.lines)
    target.note_rows |= part.note_rows
    target.tables.extend(part.tables)
    target.has_progress |= part.has_progress
    target.has_money |= part.has_money
    target.has_units |= part.has_units


def _take_rest(project: ProjectDraft, rest: ProjectDraft) -> None:
    """The rest of a project whose row was cut by the end of a page, under a repeated head."""
    go_on(project, rest.tasks[0])
    project.tasks.extend(rest.tasks[1:])
    for key in ("plan", "invested", "ratio"):
        if getattr(project, key) is None and getattr(rest, key) is not None:
            setattr(project, key, getattr(rest, key))
            project.places.update({key: rest.places[key]} if key in rest.places else {})
    project.remark = project.remark or rest.remark


def _name_sheets(target: ListDraft, part: ListDraft) -> None:
    """Sheets without categories of their own are categories: by their names, or by what tells their titles apart."""
    if part.categories or (target.categories and not target.has_sheet_categories):
        return
    names = _sheet_names(target, part) or _in_titles(target.title, part.title)
    if names is None:
        return
    for own, name in ((target, names[0]), (part, names[1])):
        if own.categories:
            continue
        category = own.category(categories.heading(re.sub(r"^\d{1,2}[.、\s]+", "", name)))
        own.has_sheet_categories = True
        for project in own.projects:
            project.category = project.category or category


def _sheet_names(target: ListDraft, part: ListDraft) -> tuple[str, str] | None:
    first, second = target.sheet, part.sheet
    if not first or not second or same_wording(first, second):
        return None
    for name in (first, second):
        text = bare(name)
        if len(text) > _LONGEST_NAME or (_NO_CATEGORY.search(text) and not _is_kind(text)):
            return None
    return first, second


def _is_kind(text: str) -> bool:
    """市级目标任务, 教育类项目: a category all the same."""
    return re.search(r"^[省市区县镇州]级|类$|类项目$|民生实事$", text) is not None


def _in_titles(first: str | None, second: str | None) -> tuple[str, str] | None:
    """…项目表(教育类) beside …项目表(养老类)."""
    if not first or not second:
        return None
    found = [
        re.search(r"[(\uff08]([^()\uff08\uff09]{2,12}(?:类|级|领域|方面))[)\uff09]$", squeeze(line))
        for line in (first, second)
    ]
    if found[0] is None or found[1] is None or found[0][1] == found[1][1]:
        return None
    same = first.replace(found[0][1], "") == second.replace(found[1][1], "")
    return (found[0][1], found[1][1]) if same else None
