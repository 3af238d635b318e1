"""Months, periods and dates; damaged ones only where one reading is possible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import dates_in, deadline_month, months_in, period_in, year_in


@pytest.mark.parametrize(
    ("head", "first", "last"),
    [
        ("6月", 6, 6),
        ("2025年6月", 6, 6),
        ("6月底前", 6, 6),
        ("二季度", 4, 6),
        ("第二季度末", 4, 6),
        ("3季度", 7, 9),
        ("上半年", 1, 6),
        ("下半年", 7, 12),
        ("1-9月", 1, 9),
        ("1\u20149月份", 1, 9),
        ("前三季度", 1, 9),
        ("十二月底", 12, 12),
        ("年底", 12, 12),
    ],
)
def test_heads_name_months(head: str, first: int, last: int) -> None:
    months = months_in(head)
    assert months is not None
    assert (months.first, months.last) == (first, last)


@pytest.mark.parametrize("words", ["6-12岁", "24小时", "2025年度工作目标任务", "525活动日", ""])
def test_other_figures_name_no_months(words: str) -> None:
    months = months_in(words)
    assert months is None or months.kind == "year"


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("关于2025年万州区重点民生实事1季度推进情况公示", (1, 3)),
        ("2025年上半年民生实事进展情况", (1, 6)),
        ("月度进展情况(1-3月)", (1, 3)),
        ("截至9月底进展情况", (1, 9)),
        ("2025年民生实事项目目标任务", None),
    ],
)
def test_titles_and_heads_name_a_period(title: str, months: tuple[int, int] | None) -> None:
    period = period_in(title)
    assert (period and (period.first, period.last)) == months


@pytest.mark.parametrize(
    ("printed", "month"),
    [
        ("2025年12月底前", 12),
        ("11月30日", 11),
        ("2025-10-31", 10),
        ("2025.10", 10),
        ("四季度", 12),
        ("6月底前开工,10月底前完工", 10),
        ("年底", 12),
        ("全年", 12),
        ("长期", None),
        ("", None),
    ],
)
def test_a_deadline_is_a_month(printed: str, month: int | None) -> None:
    assert deadline_month(printed) == month


def test_years_are_read_in_figures_and_numerals() -> None:
    assert year_in("关于印发2025年重点民生实事的通知") == 2025
    assert year_in("二\u3007二五年四月") == 2025
    assert year_in("民生实事") is None


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("2025年4月11日\u20142025年5月11日", ["2025-04-11", "2025-05-11"]),
        ("2025年4月11日至17日", ["2025-04-11", "2025-04-17"]),
        ("4月11日至5月17日", ["2025-04-11", "2025-05-17"]),
        ("2025-04-11", ["2025-04-11"]),
        ("二\u3007二五年四月二十五日", ["2025-04-25"]),
    ],
)
def test_whole_dates_are_no_damage(printed: str, values: list[str]) -> None:
    found = dates_in(printed, year=2025)
    assert [item.value.isoformat() for item in found if item.value] == values
    assert not any(item.is_damaged for item in found)


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("2025411\u20142025511日", ["2025-04-11", "2025-05-11"]),
        ("1031日", ["2025-10-31"]),
        ("20254月11日", ["2025-04-11"]),
        ("2025年411日", ["2025-04-11"]),
        ("2025111日", [None]),
        ("2025230日", [None]),
        ("20251111", ["2025-11-11"]),
    ],
)
def test_damaged_dates_are_filled_in_only_where_one_reading_is_valid(
    printed: str, values: list[str | None]
) -> None:
    found = dates_in(printed, year=2025)
    assert [item.value and item.value.isoformat() for item in found] == values
    assert all(item.is_damaged for item in found)


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)))
def test_a_date_that_lost_its_signs_is_never_read_as_another_day(day: date) -> None:
    printed = f"{day.year}{day.month}{day.day}日"
    found = dates_in(printed)
    assert len(found) == 1
    assert found[0].value in {day, None}
    assert day in found[0].readings
