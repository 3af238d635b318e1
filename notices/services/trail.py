"""What every step leaves behind: a step of the notice and an audit event, in the transaction of the act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts import audit
from accounts.models import User
from notices.models import Notice, NoticeStep


def left(
    notice: Notice,
    step: str,
    *,
    by: User,
    at: datetime,
    was: str,
    note: str = "",
    digest: str = "",
    detail: dict[str, Any] | None = None,
    audited: dict[str, Any] | None = None,
) -> NoticeStep:
    """Record a step that has been taken. `detail` never holds words of the notice: steps outlive a sealing.

    `audited` is what the audit trail tells beside states and digest.
    """
    audit.record(
        at=at,
        actor=by,
        verb=f"notice.{step}",
        subject=notice,
        district_code=notice.district.code,
        detail={
            "from": was,
            "to": notice.status,
            **({"digest": digest} if digest else {}),
            **(audited or {}),
        },
    )
    return NoticeStep.objects.create(
        notice=notice,
        step=step,
        from_status=was,
        to_status=notice.status,
        by=by,
        at=at,
        note=note,
        digest=digest,
        detail=detail or {},
    )
