"""Signing in: password, one-time code where the post asks for it, first change of password."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from accounts import audit, demo, services
from accounts.clock import now
from accounts.forms import CodeForm, PasswordForm, SignInForm
from accounts.middleware import BEGUN, Step, step_of_sign_in
from accounts.requests import SignedInRequest


def _onward(request: HttpRequest) -> str:
    """Where the person was going; never to another host."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(_onward(request))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        login(request, form.user)
        request.session[BEGUN] = int(time.time())
        audit.record(at=now(), actor=form.user, verb="user.sign_in", subject=form.user)
        return redirect(_onward(request))
    context = {"form": form, "next": _onward(request), "demo_accounts": demo.accounts()}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/sign_in.html", context, status=status)


@login_not_required
def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Too many wrong passwords for this name from this address."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


@step_of_sign_in(Step.CODE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: SignedInRequest) -> HttpResponse:
    device = services.code_device(request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verified = services.verify_code(user=request.user, code=form.cleaned_data["code"], at=now())
        if verified:
            otp_login(request, verified)
            return redirect(_onward(request))
        form.add_error("code", "动态口令不对或已用过，请等下一个口令再试。")
    context = {
        "form": form,
        "next": _onward(request),
        "enrolment": None if device.confirmed else demo.enrolment(device),
        "demo_code": demo.code(device),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/second_factor.html", context, status=status)


@step_of_sign_in(Step.OUT)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "已退出登录。")
    return redirect(settings.LOGOUT_REDIRECT_URL)


@step_of_sign_in(Step.PASSWORD)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: SignedInRequest) -> HttpResponse:
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_password(user=request.user, password=form.cleaned_data["new"], at=now())
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改。")
        return redirect(_onward(request))
    context = {"form": form, "next": _onward(request)}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/password_change.html", context, status=status)
