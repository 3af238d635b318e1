"""Number formats of workbooks: a stored number to the text a person sees in the cell.

What Excel shows is what the clerk means: 30000000 in the format `0!.0,` is 3000.0. Read are fixed decimals, thousands,
percent, scaling commas, a point or words set between the digits, conditions, and literal texts. Anything else shows the
plain number, so a value is never lost to an exotic format.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from documents.formats.formatcodes import PART, split_sections

_LARGEST = 15
"""Digits before the point from which a format is not applied: a spreadsheet keeps no more."""
_TYPED_DECIMALS = 4
"""A stored number with more was computed: that it is shown rounded needs no word."""
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,10})?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_NO_WORDS = re.compile(r"[\s\-—–_/.:*\u3000]*")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows of the number it holds."""

    text: str
    number: Decimal | None
    """What the text says, not rounded; None where it shows no number."""
    is_percent: bool = False
    differs: bool = False
    """It shows another figure than it holds: in another unit, rounded to less than was typed, as words, or not at all."""


@dataclass(frozen=True, slots=True)
class NumberShape:
    """How a section of a number format prints a number."""

    prefix: str
    suffix: str
    most_decimals: int
    least_decimals: int
    has_thousands: bool
    is_percent: bool
    least_digits: int
    scale: int = 0
    """How often the number is divided by a thousand."""
    digits: tuple[str, ...] = ()
    """Digit places and the texts between them, where a text stands between digits (`0!.0,`)."""

    @property
    def point_at(self) -> int | None:
        """Places behind a point that the format sets as a text; None where it does not."""
        texts = [text for text in self.digits if text not in ("0", "#", "?")]
        if texts != ["."]:
            return None
        return len(self.digits) - self.digits.index(".") - 1


@dataclass(frozen=True, slots=True)
class _Section:
    shape: NumberShape | None
    words: str
    """Its literal texts, where it shows no digits."""
    is_general: bool = False
    condition: tuple[str, Decimal] | None = None
    is_empty: bool = False


def is_percent(code: str) -> bool:
    """Whether a format shows its number as a percentage."""
    shape = _sections(code)[0].shape
    return shape is not None and shape.is_percent


def plain(value: Decimal) -> str:
    """A number as a cell without a format shows it: up to ten significant digits after rounding."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    rounded = (
        value if len(value.as_tuple().digits) <= 10 else +value.normalize().quantize(_step(value))
    )
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(max(value.adjusted(), 0) - 9)


def shown(value: Decimal, code: str) -> Shown:
    """A number as a cell of this format shows it."""
    section, is_negative_form = _choose(value, _sections(code))
    shape = section.shape
    if section.is_empty:
        return Shown("", None, differs=value != 0)
    if shape is None or value.adjusted() > _LARGEST:
        if section.words and not _NO_WORDS.fullmatch(section.words):
            if not section.is_general:
                return Shown(section.words, None, differs=True)
            return Shown(section.words.replace("\0", plain(value)), value)
        return Shown(plain(value), value)
    if value == 0 and shape.least_digits == 0 and not shape.least_decimals:
        # An accounting format prints a bare dash for zero; the figure is told instead.
        return Shown("0%" if shape.is_percent else "0", value, shape.is_percent)
    amount = abs(value) if is_negative_form else value
    number = amount.scaleb(-3 * shape.scale)
    if shape.is_percent:
        amount *= 100
    text, number = _digits(amount.scaleb(-3 * shape.scale), number, shape)
    sign = "-" if text.startswith("-") else ""
    if sign and not text.strip("-0.,"):
        sign, text = "", text[1:]
    whole = f"{sign}{shape.prefix}{text.removeprefix(sign)}{'%' if shape.is_percent else ''}{shape.suffix}"
    if is_negative_form:
        number = -number
        if not re.search(r"[-(△▲负]", shape.prefix + shape.suffix):
            whole = f"-{whole}"  # told by its colour only
    return Shown(whole, number, shape.is_percent, _differs(value, number, shape))


def as_text(text: str, code: str) -> str:
    """A text as a cell of this format shows it: `@"万元"` puts words around it."""
    section = split_sections(code)[-1]
    if "@" not in section:
        return text
    pieces: list[str] = []
    for match in PART.finditer(section):
        quoted, escaped, bang, *_, other = match.groups()
        pieces.append(text if other == "@" else quoted or escaped or bang or (other or "").strip())
    return "".join(pieces)


def _digits(amount: Decimal, number: Decimal, shape: NumberShape) -> tuple[str, Decimal]:
    """The digits of the amount, and what they say where a text among them changes that."""
    if shape.digits:
        text = _spread(amount, shape.digits)
        places = shape.point_at
        return text, number if places is None else number.scaleb(-places)
    amount = amount.quantize(Decimal(1).scaleb(-shape.most_decimals), ROUND_HALF_UP)
    text = f"{amount:,f}" if shape.has_thousands else f"{amount:f}"
    if shape.most_decimals > shape.least_decimals:
        whole, _, decimals = text.partition(".")
        decimals = decimals[: shape.least_decimals] + decimals[shape.least_decimals :].rstrip("0")
        text = f"{whole}.{decimals}" if decimals else whole
    if shape.least_digits > 1 and not shape.has_thousands:
        whole, point, decimals = text.partition(".")
        text = whole.zfill(shape.least_digits + whole.startswith("-")) + point + decimals
    return text, number


def _spread(amount: Decimal, places: tuple[str, ...]) -> str:
    """A whole number set digit by digit into places with texts between them; the first place takes what is left."""
    rounded = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    left = str(abs(rounded))
    pieces: list[str] = []
    first = next(at for at, place in enumerate(places) if place in ("0", "#", "?"))
    for at in range(len(places) - 1, -1, -1):
        place = places[at]
        if place not in ("0", "#", "?"):
            pieces.append(place)
        elif at == first:
            pieces.append(left or ("0" if place == "0" or "." in places[at + 1 : at + 2] else ""))
        else:
            pieces.append(left[-1:] or ("0" if place == "0" else ""))
            left = left[:-1]
    return ("-" if rounded < 0 else "") + "".join(reversed(pieces))


def _differs(value: Decimal, number: Decimal, shape: NumberShape) -> bool:
    if number != value:
        return True
    if shape.is_percent or shape.digits:
        return False
    exponent = value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return shape.most_decimals < decimals <= _TYPED_DECIMALS


def _choose(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section that prints the value, and whether it prints it without its sign."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:2]:
            if section.condition is not None and _COMPARE[section.condition[0]](
                value, section.condition[1]
            ):
                return section, False
        rest = [section for section in sections[:3] if section.condition is None]
        return (rest[-1] if rest else _Section(None, "")), False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    written = split_sections(code)
    return tuple(_section(text, at, len(written)) for at, text in enumerate(written))


def _section(written: str, at: int, count: int) -> _Section:
    condition: tuple[str, Decimal] | None = None
    items: list[tuple[str, str]] = []
    # LibreOffice writes the 0!.0 of Excel as 0\!.0, which nobody means.
    written = written.replace("\\!.", "!.")
    is_plain, percent, is_general = True, False, False
    for match in PART.finditer(written):
        quoted, escaped, bang, _, bracket, general, half_day, date, digits, sign, scale, other = (
            match.groups()
        )
        if bracket and (found := _CONDITION.fullmatch(bracket)):
            condition = (found[1], _decimal(found[2]))
        elif bracket:
            items.append(("text", _currency(bracket)))
        elif general:
            is_general = True
            items.append(("text", "\0"))
        elif (
            half_day or date or (other and (other in "/@" or (other.isascii() and other.isalpha())))
        ):
            is_plain = False
        elif sign:
            percent = True
        elif digits:
            items.append(("digits", digits))
        elif scale:
            items.append(("scale", scale))
        else:
            items.append(("text", quoted or escaped or bang or other or ""))
    has_digits = any(kind == "digits" for kind, _ in items)
    words = "" if has_digits else "".join(text for _, text in items).strip()
    shape = _shape(items, percent=percent, negative=at == 1) if is_plain else None
    empty = not written.strip() and count > 1
    return _Section(shape, words if is_plain else "", is_general, condition, empty)


def _shape(items: list[tuple[str, str]], *, percent: bool, negative: bool) -> NumberShape | None:
    """The shape of one section; None where it is not a plain number format."""
    where = [at for at, (kind, _) in enumerate(items) if kind == "digits"]
    if not where:
        return None
    inner = items[where[0] : where[-1] + 1]
    # Commas scale only directly behind a digit: elsewhere they are what they look like.
    scale = sum(
        len(text)
        for at, (kind, text) in enumerate(items)
        if kind == "scale" and at > 0 and items[at - 1][0] == "digits"
    )
    prefix = "".join(text for _, text in items[: where[0]]).replace(" ", "")
    suffix = "".join(text for kind, text in items[where[-1] + 1 :] if kind == "text").rstrip(" ")
    if negative and prefix.startswith("("):
        prefix, suffix = "-" + prefix[1:], suffix.removesuffix(")")
    texts = "".join(text for kind, text in inner if kind == "text")
    pattern = "".join(text for kind, text in inner if kind == "digits")
    whole, _, decimals = pattern.partition(".")
    spread: tuple[str, ...] = ()
    if texts:
        if "." in pattern:
            return None
        spread = tuple(
            sign
            for kind, text in inner
            if kind != "scale"
            for sign in (text.replace(",", "") if kind == "digits" else (text,))
        )
    elif pattern.count(".") > 1:
        return None
    return NumberShape(
        prefix,
        suffix,
        len(decimals),
        len(decimals.rstrip("#?")),
        "," in whole,
        percent,
        whole.count("0"),
        scale,
        spread,
    )


def _currency(bracket: str) -> str:
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:  # pragma: no cover  # the pattern lets only numbers through
        return Decimal(0)
