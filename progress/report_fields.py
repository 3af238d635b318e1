"""What can be filled in for a task, as a list: the form, the sheet, the workbook, returns and conflicts all use it.

Every value is a text in its one canonical form ("411.5", never "４１１．５０"; blank for nothing), keyed by its
field. So a draft, a step's record, a difference and a conflict are plain mappings of texts. A bare number of them is
in the register's unit; pages ask for it and show it in the unit the promise is printed in (`progress.entry`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from progress.models import MilestoneAnswer, ProgressReport
from projects.models import Indicator, Milestone, Task
from projects.money import AmountError, beyond_the_whole, parse_amount, parse_value, printed
from projects.printed_units import in_shown_unit, scale, shown_unit

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
    """One thing a unit fills in. `subject_id` is the indicator, milestone or unit the field is about.

    `unit` is the register's, `unit_printed` the document's, `whole` what the year promises, in `unit`.
    """

    key: str
    label: str
    kind: Kind
    unit: str = ""
    limit: int = 0
    subject_id: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    is_percent_of_work: bool = False
    is_public: bool = True
    unit_printed: str = ""
    whole: Decimal | None = None

    @property
    def is_paragraph(self) -> bool:
        """What one unit of a joint task wrote."""
        return self.kind is Kind.TEXT and bool(self.subject_id)

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.MONEY, Kind.VALUE)

    @property
    def entry_unit(self) -> str:
        """The unit a page asks for: the one the promise is printed in."""
        return shown_unit(self.unit, self.unit_printed) if self.is_number else self.unit

    @property
    def scale(self) -> Decimal:
        """How many of `unit` one of `entry_unit` holds."""
        return scale(self.unit, self.unit_printed) if self.is_number else Decimal(1)

    @property
    def power(self) -> int:
        """Its decimal places."""
        return self.scale.adjusted()

    @property
    def is_converted(self) -> bool:
        """Whether pages ask for it in another unit than the register's."""
        return self.scale != 1

    def number(self, value: Decimal) -> str:
        """A value as a page prints it beside `entry_unit`."""
        return printed(in_shown_unit(value, self.unit, self.unit_printed))

    def shown(self, value: str) -> str:
        """The value as a person reads it: with its unit, or its word. Half a number stays as it was typed."""
        if not value:
            return "（空）"
        if self.choices:
            return dict(self.choices).get(value, value)
        if not self.is_number:
            return value
        plain = _plain(value)
        if plain is None:
            return value if value.endswith((self.unit, self.entry_unit)) else f"{value}{self.unit}"
        return f"{self.number(plain)}{self.entry_unit}"


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
        unit_printed=indicator.unit_printed,
        whole=_whole(indicator),
    )


def _whole(indicator: Indicator) -> Decimal | None:
    """What a growing quantity is a share of; None for rates, and where less is better."""
    grows = indicator.direction == Indicator.Direction.UP
    is_quantity = indicator.kind == Indicator.Kind.QUANTITY
    return indicator.target if grows and is_quantity and indicator.target else None


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
    judged = {
        target.milestone_id
        for indicator in task.indicators.all()
        for target in indicator.milestone_targets.all()
    }
    return [
        milestone
        for milestone in task.milestones.all()
        if milestone.month <= through_month and milestone.pk not in judged
    ]


def fields_of(task: Task, through_month: int) -> list[Field]:
    """Everything that can be filled in for the task in a round, in the order of the form.

    Uses the task's units, milestones, and indicators with their targets (`progress.selectors.hanging_rows`).
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
    if value and (sentence := _another_unit(field, value)):
        raise FieldError(sentence)
    return value


_MOST_TIMES = 1000


def _another_unit(field: Field, value: Decimal) -> str:
    """Why a figure asked for in 万 or 亿 can only have been typed in the small unit; blank where it may be meant."""
    if field.scale < _MOST_TIMES or not field.whole or value < field.whole * _MOST_TIMES:
        return ""
    return (
        f"这里按{field.entry_unit}填。{field.number(value)}{field.entry_unit}是全年目标"
        f"{field.shown(printed(field.whole))}的{_MOST_TIMES}倍以上，请核对单位；按{field.unit}填的，请写明单位，"
        f"如 {printed(field.whole)}{field.unit}。"
    )


def _plain(text: str) -> Decimal | None:
    """A canonical number; None for half a number and for any other text."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
