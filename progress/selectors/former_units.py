"""What was typed for a unit that a reform renamed since: it is found again under the unit that answers now."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from progress.report_fields import paragraph_key
from projects.models import ResponsibleUnit

_PARAGRAPH = re.compile(r"p(\d{1,18})")


def led_on(values: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """The texts of a draft, with paragraphs of units that are no longer the task's under their successor's; where that
    has none to write here, below the narrative. Nothing typed is lost. No query where nothing has to be led on."""
    strange = {
        key: int(found[1])
        for key in values
        if key not in known and values[key] and (found := _PARAGRAPH.fullmatch(key))
    }
    if not strange:
        return dict(values)
    rows = ResponsibleUnit.with_former.filter(pk__in=strange.values())
    successors = dict(rows.values_list("pk", "successor"))
    led = {key: text for key, text in values.items() if key not in strange}
    for key, unit in strange.items():
        there = paragraph_key(successors.get(unit) or unit)
        there = there if there in known else "narrative"
        led[there] = "\n".join(filter(None, [led.get(there, ""), values[key]]))
    return led
