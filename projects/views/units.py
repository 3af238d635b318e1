"""Responsible units of a district and their spellings: staff look, the compiler keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from projects import access, services
from projects.access import Act, must
from projects.models import District, ResponsibleUnit, UnitAlias
from projects.register_forms import AliasForm, UnitForm
from projects.register_tabs import unit_tabs
from projects.services.units import LooksAlike
from projects.workflow import StepRefused


def district_in_sight(request: SignedInRequest, slug: str) -> District:
    return get_object_or_404(access.staff_districts(request.user), slug=slug)


def _unit(request: SignedInRequest, district: District, pk: int) -> ResponsibleUnit:
    must(access.can(request.user, Act.KEEP_UNITS, district))
    return get_object_or_404(district.units.select_related("district"), pk=pk)


@require_safe
def unit_list(request: SignedInRequest, district: str) -> HttpResponse:
    found = district_in_sight(request, district)
    words = request.GET.get("q", "").strip()[:60]
    units = found.units.prefetch_related("aliases").annotate(tasks=Count("task_units"))
    if words:
        units = (
            units.filter(name__contains=words) | units.filter(aliases__name__contains=words)
        ).distinct()
    return render(
        request,
        "projects/unit_list.html",
        {
            "district": found,
            "units": units,
            "words": words,
            "tabs": unit_tabs(request.user, found),
            "may_keep": access.can(request.user, Act.KEEP_UNITS, found),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unit_new(request: SignedInRequest, district: str) -> HttpResponse:
    found = district_in_sight(request, district)
    must(access.can(request.user, Act.KEEP_UNITS, found))
    form = UnitForm(request.POST or None, instance=ResponsibleUnit(district=found))
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.add_unit(
                district=found,
                values=form.cleaned_data,
                is_another=form.cleaned_data["is_another"],
                actor=request.user,
                at=now(),
            )
        except StepRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, f"已登记“{unit}”。")
            return redirect("projects:unit-list", district)
    return _page(request, found, None, form)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: SignedInRequest, district: str, pk: int) -> HttpResponse:
    found = district_in_sight(request, district)
    unit = _unit(request, found, pk)
    form = UnitForm(request.POST or None, instance=_unit(request, found, pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_unit(
                unit_id=unit.pk,
                values=form.cleaned_data,
                seen=form.cleaned_data["seen"],
                is_another=form.cleaned_data["is_another"],
                actor=request.user,
                at=now(),
            )
        except StepRefused as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, "已保存。")
            return redirect("projects:unit-list", district)
    return _page(request, found, unit, form)


def _refused(form: UnitForm, refusal: StepRefused) -> None:
    form.add_error(None, str(refusal))
    form.asks_again = isinstance(refusal, LooksAlike)


def _page(
    request: SignedInRequest,
    district: District,
    unit: ResponsibleUnit | None,
    form: UnitForm,
    alias_form: AliasForm | None = None,
) -> HttpResponse:
    refused = bool(form.errors or (alias_form and alias_form.errors))
    context = {
        "district": district,
        "unit": unit,
        "aliases": unit.aliases.all() if unit else [],
        "form": form,
        "alias_form": alias_form or AliasForm(),
        "error": refused,
    }
    return render(request, "projects/unit_edit.html", context, status=422 if refused else 200)


@require_POST
def unit_remove(request: SignedInRequest, district: str, pk: int) -> HttpResponse:
    unit = _unit(request, district_in_sight(request, district), pk)
    try:
        services.remove_unit(unit_id=unit.pk, actor=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:unit-edit", district, pk)
    messages.success(request, f"已删去“{unit}”。")
    return redirect("projects:unit-list", district)


@require_POST
def alias_add(request: SignedInRequest, district: str, pk: int) -> HttpResponse:
    found = district_in_sight(request, district)
    unit = _unit(request, found, pk)
    form = AliasForm(request.POST)
    if form.is_valid():
        try:
            services.add_alias(
                unit_id=unit.pk, name=form.cleaned_data["alias"], actor=request.user, at=now()
            )
        except StepRefused as refusal:
            form.add_error("alias", str(refusal))
        else:
            messages.success(request, "已登记这个写法。")
            return redirect("projects:unit-edit", district, pk)
    return _page(request, found, unit, UnitForm(instance=unit), form)


@require_POST
def alias_remove(request: SignedInRequest, district: str, pk: int) -> HttpResponse:
    found = district_in_sight(request, district)
    must(access.can(request.user, Act.KEEP_UNITS, found))
    alias = get_object_or_404(UnitAlias, district=found, pk=pk)
    services.remove_alias(alias_id=alias.pk, actor=request.user, at=now())
    messages.success(request, f"已去掉写法“{alias.name}”。")
    return redirect("projects:unit-edit", district, alias.unit_id)
