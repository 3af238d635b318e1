"""What can be filled in for a task, as a list: the form, the sheet, the workbook, returns and conflicts all use it.

Every value is a text in its one canonical form ("411.5", never "４１１．５０"; blank for nothing), keyed by its
field. So a draft, a step's record, a difference and a conflict are plain mappings of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from progress.models import MilestoneAnswer, ProgressReport
from projects.models import Indicator, Milestone, Task
from projects.money import AmountError, beyond_the_whole, parse_amount, parse_value, printed

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


@dataclass(frozen=True, slots=True)
class Taken:
    """What a typed text is as a value of its field: its one form, and of a number the number itself."""

    field: Field
    text: str
    number: Decimal | None = None


class Typed(Mapping[str, str]):
    """The texts of one row as typed, by field. What each is as a value is worked out once, by whoever asks first:
    form, sheet, preview and save hand the same object on."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._taken: dict[str, Taken] = {}

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Typed:
        return texts if isinstance(texts, cls) else cls(texts)

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def with_texts(self, more: Mapping[str, str]) -> Typed:
        """These and more; what was worked out of the ones that stay holds on."""
        both = Typed(self._texts | dict(more))
        both._taken = {key: one for key, one in self._taken.items() if key not in more}
        return both

    def canonical(self, fields: Iterable[Field]) -> Values:
        """The one form of every text. Raises FieldErrors with all that is wrong, and for unknown keys."""
        known = {field.key: field for field in fields}
        found: Values = {}
        errors: dict[str, str] = {}
        for key, text in self._texts.items():
            if key not in known:
                errors[key] = "这一件没有这一项，请刷新页面后再填。"
                continue
            taken = self._taken.get(key)
            if taken is None or taken.field != known[key]:
                try:
                    taken = self._taken[key] = take(known[key], text)
                except FieldError as error:
                    errors[key] = str(error)
                    continue
            found[key] = taken.text
        if errors:
            raise FieldErrors(errors)
        return found

    def number(self, key: str) -> Decimal | None:
        """The number of a text that `canonical` took; None for blank."""
        return self._taken[key].number


def canonical(field: Field, typed: str) -> str:
    """The one form of what was typed. Raises FieldError with a sentence for the person who typed it."""
    return take(field, typed).text


def take(field: Field, typed: str) -> Taken:
    """What was typed as a value of the field. Raises FieldError with a sentence for the person who typed it."""
    if field.is_number:
        number = _number(field, typed)
        return Taken(field, printed(number), number)
    return Taken(field, _text(field, typed))


def _text(field: Field, typed: str) -> str:
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


def _number(field: Field, typed: str) -> Decimal | None:
    try:
        if field.kind is Kind.MONEY:
            return parse_amount(typed)
        value = parse_value(typed, unit=field.unit)
    except AmountError as error:
        raise FieldError(str(error)) from error
    if field.is_percent_of_work and value and (sentence := beyond_the_whole(value)):
        raise FieldError(f"“{field.label}”的{sentence}")
    return value


def in_ten_thousands(text: str, unit: str) -> str:
    """A number of 10000 or more in 万 of its unit, exactly ("153万平方米"); blank for any other, or one in 万 already."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number) < 10000 or unit.startswith(("万", "亿")):
        return ""
    return f"{printed(number / 10000)}万{unit}"
