"""The register, what waits for a person's check, and entering a letter, a call, a visit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from notices.models import Notice
from objections import deadlines, receipts, selectors, services
from objections.desk_forms import AsideForm, EntryForm, LookForm, new_entry_initial
from objections.models import Objection
from objections.receipts import follows_here
from objections.views.case_in_sight import FOUND_AGAIN, found_again, keeps_typed_text, refused_text
from projects import access
from projects.access import Act
from projects.workflow import StepRefused

TABS = (("todo", "在办"), ("approve", "等待批准"), ("done", "已办结"), ("all", "全部"))
ON_A_PAGE = 50


@require_safe
def register(request: SignedInRequest) -> HttpResponse:
    """The register: the most pressing first. What waits for a person's check is apart."""
    _sees_objections(request)
    day = today()
    tab = request.GET.get("tab", "todo")
    tab = tab if tab in dict(TABS) else "todo"
    asked = {name: request.GET.get(name, "") for name in ("channel", "notice", "asked")}
    keys = selectors.register(request.user, day, tab=tab, **asked)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    visible = Objection.objects.visible_to(request.user)
    return render(
        request,
        "objections/register.html",
        {
            "tab": tab,
            "tabs": _tabs(request, tab),
            "page": page,
            "lines": selectors.lines([pk for pk, _ in page.object_list], day),
            "many": len(keys),
            "overdue": sum(due < day for _, due in keys) if tab == "todo" else 0,
            "asked": asked,
            "channels": Objection.Channel.choices,
            "notices": Notice.objects.filter(pk__in=visible.values("notice"))
            .order_by("-published_at")
            .values_list("number", flat=True)
            .distinct(),
            "can_enter": access.may_somewhere(request.user, Act.HANDLE_OBJECTION),
            "to_check": selectors.to_be_checked(request.user).count(),
            "to_correct": selectors.corrections_not_begun(request.user).count(),
        },
    )


def _tabs(request: SignedInRequest, current: str) -> list[dict[str, Any]]:
    visible = Objection.objects.visible_to(request.user).registered()
    counts = {
        "todo": visible.in_hand().count(),
        "approve": visible.filter(selectors.WAITS_FOR_APPROVER).count(),
        "done": None,
        "all": None,
    }
    return [
        {"label": label, "url": f"?tab={key}", "count": counts[key], "current": key == current}
        for key, label in TABS
    ]


# ------------------------------------------------------------- 待人工核对
@require_safe
def checks(request: SignedInRequest) -> HttpResponse:
    _handles(request)
    return _checks_page(request)


@sensitive_post_parameters("reason", "why")
@require_POST
def checks_decide(request: SignedInRequest) -> HttpResponse:
    """Look at the chosen bundles, take them into the register, or set them aside with a reason."""
    _handles(request)
    by = _grouping(request.POST)
    chosen = selectors.in_bundles(request.user, request.POST.getlist("bundle"), by=by)
    if not chosen:
        messages.error(request, "请先勾选要办的。")
        return redirect("objections:checks")
    then = request.POST.get("then", "")
    if then == "open":
        return _checks_open(request, by)
    aside = AsideForm(request.POST)
    if then == "aside" and not aside.is_valid():
        return _checks_page(request, aside=aside, status=422)
    try:
        if then == "aside":
            reason = aside.cleaned_data["why"]
            many = services.set_aside(
                objection_ids=chosen, actor=request.user, reason=reason, at=now()
            )
            messages.success(request, f"{many} 件不作为异议，原因已写在查询页。")
        elif then == "pass":
            many = services.pass_checks(objection_ids=chosen, actor=request.user, at=now())
            messages.success(request, f"{many} 件已转入登记册。")
    except services.TextRefused as refusal:
        aside.add_error("why", str(refusal))
        return _checks_page(request, aside=aside, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("objections:checks")


def _checks_open(request: SignedInRequest, by: str) -> HttpResponse:
    """The words of what was chosen, below their reason, with what was typed for setting them aside."""
    look, aside = LookForm(request.POST), AsideForm(initial={"why": request.POST.get("why", "")})
    if not look.is_valid():
        return _checks_page(request, look=look, aside=aside, status=422)
    try:
        opened = services.open_words_of(
            objection_ids=_samples(request, by),
            actor=request.user,
            reason=look.cleaned_data["reason"],
            at=now(),
        )
    except services.TextRefused as refusal:
        refused_text(look, refusal)
        return _checks_page(request, look=look, aside=aside, status=422)
    return _checks_page(request, look=look, aside=aside, opened=opened)


def _samples(request: SignedInRequest, by: str) -> list[int]:
    """Up to twenty posts to look at: the newest of each chosen bundle, then more of the same."""
    wanted = request.POST.getlist("bundle")
    newest = [one.newest for one in selectors.bundles(request.user, by=by) if one.key in wanted]
    more = selectors.in_bundles(request.user, wanted, by=by) if by == "source" else []
    return list(dict.fromkeys([*newest, *more]))[:20]


def _checks_page(
    request: SignedInRequest,
    *,
    look: LookForm | None = None,
    aside: AsideForm | None = None,
    opened: object = None,
    status: int = 200,
) -> HttpResponse:
    by = _grouping(request.POST or request.GET)
    return render(
        request,
        "objections/checks.html",
        {
            "by": by,
            "bundles": selectors.bundles(request.user, by=by),
            "many": selectors.to_be_checked(request.user).count(),
            "chosen": request.POST.getlist("bundle"),
            "look": look or LookForm(initial={"reason": "人工核对是不是异议"}),
            "aside": aside or AsideForm(),
            "opened": opened,
            "error": status == 422,
        },
        status=status,
    )


def _grouping(data: Any) -> str:
    return "source" if data.get("by") == "source" else "words"


# ------------------------------------------------------------- staff entry
@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: SignedInRequest) -> HttpResponse:
    """Enter a letter, a call, a visit. The number is given at once, whatever is still missing."""
    districts = _handles(request)
    if request.method != "POST":
        token = receipts.new_token("entry", timezone.now())
        again = found_again(request)
        if again:
            messages.info(request, FOUND_AGAIN)
        form = EntryForm(districts, initial={**new_entry_initial(today()), **again})
        return _entry_page(request, form, token)
    token = request.POST.get("token", "")
    form = EntryForm(districts, request.POST)
    read = receipts.read_token(token, subject="entry")
    if read is None or read.is_expired(timezone.now()):
        token = receipts.new_token("entry", timezone.now())
        messages.error(request, "页面打开太久，还没有登记。请核对后再存一次。")
        return _entry_page(request, form, token, status=422)
    is_complete = request.POST.get("then") == "complete"
    if not form.is_valid() or (is_complete and not form.is_whole()):
        return _entry_page(request, form, token, status=422)
    try:
        receipt = services.register_objection(
            district=form.cleaned_data["district"],
            actor=request.user,
            arrival=form.arrival(),
            words=form.typed(),
            token=token,
            is_complete=is_complete,
            at=now(),
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return _entry_page(request, form, token, status=422)
    objection = Objection.objects.select_related("district").get(pk=receipt.objection_id)
    return render(
        request,
        "objections/slip.html",
        {
            "objection": objection,
            "receipt": receipt,
            "follows_here": follows_here(),
            "tell_by": deadlines.tell_by(receipt.received_on),
            "desk_place": objection.district.name,
        },
    )


def _entry_page(
    request: SignedInRequest, form: EntryForm, token: str, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "objections/entry.html",
        {
            "form": form,
            "token": token,
            "places": _handles(request),
            "error": status == 422,
        },
        status=status,
    )


# ------------------------------------------------------------- who may
def _handles(request: SignedInRequest) -> list[Any]:
    districts = list(access.districts_where(request.user, Act.HANDLE_OBJECTION))
    if not districts:
        raise PermissionDenied("异议由异议办理岗登记和办理，您没有这个岗位。")
    return districts


def _sees_objections(request: SignedInRequest) -> None:
    if not access.objection_districts(request.user).exists():
        raise PermissionDenied("异议登记册由异议办理岗、审核岗、签发人查看，您没有这些岗位。")
