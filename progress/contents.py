"""A report's content as a mapping of texts, and back into its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from progress.fields import (
    TEXT_FIELDS,
    Field,
    Kind,
    Values,
    answer_key,
    as_decimal,
    paragraph_key,
    value_key,
)
from progress.models import (
    Measurement,
    MilestoneAnswer,
    ProgressReport,
    ReportParagraph,
    ReportRevision,
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


def write(
    report: ProgressReport,
    changes: Mapping[str, str],
    *,
    fields: Iterable[Field],
    typed: Mapping[str, str],
    by: User,
    at: datetime,
) -> None:
    """Set the changed fields on the report (unsaved) and write its numbers, answers and paragraphs.

    The report must have a key. `typed` are the texts as typed, kept beside the values as printed.
    """
    known = {field.key: field for field in fields}
    for key, value in changes.items():
        field = known[key]
        as_typed = typed.get(key, value).strip()[:40]
        match field.kind:
            case Kind.MONEY:
                report.invested, report.invested_printed = as_decimal(value), as_typed
            case Kind.VALUE:
                _put(
                    Measurement,
                    value,
                    {"report": report, "indicator_id": field.subject_id},
                    {"value": as_decimal(value), "printed": as_typed},
                )
            case Kind.ANSWER:
                _put(
                    MilestoneAnswer,
                    value,
                    {"report": report, "milestone_id": field.subject_id},
                    {"answer": value},
                )
            case _ if field.subject_id:
                _put(
                    ReportParagraph,
                    value,
                    {"report": report, "unit_id": field.subject_id},
                    {"text": value, "written_by": by, "written_at": at},
                )
            case _:
                setattr(report, key, value)


def frozen(report: ProgressReport, task: Task) -> dict[str, Any]:
    """The content of a revision: what is public of the report, and what it was judged by."""
    through_month = report.round.through_month
    answers = {answer.milestone_id: answer.answer for answer in report.answers.all()}
    measured = {m.indicator_id: m for m in report.measurements.all()}
    return {
        "through_month": through_month,
        "narrative": report.narrative,
        "invested": None if report.invested is None else printed(report.invested),
        "invested_printed": report.invested_printed,
        "remark": report.remark,
        "nothing_cause": report.nothing_cause,
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
        "brought_over": report.brought_over,
    }


def values_of_revision(revision: ReportRevision | None) -> Values:
    """The public values of what was approved, keyed like a report's."""
    if revision is None:
        return {}
    content = revision.content
    values = {
        "narrative": content["narrative"],
        "invested": content["invested"] or "",
        "remark": content["remark"],
        "nothing_cause": content["nothing_cause"],
    }
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


def _put(model: Any, value: str, where: dict[str, Any], what: dict[str, Any]) -> None:
    if value:
        model.objects.update_or_create(**where, defaults=what)
    else:
        model.objects.filter(**where).delete()
