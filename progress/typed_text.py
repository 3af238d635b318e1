"""What was typed into a report is kept as the person's own draft, whatever refuses it.

The form carries a signed note of whose draft it is and where (`accounts.typed_text`): a POST that cannot be let in
reaches no other place by it. What was let in and then refused is kept for the person who is signed in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from accounts import typed_text
from accounts.models import User
from look.whole_numbers import LARGEST_COUNT, whole_number
from progress.services import Kept, Seen, StepRefused, autosave_draft


def note(user: User, task_id: int, round_id: int) -> str:
    """The hidden field of the form."""
    return typed_text.note(user, task_id, round_id)


def sheet_note(user: User, round_id: int) -> str:
    """The hidden field of a sheet: it covers the rows this person may fill in."""
    return typed_text.note(user, 0, round_id)


def person_of_sheet(data: Any, round_id: int) -> User | None:
    """Whose sheet it was; None where the note does not hold."""
    return typed_text.person_of(data.get("note", ""), 0, round_id)


def seen_by(data: Any) -> Seen:
    """What the page says of the draft it shows; a page that says nothing has seen none."""
    return Seen(data.get("draft", "")[:32], data.get("tab", "")[:32])


def keep(
    data: Any, *, task_id: int, round_id: int, at: datetime, user: User | None = None
) -> Kept | None:
    """Keep the posted text as a draft: of `user`, who is signed in, else of the person the note names.

    None where the note does not hold, or where the report is not the person's to fill in.
    """
    writer = user or typed_text.person_of(data.get("note", ""), task_id, round_id)
    if writer is None:
        return None
    try:
        return autosave_draft(
            task_id=task_id,
            round_id=round_id,
            user=writer,
            at=at,
            base_version=whole_number(data.get("base_version"), most=LARGEST_COUNT) or 0,
            values=data.dict(),
            seen=seen_by(data),
        )
    except (StepRefused, PermissionDenied, ObjectDoesNotExist):
        return None
