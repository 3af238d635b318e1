"""Quantities of official texts: what is promised, what is due by a month, what is reported.

`matching.indicators` reads a target with its milestones and its progress, `extract.work_percents` the percents of
the whole work, `extract.quantities` any free text, `matching.offers` assigns the numbers of a typed text to known
indicators, `units.expand` gives the value to store.
"""
