"""Lines of a text to a list of projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents import wording
from documents.drafts import ListDraft, ProjectDraft, TaskDraft, UnitText, due_milestone
from documents.grids import Loaded
from documents.names import first_clause, split_name
from documents.prose.charge import charge_in
from documents.prose.footnotes import without_footnotes
from documents.prose.groups import Item, take_unit_headings
from documents.prose.items import items_in
from documents.prose.labelled import take_label
from documents.prose.labels import LONG, Labelled
from documents.prose.levels import nest_lists, settle_levels, settle_parts, settle_whole_numbers
from documents.prose.lines import Line
from documents.prose.reports import SUFFIX, behind_units, is_report, tell_apart
from documents.prose.sums import take_sums
from documents.prose.unrolled import lines_of_text
from documents.quantities.extract import quantities
from documents.schedules import cut_schedule, inline_dues
from documents.tables.meanings import Meaning
from documents.text import bare, clean, fold, squeeze
from documents.units import looks_like_units

_TOLD = re.compile(r"问题|困难|原因|打算|下一?步|措施|建议|安排")
_UNITS = (Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING)


def read_prose(loaded: Loaded) -> ListDraft | None:
    """The projects a text tells; None where its paragraphs are none (a covering letter, say)."""
    lines = without_footnotes(lines_of_text(loaded))
    nest_lists(lines)
    settle_whole_numbers(lines)
    settle_levels(lines)
    settle_parts(lines)
    part = ListDraft(has_derived_names=False)
    reports = is_report([line.text for line in lines])
    items = items_in(lines, part, is_report=reports)
    if not items:
        return None
    take_unit_headings(lines, items)
    for item in items:
        part.projects.append(_Teller(item, part, reports=reports).project())
    part.has_progress = any(task.progress for row in part.projects for task in row.tasks) or any(
        row.progress for row in part.projects
    )
    part.has_money = any(row.plan or row.invested for row in part.projects)
    part.has_units = any(task.unit_texts for row in part.projects for task in row.tasks)
    part.has_numbers = any(row.printed_number for row in part.projects)
    if not part.has_numbers and len(part.projects) > 1:
        part.findings.append(wording.numbers_given(len(part.projects)))
    used = {id(row.category) for row in part.projects}
    used |= {id(row.category.parent) for row in part.projects if row.category}
    part.categories = [category for category in part.categories if id(category) in used]
    return part


@dataclass(slots=True)
class _Teller:
    """Reads one item line by line: what stands behind a label goes on until the next one."""

    item: Item
    part: ListDraft
    reports: bool
    draft: ProjectDraft = field(init=False)
    task: TaskDraft = field(default_factory=TaskDraft)
    texts: list[str] = field(default_factory=list)
    """Words under no label, in order."""
    done: list[str] = field(default_factory=list)
    """Words under no label that report."""
    parts: list[TaskDraft] = field(default_factory=list)
    """Numbered lines with units or steps of their own."""
    labelled: list[tuple[TaskDraft, Labelled]] = field(default_factory=list)

    def project(self) -> ProjectDraft:
        head = self.item.line
        self.draft = ProjectDraft(
            printed_number=head.printed.rstrip("、.:, \uff0e\uff1a\uff0c") or None,
            value=head.value,
            category=self.item.category,
        )
        charge = charge_in(head.words)
        self.task.unit_texts.extend(
            charge.units or [UnitText(self.item.unit)] * bool(self.item.unit)
        )
        self._take(self.task, [*charge.labelled, *head.labelled])
        for line in self.item.body:
            self._line(line)
        for task, label in sorted(self.labelled, key=lambda one: one[1].meaning is Meaning.RATIO):
            take_label(label, task, self.draft)
        self._take_charge_in_target()
        self._name(charge.before, charge.behind)
        self.task.text = take_sums(self.task.text, self.draft)
        if self.reports:
            self._settle_report(charge.behind)
            self._take_charge_behind_report()
            take_sums(self.task.progress, self.draft)
        self._settle_schedule()
        self._settle_parts()
        self._settle_name()
        return self.draft

    # Line by line

    def _line(self, line: Line) -> None:
        label = self.labelled[-1] if self.labelled else None
        if line.style and line.labelled and self._has_units(line):
            self._part(line)
            return
        words = squeeze(f"{line.printed}{line.words}") if line.style else line.words
        begins_anew = bool(line.labelled) and self._begins_anew(words)
        if words and label is not None and not begins_anew and self._goes_on(label, words, line):
            words = ""
        charge = charge_in(words)
        rest = charge.before
        if (
            charge
            and line.style
            and not line.labelled
            and (not label or label[1].meaning not in LONG)
        ):
            self._part(line)
            return
        if charge:
            # A sentence (上述项目由…负责) is of the whole, a bracket of the part it stands in.
            is_part = self.parts and not line.style and charge.behind is not None
            of = self.parts[-1] if is_part else self.task
            of.unit_texts.extend(charge.units)
            self._take(of, charge.labelled)
            rest = f"{rest}{charge.behind or ''}"
        if line.labelled and rest and self._is_step(line):
            further = TaskDraft(rest)
            self.parts.append(further)
            self._take(further, line.labelled)
            return
        if rest:
            (self.done if self._reports_now() else self.texts).append(rest)
        target = (
            self.parts[-1]
            if self.parts and line.labelled and self.parts[-1].unit_texts
            else self.task
        )
        self._take(target, line.labelled)

    def _has_units(self, line: Line) -> bool:
        return any(part.meaning in _UNITS for part in line.labelled)

    def _is_step(self, line: Line) -> bool:
        """Words of their own with their own steps behind them: one of several works of a project."""
        return (
            not line.style
            and line.labelled[0].meaning in (Meaning.SCHEDULE, Meaning.PROGRESS)
            and bool(cut_schedule(line.labelled[0].text)[1])
        )

    def _begins_anew(self, words: str) -> bool:
        return bool(re.search(r"[。;]$", fold(words))) and len(words) > 6

    def _goes_on(self, open_label: tuple[TaskDraft, Labelled], words: str, line: Line) -> bool:
        """Whether words without a label belong to the label above; takes them if they do."""
        task, label = open_label
        if label.meaning in _UNITS:
            if not looks_like_units(words) or len(words) > 40:
                return False
            joined = f"{label.text}\n{words}"
        elif label.meaning is Meaning.IGNORED and label.text and not _TOLD.search(label.label):
            return False  # a name, a place, a day: the words below are not theirs
        elif label.meaning in LONG:
            if charge_in(words):
                return False
            separator = "\n" if line.style or not label.text.endswith(tuple("，,、")) else ""
            joined = f"{label.text}{separator}{words}" if label.text else words
        else:
            return False
        self.labelled[-1] = (task, Labelled(label.meaning, joined, label.month, label.label))
        return True

    def _reports_now(self) -> bool:
        return self.reports and any(label.meaning is Meaning.TARGET for _, label in self.labelled)

    def _part(self, line: Line) -> None:
        further = TaskDraft()
        charge = charge_in(line.words)
        further.unit_texts.extend(charge.units)
        further.text = squeeze(f"{line.printed}{charge.before}")
        if charge.behind:
            if self.reports:
                further.progress = charge.behind
            else:
                further.text += charge.behind
        self.parts.append(further)
        self._take(further, [*charge.labelled, *line.labelled])

    def _take(self, task: TaskDraft, labelled: Sequence[Labelled]) -> None:
        for label in labelled:
            if (
                label.meaning is Meaning.PROGRESS
                and not self.reports
                and cut_schedule(label.text)[1]
            ):
                label = Labelled(Meaning.SCHEDULE, label.text, label.month, label.label)
            self.labelled.append((task, label))

    def _take_charge_in_target(self) -> None:
        """Units that stand inside the text behind 目标任务."""
        charge = charge_in(self.task.text)
        if not charge:
            return
        self.task.text = charge.before
        if charge.behind and self.reports and charge.behind.strip("。;. "):
            self.done.insert(0, charge.behind)
        else:
            self.task.text += charge.behind or ""
        self.task.unit_texts.extend(charge.units)
        for label in charge.labelled:
            take_label(label, self.task, self.draft)

    def _take_charge_behind_report(self) -> None:
        """Units in a bracket at the very end of what is reported."""
        charge = charge_in(self.task.progress) if not self.task.unit_texts else None
        if charge and charge.behind == "":
            self.task.progress = charge.before
            self.task.unit_texts.extend(charge.units)

    # What it comes to

    def _name(self, words: str, behind: str | None) -> None:
        """Tells the name from the target: a heading, a label, a first sentence, or the first clause."""
        project, task = self.draft, self.task
        if behind and behind.startswith((",", "\uff0c", "、")):
            words, behind = f"{words}{behind}", None  # the sentence goes on behind the bracket
        follows = behind.lstrip("。.;,: \uff1b\uff0c\uff1a") if behind else ""
        if follows and not self.reports:
            self.texts.insert(0, follows)
        has_body = bool(task.text or self.texts or self.done or self.parts or follows)
        is_short = len(words) <= 40 and not re.search(r"[。;].", fold(words))
        if project.name:
            self.texts.insert(0, words)
        elif words and is_short and (has_body or task.progress) and not _is_split(words):
            project.name = squeeze(words).strip("。.:;,\uff1a\uff1b\uff0c")
        elif words:
            sentence = re.match(r"[^。;:,]{3,30}。(?=.)", fold(words))
            if sentence and not quantities(sentence[0]):
                project.name = squeeze(words[: sentence.end() - 1])
                self.texts.insert(0, words[sentence.end() :])
            else:
                name, rest, is_printed = split_name(words)
                project.name = name
                self.part.has_derived_names |= not is_printed
                self.texts.insert(0, rest)
        told = clean("\n".join(filter(None, self.texts)))
        task.text = "\n".join(filter(None, (task.text, told)))

    def _settle_schedule(self) -> None:
        """Steps told in the text itself (第一季度…;第二季度…) are milestones of a plan, not words of the target."""
        for task in (self.task, *self.parts):
            rest, steps = cut_schedule(task.text)
            if steps and not task.milestones and not self.reports:
                task.text = rest
                task.milestones.extend(due_milestone(step) for step in steps)
            elif not task.milestones:
                dues = inline_dues(task.text)
                if len({due.month for due in dues}) == len(dues):
                    task.milestones.extend(due_milestone(due) for due in dues)
                    task.milestones.sort(key=lambda item: item.month)

    def _settle_report(self, behind: str | None) -> None:
        """In a report: what follows the units, the words 截至, 目前, 已, or a heading 完成情况 is what was done."""
        task = self.task
        if not task.progress and behind and behind.strip("。.;, "):
            promised, task.progress = behind_units(behind)
            task.text = take_sums(promised, self.draft) or task.text
        elif not task.progress and not any(part.progress for part in self.parts):
            promised, done = tell_apart(task.text)
            is_whole = promised.endswith(("。", ";", "\uff1b")) and bool(quantities(promised))
            if self._is_heading() and not (done and is_whole):
                promised, done = "", task.text
            elif done and not promised and bare(done) == bare(self.draft.name):
                promised, done = task.text, ""
            task.text, task.progress = take_sums(promised, self.draft), done
        task.progress = "\n".join(filter(None, (task.progress, *self.done)))
        if (stripped := SUFFIX.sub("", self.draft.name)) and len(stripped) >= 4:
            self.draft.name = stripped

    def _is_heading(self) -> bool:
        """Whether a report's item is a bare name over what was done: no goal of its own, no labels."""
        if SUFFIX.search(bare(self.draft.name)):
            return True
        is_alone = bool(self.item.body) and bare(self.item.line.words).rstrip("。:;") == bare(
            self.draft.name
        )
        return is_alone and not self.labelled and not quantities(self.draft.name)

    def _settle_parts(self) -> None:
        task, project = self.task, self.draft
        if self.done and not self.reports:
            task.text = "\n".join(filter(None, (task.text, *self.done)))
        own = [part for part in self.parts if part.unit_texts or part.milestones]
        whole = _wording("".join(part.text for part in own))
        repeats = (
            not _wording(task.text)
            or whole.startswith(_wording(task.text))
            or (_wording(task.text) in whole)
        )
        has_units = all(part.unit_texts for part in own)
        if len(own) > 1 and (has_units or repeats):
            for part in own:
                part.milestones = part.milestones or list(task.milestones)
                part.unit_texts = part.unit_texts or list(task.unit_texts)
            project.tasks = own
            project.progress = task.progress
            return
        known = _wording(task.text)
        further = [part.text for part in self.parts if _wording(part.text) not in known]
        task.text = "\n".join(filter(None, (task.text, *further)))
        for part in self.parts:
            task.unit_texts.extend(part.unit_texts)
            for milestone in part.milestones:
                same = next((one for one in task.milestones if one.month == milestone.month), None)
                if same:
                    same.text += "\n" + milestone.text
                else:
                    task.milestones.append(milestone)
            task.progress = "\n".join(filter(None, (task.progress, part.progress)))
        task.milestones.sort(key=lambda item: item.month)
        project.tasks = [task]

    def _settle_name(self) -> None:
        project = self.draft
        if not project.name:
            project.name = first_clause("".join(row.text for row in project.tasks))
            self.part.has_derived_names = True
        for task in project.tasks:
            task.text = task.text or project.name
        project.names = [project.name]


def _is_split(words: str) -> bool:
    """Whether a line holds name and target already: 名称:内容, 【名称】内容."""
    return bool(re.match(r"[^:]{2,30}:.{6,}|[【〖\[][^】〗\]]{2,40}[】〗\]].{4,}", fold(words)))


def _wording(text: str) -> str:
    return re.sub(r"[\s。;,、:.\uff1b\uff0c\uff1a]|^[(\d①-⑳.)]+", "", fold(text))
