"""What to ask before a round is opened: days that may be right and are more often a slip. Pure."""

from __future__ import annotations

from datetime import date

from documents.day_words import day_words
from projects.periods import month_end, through_words

FAR_AFTER = 92
"""Days after the end of the period: a round due later than that was hardly meant so."""


def doubts_of_opening(
    year: int, through_month: int, *, opens_on: date, due_on: date, today: date
) -> list[str]:
    """What looks like a slip, each in a sentence; empty where nothing does. None of it forbids the round."""
    ends_on = month_end(year, through_month)
    period = f"{year}年{through_words(through_month)}"
    doubts = []
    if due_on <= ends_on:
        doubts.append(f"截止日期{day_words(due_on)}在{period}结束以前，单位还填不出整期的数。")
    elif opens_on < ends_on:
        doubts.append(f"开始日期{day_words(opens_on)}在{period}结束以前。")
    if due_on < today:
        doubts.append(f"截止日期{day_words(due_on)}已经过了，一开启就都是逾期。")
    elif opens_on < today:
        doubts.append(f"开始日期{day_words(opens_on)}已经过了。")
    if (days := (due_on - ends_on).days) > FAR_AFTER:
        doubts.append(f"截止日期{day_words(due_on)}在{period}结束后{days}天，离得很远。")
    return doubts
