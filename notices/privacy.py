"""Finds personal numbers in texts before they are published: identity cards, mobiles, bank cards.

It stands before publication, so a miss is a privacy accident and a false alarm is a stopped clerk: each kind is
held to its own structure (checksum, birth date, prefix), and money, document numbers, landlines and digests pass.
A hit is shown masked, never in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

HitKind = Literal["identity_card", "identity_card_old", "mobile", "bank_card"]

KIND_WORDS: dict[HitKind, str] = {
    "identity_card": "身份证号码",
    "identity_card_old": "15位身份证号码",
    "mobile": "手机号码",
    "bank_card": "银行卡号",
}

# One sign for one sign, so that places in the text stay true.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　\u00a0", "0123456789Xx-  ")

# A number is not part of a longer one, of a word or digest, or of a decimal (0.30165460186142711 in a worksheet).
_BEFORE = r"(?<![0-9A-Za-z_])(?<![0-9]\.)"
_AFTER = r"(?![0-9A-Za-z_])(?!\.[0-9])"
_NOT_MONEY = r"(?!\s?(?:[元万亿%％]|平方))"
_GAP = r"[ -]?"

_REGIONS = frozenset(
    f"{province:02d}"
    for province in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
                     *range(61, 66), 71, 81, 82, 83)
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"

# Issuers seen in China: UnionPay 62 (16 to 19), old domestic 60/95, and the 16-digit international ones.
_BANK = re.compile(r"(?:62|60|95)\d{14,17}|(?:4\d|5[1-5]|35)\d{14}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A personal number: its kind, where it stands in the text, and how it may be shown."""

    kind: HitKind
    start: int
    end: int
    masked: str

    @property
    def sentence(self) -> str:
        return f"有{KIND_WORDS[self.kind]} {self.masked}，请删去或遮盖后再公开。"


@dataclass(frozen=True, slots=True)
class PlacedHit:
    """A hit and the name of the text it stands in (“第3项备注”, “附件1.xlsx 工作表2”)."""

    place: str
    hit: Hit

    @property
    def sentence(self) -> str:
        return f"{self.place}：{self.hit.sentence}"


def scan(text: str, *, allowed_phones: Iterable[str] = ()) -> list[Hit]:
    """The personal numbers in a text, in order. Landlines are no hit, nor are the official contact phones."""
    plain = text.translate(_PLAIN)
    allowed = {mobile for phone in allowed_phones if (mobile := _bare_mobile(phone))}
    hits: list[Hit] = []
    for kind, pattern, accepts in _KINDS:
        for match in pattern.finditer(plain):
            number = re.sub(r"[ -]", "", match["number"]).upper()
            if not accepts(number) or (kind == "mobile" and number in allowed):
                continue
            start, end = match.span("number")
            if any(start < other.end and other.start < end for other in hits):
                continue
            hits.append(Hit(kind, start, end, _masked(kind, number)))
    return sorted(hits, key=lambda hit: hit.start)


def scan_all(
    texts: Mapping[str, str] | Iterable[tuple[str, str]], *, allowed_phones: Iterable[str] = ()
) -> list[PlacedHit]:
    """The personal numbers in many named texts, each with the name of its text."""
    phones = tuple(allowed_phones)
    pairs = texts.items() if isinstance(texts, Mapping) else texts
    return [
        PlacedHit(place, hit) for place, text in pairs for hit in scan(text, allowed_phones=phones)
    ]


def is_identity_card(number: str) -> bool:
    """18 signs: a region, a birth date that exists, and the check sign of GB 11643-1999."""
    if number[:2] not in _REGIONS or not _is_birthday(number[6:10], number[10:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_SIGNS[total % 11] == number[17]


def _is_old_identity_card(number: str) -> bool:
    """15 digits of before 1999: there is no check sign, so region, birth date and serial must all be possible."""
    return (
        number[:2] in _REGIONS
        and number[2:6] != "0000"
        and _is_birthday(f"19{number[6:8]}", number[8:12])
        and number[12:] != "000"
    )


def _is_birthday(year: str, month_day: str) -> bool:
    try:
        born = date(int(year), int(month_day[:2]), int(month_day[2:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def _is_bank_card(number: str) -> bool:
    if not _BANK.fullmatch(number) or len(set(number)) < 4:
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = (2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _bare_mobile(phone: str) -> str | None:
    match = _MOBILE.search(phone.translate(_PLAIN))
    return re.sub(r"[ -]", "", match["number"]) if match else None


def _masked(kind: HitKind, number: str) -> str:
    """138****1234; 50*************123 (both as circulars prescribe); 6222****3456."""
    if kind == "mobile":
        return f"{number[:3]}****{number[-4:]}"
    if kind == "bank_card":
        return f"{number[:4]}****{number[-4:]}"
    return f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}"


# "1.138…" at the start of a line is an item of a list, not a decimal with eleven places.
_MOBILE = re.compile(
    rf"(?m)(?:{_BEFORE}|(?<=^[0-9]\.))(?:(?:\+|00)?86{_GAP})?(?P<number>1[3-9]\d(?:\d{{8}}|[ -]\d{{4}}[ -]\d{{4}})){_AFTER}{_NOT_MONEY}"
)
_KINDS: tuple[tuple[HitKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "identity_card",
        re.compile(rf"{_BEFORE}(?P<number>\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[0-9Xx]){_AFTER}"),
        is_identity_card,
    ),
    (
        "bank_card",
        re.compile(
            rf"{_BEFORE}(?P<number>\d{{16,19}}|\d{{4}}(?:[ -]\d{{4}}){{3}}(?:[ -]\d{{1,3}})?){_AFTER}{_NOT_MONEY}"
        ),
        _is_bank_card,
    ),
    ("mobile", _MOBILE, lambda number: True),
    (
        "identity_card_old",
        re.compile(rf"{_BEFORE}(?P<number>\d{{15}}){_AFTER}{_NOT_MONEY}"),
        _is_old_identity_card,
    ),
)
