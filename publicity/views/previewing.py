"""A notice in work as the public would see it, for those who work on it."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices.forms import NoticeForm
from notices.views.notice_in_sight import notice_or_404
from publicity import previewing
from publicity.views.surroundings import site_today


@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # it says it takes views without keys
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def notice_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The very page the public would get. A POST shows what is typed, and saves nothing."""
    notice = notice_or_404(request, pk)
    if request.method == "POST":
        form = NoticeForm(notice, request.POST)
        if form.is_valid():
            for name, value in form.values().items():
                setattr(notice, name, value)
        else:
            for name in form.cleaned_data.keys() & {
                "title",
                "lead",
                "source",
                "contact_name",
                "contact_phone",
            }:
                setattr(notice, name, form.cleaned_data[name])
    page = previewing.preview(notice, site_today(), at=now())
    return HttpResponse(page.body, content_type=page.content_type)
