"""What was last published of a year's money: late rows carry it on, and a total below it needs a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from notices.compile import Carried
from notices.content_reading import key_in
from notices.models import Notice
from projects.models import AnnualPlan
from projects.periods import Period, parse_notice_number


@dataclass(frozen=True, slots=True)
class Fallen:
    """A cumulative sum below the one last published. `category` is None for the total."""

    category: str | None
    before: Decimal
    now: Decimal
    period: Period

    @property
    def difference(self) -> Decimal:
        return self.before - self.now


def published_before(plan: AnnualPlan, month: int) -> list[tuple[Period, Mapping[str, Any]]]:
    """Contents in force about an earlier period of the plan's year, the newest period first.

    Corrected, withdrawn and sealed notices are not in force.
    """
    found = []
    stands = Notice.objects.filter(plan=plan, status=Notice.Status.PUBLISHED)
    for number, content in stands.values_list("number", "content"):
        period = parse_notice_number(number).period
        if content and period and period.to_month < month:
            found.append((period, content))
    return sorted(found, key=lambda one: one[0].to_month, reverse=True)


def carried_amounts(
    earlier: Iterable[tuple[Period, Mapping[str, Any]]],
) -> dict[int, Carried]:
    """By what a project is followed by (its lasting number): the cumulative amount last published of it."""
    found: dict[int, Carried] = {}
    for period, content in earlier:
        for group in content["categories"]:
            for row in group["projects"]:
                key, amount = key_in(row), _amount(row["invested"])
                if key not in found and amount is not None:
                    found[key] = Carried(amount, row.get("invested_through") or period.to_month)
    return found


def fallen_sums(
    content: Mapping[str, Any], earlier: Sequence[tuple[Period, Mapping[str, Any]]]
) -> list[Fallen]:
    """Sums of the content below those of the newest earlier period: of each named category both have, and of all."""
    if not earlier:
        return []
    period, last = earlier[0]
    before = {group["name"]: group["invested"] for group in last["categories"]}
    now = {group["name"]: group["invested"] for group in content["categories"]}
    pairs = [(name, before[name], now[name]) for name in now if name and name in before]
    if before.keys() == now.keys():
        pairs.append((None, last["totals"]["invested"], content["totals"]["invested"]))
    found = []
    for name, old, new in pairs:
        then, this = _amount(old), _amount(new) or Decimal(0)
        if then is not None and this < then:
            found.append(Fallen(name, then, this, period))
    return found


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
