"""Dates and times of workbooks as a person sees them in their cells."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from documents.formats.formatcodes import PART, is_date, split_sections

_DAY_AT_MOST = 109_575
"""Serial of a day in 2199: later ones are no dates of a table."""
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001  # cells know no zone
_CLOCK_WORDS = re.compile(r"[:\uff1a时点分秒T]")


@dataclass(frozen=True, slots=True)
class ShownDate:
    """What a cell shows of a date, read as a clerk means it."""

    text: str
    is_lone_time: bool = False
    """It holds a time of day and no day."""
    hides_day: str = ""
    """What the cell shows, where its format shows the clock of a day only."""


def date_of(serial: float, *, from_1904: bool = False) -> dt.datetime | None:
    """The moment a serial number means; None where it is none of a table."""
    if not 1 <= serial < _DAY_AT_MOST:
        return None
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + dt.timedelta(days=serial)
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def shown_date(value: dt.date | dt.time | dt.timedelta, code: str) -> ShownDate:
    """A date or time as a cell of this format shows it; its ISO form where the format does not say.

    Midnight behind a day is what a spreadsheet adds by itself: only the day is told. A day shown as a bare clock
    (`h:mm`) is told as the day it is.
    """
    if isinstance(value, dt.timedelta):
        return ShownDate(str(value))
    if not is_date(code):
        code = _default_format(value)
    parts = [match.groups() for match in PART.finditer(split_sections(code)[0])]
    letters = _letters(parts)
    has_day = any(letter and letter in "ymd" for letter in letters)
    if isinstance(value, dt.time):
        # A day of nought is no day: an empty cell was referred to.
        text = "" if has_day else _written(parts, letters, None, value)
        return ShownDate(text, is_lone_time=not has_day)
    clock = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    if not has_day:
        day = _written(*_parts_of("yyyy-mm-dd"), value, clock)
        return ShownDate(day, hides_day=_written(parts, letters, value, clock))
    if clock.time() == dt.time():
        parts, letters = _without_clock(parts, letters)
    return ShownDate(_written(parts, letters, value, clock))


def _parts_of(code: str) -> tuple[list[tuple[str | None, ...]], list[str]]:
    parts = [match.groups() for match in PART.finditer(code)]
    return parts, _letters(parts)


def _letters(parts: list[tuple[str | None, ...]]) -> list[str]:
    """Which part of a date each part prints: y, m, d, h, minute, s, half, or none."""
    raw = [part[7][0].lower() if part[7] else "half" if part[6] else "" for part in parts]
    found = list(raw)
    for at, letter in enumerate(raw):
        before = next((other for other in reversed(raw[:at]) if other and other != "half"), "")
        after = next((other for other in raw[at + 1 :] if other and other != "half"), "")
        if letter == "m" and (before == "h" or (after == "s" and before != "y")):
            found[at] = "minute"
    return found


def _without_clock(
    parts: list[tuple[str | None, ...]], letters: list[str]
) -> tuple[list[tuple[str | None, ...]], list[str]]:
    clocks = [at for at, letter in enumerate(letters) if letter in ("h", "minute", "s", "half")]
    if not clocks:
        return parts, letters
    first, last = clocks[0], clocks[-1] + 1
    while last < len(parts) and _CLOCK_WORDS.fullmatch(_literal(parts[last])):
        last += 1
    return parts[:first] + parts[last:], letters[:first] + letters[last:]


def _literal(part: tuple[str | None, ...]) -> str:
    quoted, escaped, bang, _, _, _, _, _, digits, sign, scale, other = part
    return quoted or escaped or bang or digits or sign or scale or other or ""


def _written(
    parts: list[tuple[str | None, ...]],
    letters: list[str],
    day: dt.date | None,
    clock: dt.time | dt.datetime,
) -> str:
    has_half_days = "half" in letters
    pieces: list[str] = []
    for part, letter in zip(parts, letters, strict=True):
        if letter == "half":
            pieces.append("上午" if clock.hour < 12 else "下午")
        elif letter:
            pieces.append(
                _date_part(letter, len(part[7] or ""), day, clock, has_half_days=has_half_days)
            )
        else:
            pieces.append(_literal(part))
    return "".join(pieces).strip(" T")


def _date_part(
    letter: str,
    length: int,
    day: dt.date | None,
    clock: dt.time | dt.datetime,
    *,
    has_half_days: bool,
) -> str:
    if letter in "ymd":
        if day is None:
            return ""
        if letter == "y":
            return f"{day.year:04d}" if length > 2 else f"{day.year % 100:02d}"
        count = day.month if letter == "m" else day.day
        if letter == "d" and length > 2:
            return "星期" + "一二三四五六日"[day.weekday()]
        return f"{count:02d}" if length == 2 else str(count)
    hour = (clock.hour - 1) % 12 + 1 if has_half_days else clock.hour
    count = {"h": hour, "minute": clock.minute, "s": clock.second}[letter]
    return f"{count:02d}" if length == 2 else str(count)


def _default_format(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return "hh:mm:ss"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return "yyyy-mm-dd hh:mm:ss"
    return "yyyy-mm-dd"
