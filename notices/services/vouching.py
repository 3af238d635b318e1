"""A person's word for characters that no face can draw."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from notices import sign_checks, workflow
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import StepRefused
from notices.services.locking import for_step
from notices.services.trail import left
from projects.workflow import whole


@transaction.atomic
def vouch_for_signs(*, notice_id: int, actor: User, at: datetime, reason: str) -> Notice:
    """Take a word upon oneself for every character of the draft that nothing draws: in PDF each is printed as 〓 with its number.

    The reason stands on the trail. Raises PermissionDenied; StepRefused without a reason or where every character is drawn.
    """
    notice = for_step(notice_id, workflow.VOUCH, actor)
    if not reason.strip():
        raise StepRefused("请写明原因，例如“户籍登记的姓名用字，已与身份证核对”。")
    signs = sign_checks.unvouched(notice, draft_of(notice))
    if not signs:
        raise StepRefused("这份公示没有印不出来的字。")
    leave_word(notice, signs, by=actor, at=at, reason=reason)
    return notice


def leave_word(notice: Notice, signs: str, *, by: User, at: datetime, reason: str) -> None:
    """The word on the trail of the notice and, by the characters' numbers, on that of all acts."""
    reason = whole(reason, "原因", 500)
    numbers = [f"U+{ord(sign):04X}" for sign in signs]
    left(
        notice,
        workflow.VOUCH.name,
        by=by,
        at=at,
        was=notice.status,
        note=reason,
        detail={"signs": signs},
        audited={"signs": numbers, "reason": reason},
    )
