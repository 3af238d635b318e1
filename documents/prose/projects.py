"""Lines of a text to a list of projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.checks.counts import title_count
from documents.dates import deadline_month, period_in
from documents.drafts import (
    Answer,
    CategoryDraft,
    ListDraft,
    MilestoneDraft,
    ProjectDraft,
    TaskDraft,
    UnitText,
)
from documents.facts import is_signature
from documents.grids import Loaded
from documents.money import read_amount, read_ratio
from documents.names import first_clause, split_name
from documents.prose.lines import Labelled, Line, lines_of_text
from documents.quantities.extract import quantities
from documents.tables import categories
from documents.tables.meanings import Meaning, core_of
from documents.tables.parts import schedule_in
from documents.text import bare, clean, fold, squeeze
from documents.units import Role, looks_like_units

_UNITS = {Meaning.UNIT: None, Meaning.LEAD: "lead", Meaning.COOPERATING: "cooperating"}
_TELLING = (*_UNITS, Meaning.TARGET, Meaning.PROGRESS, Meaning.DEADLINE, Meaning.SCHEDULE)
_BRACKET_AT_END = re.compile(r"\(([^()]{2,80}(?:\([^()]*\)[^()]*)*)\)[。.;]?$")
_UNIT_IN_BRACKET = re.compile(
    r"\(((?:责任|牵头|主办|配合|承办|实施|负责|主责)(?:单位|部门)?[^()]{1,100}(?:\([^()]*\)[^()]*)*)\)"
)
_SO_FAR = re.compile(
    r"(?:(?<=[。;])|^)(?:截至|截止|目前|至目前|上半年|今年以来|前三季度|[一二三四]季度|1-\d{1,2}月|已完成|已建成|已)"
)
_APPEALS = re.compile(
    r"要高度|要切实|要加强|要严格|高度重视|各责任单位|各单位|加强领导|提高.{0,4}站位|强化.{0,6}(?:督查|调度|考核|保障)"
)


@dataclass(slots=True)
class _Item:
    """A numbered paragraph with the lines that belong to it."""

    line: Line
    body: list[Line] = field(default_factory=list)
    category: CategoryDraft | None = None

    @property
    def lines(self) -> list[Line]:
        return [self.line, *self.body]


def read_prose(loaded: Loaded) -> ListDraft | None:
    """The projects a text tells; None where its paragraphs are none (a covering letter, say)."""
    lines = lines_of_text(loaded)
    part = ListDraft(has_derived_names=False)
    items = _numbered(lines, part) or [item for item in _blocks(lines) if _telling(item)]
    if not items:
        return None
    is_progress = any(period_in(line.text) for line in lines[:12] if len(line.text) < 60)
    for item in items:
        part.projects.append(_project(item, part, is_progress=is_progress))
    part.has_progress = any(task.progress for row in part.projects for task in row.tasks)
    part.has_money = any(row.plan or row.invested for row in part.projects)
    part.has_units = any(task.unit_texts for row in part.projects for task in row.tasks)
    part.has_numbers = any(row.printed_number for row in part.projects)
    used = {id(row.category) for row in part.projects}
    part.categories = [category for category in part.categories if id(category) in used]
    return part


# Which paragraphs are projects


def _numbered(lines: Sequence[Line], part: ListDraft) -> list[_Item]:
    """Items of the level of numbers that carries the content; coarser numbers are headings."""
    ranks = sorted({line.rank for line in lines if line.style})
    counts = {count for line in lines[:15] if (count := title_count(line.text)) is not None}
    exact = [rank for rank in ranks if len(_items_at(lines, rank)) in counts]
    if len(exact) == 1 and not _are_appeals(items := _items_at(lines, exact[0])):
        _give_categories(lines, items, exact[0], part)
        return items
    best: list[_Item] = []
    best_rank: int | None = None
    for rank in ranks:
        items = _items_at(lines, rank)
        full = [item for item in items if _is_substantial(item)]
        if len(items) >= 2 and len(full) * 2 > len(items) and _are_projects(items):
            best, best_rank = items, rank
            break
        if len(items) == 1 and full and _telling(items[0]):
            best, best_rank = items, rank
            break
    if best_rank is None:
        return []
    _give_categories(lines, best, best_rank, part)
    return best


def _items_at(lines: Sequence[Line], rank: int) -> list[_Item]:
    items: list[_Item] = []
    current: _Item | None = None
    for line in lines:
        if line.style and line.rank == rank:
            current = _Item(line)
            items.append(current)
        elif line.style and line.rank < rank:
            current = None
        elif current is not None:
            current.body.append(line)
    for item in items:
        _cut_tail(item)
    return items


def _cut_tail(item: _Item) -> None:
    """Signature, date, attachments and notes under the last item do not belong to it."""
    for position, line in enumerate(item.body):
        text = bare(line.text)
        if re.match(
            r"附件|附表|\(此件|抄送|注[:1]|备注:|\(?联系人|扫一扫|分享到|打印|责任编辑|现予|特此|主办[:单]|网站|备案|索引号|上一篇|下一篇|相关(?:链接|阅读|文件)|关闭|该链接",
            text,
        ) or is_signature(text):
            del item.body[position:]
            return


def _is_substantial(item: _Item) -> bool:
    """Whether a numbered paragraph says something by itself, and does not only stand over others."""
    direct = []
    for line in item.lines:
        if line is not item.line and line.style:
            break
        direct.append(line)
    if any(part.meaning in _TELLING for line in direct for part in line.labelled):
        return True
    text = " ".join(line.text for line in direct)
    return (
        bool(_UNIT_IN_BRACKET.search(fold(text))) or len(bare(text)) > 24 or bool(quantities(text))
    )


def _telling(item: _Item) -> bool:
    return any(part.meaning in _TELLING for line in item.lines for part in line.labelled)


def _are_projects(items: Sequence[_Item]) -> bool:
    """Whether paragraphs are projects: units, targets or quantities, not appeals of a covering letter."""
    marked = sum(_telling(item) or _has_units(item) for item in items)
    if marked * 3 >= len(items):
        return True
    counted = sum(bool(quantities("\n".join(line.text for line in item.lines))) for item in items)
    return counted * 2 >= len(items) and not _are_appeals(items) and len(items) >= 2


def _are_appeals(items: Sequence[_Item]) -> bool:
    """Paragraphs of a covering letter: 要高度重视, 强化督查."""
    appeals = sum(bool(_APPEALS.search(item.line.text)) for item in items)
    return appeals * 3 >= len(items)


def _has_units(item: _Item) -> bool:
    for line in item.lines:
        folded = fold(line.text)
        if _UNIT_IN_BRACKET.search(folded):
            return True
        end = _BRACKET_AT_END.search(folded)
        if end and looks_like_units(end[1]):
            return True
    return False


def _give_categories(
    lines: Sequence[Line], items: Sequence[_Item], rank: int, part: ListDraft
) -> None:
    """The headings over the items: of several levels above, the nearest."""
    by_line = {id(item.line): item for item in items}
    current: CategoryDraft | None = None
    upper: CategoryDraft | None = None
    for line in lines:
        if line.style and line.rank < rank and len(line.text) <= 60:
            category = categories.heading(line.text)
            category.level = line.rank
            if upper is not None and upper.level < line.rank:
                category.parent = upper
            else:
                upper = category
            current = category
            part.categories.append(category)
        elif id(line) in by_line:
            by_line[id(line)].category = current


def _blocks(lines: Sequence[Line]) -> list[_Item]:
    """Blocks of labels without numbers: one begins at 项目名称:, or at a short line before labels."""
    items: list[_Item] = []
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        begins = any(part.meaning is Meaning.NAME for part in line.labelled) or (
            not line.labelled
            and following is not None
            and any(part.meaning in _TELLING for part in following.labelled)
            and len(line.text) <= 40
            and not line.text.endswith(("。", ":", "\uff1a"))
        )
        if begins:
            items.append(_Item(line))
        elif items:
            items[-1].body.append(line)
    for item in items:
        _cut_tail(item)
    return [item for item in items if _telling(item)]


# One project


def _project(item: _Item, part: ListDraft, *, is_progress: bool) -> ProjectDraft:
    head = item.line
    project = ProjectDraft(
        printed_number=head.printed.rstrip("、.:, \uff0e\uff1a\uff0c") or None,
        value=head.value,
        category=item.category,
    )
    task = TaskDraft()
    words = _take_units(head.words, task)
    texts: list[str] = []
    labelled = list(head.labelled)
    parts: list[TaskDraft] = []
    for line in item.body:
        labelled_here = line.labelled
        if line.style and (labelled_here or _UNIT_IN_BRACKET.search(fold(line.text))):
            further = TaskDraft()
            text = _take_units(line.words, further)
            _take_labels(labelled_here, further, project)
            further.text = squeeze(f"{line.printed}{text}")
            parts.append(further)
            continue
        before = line.printed + line.words if line.style else line.words
        target = parts[-1] if parts and not line.style else task
        rest = _take_units(before, target)
        if rest:
            texts.append(rest)
        if parts and labelled_here:
            _take_labels(labelled_here, parts[-1], project)
        else:
            labelled.extend(labelled_here)
    _take_labels(labelled, task, project)
    _name(project, task, words, texts, part)
    if is_progress and not task.progress:
        _tell_progress_apart(task)
    parts = [further for further in parts if further.unit_texts]
    if len(parts) > 1:
        for further in parts:
            further.milestones = further.milestones or list(task.milestones)
        project.tasks = parts
        project.progress = task.progress
    else:
        task.text = "\n".join(filter(None, (task.text, *(further.text for further in parts))))
        for further in parts:
            task.unit_texts.extend(further.unit_texts)
        project.tasks = [task]
    if not project.name:
        project.name = first_clause("".join(row.text for row in project.tasks))
        part.has_derived_names = True
    project.names = [project.name]
    return project


def _name(
    project: ProjectDraft, task: TaskDraft, words: str, texts: list[str], part: ListDraft
) -> None:
    """Tells the name from the target: a heading, a label, a first sentence, or the first clause."""
    if project.name:
        texts.insert(0, words)
    elif task.text or (texts and len(words) <= 40 and not re.search(r"[。;].", fold(words))):
        project.name = squeeze(words).strip("。.:;,\uff1a\uff1b\uff0c")
    elif words:
        sentence = re.match(r"[^。;:,]{3,30}。(?=.)", fold(words))
        if sentence and not quantities(sentence[0]):
            project.name = squeeze(words[: sentence.end() - 1])
            texts.insert(0, words[sentence.end() :])
        else:
            name, rest, is_printed = split_name(words)
            project.name = name
            part.has_derived_names |= not is_printed
            texts.insert(0, rest)
    told = clean("\n".join(filter(None, texts)))
    if task.text and told:
        task.text = f"{task.text}\n{told}"
    else:
        task.text = task.text or told or project.name


def _take_units(words: str, task: TaskDraft) -> str:
    """Takes (责任单位:…) and a bracket of nothing but units at the end out of a text."""
    folded = fold(words)
    found = _UNIT_IN_BRACKET.search(folded)
    if found:
        task.unit_texts.append(UnitText(words[found.start(1) : found.end(1)]))
        return (words[: found.start()] + words[found.end() :]).strip()
    end = _BRACKET_AT_END.search(folded)
    if end and looks_like_units(words[end.start(1) : end.end(1)]):
        task.unit_texts.append(UnitText(words[end.start(1) : end.end(1)]))
        return words[: end.start()].strip()
    return words.strip()


def _take_labels(labelled: Sequence[Labelled], task: TaskDraft, project: ProjectDraft) -> None:
    answers: list[Answer] = []
    has_progress = any(part.meaning is Meaning.PROGRESS for part in labelled)
    for part in labelled:
        text = part.text
        match part.meaning:
            case Meaning.UNIT | Meaning.LEAD | Meaning.COOPERATING:
                role: Role | None = _UNITS[part.meaning]  # type: ignore[assignment]
                task.unit_texts.append(UnitText(text.rstrip("。"), role))
            case Meaning.NAME:
                project.name = squeeze(text).rstrip("。")
            case Meaning.TARGET:
                task.text = "\n".join(filter(None, (task.text, text)))
            case Meaning.PROGRESS:
                task.progress = "\n".join(filter(None, (task.progress, text)))
            case Meaning.MILESTONE:
                if part.month:
                    task.milestones.append(MilestoneDraft(part.month, text))
            case Meaning.SCHEDULE:
                task.milestones.extend(MilestoneDraft(*item) for item in schedule_in(text))
            case Meaning.DEADLINE:
                month = deadline_month(text.rstrip("。"))
                if month and all(item.month != month for item in task.milestones):
                    task.milestones.append(MilestoneDraft(month, text, is_deadline=True))
            case Meaning.PLAN:
                project.plan = project.plan or read_amount(text.rstrip("。"))
            case Meaning.INVESTED:
                project.invested = project.invested or read_amount(text.rstrip("。"))
            case Meaning.RATIO:
                project.ratio = project.ratio or read_ratio(text.rstrip("。"))
            case Meaning.ANSWER | Meaning.REASON:
                answers.append(
                    Answer(
                        core_of(part.label),
                        text.rstrip("。"),
                        alone=not has_progress,
                        is_reason=part.meaning is Meaning.REASON,
                    )
                )
            case Meaning.REMARK:
                project.remark = project.remark or text
            case Meaning.NUMBER:
                project.printed_number = project.printed_number or text
    if answers and (task.progress or not all(answer.is_reason for answer in answers)):
        task.answers.append(tuple(answers))
    task.milestones.sort(key=lambda item: item.month)


def _tell_progress_apart(task: TaskDraft) -> None:
    """In a text on progress: what comes from 截至, 目前 or 已 on is what was done."""
    so_far = _SO_FAR.search(task.text)
    if so_far and so_far.start() > 0:
        task.progress = task.text[so_far.start() :].strip()
        task.text = task.text[: so_far.start()].strip()
