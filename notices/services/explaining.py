"""The compiler's reason for figures that contradict each other or the plan and that nobody answered for yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from notices import point_checks, workflow
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import StepRefused
from notices.services.locking import for_step
from notices.services.trail import left

MOST_OF_A_REASON = 500
"""Signs."""


@transaction.atomic
def explain_points(
    *, notice_id: int, actor: User, at: datetime, marks: Collection[str], reason: str
) -> Notice:
    """Record why these points (by `Point.mark`, as the page showed them) stand: one reason for all of them.

    Raises PermissionDenied; StepRefused without a reason or a point, or where the figures are others by now.
    """
    notice = for_step(notice_id, workflow.EXPLAIN, actor)
    open_ = {one.mark for one in point_checks.unanswered(notice, draft_of(notice), at.date())}
    if not open_:
        raise StepRefused("这份公示没有要回答的矛盾。")
    if not marks:
        raise StepRefused("请勾上这条理由回答的是哪几处。")
    if not set(marks) <= open_:
        raise StepRefused("数字又有变动，请看过现在列出的各处，再写理由。")
    if not reason.strip():
        raise StepRefused("请写明数字属实的理由，例如“年中追加投资，批复文号……”。")
    if len(reason.strip()) > MOST_OF_A_REASON:
        raise StepRefused(f"理由太长，最多{MOST_OF_A_REASON}字，请写短些。")
    left(
        notice,
        workflow.EXPLAIN.name,
        by=actor,
        at=at,
        was=notice.status,
        note=reason.strip(),
        detail={"points": sorted(marks)},
        audited={"points": len(marks)},
    )
    return notice
