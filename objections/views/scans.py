"""Scans of letters at the desk: added and removed beside the case, opened from the page of the words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from objections import desk_forms, services
from objections.models import ObjectionScan
from objections.views.case import case_page
from objections.views.case_in_sight import case_or_404, must_hold, refused_text
from projects.access import Act
from projects.workflow import StepRefused


@require_POST
def scan_add(request: SignedInRequest, pk: int) -> HttpResponse:
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    form = desk_forms.ScanForm(request.POST, request.FILES, prefix="scan")
    if not form.is_valid():
        return case_page(request, objection, {"scan": form}, status=422)
    upload = form.cleaned_data["scan"]
    try:
        services.add_scan(
            objection_id=pk, actor=request.user, name=upload.name, data=upload.read(), at=now()
        )
    except StepRefused as refusal:
        form.add_error("scan", str(refusal))
        return case_page(request, objection, {"scan": form}, status=422)
    messages.success(request, "扫描件已加密保存。")
    return redirect("objections:case", pk)


@require_POST
def scan_remove(request: SignedInRequest, pk: int, scan: int) -> HttpResponse:
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    try:
        services.remove_scan(objection_id=pk, scan_id=scan, actor=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "扫描件已删去。")
    return redirect("objections:case", pk)


@sensitive_post_parameters("open-reason")
@require_POST
def scan_open(request: SignedInRequest, pk: int, scan: int) -> HttpResponse:
    """The file itself, to be looked at once. No address leads to it: each view comes with its reason."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    form = desk_forms.OpenForm(request.POST, prefix="open")
    if not form.is_valid():
        return case_page(request, objection, {"open": form}, status=422)
    try:
        opened = services.open_scan(
            objection_id=pk,
            scan_id=scan,
            actor=request.user,
            reason=form.cleaned_data["reason"],
            at=now(),
        )
    except ObjectionScan.DoesNotExist as error:
        raise Http404 from error
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return case_page(request, objection, {"open": form}, status=422)
    # Named by number, not as it was called: a file's name may say who wrote.
    name = f"scan-{scan}.{'pdf' if opened.content_type == 'application/pdf' else 'jpg'}"
    answer = HttpResponse(opened.data, content_type=opened.content_type)
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return answer
