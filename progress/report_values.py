"""A report's content as a mapping of texts, and back into its rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from accounts.models import User
from progress.models import (
    Measurement,
    MilestoneAnswer,
    ProgressReport,
    ReportParagraph,
    ReportRevision,
)
from progress.report_fields import (
    PUBLIC_TEXTS,
    TEXT_FIELDS,
    Field,
    Kind,
    Typed,
    Values,
    answer_key,
    paragraph_key,
    value_key,
)
from projects.models import Task
from projects.money import printed


def values_of(report: ProgressReport | None) -> Values:
    """Everything stored in a report; only filled fields appear for numbers, answers and paragraphs."""
    if report is None:
        return {}
    values = {field.key: getattr(report, field.key) for field in TEXT_FIELDS}
    values["invested"] = printed(report.invested)
    values |= {value_key(m.indicator_id): printed(m.value) for m in report.measurements.all()}
    values |= {answer_key(a.milestone_id): a.answer for a in report.answers.all()}
    values |= {paragraph_key(p.unit_id): p.text for p in report.paragraphs.all()}
    return values


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a report as numbers: the money, and what was measured by indicator."""

    invested: Decimal | None
    measured: Mapping[Hashable, Decimal | None]


def figures_of(report: ProgressReport) -> Figures:
    """Those stored. Nothing is printed and read back."""
    return Figures(report.invested, {m.indicator_id: m.value for m in report.measurements.all()})


def figures_of_revision(revision: ReportRevision) -> Figures:
    """Those that were approved; a revision keeps them as text."""
    content = revision.content
    return Figures(
        Decimal(content["invested"]) if content["invested"] else None,
        {one["indicator"]: Decimal(one["value"]) for one in content["measurements"]},
    )


OWN_COLUMNS = (*(field.key for field in TEXT_FIELDS), "invested", "invested_printed")
"""Columns of the report itself that a save may change."""

Part = tuple[ProgressReport, Mapping[str, str], Iterable[Field], Typed]
"""A report with what changed in it, its fields, and the texts as typed."""


def set_own(
    report: ProgressReport,
    changes: Mapping[str, str],
    *,
    fields: Iterable[Field],
    typed: Typed,
) -> None:
    """Set the changed fields that stand on the report itself. `typed` gives the amount, and is kept beside it."""
    for field in fields:
        if field.key not in changes or field.subject_id:
            continue
        value = changes[field.key]
        if field.kind is Kind.MONEY:
            report.invested = typed.number(field.key)
            report.invested_printed = _as_typed(field, value, typed)
        else:
            setattr(report, field.key, value)


def write_parts(parts: Iterable[Part], *, by: User, at: datetime) -> None:
    """Write the changed numbers, answers and paragraphs of saved reports, in one query per kind of change."""
    numbers: list[tuple[dict[str, Any], str]] = []
    answers: list[tuple[dict[str, Any], str]] = []
    paragraphs: list[tuple[dict[str, Any], str]] = []
    for report, changes, fields, typed in parts:
        for field in fields:
            if field.key not in changes or not field.subject_id:
                continue
            value = changes[field.key]
            row: dict[str, Any]
            if field.kind is Kind.VALUE:
                row = {"report_id": report.pk, "indicator_id": field.subject_id}
                number = typed.number(field.key)
                said = {"value": number, "printed": _as_typed(field, value, typed)}
                numbers.append((row | said, value))
            elif field.kind is Kind.ANSWER:
                row = {"report_id": report.pk, "milestone_id": field.subject_id, "answer": value}
                answers.append((row, value))
            else:
                row = {"report_id": report.pk, "unit_id": field.subject_id, "text": value}
                paragraphs.append((row | {"written_by": by, "written_at": at}, value))
    _put(Measurement, "indicator", numbers, ["value", "printed"])
    _put(MilestoneAnswer, "milestone", answers, ["answer"])
    _put(ReportParagraph, "unit", paragraphs, ["text", "written_by", "written_at"])


def _as_typed(field: Field, value: str, typed: Mapping[str, str]) -> str:
    return typed.get(field.key, value).strip()[:40]


def _put(
    model: Any, subject: str, found: list[tuple[dict[str, Any], str]], columns: list[str]
) -> None:
    """Insert or change what has a value, remove what has none."""
    kept = [model(**row) for row, value in found if value]
    if kept:
        model.objects.bulk_create(
            kept, update_conflicts=True, unique_fields=["report", subject], update_fields=columns
        )
    gone = Q()
    for row, value in found:
        if not value:
            gone |= Q(report_id=row["report_id"], **{f"{subject}_id": row[f"{subject}_id"]})
    if gone:
        model.objects.filter(gone).delete()


def frozen(report: ProgressReport, task: Task) -> dict[str, Any]:
    """The content of a revision: what is public of the report, and what it was judged by."""
    through_month = report.round.through_month
    answers = {answer.milestone_id: answer.answer for answer in report.answers.all()}
    measured = {m.indicator_id: m for m in report.measurements.all()}
    return {
        "through_month": through_month,
        **{field.key: getattr(report, field.key) for field in PUBLIC_TEXTS},
        "invested": None if report.invested is None else printed(report.invested),
        "invested_printed": report.invested_printed,
        "measurements": [
            {
                "indicator": indicator.pk,
                "label": indicator.label,
                "unit": indicator.unit,
                "printed": measured[indicator.pk].printed,
                "value": printed(measured[indicator.pk].value),
            }
            for indicator in task.indicators.all()
            if indicator.pk in measured
        ],
        "answers": [
            {
                "milestone": milestone.pk,
                "month": milestone.month,
                "text": milestone.text,
                "answer": answers[milestone.pk],
            }
            for milestone in task.milestones.all()
            if milestone.pk in answers
        ],
        "units": [task_unit.unit.name for task_unit in task.task_units.all()],
        # What it was reported of: a plan issued anew may give it another number and name.
        "project": {"number": task.project.number, "name": task.project.name},
        "brought_over": report.brought_over,
    }


def values_of_revision(revision: ReportRevision | None) -> Values:
    """The public values of what was approved, keyed like a report's."""
    if revision is None:
        return {}
    content = revision.content
    # What was approved before a field was there says nothing in it.
    values = {field.key: content.get(field.key, "") for field in PUBLIC_TEXTS}
    values["invested"] = content["invested"] or ""
    values |= {value_key(m["indicator"]): m["value"] for m in content["measurements"]}
    values |= {answer_key(a["milestone"]): a["answer"] for a in content["answers"]}
    return values


PREFILLED = frozenset({Kind.MONEY, Kind.VALUE, Kind.ANSWER})
"""Cumulative facts start from the last approved round. Texts do not: the form offers them in one tap."""


def prefill(fields: Iterable[Field], last: ReportRevision | None) -> Values:
    """The values a form starts with where nothing is saved yet. Shown and marked 上期, written only by a save."""
    values = values_of_revision(last)
    return {
        field.key: values[field.key]
        for field in fields
        if field.kind in PREFILLED and values.get(field.key)
    }
