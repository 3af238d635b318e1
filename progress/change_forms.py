"""Forms of changes to a plan in mid-year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.names import validate_name
from look.form_fields import DayField, one_of
from progress.entry import entered, unit_name
from progress.report_fields import INVESTED, Field, FieldError, take, value_field
from progress.report_pages import Control
from projects.models import AnnualPlan, Category, PlanChange, Project, ResponsibleUnit, Task
from projects.money import MAX_DECIMALS
from projects.promises import Figure, figures_of
from projects.services.additions import Addition
from projects.services.delisting import rows_of
from projects.services.leaving import LEAVING, OF_PROJECTS

_STAGES = (6, 9, 12)
_INDICATORS = (1, 2)


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput({"class": "control", "autocomplete": "off", **attrs})


def _number() -> forms.TextInput:
    return _line(inputmode="decimal", **{"class": "control control--num"})


def _area() -> forms.Textarea:
    return forms.Textarea({"class": "control", "rows": 3})


class GroundsForm(forms.Form):
    """Which body decided, by which document, when and why."""

    deciding_body = forms.CharField(
        label="决定机关", max_length=80, widget=_line(), validators=[validate_name]
    )
    document_number = forms.CharField(
        label="文号", required=False, max_length=60, widget=_line(), validators=[validate_name]
    )
    decided_on = DayField(label="决定日期", css="control control--short")
    reason = forms.CharField(label="原因", max_length=500, widget=_area())

    GROUNDS = ("deciding_body", "document_number", "decided_on", "reason")

    def grounds(self) -> list[BoundField]:
        return [self[name] for name in self.GROUNDS]

    def given_grounds(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.GROUNDS}


class ChangeForm(GroundsForm):
    """What a body decided about a task that stands: its text, its figures, or whether it goes on."""

    kind = forms.ChoiceField(
        label="种类",
        choices=[
            one
            for one in PlanChange.Kind.choices
            if one[0] not in ("add", *OF_PROJECTS, *PlanChange.OF_ROWS)
        ],
        widget=forms.Select({"class": "control"}),
    )
    text_after = forms.CharField(
        label="调整后的目标任务", required=False, max_length=2000, widget=_area()
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = {f"f-{figure.key}": figure for figure in figures_of(task)}
        self.numbers = {
            name: _number_field(name, figure)
            for name, figure in self.shape.items()
            if not figure.is_text
        }
        for name, figure in self.shape.items():
            number = self.numbers.get(name)
            self.fields[name] = forms.CharField(
                label=f"{figure.label}（{number.entry_unit}）" if number else figure.label,
                # A figure on the form may not be emptied; one that was not posted stays as it is.
                required=not self.is_bound or name in self.data,
                error_messages={"required": "不能留空；不改的请照旧。"},
                max_length=1000,
                initial=number.number(Decimal(figure.value)) if number else figure.value,
                widget=_area() if figure.is_text else _number(),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, number in self.numbers.items():
            if name in self.data and (text := cleaned.get(name)):
                asked = self.data.get(unit_name(name), "")
                try:
                    cleaned[name] = take(number, entered(number, text, asked)).text
                except FieldError as error:
                    self.add_error(name, str(error))
        return cleaned

    def controls(self) -> list[Control]:
        """The numbers, each asked for in the unit its promise is printed in, with what it comes to beside it."""
        return [
            Control(
                number,
                self[name],
                "",
                (),
                False,
                due=number.number(Decimal(self.shape[name].value)),
                due_label="现在",
            )
            for name, number in self.numbers.items()
        ]

    def texts(self) -> list[BoundField]:
        return [self[name] for name, figure in self.shape.items() if figure.is_text]

    def given(self) -> dict[str, Any]:
        """What `propose_change` takes; figures that were not on the form are left as they stand."""
        return {
            **self.given_grounds(),
            "kind": self.cleaned_data["kind"],
            "text_after": self.cleaned_data["text_after"],
            "figures": {
                figure.key: self.cleaned_data[name]
                for name, figure in self.shape.items()
                if name in self.data
            },
        }


def _number_field(name: str, figure: Figure) -> Field:
    """A number of the promise as reports ask for one."""
    if figure.indicator is None:
        return replace(INVESTED, key=name, label=figure.label, whole=Decimal(figure.value))
    return replace(value_field(figure.indicator), key=name, label=figure.label)


class LeavingForm(GroundsForm):
    """What a body decided about a whole project: out of the plan, into others, or in again."""

    kind = forms.ChoiceField(label="种类", widget=forms.Select({"class": "control"}))
    into: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="去向",
        queryset=None,
        required=False,
        help_text="并入选一件；拆分选拆成的几件，还没有列入的先用“增加任务”增加",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = LEAVING if project.left_on is None else (PlanChange.Kind.RELIST,)
        kind, into = self.fields["kind"], self.fields["into"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(into, forms.ModelMultipleChoiceField)
        kind.choices = [(one.value, one.label) for one in fitting]
        others = Project.objects.filter(plan=project.plan_id).listed().exclude(pk=project.pk)
        into.queryset = others.order_by("number")


class DelistingForm(GroundsForm):
    """What a body decided about a row of a task: listed no more, or, where it has left, listed again."""

    row = forms.ChoiceField(
        label="哪一项",
        help_text="重新印发的方案不再写、因为有填报而保留的，在这里办；已不再列入的，选了就是恢复列入",
        widget=forms.Select({"class": "control"}),
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.fields["row"]
        assert isinstance(row, forms.ChoiceField)
        row.choices = [("", "请选"), *((one.key, one.said) for one in rows_of(task))]


class AdditionForm(GroundsForm):
    """A task that a body decided to add."""

    project: forms.ModelChoiceField = forms.ModelChoiceField(
        label="加到哪一件",
        queryset=None,
        required=False,
        empty_label="新增一件",
        widget=forms.Select({"class": "control"}),
    )
    name = forms.CharField(
        label="项目名称", required=False, max_length=120, widget=_line(), validators=[validate_name]
    )
    category: forms.ModelChoiceField = forms.ModelChoiceField(
        label="类别",
        queryset=None,
        required=False,
        empty_label="不分类",
        widget=forms.Select({"class": "control"}),
    )
    text = forms.CharField(label="目标任务", max_length=2000, widget=_area())
    lead: forms.ModelChoiceField = forms.ModelChoiceField(
        label="牵头单位",
        queryset=None,
        empty_label="请选",
        widget=forms.Select({"class": "control"}),
    )
    others: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label="配合单位",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    investment_plan = forms.DecimalField(
        label="年度投资计划（万元）",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=MAX_DECIMALS,
        widget=_number(),
    )

    def __init__(self, *args: Any, plan: AnnualPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "project": Project.objects.filter(plan=plan).listed().order_by("number"),
            "category": Category.objects.filter(plan=plan),
            "lead": ResponsibleUnit.objects.filter(district=plan.district_id),
            "others": ResponsibleUnit.objects.filter(district=plan.district_id),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        one_of(self, "project", "name")
        for month in _STAGES:
            self.fields[f"stage-{month}"] = forms.CharField(
                label=f"{month}月底阶段性目标", required=False, max_length=1000, widget=_area()
            )
        for number in _INDICATORS:
            self.fields[f"label-{number}"] = forms.CharField(
                label=f"指标{number}名称",
                required=False,
                max_length=120,
                widget=_line(),
                validators=[validate_name],
            )
            self.fields[f"target-{number}"] = forms.DecimalField(
                label=f"指标{number}全年目标",
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=MAX_DECIMALS,
                widget=_number(),
            )
            self.fields[f"unit-{number}"] = forms.CharField(
                label=f"指标{number}单位", required=False, max_length=20, widget=_line()
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("project") and not cleaned.get("name"):
            self.add_error("name", "新增一件请填项目名称；加到已有的项目请选那一件。")
        for number in _INDICATORS:
            label, target = cleaned.get(f"label-{number}"), cleaned.get(f"target-{number}")
            if bool(label) != (target is not None) and f"target-{number}" not in self.errors:
                self.add_error(f"target-{number}", "指标的名称和全年目标要一起填。")
        return cleaned

    def body(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.GROUNDS]

    def addition(self) -> Addition:
        given = self.cleaned_data
        return Addition(
            text=given["text"],
            units=[given["lead"], *given["others"]],
            project=given["project"],
            name=given["name"],
            category=given["category"],
            investment_plan=given["investment_plan"],
            milestones=[(month, given[f"stage-{month}"]) for month in _STAGES],
            indicators=[
                (given[f"label-{number}"], given[f"target-{number}"], given[f"unit-{number}"])
                for number in _INDICATORS
                if given[f"label-{number}"]
            ],
        )
