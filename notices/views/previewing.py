"""A notice in work as the public would see it, for those who work on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices.forms import NoticeForm
from notices.models import Notice
from notices.views.notice_in_sight import in_editor, notice_or_404, page_of

PublicPage = Callable[[Notice, datetime], str | bytes]
"""Makes the public page of a notice as it stands, saved or not. The floor above makes it (`publicity.previewing`);
`config.urls` hands it in with the address."""


@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # it says it takes views without keys
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def notice_preview(request: SignedInRequest, pk: int, public_page: PublicPage) -> HttpResponse:
    """The very page the public would get. A POST shows what is typed, and saves nothing."""
    notice = notice_or_404(request, pk)
    if request.method == "POST":
        _as_typed(request, notice)
    return HttpResponse(public_page(notice, now()))


@require_POST
def notice_checks(request: SignedInRequest, pk: int) -> HttpResponse:
    """The checklist of what is typed, for the editor's script; saves nothing."""
    notice = notice_or_404(request, pk)
    if notice.is_published:
        raise Http404
    _as_typed(request, notice)
    context = in_editor(page_of(request, notice))
    return render(request, "notices/_checks.html", {**context, "is_typed": True})


def _as_typed(request: SignedInRequest, notice: Notice) -> None:
    for name, value in NoticeForm(notice, request.POST).readable_values().items():
        setattr(notice, name, value)
