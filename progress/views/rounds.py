"""The commission's view of a round: the board, who owes, opening and closing."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from progress import access, services
from progress.exports import owing_workbook
from progress.forms import ContactForm, ExtendForm, ReasonForm, RoundForm
from progress.models import ReportingRound
from progress.opening import doubts_of_opening
from progress.selectors.board import Board, UnitOwing, board, judged_board, shown, staff_rounds
from progress.selectors.calendar import proposed_days, proposed_month, remarks_on, rest_days
from progress.selectors.task_rows import TaskRow
from progress.standing import Value
from progress.views.filing_in_sight import as_workbook, number_in, refused
from projects import access as register
from projects.access import must
from projects.models import AnnualPlan, Category, District, ResponsibleUnit
from projects.services.units import keep_contact

FILTERS = ("status", "unit", "category", "standing", "words")


def _round(request: SignedInRequest, round_id: int) -> ReportingRound:
    return get_object_or_404(staff_rounds(request.user), pk=round_id)


@require_safe
def round_list(request: SignedInRequest) -> HttpResponse:
    rounds = list(staff_rounds(request.user))
    districts = register.districts_where(request.user, register.Act.MANAGE_ROUND)
    context = {
        "rounds": rounds,
        "plans": AnnualPlan.objects.filter(district__in=districts).select_related("district"),
    }
    return render(request, "progress/round_list.html", context)


@require_safe
def round_board(request: SignedInRequest, round_id: int) -> HttpResponse:
    return _board(request, _round(request, round_id))


def _board(
    request: SignedInRequest, round_: ReportingRound, refused_contact: ContactForm | None = None
) -> HttpResponse:
    whole, standings = judged_board(round_, today())
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    values = {one.value for one in standings.values()}
    context = {
        "round": round_,
        "board": whole,
        "rows": [
            (row, standings[row.task.pk])
            for row in shown(whole.rows, **{k: v for k, v in asked.items() if k != "standing"})
            if not asked["standing"] or standings[row.task.pk].value == asked["standing"]
        ],
        "values": [value for value in Value if value in values],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "units": _units(whole.rows),
        "categories": Category.objects.filter(plan=round_.plan_id),
        "standpoint": access.standpoint(request.user),
        "can_manage": access.can_manage_rounds(request.user, round_.plan.district),
        "owing": _with_contacts(request, whole, refused_contact),
    }
    status = 422 if refused_contact else 200
    return render(request, "progress/round_board.html", context, status=status)


def _with_contacts(
    request: SignedInRequest, found: Board, refused_contact: ContactForm | None = None
) -> list[tuple[UnitOwing, ContactForm | None]]:
    """Each unit that owes, with whom to call there for those who chase and keep units, and for nobody else."""
    if not register.can(request.user, register.Act.KEEP_UNITS, found.round.plan.district):
        return [(one, None) for one in found.owing]
    typed = {refused_contact.unit.pk: refused_contact} if refused_contact else {}
    return [(one, typed.get(one.unit.pk) or ContactForm(one.unit)) for one in found.owing]


@require_POST
def round_contact(request: SignedInRequest, round_id: int) -> HttpResponse:
    """Whom to call at a unit that owes: registered, changed or taken away from the board."""
    round_ = _round(request, round_id)
    district = round_.plan.district
    must(register.can(request.user, register.Act.KEEP_UNITS, district))
    unit = get_object_or_404(district.units, pk=number_in(request.POST, "unit"))
    form = ContactForm(unit, request.POST)
    if form.is_valid():
        try:
            kept = keep_contact(
                unit_id=unit.pk,
                values=form.cleaned_data,
                seen=form.cleaned_data["seen"],
                actor=request.user,
                at=now(),
            )
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = "已记下" if kept.sealed_contact else "已去掉"
            messages.success(request, f"{said}{unit}的联系人，只有编制岗看得到。")
            return redirect("progress:round-board", round_.pk)
    return _board(request, round_, form)


@require_safe
def round_owing(request: SignedInRequest, round_id: int) -> HttpResponse:
    """Who owes what, with the words to send; one button reminds them all."""
    round_ = _round(request, round_id)
    whole = board(round_, today())
    context = {
        "round": round_,
        "board": whole,
        "owing": _with_contacts(request, whole),
        "can_manage": access.can_manage_rounds(request.user, round_.plan.district),
        "reminders": round_.reminders.select_related("unit", "by").order_by("-pk")[:50],
        "told": set(round_.reminders.filter(on=today()).values_list("unit_id", flat=True)),
    }
    return render(request, "progress/round_owing.html", context)


@require_safe
def round_owing_xlsx(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    name = f"{round_.plan.district}{round_.plan.year}年1-{round_.through_month}月欠报清单.xlsx"
    chases = bool(register.can(request.user, register.Act.KEEP_UNITS, round_.plan.district))
    return as_workbook(owing_workbook(board(round_, today()), with_contacts=chases), name)


@require_POST
def round_remind(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    unit = number_in(request.POST, "unit")
    try:
        made = services.remind_units(
            round_id=round_.pk,
            actor=request.user,
            at=now(),
            unit_ids=[unit] if "unit" in request.POST else None,
        )
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:round-owing", round_.pk)
    names = "、".join(reminder.unit.name for reminder in made)
    mailed = sum(reminder.mailed_to for reminder in made)
    by_mail = f"，邮件随后发给{mailed}人" if mailed else ""
    messages.success(request, f"已催报{len(made)}个单位：{names}。对方登录就能看到{by_mail}。")
    return redirect("progress:round-owing", round_.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: SignedInRequest) -> HttpResponse:
    """Open a round of a plan; the plan is chosen by the address (?plan=)."""
    districts = register.districts_where(request.user, register.Act.MANAGE_ROUND)
    plans = AnnualPlan.objects.filter(district__in=districts).select_related("district")
    given = request.POST if request.method == "POST" else request.GET
    plan = get_object_or_404(plans, pk=number_in(given, "plan"))
    form = _round_form(request, plan)
    doubts: list[str] = []
    proposed = None
    if request.method == "POST" and form.is_valid():
        asked_for = form.cleaned_data
        proposed = proposed_days(plan.year, asked_for["through_month"], today=today())
        if request.POST.get("days") == "proposed":
            asked_for |= dict(zip(("opens_on", "due_on"), proposed, strict=True))
        elif request.POST.get("sure") != form.mark:
            doubts = doubts_of_opening(plan.year, today=today(), **asked_for)
            doubts += rest_days(asked_for["opens_on"], asked_for["due_on"])
    if request.method == "POST" and form.is_valid() and not doubts:
        try:
            round_ = services.open_round(plan=plan, actor=request.user, at=now(), **asked_for)
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已开启{round_}，截止{round_.due_on:%m月%d日}。")
            for remark in remarks_on(round_.opens_on, round_.due_on):
                messages.warning(request, remark)
            return redirect("progress:round-board", round_.pk)
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "plan": plan,
        "doubts": doubts,
        "proposed": proposed,
        "calendar_notes": remarks_on(form["opens_on"].initial, form["due_on"].initial),
    }
    return render(request, "progress/round_open.html", context, status=status)


def _round_form(request: SignedInRequest, plan: AnnualPlan) -> RoundForm:
    """What was posted, or what the next round of the plan is likely to be."""
    month = proposed_month(plan)
    opens_on, due_on = proposed_days(plan.year, month, today=today())
    likely = {"through_month": month, "opens_on": opens_on, "due_on": due_on}
    return RoundForm(request.POST or None, initial=likely)


@require_safe
def round_manage(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    return _manage(request, round_)


@require_POST
def round_extend(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    form = _extend_form(round_.plan.district, request.POST)
    if not form.is_valid():
        return _manage(request, round_, extend=form, status=422)
    try:
        services.extend_due(round_id=round_.pk, actor=request.user, at=now(), **form.cleaned_data)
    except services.StepRefused as refusal:
        form.add_error(None, str(refusal))
        return _manage(request, round_, extend=form, status=422)
    messages.success(request, "已延期，单位的填报页显示新的截止日期。")
    return redirect("progress:round-manage", round_.pk)


@require_POST
def round_close(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    try:
        services.close_round(round_id=round_.pk, actor=request.user, at=now())
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:round-manage", round_.pk)
    messages.success(request, "这一轮已关闭，不再接收填报；已提交的仍可审核。")
    return redirect("progress:round-board", round_.pk)


@require_POST
def round_cancel(request: SignedInRequest, round_id: int) -> HttpResponse:
    """Take back a round that was opened by mistake."""
    round_ = _round(request, round_id)
    form = ReasonForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        return _manage(request, round_, cancel=form, status=422)
    try:
        services.cancel_round(
            round_id=round_.pk, actor=request.user, at=now(), reason=form.cleaned_data["reason"]
        )
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:round-manage", round_.pk)
    messages.success(request, f"{round_}已撤销，同一期可以重新开启。")
    return redirect("progress:round-list")


@require_POST
def round_reopen(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_ = _round(request, round_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _manage(request, round_, reopen=form, status=422)
    try:
        services.reopen_round(
            round_id=round_.pk, actor=request.user, at=now(), reason=form.cleaned_data["reason"]
        )
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:round-manage", round_.pk)
    messages.success(request, "这一轮已重新开启，单位可以继续填报。")
    return redirect("progress:round-board", round_.pk)


def _manage(
    request: SignedInRequest,
    round_: ReportingRound,
    *,
    extend: ExtendForm | None = None,
    reopen: ReasonForm | None = None,
    cancel: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    must(access.can_manage_rounds(request.user, round_.plan.district))
    context = {
        "round": round_,
        "board": board(round_, today()),
        "extend": extend or _extend_form(round_.plan.district),
        "reopen": reopen or ReasonForm(),
        "cancel": cancel or ReasonForm(auto_id="cancel_%s"),
        "why_not_cancelled": services.why_not_cancelled(round_),
        "extensions": round_.extensions.select_related("unit", "granted_by"),
        "steps": round_.steps.select_related("by").order_by("-pk"),
    }
    return render(request, "progress/round_manage.html", context, status=status)


def _extend_form(district: District, data: QueryDict | None = None) -> ExtendForm:
    form = ExtendForm(data)
    choice = form.fields["unit"]
    assert isinstance(choice, forms.ModelChoiceField)
    choice.queryset = district.units.all()
    return form


def _units(rows: Iterable[TaskRow]) -> list[ResponsibleUnit]:
    """The units of the board in printed order, for the filter."""
    found = {tu.unit_id: tu.unit for row in rows for tu in row.task.task_units.all()}
    return sorted(found.values(), key=lambda unit: (unit.order, unit.pk))
