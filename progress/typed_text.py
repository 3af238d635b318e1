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
from look.whole_numbers import LARGEST_COUNT, whole_number
from progress.services import Kept, Seen, StepRefused, autosave_draft

_SALT = "progress.typed-text"
_GOOD_FOR = 24 * 60 * 60


def note(user: User, task_id: int, round_id: int) -> str:
    """The hidden field of the form."""
    return signing.dumps([user.pk, task_id, round_id], salt=_SALT)


def sheet_note(user: User, round_id: int) -> str:
    """The hidden field of a sheet: it covers the rows this person may fill in."""
    return signing.dumps([user.pk, 0, round_id], salt=_SALT)


def person_of_sheet(data: Any, round_id: int) -> User | None:
    """Whose sheet it was; None where the note does not hold."""
    found = _read(data)
    if found is None or found[1:] != (0, round_id):
        return None
    return User.objects.filter(pk=found[0], is_active=True).first()


def _read(data: Any) -> tuple[int, int, int] | None:
    try:
        user_id, task_id, round_id = signing.loads(
            data.get("note", ""), salt=_SALT, max_age=_GOOD_FOR
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, task_id, round_id


def seen_by(data: Any) -> Seen:
    """What the page says of the draft it shows; a page that says nothing has seen none."""
    return Seen(data.get("draft", "")[:32], data.get("tab", "")[:32])


def keep(data: Any, *, task_id: int, round_id: int, at: datetime) -> Kept | None:
    """Keep the posted text as the draft of the person the note names; None where the note does not hold."""
    found = _read(data)
    if found is None or found[1:] != (task_id, round_id):
        return None
    user = User.objects.filter(pk=found[0], is_active=True).first()
    if user is None:
        return None
    try:
        return autosave_draft(
            task_id=task_id,
            round_id=round_id,
            user=user,
            at=at,
            base_version=whole_number(data.get("base_version"), most=LARGEST_COUNT) or 0,
            values=data.dict(),
            seen=seen_by(data),
        )
    except (StepRefused, PermissionDenied, ObjectDoesNotExist):
        return None
