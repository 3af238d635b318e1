"""Months, periods and dates as offices print them, damaged ones included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from documents.numbers import chinese_value
from documents.text import bare

_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|年度|[^\d]|$)")
_NUMERAL_YEAR = re.compile(r"(二[〇零○O0][〇零○一二三四五六七八九]{2})年")

_SPANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{1,2})月?(?:份)?[-~至到](\d{1,2})月"), "months"),
    (re.compile(r"前?(?:第)?([1-4一二三四])[-~至到]([1-4一二三四])季度"), "quarters"),
    (re.compile(r"前([二三23两])个?季度"), "first-quarters"),
    (re.compile(r"(?:第)?([1-4一二三四])季度?(?!度)"), "quarter"),
    (re.compile(r"[Qq]([1-4])(?!\d)"), "quarter"),
    (re.compile(r"下半年|H2"), "second-half"),
    (re.compile(r"上半年|半年度|半年|H1"), "half"),
    (re.compile(r"前(\d{1,2}|[一二三四五六七八九十]{1,2})个月"), "first-months"),
    (re.compile(r"(?<!\d)(\d{1,2})月(?:份)?"), "month"),
    (
        re.compile(r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})月(?:份|底|末|前|$)"),
        "month",
    ),
    (re.compile(r"年底|年末|年终|岁末"), "year-end"),
    (re.compile(r"全年|年度|本年"), "year"),
)


@dataclass(frozen=True, slots=True)
class Months:
    """A stretch of months of one year; a single month or month end is counted from itself."""

    first: int
    last: int
    kind: str
    """months, quarter, half, month, year-end, year …: how it was printed."""

    @property
    def is_cumulative(self) -> bool:
        """Printed as a stretch from January on (1-9月, 上半年, 前三季度)."""
        return self.first == 1 and self.kind not in {"month", "year-end"}


def months_in(text: str) -> Months | None:
    """The months a head or a title names; None where it names none. Years are not looked at.

    "二季度" is April to June, "1-9月" January to September, "截至9月底" September.
    """
    folded = bare(text)
    for pattern, kind in _SPANS:
        for found in pattern.finditer(folded):
            months = _months(kind, found)
            if months:
                return months
    return None


def _months(kind: str, found: re.Match[str]) -> Months | None:
    if kind == "months":
        first, last = int(found[1]), int(found[2])
    elif kind == "quarters":
        first, last = 3 * _QUARTERS[found[1]] - 2, 3 * _QUARTERS[found[2]]
    elif kind == "first-quarters":
        first, last = 1, 9 if found[1] in "三3" else 6
    elif kind == "quarter":
        last = 3 * _QUARTERS[found[1]]
        first = last - 2
    elif kind == "first-months":
        first, last = 1, int(found[1]) if found[1].isdigit() else chinese_value(found[1]) or 0
    elif kind == "month":
        last = int(found[1]) if found[1].isdigit() else chinese_value(found[1]) or 0
        first = last
    else:
        first, last = {
            "half": (1, 6),
            "second-half": (7, 12),
            "year-end": (12, 12),
            "year": (1, 12),
        }[kind]
    return Months(first, last, kind) if 1 <= first <= last <= 12 else None


def year_in(text: str) -> int | None:
    """The year a text names first: 2025年, 2025年度, 二〇二五年; None without one."""
    folded = bare(text)
    for found in re.finditer(r"(?<!\d)(20\d\d)(?:年|-\d)", folded):
        return int(found[1])
    numeral = _NUMERAL_YEAR.search(folded)
    if numeral:
        return chinese_value(re.sub("[零○O0]", "〇", numeral[1]))
    return None


_UNTIL = re.compile(r"截至|截止|截止至|至今")


def period_in(text: str) -> Months | None:
    """The period a progress title or head speaks of, counted from January unless it says otherwise.

    Reports are cumulative from 1 January: "3月", "截至9月底" and "三季度" alone run from January only where the
    text says so (截至, 1-9月, 前三季度, 上半年, 一季度); "三季度" is July to September.
    """
    months = months_in(text)
    if months is None or months.kind in {"year-end"}:
        return None
    if months.kind == "year":
        return months if re.search(r"全年|年度(?:完成|进展|推进|落实)", bare(text)) else None
    if months.kind == "month" and _UNTIL.search(bare(text)):
        return Months(1, months.last, "until")
    return months


def reported_until(lines: Sequence[str], year: int | None) -> Months | None:
    """What a report's opening lines count to; none where it names another year."""
    for line in lines:
        found = re.match(r"(?:[^。;]{0,20}[,:])?(?:截至|截止)[^,。;]{2,20}", bare(line))
        if found and year_in(found[0]) in {None, year}:
            return period_in(found[0])
    return None


_ISO_MONTH = re.compile(r"(?<![\d.])(20\d\d)[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?!\d)")
_SERIAL_EPOCH = date(1899, 12, 30)


def deadline_month(text: str) -> int | None:
    """The month by whose end something is due: "2025年12月底前", "11月30日", "四季度", "年底", "2025-10-31"."""
    folded = bare(text)
    found = re.fullmatch(r"(?:20\d\d[-/.])?(\d{1,2})(?:[-/.]\d{1,2})?(?:之?前|底|底前)?", folded)
    iso = [int(item[2]) for item in _ISO_MONTH.finditer(folded) if 1 <= int(item[2]) <= 12]
    if iso:
        return iso[-1]
    if found and 1 <= int(found[1]) <= 12 and re.search(r"[-/.]|\d$", folded):
        return int(found[1])
    months = [
        found_months for part in re.split(r"[,;。、]", folded) if (found_months := months_in(part))
    ]
    if months:
        return months[-1].last
    return 12 if re.fullmatch(r"(?:20\d\d年?)?(?:内|年内|全年|当年)?", folded) and folded else None


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a quarter and nothing else: 2025年2月28日, 2/28, 3月底前, 二季度."""
    folded = bare(text)
    if not folded or len(folded) > 18:
        return False
    if re.fullmatch(
        r"(?:20\d\d年?)?(?:第?[1-4一二三四]季度|上半年|下半年|年底|年末)(?:[末底]?之?前|[末底])?",
        folded,
    ):
        return True
    if re.fullmatch(r"20\d\d[-/.](?:0?[1-9]|1[0-2])(?:之?前|底前?)?", folded):
        return True
    found = re.fullmatch(
        r"(?:(?:20\d\d|\d\d)(?:[-/.]|年)|次年|明年)?(\d{1,2})"
        r"(?:[-/.]\d{1,2}[日号]?|月(?:份|底|末|[上中下]旬|\d{1,2}[日号]?)?)(?:之?前|以前|底前?|止)?",
        folded,
    )
    return found is not None and 1 <= int(found[1]) <= 12


def serial_date(number: Decimal | None) -> date | None:
    """The day of this century's first decades that a spreadsheet's bare date number (45930) stands for."""
    if number is None or number != number.to_integral_value() or not 40_000 <= number <= 60_000:
        return None
    return _SERIAL_EPOCH + timedelta(days=int(number))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `value` is None where it is damaged and more than one reading, or none, is valid."""

    printed: str
    value: date | None
    is_damaged: bool
    start: int = 0
    end: int = 0
    readings: tuple[date, ...] = ()


_WHOLE = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})[日号]")
_ISO = re.compile(r"(?<!\d)(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERAL = re.compile(
    r"(二[〇零○O0][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DAMAGED = re.compile(
    r"(?<!\d)(20\d\d)年?(?:(\d{1,2})月(\d{1,2})|(\d{2,4}))(?!\d|年|月|[个件项户人元万])[日号]?"
)
_WITHOUT_YEAR = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})[日号]")
_RUN_WITHOUT_YEAR = re.compile(r"(?<!\d)(\d{2,4})[日号]")
_DAY_ONLY = re.compile(r"(?<=[-~至到])(\d{1,2})[日号]")


_LONGEST = 400
"""Signs of a text that are searched for dates: a window or a signature is said in fewer."""


def dates_in(text: str, *, year: int | None = None) -> list[FoundDate]:
    """The dates of a text in order, for texts where a date is expected (a window, a signature).

    Digits that ran together because 年 and 月 were lost (2025411) are told apart where only one month and day
    are possible. A date without a year takes the one before it, or `year`.
    """
    folded = bare(text[:_LONGEST])
    found: list[FoundDate] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], readings: list[date], *, is_damaged: bool) -> None:
        if any(start < match.end() and match.start() < end for start, end in taken):
            return
        taken.append(match.span())
        value = readings[0] if len(readings) == 1 else None
        found.append(
            FoundDate(
                match[0],
                value,
                is_damaged or value is None,
                match.start(),
                match.end(),
                tuple(readings),
            )
        )

    for match in _WHOLE.finditer(folded):
        add(match, _valid(int(match[1]), [(match[2], match[3])]), is_damaged=False)
    for match in _ISO.finditer(folded):
        add(match, _valid(int(match[1]), [(match[3], match[4])]), is_damaged=False)
    for match in _NUMERAL.finditer(folded):
        numeral_year = year_in(match[0])
        pair = (str(chinese_value(match[2]) or 0), str(chinese_value(match[3]) or 0))
        add(match, _valid(numeral_year or 0, [pair]), is_damaged=False)
    for match in _DAMAGED.finditer(folded):
        pairs = [(match[2], match[3])] if match[2] else _split_run(match[4])
        add(match, _valid(int(match[1]), pairs), is_damaged=True)
    for match in _WITHOUT_YEAR.finditer(folded):
        known = _year_before(found, match.start(), year)
        if known:
            add(match, _valid(known, [(match[1], match[2])]), is_damaged=False)
    for match in _DAY_ONLY.finditer(folded):
        before = [item for item in found if item.end <= match.start() and item.value]
        if before:
            last = max(before, key=lambda item: item.end).value
            assert last is not None
            add(match, _valid(last.year, [(str(last.month), match[1])]), is_damaged=False)
    for match in _RUN_WITHOUT_YEAR.finditer(folded):
        known = _year_before(found, match.start(), year)
        if known and len(match[1]) > 2:
            add(match, _valid(known, _split_run(match[1])), is_damaged=True)
    return sorted(found, key=lambda item: item.start)


def _year_before(found: list[FoundDate], position: int, year: int | None) -> int | None:
    before = [item for item in found if item.end <= position and item.value]
    value = max(before, key=lambda item: item.end).value if before else None
    return value.year if value else year


def _split_run(digits: str) -> list[tuple[str, str]]:
    """Month and day that run together: 411 is 4 and 11; 111 is 1 and 11, or 11 and 1."""
    pairs = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    return [
        (month, day)
        for month, day in pairs
        # A day is padded only where its month is: 101 is 10 and 1, not 1 and 01.
        if len(day) <= 2
        and not (day.startswith("0") and not month.startswith("0") and len(month) < 2)
    ]


def _valid(year: int, pairs: list[tuple[str, str]]) -> list[date]:
    days = []
    for month, day in pairs:
        try:
            days.append(date(year, int(month), int(day)))
        except ValueError:
            continue
    return days
