"""The few pages that belong to no app."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.requests import SignedInRequest
from config import nav


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers "ok" while the portal and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    # The session middleware renews the cookie of a session it finds.
    del request.session
    return HttpResponse("ok", content_type="text/plain")


def admin_sign_in(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """There is one sign-in page, with the lock-out and the second factor."""
    response = redirect("accounts:sign-in")
    response["Location"] += "?" + urlencode(
        {"next": request.GET.get("next", request.get_full_path())}
    )
    return response


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """Straight to the work that waits; whoever has none is told whom to ask."""
    entries = nav.entries(request.user, today())
    if entries:
        return redirect(entries[0].url)
    return render(request, "desk/empty.html")
