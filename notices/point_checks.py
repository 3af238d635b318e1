"""Contradictions on the checklist: each with its figures and what was said to it; it blocks while nobody answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notices.asked_points import Point
from notices.checklist_line import Check
from notices.drafts import Draft
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
        return not (self.reason or self.point.answer)

    @property
    def told(self) -> str:
        compiler = f"编制理由：{self.reason}" if self.reason else ""
        return "；".join(filter(None, [self.point.told, compiler]))


def answered(notice: Notice, draft: Draft) -> list[Answered]:
    """Every point of the draft. A reason given for another notice of the plan still holds for the very same figures."""
    if not draft.points:
        return []
    reasons = {
        mark: step.note
        for step in NoticeStep.objects.filter(
            notice__plan=notice.plan_id, step=EXPLAIN.name
        ).order_by("pk")
        for mark in step.detail["points"]
    }
    return [Answered(one, reasons.get(one.mark, "")) for one in draft.points]


def unanswered(notice: Notice, draft: Draft) -> list[Point]:
    return [one.point for one in answered(notice, draft) if one.is_open]


def lines(notice: Notice, draft: Draft) -> Iterator[Check]:
    for one in answered(notice, draft):
        point = one.point
        if one.is_open:
            said = f"{point.told}，" if point.told else ""
            note = f"{point.figures}。{said}还没有人回答：填错的退回单位改，属实的在“数字有矛盾”写明理由"
            yield Check("must", point.what, note, point.field or PLACE)
        else:
            yield Check("see", point.what, f"{point.figures}。{one.told}", point.field)
