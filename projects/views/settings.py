"""The settings of a district, for its system administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from projects import access
from projects.access import Act
from projects.register_forms import SettingsForm
from projects.register_tabs import settings_tabs
from projects.services.district_settings import change_settings
from projects.workflow import StepRefused


@require_http_methods(["GET", "HEAD", "POST"])
def district_settings(request: SignedInRequest, district: str) -> HttpResponse:
    """Out of sight for everybody but this district's system administrator."""
    districts = access.districts_where(request.user, Act.MANAGE_SYSTEM)
    found = get_object_or_404(districts, slug=district)
    form = SettingsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_settings(
                district_id=found.pk,
                values=form.cleaned_data,
                seen=form.cleaned_data["seen"],
                actor=request.user,
                at=now(),
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "设置已保存，马上起作用。改前改后都记入审计。")
            return redirect("projects:district-settings", district)
    return render(
        request,
        "projects/district_settings.html",
        {
            "form": form,
            "error": bool(form.errors),
            "district": get_object_or_404(districts, slug=district),
            "tabs": settings_tabs(request.user, district),
        },
        status=422 if form.errors else 200,
    )
