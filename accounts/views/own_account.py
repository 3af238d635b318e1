"""One's own account: password, second factor, what happened to it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.clock import now
from accounts.forms import CodeForm, PasswordForm
from accounts.middleware import TO_READ, Step, step_of_sign_in
from accounts.models import AuditEvent
from accounts.requests import SignedInRequest
from accounts.services import attempts
from accounts.typed_text_middleware import page_before
from accounts.views.signing_in import ENROLLING, onward
from look.whole_numbers import whole_number

RECENT = 10


@step_of_sign_in(Step.PASSWORD)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: SignedInRequest) -> HttpResponse:
    """The own new password. After a sign-in link there is no present one to ask for."""
    person = request.user
    form = PasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows_the_present_one(person, form):
        services.change_password(user=person, password=form.cleaned_data["new"], at=now())
        update_session_auth_hash(request, person)
        messages.success(request, "密码已修改。")
        return redirect(onward(request))
    context = {"form": form, "next": onward(request)}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/password_change.html", context, status=status)


def _knows_the_present_one(person, form: PasswordForm) -> bool:  # type: ignore[no-untyped-def]
    """Whoever sits at an open session guesses a few times, not more; each wrong one is written down."""
    if "current" not in form.fields:
        return True
    counted = attempts.of_current_password(person)
    if wait := attempts.begin(counted, at=timezone.now()):
        form.add_error("current", f"输错次数太多，请过 {-(-wait.seconds // 60)} 分钟再试。")
        return False
    if person.check_password(form.cleaned_data["current"]):
        attempts.forget(counted)
        return True
    services.wrong_current_password(user=person, at=now())
    form.add_error("current", "现在的密码不对。")
    return False


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """账号安全: for everybody, their own."""
    person = request.user
    signed_in = AuditEvent.objects.filter(actor=person, verb="user.sign_in")
    context = {
        "device": services.code_device(person),
        "signed_in": signed_in.order_by("-at", "-pk")[:RECENT],
        "notices": person.account_notices.all()[:RECENT],
    }
    return render(request, "accounts/account.html", context)


@step_of_sign_in(Step.READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_notices(request: SignedInRequest) -> HttpResponse:
    """What happened to the account since the last time, shown once after signing in."""
    if request.method == "POST":
        services.read_all(request.user, at=now())
        request.session.pop(TO_READ, None)
        return redirect(onward(request))
    context = {"notices": services.unread(request.user), "next": onward(request)}
    return render(request, "accounts/account_notices.html", context)


@require_POST
def kept_drop(request: SignedInRequest) -> HttpResponse:
    """Give up one's own text that was not taken (`accounts.typed_text`)."""
    key = whole_number(request.POST.get("kept"))
    if key is not None:
        request.user.kept_texts.filter(pk=key).delete()
    return redirect(page_before(request) or settings.LOGIN_REDIRECT_URL)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def new_phone(request: SignedInRequest) -> HttpResponse:
    """Another telephone for one's own second factor: a code of the present one allows it."""
    device = services.code_device(request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and device and form.is_valid():
        counted = attempts.of_codes(request.user)
        if wait := attempts.begin(counted, at=timezone.now()):
            form.add_error(None, f"输错次数太多，请过 {-(-wait.seconds // 60)} 分钟再试。")
        elif services.verify_code(device=device, code=form.cleaned_data["code"], at=now()):
            attempts.forget(counted)
            request.session[ENROLLING] = services.begin_enrolment(request.user).pk
            return redirect("accounts:second-factor")
        else:
            services.code_failed(request.user, at=now())
            form.add_error("code", "动态口令不对或已用过，请等下一个再试。")
    context = {"form": form, "device": device}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/new_phone.html", context, status=status)
