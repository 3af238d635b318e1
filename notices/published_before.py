"""What was last published of a year's money: late rows carry it on; a total below it, or far above, needs a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from notices.compile import Carried
from notices.content_reading import key_in
from notices.models import Notice
from progress.checks import JUMP_TIMES, LEAST_RISE
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


@dataclass(frozen=True, slots=True)
class Multiplied:
    """A cumulative sum many times the one last published. `category` is None for the total."""

    category: str | None
    before: Decimal
    now: Decimal
    period: Period


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


def multiplied_sums(
    content: Mapping[str, Any], earlier: Sequence[tuple[Period, Mapping[str, Any]]]
) -> list[Multiplied]:
    """Sums JUMP_TIMES those of the newest earlier period, as reports are asked of their own amounts."""
    found = []
    for name, last, sums in _sums_beside(content, earlier):
        before = _amount(last["invested"]) if last else None
        now, plan = _amount(sums["invested"]), _amount(sums["investment_plan"])
        if not before or now is None or now < before * JUMP_TIMES:
            continue
        if not plan or (now - before) * 100 / plan >= LEAST_RISE:
            found.append(Multiplied(name, before, now, earlier[0][0]))
    return found


def _sums_beside(
    content: Mapping[str, Any], earlier: Sequence[tuple[Period, Mapping[str, Any]]]
) -> Iterator[tuple[str | None, Mapping[str, Any] | None, Mapping[str, Any]]]:
    """Each named category and the total, beside the same of the newest earlier period; None where it has none."""
    nothing: Mapping[str, Any] = {"categories": (), "totals": None}
    last = earlier[0][1] if earlier else nothing
    before = {group["name"]: group for group in last["categories"]}
    for group in content["categories"]:
        if group["name"]:
            yield group["name"], before.get(group["name"]), group
    same = before.keys() == {group["name"] for group in content["categories"]}
    yield None, last["totals"] if same else None, content["totals"]


def fallen_sums(
    content: Mapping[str, Any], earlier: Sequence[tuple[Period, Mapping[str, Any]]]
) -> list[Fallen]:
    """Sums of the content below those of the newest earlier period: of each named category both have, and of all."""
    found = []
    for name, last, sums in _sums_beside(content, earlier):
        then = _amount(last["invested"]) if last else None
        now = _amount(sums["invested"]) or Decimal(0)
        if then is not None and now < then:
            found.append(Fallen(name, then, now, earlier[0][0]))
    return found


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
