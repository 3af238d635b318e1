"""What people type into the desk's pages of the register: units, spellings, days, settings. Rules are in services."""

from __future__ import annotations

from typing import Any

from django import forms

from look.form_fields import DayField
from projects.edited_rows import seen_mark
from projects.models import CalendarDay, District, ResponsibleUnit
from projects.services.units import UNIT_FIELDS


class SettingsForm(forms.ModelForm):
    """The settings of a district. `seen` holds what was shown."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = District
        fields = District.SETTINGS
        labels = {"order": "排在第几", "name": "简称"}
        widgets = {
            "order": forms.NumberInput({"class": "control control--short"}),
            "receipt_letters": forms.TextInput({"class": "control control--short"}),
            "postal_code": forms.TextInput({"class": "control control--short"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_mark(self.instance, District.SETTINGS)


class UnitForm(forms.ModelForm):
    """A responsible unit. `seen` holds what was shown; a new one has shown nothing."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    is_another = forms.BooleanField(label="核对过了，是另一个单位", required=False)
    asks_again = False
    """Whether the name looks like another unit's, so that the page offers to say it is another."""

    class Meta:
        model = ResponsibleUnit
        fields = UNIT_FIELDS
        labels = {"order": "排在第几"}
        help_texts = {
            "name": "文件上常用的写法。别的写法登记成别名",
            "kind": "“一类单位”如属地乡镇（街道），没有账号，由发展改革部门代填",
        }
        widgets = {"order": forms.NumberInput({"class": "control control--short"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_mark(self.instance, UNIT_FIELDS)


class AliasForm(forms.Form):
    use_required_attribute = False
    alias = forms.CharField(label="别的写法", max_length=60, help_text="文件里印的，如“教委”")


class CalendarDayForm(forms.Form):
    use_required_attribute = False
    day = DayField(label="日期", css="control control--short")
    is_workday = forms.ChoiceField(
        label="这一天",
        choices=[("yes", "上班（调休补班）"), ("no", "放假")],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label="依据",
        max_length=CalendarDay._meta.get_field("source").max_length,
        help_text="放假安排的文件名称或文号",
    )
