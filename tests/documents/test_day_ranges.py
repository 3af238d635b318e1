"""Which days can be meant, by meaning."""

from __future__ import annotations

from datetime import date

import pytest

from documents import day_ranges
from documents.text_lengths import fitted, was_cut

TODAY = date(2026, 11, 29)
MAD = (date(1, 1, 1), date(1999, 12, 31), date(2101, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("mad", MAD)
def test_no_meaning_holds_the_year_1_or_9999(mad):
    ranges = [
        day_ranges.ANY_DAY,
        *(of(year) for of in (day_ranges.of_round, day_ranges.of_window, day_ranges.of_decision)
          for year in (2000, 2025, 2100)),
        *(of(TODAY) for of in (day_ranges.of_arrival, day_ranges.of_signature, day_ranges.of_request,
                               day_ranges.of_calendar)),
    ]  # fmt: skip
    for one in ranges:
        assert not one.holds(mad)
        assert day_ranges.ANY_DAY.holds(one.first) and day_ranges.ANY_DAY.holds(one.last)


def test_a_round_of_2026_takes_no_day_of_2025():
    sane = day_ranges.of_round(2026)
    assert not sane.holds(date(2025, 12, 31))
    assert sane.holds(date(2026, 1, 1)) and sane.holds(date(2027, 1, 10))
    assert sane.refusal("开始日期", date(2025, 12, 31)) == (
        "开始日期要在2026年1月1日至2027年12月31日之间，填的是2025年12月31日。"
    )


def test_what_came_in_did_not_come_tomorrow_nor_in_the_year_1():
    sane = day_ranges.of_arrival(TODAY)
    assert sane.holds(TODAY) and not sane.holds(date(2026, 11, 30))
    assert not sane.holds(date(2020, 12, 31))


def test_a_window_lasts_a_year_at_most():
    assert not day_ranges.window_refusal(date(2025, 1, 1), date(2026, 1, 1))
    assert "最长366天" in day_ranges.window_refusal(date(2025, 1, 1), date(2026, 1, 2))
    assert "不能早于" in day_ranges.window_refusal(date(2025, 1, 2), date(2025, 1, 1))


@pytest.mark.parametrize("year", ["0", "1", "1999", "2101", "9999"])
def test_a_command_takes_no_year_beyond_all_plans(year):
    with pytest.raises(ValueError):
        day_ranges.plan_year(year)


def test_a_text_put_together_is_cut_with_a_mark_and_keeps_its_ending():
    assert fitted("标题", 10, ending="（更正）") == "标题（更正）"
    cut = fitted("长" * 20, 10, ending="（更正）")
    assert cut == "长" * 5 + "…（更正）" and len(cut) == 10
    assert was_cut(cut, ending="（更正）") and not was_cut("标题（更正）", ending="（更正）")
