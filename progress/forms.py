"""Forms of the desk: their shape here, their rules in the services."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.names import validate_name
from look.form_fields import DayField, one_of
from progress.entry import entry, typed_in
from progress.models import RuleSet
from progress.report_fields import CAUSES, Field, FieldErrors, Kind, Typed
from progress.services.rule_sets import RULE_FIELDS, THRESHOLDS
from projects.edited_rows import seen_mark
from projects.models import Membership, ResponsibleUnit
from projects.models.units import CONTACT, CONTACT_MOST
from projects.periods import through_words

KINDS = (("progress", "有进展，填下面几项"), ("nothing", "本期无进展"))


_SHORT = "control control--short"


class ContactForm(forms.Form):
    """Whom to call at a unit. `seen` holds what was shown."""

    use_required_attribute = False
    contact_name = forms.CharField(
        label="联系人", max_length=CONTACT_MOST, required=False, validators=[validate_name]
    )
    contact_post = forms.CharField(
        label="职务", max_length=CONTACT_MOST, required=False, validators=[validate_name]
    )
    contact_phone = forms.CharField(label="联系电话", max_length=CONTACT_MOST, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, unit: ResponsibleUnit, data: Mapping[str, Any] | None = None) -> None:
        initial = unit.contact | {"seen": seen_mark(unit, tuple(CONTACT))}
        super().__init__(data, initial=initial, auto_id=f"id_%s_{unit.pk}")
        self.unit = unit
        one_of(self, "contact_name", "contact_phone")

    def clean(self) -> dict[str, Any]:
        """A post alone calls nobody; all blank takes the contact away."""
        given = super().clean() or {}
        if given.get("contact_post") and not (
            given.get("contact_name") or given.get("contact_phone")
        ):
            self.add_error("contact_name", "只有职务找不到人，写上姓名或电话。")
        return given


class ReportForm(forms.Form):
    """What a unit fills in for a task. Keeps every text as typed; `typed` is what the service takes."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = forms.ChoiceField(label="本期情况", choices=KINDS, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        fields: Collection[Field],
        start: Mapping[str, str],
        base_version: int,
        prefilled: Collection[str] = (),
        own_units: Collection[int] | None = None,
    ) -> None:
        """`start` are the texts the form opens with, as they are kept; `prefilled` names those that come from the last round.

        `own_units` are the units whose paragraph may be written here; None for all of them.
        """
        self.shape = {
            field.key: field
            for field in fields
            if own_units is None or not field.is_paragraph or field.subject_id in own_units
        }
        self.prefilled = frozenset(prefilled)
        kind = start.get("kind") or ("nothing" if start.get("nothing_cause") else "progress")
        initial = {**start, "base_version": base_version, "kind": kind}
        initial |= {
            key: entry(field, start[key]) for key, field in self.shape.items() if key in start
        }
        super().__init__(data, initial=initial)
        for field in self.shape.values():
            self.fields[field.key] = _form_field(field)

    @cached_property
    def typed(self) -> Typed:
        """The texts on the form, as typed and with their units. Without 有进展/无进展 the cause speaks for itself."""
        typed = typed_in(self.shape.values(), self.data)
        return (
            typed.with_texts({"nothing_cause": ""})
            if self.data.get("kind") == "progress"
            else typed
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            self.typed.canonical(self.shape.values())
        except FieldErrors as errors:
            for key, sentence in errors.errors.items():
                self.add_error(key if key in self.fields else None, sentence)
        if cleaned.get("kind") == "nothing" and not self.data.get("nothing_cause"):
            self.add_error("nothing_cause", "选了“本期无进展”，请选原因。")
        return cleaned

    def numbers(self) -> list[tuple[Field, BoundField]]:
        return [(field, self[key]) for key, field in self.shape.items() if field.kind is Kind.VALUE]

    def answers(self) -> list[tuple[Field, BoundField]]:
        return [(f, self[key]) for key, f in self.shape.items() if f.kind is Kind.ANSWER]

    def paragraphs(self) -> list[tuple[Field, BoundField]]:
        return [(field, self[key]) for key, field in self.shape.items() if field.is_paragraph]


class _Text(forms.CharField):
    """Takes any text as it is: what it may be is said by `progress.report_fields`, in one place."""

    def __init__(self, field: Field, widget: forms.Widget, **kwargs: Any) -> None:
        super().__init__(label=field.label, required=False, strip=False, widget=widget, **kwargs)


def _form_field(field: Field) -> forms.Field:
    match field.kind:
        case Kind.MONEY | Kind.VALUE:
            attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "control control--num"}
            return _Text(field, forms.TextInput(attrs))
        case Kind.TEXT:
            rows = 5 if field.key == "narrative" else 3
            return _Text(field, forms.Textarea({"class": "control", "rows": rows}))
        case Kind.CAUSE:
            choices = [("", "请选原因"), *((value, word) for value, word in CAUSES if value)]
            return forms.CharField(
                label=field.label,
                required=False,
                widget=forms.Select({"class": "control"}, choices=choices),
            )
        case Kind.ANSWER:
            return forms.CharField(
                label=field.label,
                required=False,
                widget=forms.RadioSelect(choices=field.choices),
            )
    attrs = {"class": "control", "autocomplete": "off"}
    if field.key == "filled_by_phone":
        attrs |= {"type": "tel", "inputmode": "tel"}
    return _Text(field, forms.TextInput(attrs))


class ReturnForm(forms.Form):
    """A reviewer's reasons: one box per field, one for the whole, and the new due day."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    whole = forms.CharField(
        label="整份",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"class": "control", "rows": 3}),
    )
    due_on = DayField(label="改好的截止日期", required=False, css=_SHORT)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, fields: Collection[Field], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.shape = {f"r-{field.key}": field for field in fields}
        for name, field in self.shape.items():
            self.fields[name] = forms.CharField(
                label=field.label,
                required=False,
                max_length=500,
                widget=forms.TextInput({"class": "control", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reasons = {"": cleaned.get("whole", "")}
        reasons |= {field.key: cleaned.get(name, "") for name, field in self.shape.items()}
        cleaned["reasons"] = {key: text for key, text in reasons.items() if text}
        if not cleaned["reasons"] and not self.errors:
            self.add_error("whole", "请写明退回的理由，单位才知道改什么。")
        return cleaned


class RoundForm(forms.Form):
    """A round to open."""

    through_month = forms.TypedChoiceField(
        label="填报到几月",
        coerce=int,
        choices=[(month, through_words(month)) for month in range(1, 13)],
        widget=forms.Select({"class": _SHORT}),
    )
    opens_on = DayField(label="开始日期", css=_SHORT)
    due_on = DayField(label="截止日期", css=_SHORT)

    @property
    def mark(self) -> str:
        """What a person says yes to who was asked about these days. Call it after `is_valid`."""
        given = self.cleaned_data
        return f"{given['through_month']} {given['opens_on']} {given['due_on']}"


class ExtendForm(forms.Form):
    """A later due day, for one unit or for all."""

    unit: forms.ModelChoiceField = forms.ModelChoiceField(
        label="单位",
        queryset=None,
        required=False,
        empty_label="全部单位",
        widget=forms.Select({"class": "control"}),
    )
    due_on = DayField(label="延至", css=_SHORT)
    reason = forms.CharField(
        label="原因", max_length=150, widget=forms.TextInput({"class": "control"})
    )


class ReasonForm(forms.Form):
    """One reason, required."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.TextInput({"class": "control"})
    )


class RuleSetForm(forms.ModelForm):
    """Thresholds of the lights. `seen` holds what was shown; new rules have shown nothing."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    effective_from = DayField(label="起用日期", css=_SHORT)

    class Meta:
        model = RuleSet
        fields = RULE_FIELDS
        widgets = {
            name: forms.TextInput({"class": _SHORT, "inputmode": "decimal"}) for name in THRESHOLDS
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_mark(self.instance, RULE_FIELDS)

    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the columns."""
        return {name: self.cleaned_data[name] for name in RULE_FIELDS}


class HandOverForm(forms.Form):
    """交接: which posts in units go to whom, and why."""

    use_required_attribute = False
    posts: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="交出的岗位",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选要交出的岗位。"},
    )
    successor: forms.ModelChoiceField = forms.ModelChoiceField(
        label="谁来接",
        queryset=None,
        empty_label="请选",
        widget=forms.Select({"class": "control"}),
        help_text="还没有账号的，先在“人员”里登记",
    )
    reason = forms.CharField(
        label="依据",
        max_length=100,
        widget=forms.TextInput({"class": "control"}),
        help_text="如任职文件、请示文号，会留在两个人的经过里",
    )

    def __init__(
        self, *args: Any, posts: Iterable[Membership], successors: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, queryset in (("posts", posts), ("successor", successors)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset  # type: ignore[assignment]
        chosen = self.fields["posts"]
        chosen.label_from_instance = lambda post: f"{post.place} {post.get_role_display()}"  # type: ignore[attr-defined]
        self.fields["successor"].label_from_instance = lambda one: f"{one.name}（{one.username}）"  # type: ignore[attr-defined]
