"""Amounts and values: what a person types, what is added up, and how it is printed.

Money is `Decimal` 万元 with up to four decimals (1 元). Nothing here is a float, and nothing is guessed: a text
with two readings is refused with a sentence that says what was found and what is expected.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from documents.quantities.units import ALL_WORDS, SCALES, likeness, measure

MAX_DECIMALS = 4
AMOUNT_LIMIT = Decimal("99999999.9999")
"""万元. Larger than any district's plan: what exceeds it was typed in 元."""
VALUE_LIMIT = Decimal("999999999999.9999")

# Signs an input method leaves behind. Every one stands for exactly one plain sign, so the meaning cannot change.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．。，＋－−–％　\u00a0\u2009\u202f",
    "0123456789..,+---%    ",
)
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_LONG_DASHES = frozenset({"—", "——", "--", "―"})


class AmountError(ValueError):
    """A typed number that cannot be taken. The message is a sentence for the person who typed it.

    `code` is one of not_a_number, ambiguous, wrong_unit, negative, too_many_decimals, too_large;
    `found` is the text as typed (shortened).
    """

    def __init__(self, code: str, found: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.found = found


def parse_amount(text: str | None) -> Decimal | None:
    """The amount in 万元 that was typed. Blank (or a long dash) is None, "0" is 0.

    Full-width digits, well-formed thousands separators, a Chinese full stop as decimal point, spaces around and
    a trailing 万元 are normal. Raises AmountError for anything else, and for a negative amount, more than four
    decimals, or more than AMOUNT_LIMIT.
    """
    found, plain = _quoted(text), _cleaned(text)
    if plain is None:
        return None
    body = plain.removesuffix("万元").rstrip()
    if plain.endswith("亿元") or (plain.endswith("元") and not plain.endswith("万元")):
        raise AmountError(
            "wrong_unit", found, f"这里的单位是万元，填的是“{found}”，请换算成万元后只填数字。"
        )
    if plain.endswith("%"):
        raise AmountError(
            "wrong_unit", found, f"这里填金额（万元），填的是百分比“{found}”。占比由系统计算。"
        )
    return _number(
        body,
        found,
        example="3500 或 411.5（单位万元）",
        limit=AMOUNT_LIMIT,
        hint="请核对是不是按元填的",
    )


def parse_value(text: str | None, *, unit: str = "") -> Decimal | None:
    """The value of an indicator that was typed, in the indicator's own unit. Blank is None, "0" is 0.

    Cleaned like an amount. A bare number is in `unit`. A unit typed behind it is taken at its word where it counts the
    same thing: “1.5万人” and “1.5万” are 15000 人, “0.555亿元” is 5550 万元, “42公顷” is 420000 平方米. Any other unit
    is refused, as are more decimals than the unit holds. Raises AmountError like parse_amount.
    """
    found, plain = _quoted(text), _cleaned(text)
    if plain is None:
        return None
    body, own = _parted(plain)
    if own != unit and measure(own).word not in ("", *ALL_WORDS):
        body, own = plain, ""  # No unit that is known: the text is no number.
    factor = _factor(own, unit, found) if own else Decimal(1)
    counted = f"，单位{unit}" if unit else ""
    return _number(
        body,
        found,
        example=f"80 或 12.5{counted}",
        limit=VALUE_LIMIT,
        hint="请核对单位",
        scale=factor,
    )


def is_bare(text: str) -> bool:
    """Whether a number was typed without a unit: what it counts is then for the page to say that asked for it."""
    plain = _cleaned(text)
    return plain is not None and plain[-1] in "0123456789.,"


def _parted(plain: str) -> tuple[str, str]:
    """A cleaned text as its number and the unit behind it; all of it is the number where none begins it."""
    parted = re.fullmatch(r"(-?\s*[0-9.,]+)\s*([^0-9.,\s-].*)", plain)
    return (parted[1], "".join(parted[2].split())) if parted else (plain, "")


def _factor(own: str, unit: str, found: str) -> Decimal:
    """How many of `unit` one of the unit typed is. Raises AmountError where they do not count the same thing."""
    if own in SCALES and measure(unit).scale == 1:
        return SCALES[own]
    if own == unit or likeness(own, unit) == 1:
        return measure(own).size / measure(unit).size
    if own in SCALES:
        raise AmountError(
            "not_a_number", found, f"“{found}”后面的单位不完整，应写明，例如 5550{unit}。"
        )
    asked = f"这里按{unit}填，请换算后再填" if unit else "这里只填数字"
    raise AmountError("not_a_number", found, f"“{found}”的单位不对，{asked}。")


def ratio(invested: Decimal | None, plan: Decimal | None) -> Decimal | None:
    """占比: invested / plan x 100 with one decimal, rounded half up (rules.md, Money).

    None where either is absent or the plan is 0: there is no ratio then, never 0 %. Feed it sums, never ratios.
    """
    if invested is None or plan is None or plan <= 0:
        return None
    return half_up(Fraction(invested) * 100 / Fraction(plan), 1)


def beyond_the_whole(value: Decimal) -> str:
    """Why a share of the whole work (形象进度) cannot be this, in a sentence; blank where it can."""
    return f"形象进度填报{printed(value)}%，不能超过100%。" if value > 100 else ""


def half_up(exact: Fraction, decimals: int) -> Decimal:
    """An exact number rounded once, halves away from zero, whatever the decimal context of the process."""
    steps = math.floor(abs(exact) * 10**decimals + Fraction(1, 2))
    return Decimal(-steps if exact < 0 else steps).scaleb(-decimals)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the values present; None where all are absent. A typed 0 is present (rules.md, Money)."""
    present = [value for value in values if value is not None]
    return sum(present, Decimal(0)) if present else None


def printed(amount: Decimal | None) -> str:
    """As a table prints it: "16842", "4906.1"; no separators, no trailing zeros, no exponent; blank for None."""
    if amount is None:
        return ""
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def printed_ratio(value: Decimal | None) -> str:
    """A ratio with its one decimal ("30.2", "100.0"), without the sign; blank for None."""
    return "" if value is None else format(half_up(Fraction(value), 1), "f")


def _cleaned(text: str | None) -> str | None:
    """The text in plain signs without surrounding spaces; None where it is blank."""
    plain = (text or "").strip().translate(_PLAIN).strip()
    return None if not plain or plain in _LONG_DASHES else plain


def _quoted(text: str | None) -> str:
    whole = (text or "").strip()
    return whole if len(whole) <= 20 else f"{whole[:20]}…"


def _number(
    body: str, found: str, *, example: str, limit: Decimal, hint: str, scale: Decimal = Decimal(1)
) -> Decimal:
    if body in {"-", "/"}:
        # Excel's accounting format shows 0 as a dash, an office writes a dash for "no figure".
        raise AmountError("ambiguous", found, f"“{found}”看不出是0还是没有，请填 0 或留空。")
    negative = body.startswith("-")
    digits = body[1:].lstrip() if negative else body
    if len(digits) > 40 or not (_DIGITS.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        if "," in digits and re.fullmatch(r"[0-9,.]+", digits):
            raise AmountError(
                "ambiguous",
                found,
                f"“{found}”的逗号位置不对，应每三位一个（如 16,842）或不写逗号。",
            )
        raise AmountError(
            "not_a_number", found, f"“{found}”不是数字，应填阿拉伯数字，例如 {example}。"
        )
    value = Decimal(digits.replace(",", ""))
    if negative and value:
        raise AmountError("negative", found, f"不能是负数：填的是“{found}”，应填 0 或正数。")
    typed_decimals, most = len(digits.partition(".")[2]), MAX_DECIMALS + scale.adjusted()
    if typed_decimals > max(most, 0) or value * scale != half_up(Fraction(value * scale), 4):
        raise AmountError(
            "too_many_decimals",
            found,
            f"“{found}”有{typed_decimals}位小数，最多{most}位，请四舍五入后再填。"
            if typed_decimals
            else f"“{found}”换算后小数超过{MAX_DECIMALS}位，请换算后再填。",
        )
    if value > limit or value * scale > limit:
        raise AmountError("too_large", found, f"“{found}”太大，最多 {printed(limit)}，{hint}。")
    exact = value * scale
    return exact if scale <= 1 else half_up(Fraction(exact), min(typed_decimals, MAX_DECIMALS))
