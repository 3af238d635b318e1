"""Nothing typed is lost when the session is: the form carries a signed note of whose draft it is.

A POST that arrives after the session ended, or with a stale check code, cannot be let in, but its text can be kept
as that person's own draft. The note proves that we rendered the form for them; nobody else reads the draft.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from accounts.models import User
from progress.models import ReportDraft
from progress.services import StepRefused, autosave_draft

_SALT = "progress.typed-text"
_GOOD_FOR = 24 * 60 * 60


def note(user: User, task_id: int, round_id: int) -> str:
    """The hidden field of the form."""
    return signing.dumps([user.pk, task_id, round_id], salt=_SALT)


def keep(data: Any, *, task_id: int, round_id: int, at: datetime) -> ReportDraft | None:
    """Keep the posted text as the draft of the person the note names; None where the note does not hold."""
    try:
        user_id, for_task, for_round = signing.loads(
            data.get("note", ""), salt=_SALT, max_age=_GOOD_FOR
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or (for_task, for_round) != (task_id, round_id):
        return None
    base = data.get("base_version", "")
    try:
        return autosave_draft(
            task_id=task_id,
            round_id=round_id,
            user=user,
            at=at,
            base_version=int(base) if base.isdecimal() else 0,
            values=data.dict(),
        )
    except (StepRefused, PermissionDenied, ObjectDoesNotExist):
        return None
