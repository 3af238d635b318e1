from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest

from accounts.middleware import NO_SUPERUSERS, is_refused_superuser
from accounts.models import User


class SignInForm(forms.Form):
    username = forms.CharField(
        label="用户名",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "请填写用户名。"},
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写密码。"},
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("username") and values.get("password"):
            self.user = authenticate(self.request, **values)
            if self.user is None:
                # One sentence for every cause, so that nobody learns which names exist.
                raise forms.ValidationError("用户名或密码不对，请核对后再试。")
            if is_refused_superuser(self.user):
                raise forms.ValidationError(NO_SUPERUSERS)
        return values


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label="动态口令",
        help_text="手机验证器上显示的六位数字",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "请填写六位动态口令。", "invalid": "动态口令是六位数字。"},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class PasswordForm(forms.Form):
    current = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写现在的密码。"},
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        help_text="不少于10个字符，含大写字母、小写字母、数字、符号中的至少三种",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请填写新密码。"},
    )
    again = forms.CharField(
        label="再输一遍新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再输一遍新密码。"},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_current(self) -> str:
        value: str = self.cleaned_data["current"]
        if not self.user.check_password(value):
            raise forms.ValidationError("现在的密码不对。")
        return value

    def clean_new(self) -> str:
        value: str = self.cleaned_data["new"]
        if self.user.check_password(value):
            raise forms.ValidationError("新密码不能与现在的相同。")
        password_validation.validate_password(value, self.user)
        return value

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "new" in values and "again" in values and values["new"] != values["again"]:
            self.add_error("again", "两次输入的新密码不一样。")
        return values
