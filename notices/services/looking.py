"""The compiler's word that the rows whose projects changed since they were reported were looked at."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from notices import row_checks, workflow
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import StepRefused
from notices.services.locking import for_step
from notices.services.trail import left


@transaction.atomic
def look_at_rows(*, notice_id: int, actor: User, at: datetime, marks: set[str]) -> Notice:
    """Record that these rows (by `Moved.mark`, as the page showed them) were looked at.

    Raises PermissionDenied; StepRefused where the rows are others by now.
    """
    notice = for_step(notice_id, workflow.LOOK, actor)
    open_ = row_checks.unlooked(notice, draft_of(notice))
    if not open_:
        raise StepRefused("这份公示没有要核对的行。")
    if set(open_) != marks:
        raise StepRefused("项目又有变动，请看过现在列出的各行，再按一次。")
    left(
        notice,
        workflow.LOOK.name,
        by=actor,
        at=at,
        was=notice.status,
        note=f"{len(open_)} 行",
        detail={"rows": open_},
        audited={"rows": len(open_)},
    )
    return notice
