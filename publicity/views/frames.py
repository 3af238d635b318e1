"""What the pages of a citizen share: no account, no cookie, nothing kept by a browser or a proxy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from look.links import page_at
from look.posted_text import mend_posted_text
from look.whole_numbers import whole_number
from publicity.site.frame import Frame

MOST_BYTES = 100_000
"""Of a posted form; 2000 Chinese signs take 18,000 on their way."""


def citizen_page(
    *methods: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for everybody that sets and reads no cookie. A signed form token stands in for the CSRF cookie."""

    def wrapped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_not_required
        @csrf_exempt
        @require_http_methods([*methods])
        @wraps(view)
        def without_session(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
            if length is None or length > MOST_BYTES:
                response = HttpResponse(
                    "内容太长，没有收下。请返回删短后再提交。",
                    status=413,
                    content_type="text/plain; charset=utf-8",
                )
            else:
                mend_posted_text(request)
                response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            # The session middleware renews the cookie of a session it finds.
            del request.session
            return response

        return sensitive_post_parameters()(without_session)

    return wrapped


def page(
    template: str, frame: Frame, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the public frame, its typed text untouched."""
    with page_at(frame.path):
        html = get_template(template).render({**context, "frame": frame})
    return HttpResponse(html, status=status)
