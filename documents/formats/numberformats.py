"""Number formats of workbooks: a stored number or date to the text a person sees in the cell.

Only what official tables use: fixed decimals, thousands, percent, dates with 年 月 日, literal texts around the
number. Anything else shows the plain number, so a value is never lost to an exotic format.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_CHINESE_MONTH = 'yyyy"年"m"月"'
_CHINESE_DAY = 'yyyy"年"m"月"d"日"'
_CHINESE_SHORT = 'm"月"d"日"'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _CHINESE_MONTH, 28: _CHINESE_SHORT, 29: _CHINESE_SHORT, 30: "m-d-yy",
    31: _CHINESE_DAY, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: "h:mm", 35: "h:mm:ss", 36: _CHINESE_MONTH,
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
    44: "#,##0.00", 45: "mm:ss", 47: "mm:ss", 50: _CHINESE_MONTH, 51: _CHINESE_SHORT, 52: _CHINESE_MONTH,
    53: _CHINESE_SHORT, 54: _CHINESE_SHORT, 57: _CHINESE_MONTH, 58: _CHINESE_SHORT,
}  # fmt: skip
"""Formats a workbook names by number alone; those of the Chinese office from 27 on. 0 and 49 are General and text."""

_PART = re.compile(
    r'"([^"]*)"|\\(.)|!(.)|(_.|\*.)|\[([^\]]*)\]|(General|G/通用格式)|(AM/PM|A/P|上午/下午)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)'
    r"|([0#?]+(?:,[0#?]+)*(?:\.[0#?]*)?|\.[0#?]+)|(%)|(,+)|(.)",
    re.DOTALL,
)
_LARGEST = 15
"""Digits before the point from which a format is not applied: a spreadsheet keeps no more."""
_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|([yYmMdDhHsS])', re.DOTALL)


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


def is_date(code: str) -> bool:
    """Whether a format shows its number as a date or time."""
    return any(match.group(1) for match in _DATE_LETTERS.finditer(code.partition(";")[0]))


def is_percent(code: str) -> bool:
    """Whether a format shows its number as a percentage."""
    shape = _shape(code, 0)
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


def shown(value: Decimal, code: str) -> str:
    """A number as a cell of this format shows it."""
    sections = code.count(";") + 1
    section = 1 if value < 0 and sections > 1 else 2 if value == 0 and sections > 2 else 0
    shape = _shape(code, section)
    if shape is None or value.adjusted() > _LARGEST:
        return plain(value)
    if value == 0 and shape.least_digits == 0 and not shape.least_decimals:
        # An accounting format prints a bare dash for zero; the figure is told instead.
        return "0%" if shape.is_percent else "0"
    amount = abs(value) if section == 1 else value
    if shape.is_percent:
        amount *= 100
    amount = amount.quantize(Decimal(1).scaleb(-shape.most_decimals), ROUND_HALF_UP)
    text = f"{amount:,f}" if shape.has_thousands else f"{amount:f}"
    if shape.most_decimals > shape.least_decimals:
        whole, _, decimals = text.partition(".")
        decimals = decimals[: shape.least_decimals] + decimals[shape.least_decimals :].rstrip("0")
        text = f"{whole}.{decimals}" if decimals else whole
    if shape.least_digits > 1 and not shape.has_thousands:
        whole, point, decimals = text.partition(".")
        text = whole.zfill(shape.least_digits + whole.startswith("-")) + point + decimals
    sign = "-" if text.startswith("-") else ""
    if sign and not text.strip("-0.,"):
        sign, text = "", text[1:]
    return f"{sign}{shape.prefix}{text.removeprefix(sign)}{'%' if shape.is_percent else ''}{shape.suffix}"


@lru_cache(maxsize=512)
def _shape(code: str, section: int) -> NumberShape | None:
    """The shape of one section; None where it is not a plain number format."""
    sections = code.split(";")
    prefix, suffix, pattern, percent = "", "", "", False
    for match in _PART.finditer(sections[min(section, len(sections) - 1)]):
        quoted, escaped, bang, _, bracket, general, half_day, date, digits, sign, scale, other = (
            match.groups()
        )
        if (
            general
            or half_day
            or date
            or scale
            or (bracket and bracket[:1] in "<>=")
            or other in ("E", "e", "/", "@")
        ):
            return None
        if sign:
            percent = True
        elif digits:
            if pattern:
                return None
            pattern = digits
        else:
            literal = (
                quoted or escaped or bang or (_currency(bracket) if bracket else "") or other or ""
            )
            if pattern:
                suffix += literal
            else:
                prefix += literal
    if not pattern:
        return None
    whole, _, decimals = pattern.partition(".")
    if section == 1 and prefix.startswith("("):
        prefix, suffix = "-" + prefix[1:], suffix.removesuffix(")")
    return NumberShape(
        prefix.replace(" ", ""),
        suffix.rstrip(" "),
        len(decimals),
        len(decimals.rstrip("#?")),
        "," in whole,
        percent,
        whole.count("0"),
    )


def _currency(bracket: str) -> str:
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


def shown_date(value: dt.date | dt.time | dt.timedelta, code: str) -> str:
    """A date or time as a cell of this format shows it; its ISO form where the format does not say."""
    if isinstance(value, dt.timedelta):
        return str(value)
    if not is_date(code):
        code = _default_format(value)
    parts = [match.groups() for match in _PART.finditer(code.partition(";")[0])]
    moment = value if isinstance(value, dt.datetime) else None
    day = None if isinstance(value, dt.time) else value
    clock = value if isinstance(value, dt.time) else moment
    has_half_days = any(part[6] for part in parts)
    pieces: list[str] = []
    letters = [part[7][0].lower() if part[7] else "" for part in parts]
    for at, part in enumerate(parts):
        quoted, escaped, bang, _, _, _, half_day, date, digits, sign, scale, other = part
        if date:
            letter = letters[at]
            before = next((other for other in reversed(letters[:at]) if other), "")
            after = next((other for other in letters[at + 1 :] if other), "")
            if letter == "m" and (before == "h" or (after == "s" and before != "y")):
                letter = "minute"
            pieces.append(_date_part(letter, len(date), day, clock, has_half_days=has_half_days))
        elif half_day:
            pieces.append(("上午" if clock.hour < 12 else "下午") if clock else "")
        else:
            pieces.append(quoted or escaped or bang or digits or sign or scale or other or "")
    return "".join(pieces).strip()


def _date_part(
    letter: str,
    length: int,
    day: dt.date | None,
    clock: dt.time | dt.datetime | None,
    *,
    has_half_days: bool,
) -> str:
    if letter in "ymd" and day is not None:
        if letter == "y":
            return f"{day.year:04d}" if length > 2 else f"{day.year % 100:02d}"
        count = day.month if letter == "m" else day.day
        if letter == "d" and length > 2:
            return "星期" + "一二三四五六日"[day.weekday()]
        return f"{count:02d}" if length == 2 else str(count)
    if letter in ("h", "minute", "s") and clock is not None:
        hour = (clock.hour - 1) % 12 + 1 if has_half_days else clock.hour
        count = {"h": hour, "minute": clock.minute, "s": clock.second}[letter]
        return f"{count:02d}" if length == 2 else str(count)
    return ""


def _default_format(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return "hh:mm:ss"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return "yyyy-mm-dd hh:mm:ss"
    return "yyyy-mm-dd"
