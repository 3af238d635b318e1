"""All districts of the installation, and a new one: for the system administrator of the whole."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from projects import access, services
from projects.access import must
from projects.models import District, Role
from projects.people_lists import posts_lacking
from projects.register_forms import NewDistrictForm
from projects.register_tabs import settings_tabs
from projects.workflow import StepRefused


@require_http_methods(["GET", "HEAD", "POST"])
def district_list(request: SignedInRequest) -> HttpResponse:
    """The districts with the posts nobody holds there yet, and the form for one more."""
    must(access.can_keep_installation(request.user))
    form = NewDistrictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_district(values=form.cleaned_data, actor=request.user, at=now())
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"已新增{made}。请填写它的设置；人员由安全管理员登记。发布之前公众看不到它。",
            )
            return redirect("projects:district-settings", made.slug)
    lacking = posts_lacking()
    context = {
        "form": form,
        "error": bool(form.errors),
        "lines": [
            (one, _words(lacking.get(one.pk, []))) for one in District.objects.with_shown_names()
        ],
        "lacking_administrators": _words(services.lacking_administrators()),
        "tabs": settings_tabs(request.user, "districts"),
    }
    status = 422 if form.errors else 200
    return render(request, "projects/district_list.html", context, status=status)


def _words(roles: Iterable[Role]) -> str:
    return "、".join(str(role.label) for role in roles)
