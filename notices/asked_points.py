"""Figures of a draft that contradict each other or the plan: its rows as they were asked when approved, and its sums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from notices.content_reading import key_in
from notices.published_before import Multiplied
from progress.selectors.contradictions import AskedOfTask
from projects.money import parse_amount, printed

ABOVE_PLAN = "invested_above_plan"
"""The check of a report that says of its task what a row's own point would say."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure somebody has to answer for, and what was said to it so far; blank where nothing was."""

    what: str
    figures: str
    field: str = ""
    """The id of its row; empty for a sum."""
    said: str = ""
    """By the unit, or by who brought the figure over."""
    answer: str = ""
    """By the one who approved the report."""
    asks: bool = True
    """Somebody has to answer; otherwise it is only told to whoever decides."""
    said_by: str = "单位"

    @property
    def mark(self) -> str:
        """Another one as soon as a figure changes; it holds no words of the notice."""
        return hashlib.sha256(f"{self.what}\n{self.figures}".encode()).hexdigest()[:16]

    @property
    def told(self) -> str:
        """What was said to it, by whom."""
        said = f"{self.said_by}说明：{self.said}" if self.said else ""
        answer = f"审核理由：{self.answer}" if self.answer else ""
        return "；".join(filter(None, [said if self.said != self.answer else "", answer]))


def points_of(
    content: Mapping[str, Any], asked: Iterable[AskedOfTask], multiplied: Iterable[Multiplied]
) -> tuple[Point, ...]:
    """Those of the rows the content shows, in its order, then those of its sums.

    What was asked of a report counts where the row prints the round's own figures; a row above its plan by tasks that
    are not, or by an amount carried on, is a point of its own.
    """
    by_project: dict[int, list[AskedOfTask]] = {}
    for one in asked:
        by_project.setdefault(one.task.project.lasting, []).append(one)
    points = []
    for group in content["categories"]:
        for row in group["projects"]:
            is_own = row["invested_through"] is None
            of_tasks = by_project.get(key_in(row), []) if is_own else []
            points += [point for one in of_tasks for point in _of_task(row["number"], one)]
            if not any(one.check.code == ABOVE_PLAN for task in of_tasks for one in task.asked):
                points += _above_plan(f"第{row['number']}件", row, f"row-{row['number']}")
    for group in content["categories"]:
        if group["name"]:
            points += _above_plan(_sum(group["name"]), group)
    points += _above_plan(_sum(None), content["totals"])
    return (*points, *(_of_sum(one) for one in multiplied))


def _of_task(number: int, asked: AskedOfTask) -> Iterator[Point]:
    several = getattr(asked.task, "siblings", 1) > 1
    place = f"第{number}件" + (f"任务{asked.task.number}" if several else "")
    for one in asked.asked:
        yield Point(
            place + one.check.named(one.label),
            re.sub("，请核对[^，。]*。$", "", one.sentence),
            f"row-{number}",
            one.said,
            one.answer,
            said_by=one.said_by,
        )


def _above_plan(name: str, row: Mapping[str, Any], field: str = "") -> list[Point]:
    plan, invested = parse_amount(row["investment_plan"]), parse_amount(row["invested"])
    if not plan or invested is None or invested <= plan:
        return []
    figures = f"完成{printed(invested)}万元，计划{printed(plan)}万元，占比{row['ratio']}%"
    return [Point(f"{name}完成超过计划", figures, field)]


def _sum(category: str | None) -> str:
    return f"“{category}”小计" if category else "合计"


def _of_sum(one: Multiplied) -> Point:
    figures = f"{one.period.months}公示{printed(one.before)}万元，这次{printed(one.now)}万元"
    return Point(f"{_sum(one.category)}是上期公示的十倍以上", figures)
