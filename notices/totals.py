"""Whether the sums a text names are sums of its table. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_SUM = re.compile(
    r"(?P<what>计划总?投资|总投资|投资计划|已?完成投资|累计完成投资|累计投资|完成额度)"
    r"(?:总额|合计|共|为|约|达|计)*\s*(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>亿元|万元)"
)
_IN_TEN_THOUSANDS = {"万元": Decimal(1), "亿元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class StrayTotal:
    """An amount the text names that no row and no sum of the table has."""

    printed: str
    """As the text prints it, with its unit."""
    expected: str
    """The table's total in 万元; empty where the table has none."""


def stray_totals(text: str, content: Mapping[str, Any]) -> list[StrayTotal]:
    """Amounts of plan or completion in a text that are nowhere in the table, rounded as the text prints them."""
    found = []
    for match in _SUM.finditer(text):
        key = "investment_plan" if re.search("计划|总投资", match["what"]) else "invested"
        number = match["number"].replace(",", "").replace("，", "")
        known = [Decimal(amount) for amount in _amounts(content, key)]
        if not any(_is_printed_as(amount, number, match["unit"]) for amount in known):
            total = content["totals"][key]
            found.append(StrayTotal(match["number"] + match["unit"], total or ""))
    return found


def _amounts(content: Mapping[str, Any], key: str) -> Iterator[str]:
    groups = content["categories"]
    rows = [row for group in groups for row in group["projects"]]
    for holder in (content["totals"], *groups, *rows):
        if holder[key] is not None:
            yield holder[key]


def _is_printed_as(amount: Decimal, number: str, unit: str) -> bool:
    """Whether the amount in 万元, in the unit and with as many decimals as printed, reads like the number."""
    printed = Decimal(number)
    return (amount / _IN_TEN_THOUSANDS[unit]).quantize(printed, ROUND_HALF_UP) == printed
