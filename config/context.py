"""What the signed-in frame shows on every desk page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.clock import today
from accounts.models import User
from config import nav


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

    def posts() -> str:
        return nav.post_words(request.user) if isinstance(request.user, User) else ""

    return {
        "is_demo": settings.IS_DEMO,
        "demo_day": settings.DEMO_DAY,
        "desk_nav": SimpleLazyObject(entries),
        "desk_posts": SimpleLazyObject(posts),
    }
