"""Nothing typed is lost, whatever refuses it: one mechanism for every form behind the sign-in.

Each form carries a signed note of whose form it is (`{% csrf_token %}` writes it). A POST that is not taken, because
the session ended, the check against forged requests failed, the moment was wrong or something broke, is kept, sealed,
for that person alone, and offered on the desk for a day (`accounts.typed_text_middleware`). A view with a better place
for it, as a report with its drafts, says so by `keeps_typed_text`. The note proves that we rendered the form for the
person; cookies prove nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import Q
from django.http import HttpResponse

from accounts.models import KeptText, User
from accounts.sealing import CannotUnseal, seal, unseal
from look.posted_text import NOT_TYPED, secrets_of, words_in

WRITER = "writer"
"""The hidden field with the note."""
GOOD_FOR = timedelta(hours=24)
_SALT = "accounts.typed-text"
_GOES_ALONG = frozenset({"version", "then", "seen"})
"""What nobody typed and the form cannot be sent again without."""
_LONGEST = 100_000
_MOST = 20
"""So many are kept of one person: the oldest goes first."""

View = Callable[..., HttpResponse]
Fields = Mapping[str, str | list[str]]
"""Posted fields by name: one text, or all of those that were sent under it (ticked boxes)."""


def note(user: User, *place: int) -> str:
    """Whose form it is, and where it stands if it may be sent to that place alone."""
    return signing.dumps([user.pk, *place], salt=_SALT)


def person_of(text: str, *place: int) -> User | None:
    """Who the note names; None where it is no note of ours, too old, or of another place."""
    try:
        user_id, *where = signing.loads(text, salt=_SALT, max_age=int(GOOD_FOR.total_seconds()))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if tuple(where) != place:
        return None
    return User.objects.filter(pk=user_id, is_active=True).first()


def keep(data: Fields, *, page: str, at: datetime, came_from: str = "") -> KeptText | None:
    """Keep the posted text for the person the note names; None where the note does not hold or nothing was typed."""
    sent = _pairs(data)
    typed: dict[str, list[str]] = {}
    for name, text in sent:
        if name not in secrets_of(page) and (name not in NOT_TYPED or name in _GOES_ALONG):
            typed.setdefault(name, []).append(text[:_LONGEST])
    if not any(text.strip() for name, text in _pairs(typed) if name not in NOT_TYPED):
        return None
    user = person_of(dict(sent).get(WRITER, ""))
    if user is None:
        return None
    sweep(at)
    oldest = user.kept_texts.exclude(page=page).order_by("-at").values("pk")[_MOST - 1 :]
    KeptText.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()
    kept, _ = KeptText.objects.update_or_create(
        user=user,
        page=page[:200],
        defaults={"sealed_text": seal(typed), "at": at, "came_from": came_from[:200]},
    )
    return kept


def _pairs(fields: Fields) -> list[tuple[str, str]]:
    return [
        (name, text)
        for name, texts in fields.items()
        for text in ([texts] if isinstance(texts, str) else texts)
    ]


def kept_below(user: User, path: str, *, at: datetime) -> dict[str, dict[str, str]]:
    """What the person had typed, by page, on every page that begins with a path."""
    rows = KeptText.objects.filter(user=user, page__startswith=path[:200], at__gte=at - GOOD_FOR)
    try:
        return {row.page: dict(_pairs(unseal(row.sealed_text))) for row in rows}
    except CannotUnseal:
        return {}


@dataclass(frozen=True)
class Offer:
    """A form that was not taken: its words to read, its fields to send again, the page it was filled in on."""

    pk: int
    at: datetime
    page: str
    came_from: str
    words: list[str]
    sent: list[tuple[str, str]]


def offers(user: User, *, at: datetime) -> list[Offer]:
    """What waits for the person, newest first."""
    found = []
    for row in user.kept_texts.filter(at__gte=at - GOOD_FOR).order_by("-at"):
        try:
            sent = _pairs(unseal(row.sealed_text))
        except CannotUnseal:
            continue
        found.append(Offer(row.pk, row.at, row.page, row.came_from, words_in(sent), sent))
    return found


def sweep(at: datetime) -> int:
    """Take away what nobody may have back any more. Gives how many."""
    return KeptText.objects.filter(at__lt=at - GOOD_FOR).delete()[0]


def forget(user: User, page: str) -> None:
    """It was sent, or is not wanted any more."""
    KeptText.objects.filter(user=user, page=page[:200]).delete()


def forget_below(pages: Iterable[str]) -> None:
    """Whatever anybody had typed on these pages and below them."""
    below = Q(pk__in=())
    for page in pages:
        below |= Q(page__startswith=page)
    KeptText.objects.filter(below).delete()


def keeps_typed_text(keep: Callable[..., object], show: View) -> Callable[[View], View]:
    """For a form's own view that has a better place for what was typed.

    `keep` takes the request and the address's parts and answers None where it kept nothing: it trusts only the signed
    note of the form. `show` leads to where the text is. The view itself is not called: a session that ended is met by
    `accounts.middleware`, a failed check against forged requests by `config.errors.csrf_failure`.
    """

    def decorate(view: View) -> View:
        marked: Any = view
        marked.keep_typed_text = keep
        marked.show_typed_text = show
        return view

    return decorate
