"""Values a document reports, for the indicators of the register."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from documents.identity.in_order import in_order
from documents.quantities.units import expand
from documents.reading import Indicator as PrintedIndicator
from documents.reading import Project as PrintedProject
from projects.models import Indicator, Task


def reported_values(
    printed: PrintedProject, task: Task
) -> Iterator[tuple[Indicator, Decimal, str]]:
    """Each of the task's indicators the row gives a value for: (indicator, value in its unit, as printed).

    Two indicators may share their words (测评10万名, 测评1次): label, unit and target together tell them apart, and
    those alike in all follow each other. Where the row prints fewer of a label than the task has, none is guessed.
    """
    standing = list(task.indicators.all())
    told = [
        indicator
        for printed_task in printed.tasks
        if printed_task.number == task.number
        for indicator in printed_task.indicators
        if not indicator.stage_only
    ]
    found = in_order(standing, told, (_printed_of, _said_by), (_name_of, _called))
    for place, indicator in enumerate(standing):
        text = told[found[place]].reported if place in found else None
        if text is not None:
            value, _unit = expand(text, indicator.unit_printed)
            yield indicator, value, text


def _name_of(indicator: Indicator) -> tuple[str, str]:
    return indicator.label, indicator.unit_printed


def _printed_of(indicator: Indicator) -> tuple[str, str, str]:
    return (*_name_of(indicator), indicator.target_printed)


def _called(indicator: PrintedIndicator) -> tuple[str, str]:
    return indicator.label, indicator.unit


def _said_by(indicator: PrintedIndicator) -> tuple[str, str, str]:
    return (*_called(indicator), indicator.value or "")
