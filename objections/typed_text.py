"""Nothing typed at the desk is lost when a session ends: the form carries a signed note of whose text it is.

A POST that arrives after the session ended, or with a stale check code, cannot be let in, but its text is kept,
sealed, for that person alone. The page offers it back after signing in and forgets it once it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from objections.models import KeptText, Objection
from objections.sealing import CannotUnseal, seal, unseal

_SALT = "objections.typed-text"
GOOD_FOR = timedelta(hours=24)
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "note", "token", "version", "then"})


def note(user: User) -> str:
    """The hidden field of the form: proves that we rendered it for this person."""
    return signing.dumps(user.pk, salt=_SALT)


def keep(data: Mapping[str, str], *, page: str, at: datetime) -> KeptText | None:
    """Keep the posted text for the person the note names; None where the note does not hold or nothing was typed."""
    try:
        user_id = signing.loads(
            data.get("note", ""), salt=_SALT, max_age=int(GOOD_FOR.total_seconds())
        )
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    typed = {name: data[name][:20_000] for name in data if name not in _NOT_TYPED}
    if user is None or not any(text.strip() for text in typed.values()):
        return None
    sweep(at)
    kept, _ = KeptText.objects.update_or_create(
        user=user, page=page[:60], defaults={"sealed_text": seal(typed), "at": at}
    )
    return kept


def kept_below(user: User, path: str, *, at: datetime) -> dict[str, dict[str, str]]:
    """What the person had typed when their session ended, by page, on every page that begins with a path."""
    rows = KeptText.objects.filter(user=user, page__startswith=path[:60], at__gte=at - GOOD_FOR)
    try:
        return {row.page: unseal(row.sealed_text) for row in rows}
    except CannotUnseal:
        return {}


def sweep(at: datetime) -> int:
    """Take away what nobody may have back any more. Gives how many."""
    return KeptText.objects.filter(at__lt=at - GOOD_FOR).delete()[0]


def forget_about(objection: Objection) -> None:
    """Whatever anybody had typed on the pages of a case or of its inquiries: it may repeat the words."""
    pages = [
        reverse("objections:case", args=[objection.pk]),
        reverse("objections:report-reopen", args=[objection.pk]),
        *(reverse("objections:inquiry", args=[one.pk]) for one in objection.inquiries.all()),
    ]
    for page in pages:
        KeptText.objects.filter(page__startswith=page).delete()


def forget(user: User, page: str) -> None:
    """It was sent, or is not wanted any more."""
    KeptText.objects.filter(user=user, page=page[:60]).delete()
