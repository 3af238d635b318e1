"""Values a document reports, for the indicators of the register."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from documents.quantities.units import expand
from documents.reading import Project as PrintedProject
from projects.models import Indicator, Task


def reported_values(
    printed: PrintedProject, task: Task
) -> Iterator[tuple[Indicator, Decimal, str]]:
    """Each of the task's indicators the row gives a value for: (indicator, value in its unit, as printed).

    Two indicators may share their words (测评10万名, 测评1次): label and unit together tell them apart.
    """
    found = {
        (indicator.label, indicator.unit): indicator.reported
        for printed_task in printed.tasks
        if printed_task.number == task.number
        for indicator in printed_task.indicators
        if indicator.reported is not None
    }
    for indicator in task.indicators.all():
        text = found.get((indicator.label, indicator.unit_printed))
        if text is not None:
            value, _unit = expand(text, indicator.unit_printed)
            yield indicator, value, text
