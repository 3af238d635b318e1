"""What a row should say and does not, and figures that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents import wording
from documents.drafts import ListDraft, ProjectDraft
from documents.money import Figure
from documents.reading import Finding, Place

_FIGURES = {"plan": "计划投资", "invested": "完成投资", "ratio": "占比"}


def check_gaps(
    plan: ListDraft, drafts: Sequence[ProjectDraft], *, is_progress: bool
) -> list[Finding]:
    """A name or a task's text that is missing is an error, any other blank a note."""
    findings: list[Finding] = []
    has_plans = any(draft.plan for draft in drafts)
    has_invested = any(draft.invested for draft in drafts)
    has_units = plan.has_units or any(task.unit_texts for draft in drafts for task in draft.tasks)
    for draft in drafts:
        place = _somewhere(draft)
        if not draft.name:
            findings.append(
                wording.missing_value(
                    "项目名称", draft.number, draft.places.get("name", place), is_required=True
                )
            )
        for position, task in enumerate(draft.tasks, start=1):
            if not task.text:
                what = "目标任务" if len(draft.tasks) == 1 else f"第{position}个目标任务"
                findings.append(
                    wording.missing_value(what, draft.number, task.place or place, is_required=True)
                )
        if has_units and not all(task.unit_texts for task in draft.tasks):
            findings.append(wording.missing_value("责任单位", draft.number, place))
        if (
            is_progress
            and plan.has_progress
            and not any(text for text in (draft.progress, *(task.progress for task in draft.tasks)))
        ):
            findings.append(wording.missing_value("进展情况", draft.number, place))
        if has_plans and draft.plan is None:
            findings.append(wording.missing_value("计划投资", draft.number, place))
        if has_invested and draft.invested is None and draft.plan and draft.plan.decimal:
            findings.append(wording.missing_value("完成投资", draft.number, place))
        findings += _unreadable(draft)
        findings += _missing_months(draft, plan.months)
    return findings


def _somewhere(draft: ProjectDraft) -> Place | None:
    return draft.places.get("name") or draft.places.get("number")


def _unreadable(draft: ProjectDraft) -> Iterator[Finding]:
    for key, words in _FIGURES.items():
        figure: Figure | None = getattr(draft, key)
        if figure is not None and figure.value is None:
            yield wording.missing_value(
                words, draft.number, draft.places.get(key), printed=figure.raw
            )


def _missing_months(draft: ProjectDraft, months: Sequence[int]) -> Iterator[Finding]:
    """Months that the table has a column for and the row leaves blank, where it fills another."""
    filled = {item.month for task in draft.tasks for item in task.milestones}
    if not filled:
        return
    for month in months:
        if month not in filled:
            yield wording.missing_value(f"{month}月的阶段性目标", draft.number, _somewhere(draft))
