"""Contradictions on the checklist, and a notice that comes too early: each with its figures and what was said to it; it blocks while nobody answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from documents.day_words import day_words
from notices.asked_points import Point
from notices.checklist_line import Check
from notices.drafts import Draft, period_of
from notices.models import Notice, NoticeStep
from notices.workflow import EXPLAIN

PLACE = "explain"
"""The id of the form in the editor that takes a reason."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A point with all that was said to it, the compiler's reason included."""

    point: Point
    reason: str

    @property
    def is_open(self) -> bool:
        return self.point.asks and not (self.reason or self.point.answer)

    @property
    def told(self) -> str:
        compiler = f"编制理由：{self.reason}" if self.reason else ""
        return "；".join(filter(None, [self.point.told, compiler]))


def early(notice: Notice, draft: Draft, day: date) -> Iterator[Point]:
    """A notice that would go out on `day`, before its period or the filing is over; a correction was early before."""
    period = period_of(notice)
    if period is None or notice.round is None or notice.replaces_id:
        return
    if day <= period.ends_on:
        figures = f"{period.months}到{day_words(period.ends_on)}才结束"
        yield Point("公示的期间还没有结束", figures, asks=False)
    if draft.missing and notice.round.is_open and day <= notice.round.due_on:
        figures = f"{day_words(notice.round.due_on)}截止，还有项目没有通过审核"
        yield Point("填报还没有截止", figures, asks=False)


def early_mark(points: Iterable[Point]) -> str:
    """What the form that publishes sends back where the person is sure of all of them; blank where nothing is early."""
    return "-".join(one.mark for one in points)


def answered(notice: Notice, draft: Draft, day: date) -> list[Answered]:
    """Every point of the draft, published on `day`. A reason given for another notice of the plan still holds for the very same figures."""
    points = [*draft.points, *early(notice, draft, day)]
    if not points:
        return []
    reasons = {
        mark: step.note
        for step in NoticeStep.objects.filter(
            notice__plan=notice.plan_id, step=EXPLAIN.name
        ).order_by("pk")
        for mark in step.detail["points"]
    }
    return [Answered(one, reasons.get(one.mark, "")) for one in points]


def unanswered(notice: Notice, draft: Draft, day: date) -> list[Point]:
    return [one.point for one in answered(notice, draft, day) if one.is_open]


def lines(notice: Notice, draft: Draft, day: date) -> Iterator[Check]:
    for one in answered(notice, draft, day):
        point = one.point
        if one.is_open:
            said = f"{point.told}，" if point.told else ""
            note = (
                f"{point.figures}。{said}还没有人回答：填错的退回单位改，属实的在“请写明理由”里写"
            )
            yield Check("must", point.what, note, point.field or PLACE)
        else:
            yield Check("see", point.what, f"{point.figures}。{one.told}", point.field)
