"""Signing in: by password or by a link, then the one-time code where the post asks for it, then what changed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from accounts import audit, demo, known_browsers, services
from accounts.client_address import client_address
from accounts.clock import now
from accounts.forms import CodeForm, EnrolForm, LinkForm, SignInForm
from accounts.middleware import (
    NO_SUPERUSERS,
    TO_READ,
    Step,
    is_refused_superuser,
    step_of_sign_in,
)
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.services import attempts
from accounts.typed_text_middleware import ENDED, WHY, WORDS_KEPT

ENROLLING = "enrolling"
"""In the session: which generator is being enrolled, after the code that allows it."""
SAID = {
    WORDS_KEPT: "登录已过期。您刚才填写的内容已经留好，登录后就能看到。",
    ENDED: "登录已过期，登录后回到原来的页面。",
    "next": "登录后打开您要看的页面。",
}
"""Why somebody stands at the sign-in page, in one sentence."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def onward(request: HttpRequest) -> str:
    """Where the person was going; never to another host."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    # A path: a mere word would be taken for the name of a route, which there is not.
    if target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, request.is_secure()
    ):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(onward(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _by_password(request, form)
        if answer is not None:
            return answer
    why = request.POST.get(WHY) or request.GET.get(WHY) or ("next" if "next" in request.GET else "")
    context = {
        "form": form,
        "next": onward(request),
        "why": why if why in SAID else "",
        "said": SAID.get(why, ""),
        "demo_accounts": demo.accounts(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/sign_in.html", context, status=status)


def _by_password(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    """Onward, or how long to wait; None with the form's error where the password is wrong."""
    name = form.cleaned_data["username"]
    counted = attempts.of_signing_in(
        name, address=client_address(request), device=known_browsers.mark(request, name)
    )
    if wait := attempts.begin(counted, at=timezone.now()):
        return _locked_out(request, wait)
    person = authenticate(request, username=name, password=form.cleaned_data["password"])
    if not isinstance(person, User):
        services.sign_in_failed(name, at=now(), moment=timezone.now())
        if wait := attempts.waiting(counted, at=timezone.now()):
            return _locked_out(request, wait)
        # One sentence for every cause, so that nobody learns which names exist.
        form.add_error(None, "用户名或密码不对，请核对后再试。")
        return None
    attempts.forget(counted)
    if is_refused_superuser(person):
        services.sign_in_failed(name, at=now(), moment=timezone.now())
        form.add_error(None, NO_SUPERUSERS)
        return None
    return _let_in(request, person)


def _let_in(request: HttpRequest, person: User) -> HttpResponse:
    """Begin the session; the middleware sends on to the steps that are missing."""
    login(request, person, backend=BACKEND)
    if services.unread(person):
        request.session[TO_READ] = True
    audit.record(at=now(), actor=person, verb="user.sign_in", subject=person)
    response = redirect(onward(request))
    return response if person.needs_second_factor else known_browsers.remember(response, person)


def _locked_out(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """Too many wrong passwords for this name."""
    context = {"seconds": max(1, round(wait.total_seconds()))}
    context["minutes"] = -(-context["seconds"] // 60)
    return render(request, "accounts/locked_out.html", context, status=429)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link of one use in place of the password. To look at it uses nothing up: mail programs look too."""
    link = services.open_link(token, at=now())
    if link is None:
        return render(request, "accounts/link_ended.html", status=404)
    form = LinkForm(request.POST if request.method == "POST" else None, asks_code=link.asks_code)
    if request.method == "POST" and form.is_valid():
        counted = attempts.of_codes(link.person)
        if wait := attempts.begin(counted, at=timezone.now()):
            return _locked_out(request, wait)
        code = form.cleaned_data.get("code", "")
        person = services.use_link(token, code=code, at=now())
        if person is not None:
            attempts.forget(counted)
            response = _let_in(request, person)
            if link.asks_code and person.needs_second_factor and not services.code_device(person):
                request.session[ENROLLING] = services.begin_enrolment(person).pk
            return response
        services.code_failed(link.person, at=now())
        form.add_error("code", "绑定码不对，或已用过、已过期。请核对，或向发码的人重新要一个。")
    context = {"form": form, "link": link, "person": link.person}
    return render(request, "accounts/link.html", context, status=422 if form.errors else 200)


@step_of_sign_in(Step.CODE)
@never_cache
@sensitive_post_parameters("code", "enrol_code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: SignedInRequest) -> HttpResponse:
    """The code of the enrolled telephone; where none is, first the code that allows to enrol one."""
    person = request.user
    enrolling = services.device_to_enrol(person, request.session.get(ENROLLING))
    device = enrolling or services.code_device(person)
    form = (CodeForm if device else EnrolForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counted = attempts.of_codes(person)
        if wait := attempts.begin(counted, at=timezone.now()):
            form.add_error(None, f"输错次数太多，请过 {-(-wait.seconds // 60)} 分钟再试。")
        elif device is None:
            if services.use_code(person, form.cleaned_data["enrol_code"], at=now()):
                attempts.forget(counted)
                request.session[ENROLLING] = services.begin_enrolment(person).pk
                return redirect(request.get_full_path())
            services.code_failed(person, at=now())
            form.add_error("enrol_code", "绑定码不对，或已用过、已过期。")
        elif verified := services.verify_code(
            device=device, code=form.cleaned_data["code"], at=now()
        ):
            attempts.forget(counted)
            request.session.pop(ENROLLING, None)
            otp_login(request, verified)
            return known_browsers.remember(redirect(onward(request)), person)
        else:
            services.code_failed(person, at=now())
            form.add_error("code", "动态口令不对或已用过，请等下一个再试。")
    context = {
        "form": form,
        "next": onward(request),
        "enrolment": demo.enrolment(enrolling) if enrolling else None,
        "demo_code": demo.code(device) if device else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/second_factor.html", context, status=status)


@step_of_sign_in(Step.OUT)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    person = request.user
    if isinstance(person, User):
        audit.record(at=now(), actor=person, verb="user.sign_out", subject=person)
    logout(request)
    messages.success(request, "已退出。")
    return redirect(settings.LOGOUT_REDIRECT_URL)
