"""Forms of the pages about people and posts."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from accounts.names import validate_name, validate_username
from projects.models import District, ResponsibleUnit, Role
from projects.models.posts import SEPARATED_ROLES, UNIT_ROLES
from projects.personnel import Reach

EVERYWHERE = "all"


class PostForm(forms.Form):
    """A post: which, where, and why. Offers the places of whoever gives it."""

    use_required_attribute = False
    role = forms.ChoiceField(label="岗位", choices=Role.choices)
    place = forms.ChoiceField(label="区县")
    unit = forms.ModelChoiceField(
        label="责任单位",
        queryset=ResponsibleUnit.objects.none(),
        required=False,
        help_text="填报岗、单位负责人要选",
        empty_label="（不是单位的岗位）",
    )
    reason = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如任职文件、请示文号"
    )

    def __init__(self, own: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = District.objects.with_shown_names()
        if not own.everywhere:
            districts = districts.filter(pk__in=own.districts)
        places = [(str(one.pk), str(one)) for one in districts]
        if own.everywhere:
            places.append((EVERYWHERE, "全部区县（只限三类管理员）"))
        self.districts = {str(one.pk): one for one in districts}
        self._choices("place").choices = places
        units = self.fields["unit"]
        assert isinstance(units, forms.ModelChoiceField)
        units.queryset = ResponsibleUnit.objects.filter(district__in=districts).order_by(
            "district", "order", "name"
        )

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        role, place, unit = values.get("role"), values.get("place"), values.get("unit")
        district = self.districts.get(place or "")
        if place == EVERYWHERE and role not in SEPARATED_ROLES:
            self.add_error("place", "只有系统管理员、安全管理员、审计员可以不限区县。")
        if role in UNIT_ROLES and unit is None and "unit" not in self.errors:
            self.add_error("unit", "请选责任单位。")
        if role not in UNIT_ROLES and unit is not None:
            self.add_error("unit", "这个岗位不在责任单位里，请选“不是单位的岗位”。")
        if unit is not None and district is not None and unit.district_id != district.pk:
            self.add_error("unit", f"“{unit}”不是{district}的单位。")
        return values

    def post(self) -> dict[str, Any]:
        """What the services ask for."""
        values = self.cleaned_data
        return {
            "role": Role(values["role"]),
            "district": self.districts.get(values["place"]),
            "unit": values["unit"],
            "reason": values["reason"],
        }


class PersonForm(PostForm):
    """Somebody new, with a first post."""

    field_order = ["name", "username", "phone", "role", "place", "unit", "reason"]
    name = forms.CharField(label="姓名", max_length=40, validators=[validate_name])
    username = forms.CharField(
        label="用户名",
        max_length=40,
        help_text="登录用，小写字母、数字和短横，如 wz-wangfang；定了不再改",
        validators=[validate_username],
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    phone = forms.CharField(label="联系电话", max_length=40, required=False)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("这个用户名已经有人用了，请换一个。")
        return username


class ResetForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(
        choices=[("reset_password", ""), ("reset_code", ""), ("open", "")], widget=forms.HiddenInput
    )
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form of a post, which asks for a reason too.
        kwargs.setdefault("auto_id", "reset_%s")
        super().__init__(*args, **kwargs)


class LeavingForm(forms.Form):
    use_required_attribute = False
    handing_over = forms.CharField(
        label="交接给谁",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明手上的事各由谁接",
        error_messages={"required": "请写明手上的事各由谁接。"},
    )
