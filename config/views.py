"""The few pages that belong to no app."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.requests import SignedInRequest
from config import nav
from ops.doctor import Severity, examine_lightly


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Answers "ok" while the process does; the database is not asked."""
    return _plainly("ok", 200, request)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answers "ok" while the portal can work; else 503 and the subjects that are at fault, without any detail."""
    faults = [one.subject for one in examine_lightly() if one.severity is Severity.FAULT]
    return _plainly("、".join(faults) or "ok", 503 if faults else 200, request)


def _plainly(text: str, status: int, request: HttpRequest) -> HttpResponse:
    # The session middleware renews the cookie of a session it finds.
    del request.session
    answer = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


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
