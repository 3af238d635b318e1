"""Observed periods, notice numbers, and the words for both.

A period is written once and worded everywhere from one `Period`: title, head and rows. What a person typed
beside it is compared by `projects.wording`. Reports are cumulative, so an observed period runs from January.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from documents.writing.wording import months_title, months_words

Subject = Literal["targets", "progress", "completion"]
"""What a notice is about; a correction keeps the subject of what it replaces."""

_PROGRESS_WORD = {3: "q1", 6: "h1", 9: "q3"}
_PROGRESS_MONTH = {word: month for month, word in _PROGRESS_WORD.items()}
_NUMBER = re.compile(
    r"(?P<year>[1-9][0-9]{3})-(?P<word>targets|year|q1|h1|q3|m(?P<month>0[1-9]|1[0-2]))"
    r"(?:-r(?P<correction>[1-9][0-9]?))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months of one year, both ends included. Raises ValueError where the months are in no order."""

    year: int
    from_month: int
    to_month: int

    def __post_init__(self) -> None:
        if not 1 <= self.from_month <= self.to_month <= 12:
            raise ValueError(f"not months in order: {self.from_month} to {self.to_month}")

    @classmethod
    def through(cls, year: int, month: int) -> Period:
        """What a round observes: January to the end of `month`."""
        return cls(year, 1, month)

    @property
    def ends_on(self) -> date:
        return month_end(self.year, self.to_month)

    @property
    def months(self) -> str:
        """For heads and rows: "1—3月", or "4月" for one month."""
        return months_words(self.from_month, self.to_month)

    @property
    def title(self) -> str:
        """For titles: "1季度", "上半年", "前三季度", "全年", "1—4月"."""
        return months_title(self.from_month, self.to_month)

    @property
    def full_title(self) -> str:
        return f"{self.year}年{self.title}"

    @property
    def full_months(self) -> str:
        return f"{self.year}年{self.months}"

    @property
    def until(self) -> str:
        """For sentences: "截至3月底"."""
        return f"截至{month_end_words(self.to_month)}"

    def as_json(self) -> dict[str, int]:
        return {"year": self.year, "from_month": self.from_month, "to_month": self.to_month}


def through_words(month: int) -> str:
    """What a report through that month observes, in words: "1—3月", and "1月" for the first."""
    return months_words(1, month)


def month_end(year: int, month: int) -> date:
    """The last day of a month: 2024-02 ends on the 29th."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_end_words(month: int) -> str:
    return f"{month}月底"


def judged_on(year: int, through_month: int) -> date:
    """The day a report is judged at: the end of its period, never the day of looking (rules.md, Lights)."""
    return month_end(year, through_month)


@dataclass(frozen=True, slots=True)
class NoticeNumber:
    """`2025-targets`, `2025-q1`, `2025-h1`, `2025-q3`, `2025-m04`, `2025-year`; corrections `2025-q1-r1`, `-r2`.

    One per kind and round (rules.md, Notice). `correction` 0 is the original. Raises ValueError where
    subject and month do not fit.
    """

    year: int
    subject: Subject
    through_month: int | None = None
    correction: int = 0

    def __post_init__(self) -> None:
        if (self.subject == "progress") != (self.through_month is not None):
            raise ValueError("a progress notice, and no other, has a month")
        if self.through_month is not None and not 1 <= self.through_month <= 12:
            raise ValueError(f"no month: {self.through_month}")
        if not 0 <= self.correction <= 99:
            raise ValueError(f"no number of corrections: {self.correction}")

    def __str__(self) -> str:
        if self.through_month is None:
            word = "year" if self.subject == "completion" else "targets"
        else:
            word = _PROGRESS_WORD.get(self.through_month, f"m{self.through_month:02d}")
        return f"{self.year}-{word}" + (f"-r{self.correction}" if self.correction else "")

    @property
    def version(self) -> int:
        """1 for the original, one more per correction."""
        return self.correction + 1

    @property
    def period(self) -> Period | None:
        """What a progress notice observes; a completion notice observes the year; targets observe nothing."""
        if self.subject == "targets":
            return None
        return Period.through(self.year, self.through_month or 12)

    @property
    def words(self) -> str:
        """What people call it: "2025年1—4月公示", "2025年目标任务公示", and behind a correction which one it is."""
        about = {"targets": "目标任务", "completion": "完成情况"}.get(self.subject)
        name = f"{self.year}年{about or through_words(self.through_month or 12)}公示"
        if not self.correction:
            return name
        return f"{name}（更正）" if self.correction == 1 else f"{name}（第{self.correction}次更正）"

    @property
    def next_correction(self) -> NoticeNumber:
        """The number of the notice that replaces this one. A notice is replaced at most once, so it is free."""
        return NoticeNumber(self.year, self.subject, self.through_month, self.correction + 1)


def parse_notice_number(text: str) -> NoticeNumber:
    """The number written in an address. Raises ValueError for anything that is no number's only spelling."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"no notice number: {text[:40]!r}")
    word, year = match["word"], int(match["year"])
    correction = int(match["correction"] or 0)
    if word == "targets":
        return NoticeNumber(year, "targets", correction=correction)
    if word == "year":
        return NoticeNumber(year, "completion", correction=correction)
    month = _PROGRESS_MONTH[word] if match["month"] is None else int(match["month"])
    number = NoticeNumber(year, "progress", month, correction)
    if str(number) != text:
        raise ValueError(f"{text} is written {number}")
    return number
