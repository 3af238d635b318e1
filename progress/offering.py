"""Numbers written in the narrative, offered as the values of the task's indicators. Only a person takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from progress.entry import entry
from progress.report_fields import FieldError, Values, canonical, value_field
from projects.models import Indicator, Task
from projects.money import printed

if TYPE_CHECKING:
    from documents.reading import Indicator as Printed

_LONGEST = 5000
_Direction = Literal["up", "down"]


def offers(task: Task, narrative: str) -> Values:
    """What to put into the fields, by their keys, one for each indicator the text gives a number for; {} for none.

    A value the field could not take (more than 100 % of the work) is not offered.
    """
    indicators = list(task.indicators.all())
    if not indicators or not narrative.strip() or len(narrative) > _LONGEST:
        return {}
    # Loaded where a text is read: the extractor's vocabulary would slow every start.
    from documents.quantities import matching
    from documents.quantities.units import expand

    found = {}
    for place, text in matching.offers(narrative, [_known(one) for one in indicators]).items():
        indicator = indicators[place]
        try:
            value, _unit = expand(text, indicator.unit_printed or indicator.unit)
            field = value_field(indicator)
            found[field.key] = entry(field, canonical(field, printed(value)))
        except (ValueError, FieldError):
            continue
    return found


def _known(indicator: Indicator) -> Printed:
    from documents.reading import Indicator as Printed

    direction: _Direction = "down" if indicator.direction == Indicator.Direction.DOWN else "up"
    return Printed(
        label=indicator.label,
        kind=indicator.kind,  # type: ignore[arg-type]
        qualifier=indicator.qualifier or None,
        value=indicator.target_printed or printed(indicator.target) or None,
        unit=indicator.unit_printed or indicator.unit,
        direction=direction,
    )
