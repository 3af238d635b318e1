"""What pages ask for and what is kept: a page takes and shows a figure in the unit the promise is printed in.

A promise of 153万平方米 stands in the register as 1530000 平方米 and is filed as 42 (万平方米). Every page, sheet and
workbook names the unit it asked for beside the field, so that a bare 42 means the same however old the page is and
whatever unit a plan issued anew prints: without a name a bare figure is in the register's unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from look.figures import grouped
from progress.report_fields import ANSWERS, INVESTED, Field, FieldError, Typed, take
from projects.money import half_up, is_bare, printed
from projects.printed_units import in_shown_unit

_TEN_THOUSAND = Decimal(10_000)


def unit_name(name: str) -> str:
    """The name under which a page says in what unit it asked for the field of that name."""
    return f"{name}-unit"


def entered(field: Field, text: str, unit: str) -> str:
    """What was typed, as it is kept: a bare figure with the unit that its page asked for ("42万平方米")."""
    if not field.is_number or unit in ("", field.unit) or not is_bare(text):
        return text
    return f"{text.strip()}{unit[:20]}"


def texts_entered(
    fields: Iterable[Field], data: Mapping[str, str], prefix: str = ""
) -> dict[str, str]:
    """Of every field that was on the page, what was typed in it, as it is kept. `prefix` stands before its names."""
    return {
        field.key: entered(
            field, data[f"{prefix}{field.key}"], data.get(unit_name(f"{prefix}{field.key}"), "")
        )
        for field in fields
        if f"{prefix}{field.key}" in data
    }


def typed_in(fields: Iterable[Field], data: Mapping[str, str], prefix: str = "") -> Typed:
    """The same, for whoever looks at the values."""
    return Typed(texts_entered(fields, data, prefix))


_OF_A_PART = re.compile(r"[map][0-9]+")


def without_field(
    fields: Iterable[Field], data: Mapping[str, str], prefix: str = ""
) -> tuple[str, ...]:
    """What was typed of an indicator, a milestone or a unit that the plan names no more since the page was opened."""
    standing = {field.key for field in fields}
    return tuple(
        f"{dict(ANSWERS).get(text, text)}{data.get(unit_name(name), '')}"
        for name, text in data.items()
        if name.startswith(prefix)
        and _OF_A_PART.fullmatch(key := name[len(prefix) :])
        and key not in standing
        and text.strip()
    )


def not_taken(texts: Iterable[str]) -> str:
    """A sentence about these, for whoever typed them; blank where there are none."""
    told = "、".join(f"“{text[:40]}”" for text in texts)
    return f"您填写期间方案改过，{told}所填的那一项已不在表里，没有存入。" if told else ""


def entry(field: Field, text: str) -> str:
    """What stands in the field's control for a text that is kept: the number in the unit the page asks for."""
    if not field.is_number or field.scale == 1 or not text:
        return text
    if text.endswith(field.entry_unit):
        bare = text.removesuffix(field.entry_unit).rstrip()
        return bare if is_bare(bare) else text
    if not is_bare(text):
        return text
    try:
        number = take(field, text).number
    except FieldError:
        return f"{text}{field.unit}"  # Refused, and shown in the unit it was refused in.
    return "" if number is None else field.number(number)


def echo(field: Field, text: str, plan: Decimal | None = None) -> str:
    """What a typed figure comes to, for whoever checks a zero too many: "即 420,000 平方米，是计划 153 万平方米的 27.5%".

    `text` is as kept. Blank for no figure, and where there is nothing to say of it. `plan` is the money's.
    """
    try:
        value = take(field, text).number if field.is_number else None
    except FieldError:
        return ""
    if value is None:
        return ""
    whole = plan if field == INVESTED else field.whole
    said = [_in_other_words(field, value)]
    if whole:
        share = half_up(Fraction(value) * 100 / Fraction(whole), 1)
        shown = grouped(printed(in_shown_unit(whole, field.unit, field.unit_printed)))
        said.append(f"是计划 {shown} {field.entry_unit}的 {printed(share)}%")
    return "，".join(one for one in said if one)


def _in_other_words(field: Field, value: Decimal) -> str:
    """In the register's unit where another one is asked for; a large number in 万 (money in 亿元)."""
    if field.scale != 1:
        return f"即 {grouped(printed(value))} {field.unit}" if value else ""
    if value < _TEN_THOUSAND or field.unit.startswith(("亿", "%")):
        return ""
    if field.unit.startswith("万"):
        return f"即 {printed(value / _TEN_THOUSAND)} 亿{field.unit[1:]}"
    return f"即 {printed(value / _TEN_THOUSAND)} 万{field.unit}"
