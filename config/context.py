"""What the signed-in frame shows on every desk page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import typed_text
from accounts.clock import real_now, today
from accounts.models import User
from accounts.typed_text_middleware import KEPT, is_shown_in_its_form
from config import nav
from intake import followed_works


def desk(request: HttpRequest) -> dict[str, Any]:
    """Asked for lazily: a public page that never looks costs no query and reads no cookie."""

    def entries() -> list[dict[str, Any]]:
        person = request.user
        if not isinstance(person, User):
            return []
        return [
            {
                "label": entry.label,
                "url": entry.url,
                "count": entry.count,
                "current": request.path.startswith(entry.url),
            }
            for entry in nav.entries(person, today())
        ]

    def waits() -> int:
        return sum(entry["count"] for entry in shown_entries)

    def posts() -> str:
        return nav.post_words(request.user) if isinstance(request.user, User) else ""

    def not_taken() -> list[typed_text.Offer]:
        person = request.user
        if not isinstance(person, User) or not request.session.get(KEPT):
            return []
        found = typed_text.offers(person, at=real_now())
        if not found and request.method == "GET":
            request.session.pop(KEPT)
        return [one for one in found if not is_shown_in_its_form(request, one.page)]

    def works() -> list[followed_works.Told]:
        person = request.user
        return (
            followed_works.to_tell(request, person, real_now()) if isinstance(person, User) else []
        )

    shown_entries: Any = SimpleLazyObject(entries)
    return {
        "is_demo": settings.IS_DEMO,
        "demo_day": settings.DEMO_DAY,
        "desk_nav": shown_entries,
        "desk_waits": SimpleLazyObject(waits),
        "desk_posts": SimpleLazyObject(posts),
        "desk_kept": SimpleLazyObject(not_taken),
        "desk_works": SimpleLazyObject(works),
    }
