"""What can be filled in for a task, as a list: the form, the sheet, the workbook, returns and conflicts all use it.

Every value is a text in its one canonical form ("411.5", never "４１１．５０"; blank for nothing), keyed by its
field. So a draft, a step's record, a difference and a conflict are plain mappings of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from progress.models import MilestoneAnswer, ProgressReport
from projects.models import Indicator, Milestone, Task
from projects.money import AmountError, parse_amount, parse_value, printed

Values = dict[str, str]


class Kind(Enum):
    TEXT = "text"
    LINE = "line"
    MONEY = "money"
    VALUE = "value"
    CAUSE = "cause"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a unit fills in. `subject_id` is the indicator, milestone or unit the field is about."""

    key: str
    label: str
    kind: Kind
    unit: str = ""
    limit: int = 0
    subject_id: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    is_percent_of_work: bool = False
    is_public: bool = True

    @property
    def is_paragraph(self) -> bool:
        """What one unit of a joint task wrote."""
        return self.kind is Kind.TEXT and bool(self.subject_id)

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.MONEY, Kind.VALUE)

    def shown(self, value: str) -> str:
        """The value as a person reads it: with its unit, or its word."""
        if not value:
            return "（空）"
        if self.choices:
            return dict(self.choices).get(value, value)
        return f"{value}{self.unit}" if self.is_number else value


class FieldError(ValueError):
    """A typed text the field cannot take; the message is a sentence for the person who typed it."""


class FieldErrors(ValueError):
    """Every field that cannot be taken, by key, at once."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)


CAUSES = tuple(ProgressReport.NothingCause.choices)
ANSWERS = tuple(MilestoneAnswer.Answer.choices)

NARRATIVE = Field("narrative", "进展情况", Kind.TEXT, limit=5000)
INVESTED = Field("invested", "完成投资", Kind.MONEY, unit="万元")
REMARK = Field("remark", "备注", Kind.LINE, limit=1000)
PROBLEM = Field("problem", "存在问题", Kind.TEXT, limit=2000, is_public=False)
NEXT_STEP = Field("next_step", "下一步", Kind.TEXT, limit=2000, is_public=False)
NOTHING = Field("nothing_cause", "本期无进展的原因", Kind.CAUSE, choices=CAUSES)
FILLED_BY = Field("filled_by", "填报人", Kind.LINE, limit=40, is_public=False)
PHONE = Field("filled_by_phone", "填报人电话", Kind.LINE, limit=40, is_public=False)

BESIDE = (REMARK, PROBLEM, NEXT_STEP)
"""What may be said besides: form, workbook, checks and review show these where and as long as there is something to say."""
TEXT_FIELDS = (NARRATIVE, *BESIDE, NOTHING, FILLED_BY, PHONE)
"""Fields kept under their own name on the report."""
PUBLIC_TEXTS = tuple(field for field in TEXT_FIELDS if field.is_public)
"""Those that a revision keeps: what a notice may print."""


def value_key(indicator_id: int) -> str:
    return f"m{indicator_id}"


def answer_key(milestone_id: int) -> str:
    return f"a{milestone_id}"


def paragraph_key(unit_id: int) -> str:
    return f"p{unit_id}"


def value_field(indicator: Indicator) -> Field:
    return Field(
        value_key(indicator.pk),
        indicator.label,
        Kind.VALUE,
        unit=indicator.unit,
        subject_id=indicator.pk,
        is_percent_of_work=indicator.kind == Indicator.Kind.PERCENT_OF_WORK,
    )


def answer_field(milestone: Milestone) -> Field:
    return Field(
        answer_key(milestone.pk),
        f"{milestone.month}月底节点",
        Kind.ANSWER,
        subject_id=milestone.pk,
        choices=ANSWERS,
    )


def word_milestones(task: Task, through_month: int) -> list[Milestone]:
    """The milestones due in the period that no number judges: the unit answers for them in a word."""
    return [
        milestone
        for milestone in task.milestones.all()
        if milestone.month <= through_month and not milestone.values.all()
    ]


def fields_of(task: Task, through_month: int) -> list[Field]:
    """Everything that can be filled in for the task in a round, in the order of the form.

    Uses the task's prefetched indicators, milestones with values, and units.
    """
    fields = [NARRATIVE]
    fields += [value_field(indicator) for indicator in task.indicators.all()]
    fields += [answer_field(milestone) for milestone in word_milestones(task, through_month)]
    fields += [INVESTED, *BESIDE, NOTHING, FILLED_BY, PHONE]
    return fields + paragraph_fields(task)


def paragraph_fields(task: Task) -> list[Field]:
    """A paragraph for each cooperating unit of a joint task; the lead writes the narrative itself."""
    units = [tu.unit for tu in task.task_units.all() if tu.role != "lead"]
    return [
        Field(paragraph_key(unit.pk), f"{unit.name}来稿", Kind.TEXT, limit=2000, subject_id=unit.pk)
        for unit in units
    ]


def canonical(field: Field, typed: str) -> str:
    """The one form of what was typed. Raises FieldError with a sentence for the person who typed it."""
    if field.is_number:
        return _number(field, typed)
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if field.choices:
        if text and text not in dict(field.choices):
            raise FieldError(f"“{field.label}”没有“{text[:20]}”这个选项，请重新选择。")
        return text
    text = "".join(
        sign for sign in text if sign in "\n\t" or sign.isprintable() or sign == "\u3000"
    )
    if field.kind is Kind.LINE:
        text = " ".join(text.split())
    if len(text) > field.limit:
        raise FieldError(f"“{field.label}”有{len(text)}字，最多{field.limit}字，请精简。")
    return text


def canonical_values(fields: Iterable[Field], typed: Mapping[str, str]) -> Values:
    """The canonical form of every typed text. Raises FieldErrors with all that is wrong, and for unknown keys."""
    known = {field.key: field for field in fields}
    values: Values = {}
    errors: dict[str, str] = {}
    for key, text in typed.items():
        if key not in known:
            errors[key] = "这一件没有这一项，请刷新页面后再填。"
            continue
        try:
            values[key] = canonical(known[key], text)
        except FieldError as error:
            errors[key] = str(error)
    if errors:
        raise FieldErrors(errors)
    return values


def as_decimal(value: str) -> Decimal | None:
    """A canonical number as a Decimal; None for blank."""
    return Decimal(value) if value else None


def _number(field: Field, typed: str) -> str:
    try:
        if field.kind is Kind.MONEY:
            return printed(parse_amount(typed))
        value = parse_value(typed, unit=field.unit)
    except AmountError as error:
        raise FieldError(str(error)) from error
    if field.is_percent_of_work and value is not None and value > 100:
        raise FieldError(f"“{field.label}”是形象进度，不能超过100%，填的是“{typed.strip()}”。")
    return printed(value)
