"""What stands behind a label, put where it belongs in a project."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.dates import deadline_month
from documents.drafts import (
    Answer,
    MilestoneDraft,
    ProjectDraft,
    TaskDraft,
    UnitText,
    due_milestone,
)
from documents.money import Figure, read_amount, read_ratio
from documents.prose.labels import Labelled
from documents.prose.sums import take_sums
from documents.schedules import dues_in, steps_in
from documents.tables.meanings import Meaning, core_of
from documents.text import squeeze
from documents.units import Role

_OF_MONEY = re.compile(r"投资|资金|占|支付|执行|支出")
_ROLES: dict[Meaning, Role | None] = {
    Meaning.UNIT: None,
    Meaning.LEAD: "lead",
    Meaning.COOPERATING: "cooperating",
}


def take_label(label: Labelled, task: TaskDraft, project: ProjectDraft) -> None:
    """Writes one labelled text into its task or project."""
    text = label.text
    stop = text.rstrip("。")
    match label.meaning:
        case Meaning.UNIT | Meaning.LEAD | Meaning.COOPERATING:
            if stop:
                task.unit_texts.append(UnitText(stop, _ROLES[label.meaning]))
        case Meaning.NAME:
            project.name = project.name or squeeze(stop)
        case Meaning.TARGET:
            task.text = "\n".join(filter(None, (task.text, text)))
        case Meaning.PROGRESS:
            task.progress = "\n".join(filter(None, (task.progress, text)))
        case Meaning.MILESTONE | Meaning.SCHEDULE | Meaning.DEADLINE:
            _take_goals(label, text, task)
        case Meaning.PLAN:
            project.plan = project.plan or _amount(stop, project) or project.plan
        case Meaning.INVESTED:
            project.invested = project.invested or _amount(stop, project) or project.invested
        case Meaning.RATIO:
            # 完成率 without money is the share of the work, never that of the money.
            if project.plan or project.invested or _OF_MONEY.search(label.label):
                project.ratio = project.ratio or read_ratio(stop)
        case Meaning.ANSWER | Meaning.REASON:
            _take_answer(label, stop, task)
        case Meaning.REMARK:
            project.remark = project.remark or text
        case Meaning.NUMBER:
            project.printed_number = project.printed_number or text
    task.milestones.sort(key=lambda item: item.month)


def _amount(text: str, project: ProjectDraft) -> Figure | None:
    """The one sum behind a label; where sums are told in sentences, each goes where its words say."""
    figure = read_amount(text)
    if figure is None or figure.value is not None:
        return figure
    before = project.plan, project.invested
    take_sums(text, project)
    found = [
        (now, then) for now, then in zip((project.plan, project.invested), before, strict=True)
    ]
    project.plan, project.invested = (
        replace(now, raw=text) if now is not None and now is not then else now
        for now, then in found
    )
    return figure if all(now is then for now, then in found) else None


def _take_goals(label: Labelled, text: str, task: TaskDraft) -> None:
    if label.meaning is Meaning.MILESTONE:
        if label.month and text:
            _add(MilestoneDraft(label.month, text), task)
    elif label.meaning is Meaning.SCHEDULE:
        for step in steps_in(text):
            _add(due_milestone(step), task)
    elif deadline_month(text.rstrip("。")):
        for due in dues_in(text.rstrip("。")):
            if all(item.month != due.month for item in task.milestones):
                _add(due_milestone(due), task)


def _add(milestone: MilestoneDraft, task: TaskDraft) -> None:
    same = next((one for one in task.milestones if one.month == milestone.month), None)
    if same is not None and same.year == milestone.year:
        same.text = (
            f"{same.text}\n{milestone.text}" if milestone.text not in same.text else same.text
        )
        same.is_deadline = False
    else:
        task.milestones.append(milestone)


def _take_answer(label: Labelled, text: str, task: TaskDraft) -> None:
    answer = Answer(
        core_of(label.label),
        text,
        alone=not task.progress,
        is_reason=label.meaning is Meaning.REASON,
    )
    if task.answers:
        task.answers[0] = (*task.answers[0], answer)
    elif task.progress or not answer.is_reason:
        task.answers.append((answer,))
