"""Quantities of official texts: what is promised, what is due by a month, what is reported.

`indicators` reads a target with its milestones and its progress, `work_percents` the percents of the whole
work, `quantities` any free text, `offers` assigns the numbers of a typed text to known indicators, `expand`
gives the value to store.
"""

from .extract import Quantity, quantities, work_percents
from .matching import indicators, offers
from .units import expand

__all__ = ["Quantity", "expand", "indicators", "offers", "quantities", "work_percents"]
