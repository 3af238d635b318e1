"""A file's bytes to a `Reading`: tables, or prose where there are none, facts around them, and the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from documents import wording
from documents.answers import progress_with, remark_with, settle_answers
from documents.checks import account_for, check
from documents.dates import Months
from documents.ditto import with_dittos
from documents.drafts import ListDraft, ProjectDraft, TaskDraft
from documents.facts import Facts, lines_of, period_of, read_facts
from documents.formats.opening import load
from documents.grids import Loaded, UnreadableDocument
from documents.headings import is_title_only
from documents.marks import mark_findings, sign_findings, time_findings
from documents.merge import merge_lists, undoubled
from documents.money import Figure
from documents.numbering import settle_numbers
from documents.otheryears import settle_years
from documents.prose.projects import read_prose
from documents.quantities.extract import work_percents
from documents.quantities.matching import indicators
from documents.ratios import settle_ratios
from documents.reading import (
    Category,
    Finding,
    Milestone,
    Period,
    Project,
    Reading,
    Task,
    Totals,
    Unit,
)
from documents.refusals import are_rows_of_places, no_projects
from documents.script import Original, loaded_in_traditional, simplified, simplified_file
from documents.subnumbers import sub_number
from documents.tables.cut import with_cut_tables
from documents.tables.outline import read_tables
from documents.text import bare, item_mark, strip_item_mark
from documents.units import KnownNames, Mention, mentions, with_roles


def read(
    data: bytes, filename: str, *, known_units: Collection[str] = (), year: int | None = None
) -> Reading:
    """What a document says: its projects, the facts around them, and every doubt.

    `known_units` are names that help to tell glued ones apart; `year` counts where the document prints none.
    Raises UnreadableDocument, with one plain sentence, for a file that cannot be opened or holds no project.
    """
    return interpret(load(data, filename), known_units=known_units, year=year)


def interpret(
    loaded: Loaded, *, known_units: Collection[str] = (), year: int | None = None
) -> Reading:
    """What an opened file says. Raises UnreadableDocument where it holds no project."""
    return interpret_tables(with_cut_tables(loaded), known_units=known_units, year=year)


def interpret_tables(
    loaded: Loaded, *, known_units: Collection[str] = (), year: int | None = None
) -> Reading:
    """`interpret` where the tables in bare lines are found already, and perhaps corrected by a person."""
    if loaded_in_traditional(loaded):
        read_as = interpret_tables(
            simplified_file(loaded),
            known_units=[simplified(name) for name in known_units],
            year=year,
        )
        return Original.of(loaded).value(read_as)
    lists = read_tables(with_dittos(loaded))
    if not lists and (told := read_prose(loaded)) is not None and not is_title_only(told):
        lists = [told]
    if not lists or are_rows_of_places(lists):
        raise UnreadableDocument(no_projects(loaded))
    known = _known_units(lists, known_units)
    for part in lists:
        part.findings.extend(settle_numbers(part.projects))
        _settle_names(part)
        _settle_levels(part)
        settle_ratios(part)
        settle_answers(part)
    plan = lists[0]
    for other in lists[1:]:
        merge_lists(plan, other, known)
    reading = _reading(loaded, plan, known, year)
    drafts = _in_number_order(plan)
    unused = account_for(loaded, lists, reading, drafts)
    return replace(reading, findings=tuple(_in_order([*reading.findings, *unused])))


def _known_units(lists: Sequence[ListDraft], given: Collection[str]) -> KnownNames:
    """Names given, and names that stand clean somewhere in the document: they tell glued ones apart."""
    known = KnownNames(given)
    texts = {
        text.text
        for part in lists
        for project in part.projects
        for task in project.tasks
        for text in task.unit_texts
    }
    for text in sorted(texts, key=lambda text: (len(text), text)):
        names = [mention.name for mention in mentions(text, known)]
        known.add(name for name in names if len(name) <= 12 or len(names) > 1)
    return known


def _settle_names(part: ListDraft) -> None:
    for project in part.projects:
        if not part.has_targets:
            for task in project.tasks:
                task.text = task.text or task.name or project.name
        if len(project.names) > 1:
            project.name = "、".join(dict.fromkeys(project.names))
            project.names = [project.name]
        project.name = project.name.rstrip("。;,\uff1b\uff0c")
        once = undoubled(project.name)
        if once != project.name:
            place = project.places.get("name")
            part.findings.append(wording.name_differs(project.number, project.name, once, place))
            project.names = [once]
            project.name = once
    if part.has_derived_names:
        part.findings.append(wording.no_names())
    if not part.has_targets:
        part.findings.append(wording.no_targets())


def _settle_levels(part: ListDraft) -> None:
    """Of headings under headings one level is the category: the upper one where it prints sums or a count."""
    for project in part.projects:
        upper = project.category.parent if project.category else None
        if upper and (upper.plan or upper.invested or upper.printed_count is not None):
            project.heading, project.category = project.category, upper


def _reading(loaded: Loaded, plan: ListDraft, known: KnownNames, year: int | None) -> Reading:
    facts = read_facts(
        lines_of(loaded),
        table_titles=[plan.title] if plan.title else [],
        heads=plan.columns,
        year=year,
        meta=loaded.meta if loaded.format == "html" else None,
    )
    settle_years(plan, facts.year)
    is_progress = _is_progress(plan, facts)
    drafts = _in_number_order(plan)
    projects = tuple(_project(draft, plan, known) for draft in drafts)
    counts = Counter(id(project.category) for project in plan.projects)
    parents = {id(category.parent) for category in plan.categories if category.parent}
    categories = tuple(
        Category(
            category.name,
            counts[id(category)],
            _value(category.plan),
            _value(category.invested),
            _value(category.ratio),
            category.printed,
        )
        for category in plan.categories
        # Not a heading that only stands over, or under, the headings that are the categories.
        if category.name
        and (counts[id(category)] or (id(category) not in parents and category.parent is None))
    )
    totals = plan.totals
    months = _months(facts, plan)
    title = plan.title
    table_title = title if title and not _is_part(title, facts.title or "") else None
    findings = [*facts.findings, *plan.findings]
    findings += [doubt.of(draft.number) for draft in drafts for doubt in draft.doubts]
    titles = [text for text in (facts.title, table_title) if text]
    findings += check(plan, projects, drafts, titles, is_progress=is_progress)
    looks = (mark_findings, sign_findings, time_findings)
    findings += [finding for look in looks for finding in look(loaded, drafts)]
    return Reading(
        kind="progress" if is_progress else "plan",
        district=facts.district,
        year=facts.year,
        title=facts.title,
        document_number=facts.document_number,
        issuer=facts.issuer,
        issued_on=facts.issued_on,
        period=Period(facts.year, months.first, months.last)
        if is_progress and months and facts.year
        else None,
        notice=facts.notice,
        categories=categories,
        projects=projects,
        totals=Totals(_value(totals.plan), _value(totals.invested), _value(totals.ratio))
        if totals
        else None,
        findings=tuple(_in_order(findings)),
        columns=plan.columns,
        table_title=table_title,
        lead=facts.lead,
    )


def _months(facts: Facts, plan: ListDraft) -> Months | None:
    """The title's period; where it names a month only and the heads count to it from January, theirs."""
    titled = period_of([facts.title, plan.title])
    of_heads = plan.period
    if titled and titled.kind == "month" and of_heads and of_heads.is_cumulative:
        return of_heads if of_heads.last == titled.last else titled
    return titled or of_heads or period_of(plan.lines) or facts.period


def _in_number_order(plan: ListDraft) -> list[ProjectDraft]:
    return sorted(plan.projects, key=lambda project: project.number)


def _is_part(title: str, whole: str) -> bool:
    """Whether a line is the document's title or a line of it, not a title of the table's own."""
    line, text = bare(title), bare(whole)
    return text.endswith(line) or (line.startswith("关于") and line in text)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    severities = ("error", "warning", "note")
    return sorted(findings, key=lambda finding: severities.index(finding.severity))


def _is_progress(plan: ListDraft, facts: Facts) -> bool:
    return any(
        project.progress
        or project.answer
        or project.invested is not None
        or any(task.progress for task in project.tasks)
        for project in plan.projects
    ) or (plan.has_progress and period_of([facts.title, plan.title]) is not None)


def _value(figure: Figure | None) -> str | None:
    return figure.value if figure else None


# Projects


def _project(draft: ProjectDraft, plan: ListDraft, known: KnownNames) -> Project:
    texts = [_task_text(task) for task in draft.tasks]
    texts = [text for text in texts if text]
    progress = _progress(draft)
    tasks = tuple(
        _task(number, task, draft, progress, known)
        for number, task in enumerate(draft.tasks, start=1)
    )
    return Project(
        number=draft.number,
        printed_number=draft.printed_number,
        name=draft.name,
        category=draft.category.name if draft.category and draft.category.name else None,
        target="\n".join(texts),
        investment_plan=_value(draft.plan),
        units=_units(draft, known),
        tasks=tasks,
        progress=progress_with(draft, progress) or None,
        invested=_value(draft.invested),
        ratio=_value(draft.ratio),
        remark=remark_with(draft) or None,
    )


def _task_text(task: TaskDraft) -> str:
    return f"{task.name}\uff1a{task.text}" if task.name else task.text


def _progress(draft: ProjectDraft) -> str:
    texts = [task.progress for task in draft.tasks if task.progress]
    if draft.progress:
        return draft.progress
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(
        text if item_mark(text) else f"{number}.{text}"
        for number, text in enumerate(texts, start=1)
    )


def _task(
    number: int, task: TaskDraft, draft: ProjectDraft, progress: str, known: KnownNames
) -> Task:
    text = _task_text(task)
    if len(draft.tasks) > 1:
        text = _without_number(text, number)
    milestones = tuple(
        Milestone(milestone.month, milestone.text, tuple(work_percents(milestone.text)))
        for milestone in task.milestones
    )
    due = [
        (milestone.month, text if milestone.is_deadline else milestone.text)
        for milestone in task.milestones
    ]
    reported = task.progress if len(draft.tasks) > 1 else progress
    units = tuple(unit.name for unit in _task_units(task, known))
    return Task(number, text, units, milestones, indicators(text, due, reported or None))


def _without_number(text: str, number: int) -> str:
    if (part := sub_number(text)) and part.part == number:
        return part.words
    mark = item_mark(text)
    return strip_item_mark(text) if mark and mark[1] == number else text


def _task_units(task: TaskDraft, known: KnownNames) -> tuple[Unit, ...]:
    """A task's units with their roles. Beside a column of leading units, 责任单位 names the others."""
    found: list[Mention] = []
    has_leads = any(text.role == "lead" for text in task.unit_texts)
    for text in task.unit_texts:
        role = text.role or ("cooperating" if has_leads else None)
        for mention in mentions(text.text, known):
            if all(mention.name != kept.name for kept in found):
                # A sign (*) in the column of cooperating units is no sign of leading.
                own = None if has_leads and role == "cooperating" else mention.role
                found.append(Mention(mention.name, own or role))
    return with_roles(found)


def _units(draft: ProjectDraft, known: KnownNames) -> tuple[Unit, ...]:
    units: dict[str, Unit] = {}
    for task in draft.tasks:
        for unit in _task_units(task, known):
            if unit.name not in units or (unit.role == "lead" != units[unit.name].role):
                units[unit.name] = unit
    return tuple(units.values())
