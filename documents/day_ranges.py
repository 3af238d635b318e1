"""Which days can be meant: one range for each meaning, for every form, import, workbook and command. Pure.

A service asks `refusal` with the label of what was typed; it answers the sentence for the person, or nothing. The day and
the year come from the caller. Beyond `ANY_DAY` no day is kept at all: the year 1 and the year 9999 are slips of the hand,
and work that goes day by day would never end. (ours)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.day_words import day_words

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years a plan, a document or a calendar of this portal can be of."""

LONGEST_WINDOW = 366
"""Days a public window may last, both ends counted: a year."""

KEPT_YEARS = 5
"""Years back in which something may have come to the office that is registered only today."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """From one day to another, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def refusal(self, label: str, day: date | None) -> str:
        """ "截止日期要在2026年1月1日至2027年12月31日之间。", or nothing where the day is within or not given."""
        if day is None or self.holds(day):
            return ""
        return f"{label}要在{day_words(self.first)}至{day_words(self.last)}之间，填的是{day_words(day)}。"


ANY_DAY = DayRange(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
"""What is any day at all."""

EVER = (ANY_DAY.first, ANY_DAY.last)
"""The same for a constraint of the database."""


def _years(first: int, last: int) -> DayRange:
    return DayRange(
        date(min(max(first, FIRST_YEAR), LAST_YEAR), 1, 1),
        date(min(max(last, FIRST_YEAR), LAST_YEAR), 12, 31),
    )


def of_round(year: int) -> DayRange:
    """Days on which a round of a plan's year opens or is due: in that year, or in the next, when the year is told."""
    return _years(year, year + 1)


def of_window(year: int) -> DayRange:
    """Days of the public window and of the date under a notice about a plan's year."""
    return _years(year - 1, year + 5)


def of_decision(year: int) -> DayRange:
    """Days of a document that issues or changes the plan of a year."""
    return _years(year - 2, year + 2)


def of_arrival(today: date) -> DayRange:
    """Days on which something came in that is registered `today`: an objection, a postmark."""
    return DayRange(_years(today.year - KEPT_YEARS, today.year).first, today)


def of_signature(today: date) -> DayRange:
    """Days on which something was signed or reviewed on paper that is entered `today`."""
    return DayRange(_years(today.year - 1, today.year).first, today)


def of_request(today: date) -> DayRange:
    """Days until which an answer may be asked for `today`, and from which a rule may hold: to the end of next year."""
    return DayRange(today, _years(today.year, today.year + 1).last)


def of_calendar(today: date) -> DayRange:
    """Days whose being a workday may be said `today`."""
    return _years(today.year - KEPT_YEARS, today.year + 2 * KEPT_YEARS)


def window_refusal(opens_on: date, closes_on: date) -> str:
    """What is wrong with a window's two ends, in a sentence; nothing where nothing is."""
    if closes_on < opens_on:
        return "结束日期不能早于开始日期。"
    days = (closes_on - opens_on).days + 1
    if days > LONGEST_WINDOW:
        return f"公示期最长{LONGEST_WINDOW}天，填的日期有{days}天，请核对结束日期。"
    return ""


def plan_year(text: str) -> int:
    """A year as a command is given it. Raises ValueError beyond all years."""
    if not FIRST_YEAR <= (year := int(text)) <= LAST_YEAR:
        raise ValueError(f"{year} is no year of a plan")
    return year
