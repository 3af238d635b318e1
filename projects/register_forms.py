"""What people type into the desk's pages of the register: units, spellings, days, settings. Rules are in services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.names import validate_name
from look.form_fields import DayField
from projects.edited_rows import seen_mark
from projects.models import CalendarDay, District, ResponsibleUnit, UnitReform
from projects.models.units import CONTACT_MOST
from projects.services.districts import district_problems
from projects.services.reforms import Reform
from projects.services.topics import TopicRow
from projects.services.units import SHOWN_FIELDS, UNIT_FIELDS
from projects.topics import TOPIC, TOPICS, Topics


class SettingsForm(forms.ModelForm):
    """The settings of a district. `seen` holds what was shown."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = District
        fields = District.SETTINGS
        labels = {"order": "排在第几", "name": "简称"}
        help_texts = {"full_name": "如“重庆市万州区”。本系统里有同名的区县时，用全称区分"}
        widgets = {
            "order": forms.NumberInput({"class": "control control--short"}),
            "receipt_letters": forms.TextInput({"class": "control control--short"}),
            "postal_code": forms.TextInput({"class": "control control--short"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_mark(self.instance, District.SETTINGS)


class SearchWordsForm(forms.Form):
    """One group of synonyms of the search."""

    use_required_attribute = False
    words = forms.CharField(
        label="同义词", max_length=120, help_text="用顿号隔开，如“饮水、自来水、供水”"
    )


class TopicForm(forms.Form):
    """The topics of one project: as its words suggest, or as chosen."""

    use_required_attribute = False
    main = forms.ChoiceField(required=False)
    second = forms.ChoiceField(required=False)

    def __init__(self, row: TopicRow, data: Mapping[str, Any] | None = None) -> None:
        chosen = row.chosen or Topics("")
        super().__init__(
            data,
            prefix=str(row.key),
            initial={"main": chosen.main, "second": chosen.second},
        )
        self.row = row
        every = [(topic.slug, topic.name) for topic in TOPICS]
        heads = {"main": f"系统建议：{row.suggested.words}", "second": "没有"}
        for name, label in (("main", "主要领域"), ("second", "第二领域")):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", heads[name]), *every]
            field.label = f"第{row.project.number}件的{label}"
            field.widget.attrs = {"class": "control", "aria-label": field.label}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        main, second = given.get("main", ""), given.get("second", "")
        if second and not main:
            self.add_error("second", "先选主要领域。")
        elif second and second == main:
            self.add_error("second", "与主要领域相同，选“没有”就行。")
        return given

    @property
    def topics(self) -> Topics | None:
        """What was chosen; None for what the words suggest."""
        main = self.cleaned_data["main"]
        return Topics(main, self.cleaned_data["second"]) if main else None

    @property
    def shown(self) -> tuple[str, str]:
        """The names of both, for those who only look."""
        topics = self.row.chosen or self.row.suggested
        return TOPIC[topics.main].name, TOPIC[topics.second].name if topics.second else ""


class NewDistrictForm(forms.Form):
    """A new district: what stays for good, and the names. Contact and the rest are its settings."""

    use_required_attribute = False
    name = forms.CharField(label="简称", max_length=40, help_text="文件里的写法，如“万州区”")
    full_name = forms.CharField(
        label="全称",
        max_length=80,
        required=False,
        help_text="与别的区县同名时要写，如“重庆市万州区”",
    )
    code = forms.CharField(
        label="区划代码",
        max_length=6,
        help_text="六位数字（GB/T 2260），如 500101。定了不能改",
        widget=forms.TextInput({"class": "control control--short", "inputmode": "numeric"}),
    )
    slug = forms.CharField(
        label="网址名",
        max_length=40,
        help_text="小写字母、数字、短横，如 wanzhou。公示网址里有它，定了不能改",
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    commission_name = forms.CharField(label="发展改革部门全称", max_length=80)
    reviewer_may_sign = forms.BooleanField(label="审核人可以签发", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, sentences in district_problems(values).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentences)
        return values


class UnitForm(forms.ModelForm):
    """A responsible unit. `seen` holds what was shown; a new one has shown nothing."""

    use_required_attribute = False
    contact_name = forms.CharField(
        label="联系人", max_length=CONTACT_MOST, required=False, validators=[validate_name]
    )
    contact_post = forms.CharField(
        label="职务", max_length=CONTACT_MOST, required=False, validators=[validate_name]
    )
    contact_phone = forms.CharField(label="联系电话", max_length=CONTACT_MOST, required=False)
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
        self.initial |= self.instance.contact
        self.fields["seen"].initial = seen_mark(self.instance, SHOWN_FIELDS)


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


class ReformForm(forms.Form):
    """机构改革: which units become which, by which document. Of a split the page then asks which tasks go where."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="办理什么", choices=UnitReform.Kind.choices, widget=forms.RadioSelect
    )
    units = forms.ModelMultipleChoiceField(
        label="原单位",
        queryset=ResponsibleUnit.objects.none(),
        help_text="更名、拆分选一个，合并选两个以上",
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label="现单位的名称",
        max_length=600,
        help_text="每行一个。合并到其中一个单位的，写那个单位的名称；拆分的第一行承接原单位的旧名",
        widget=forms.Textarea({"class": "control", "rows": 3}),
    )
    document = forms.CharField(
        label="依据文件",
        max_length=UnitReform._meta.get_field("document").max_length,
        help_text="如 万州委编发〔2026〕12号",
        validators=[validate_name],
    )
    decided_on = DayField(label="文件日期", css="control control--short")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["units"]
        assert isinstance(units, forms.ModelMultipleChoiceField)
        units.queryset = district.units.all()

    def reform(self, places: Mapping[int, int]) -> Reform:
        """What the service takes. Call it after `is_valid`."""
        given = self.cleaned_data
        return Reform(
            kind=given["kind"],
            old=[unit.pk for unit in given["units"]],
            names=[line.strip() for line in given["names"].splitlines() if line.strip()],
            document=given["document"],
            decided_on=given["decided_on"],
            places=places,
        )
