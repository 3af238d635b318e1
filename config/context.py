"""What the signed-in frame shows on every desk page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    return {"is_demo": settings.IS_DEMO}
