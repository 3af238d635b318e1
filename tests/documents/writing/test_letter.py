"""Where signature, date and title stand, and how dates and periods are worded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writing.letter import sign
from documents.writing.signs import lines_needed, width_in_characters, writable
from documents.writing.titles import title_lines
from documents.writing.wording import chinese_date, chinese_numeral, period_words


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于2025年万州区重点民生实事1季度推进情况公示",
            ("关于2025年万州区重点民生实事", "1季度推进情况公示"),
        ),
        (
            "重庆市黔江区人民政府办公室关于印发黔江区2025年重点民生实事工作目标任务与实施方案的通知",
            (
                "重庆市黔江区人民政府办公室",
                "关于印发黔江区2025年重点民生实事",
                "工作目标任务与实施方案的通知",
            ),
        ),
        ("黔江区2025年重点民生实事项目实施方案", ("黔江区2025年重点民生实事项目实施方案",)),
        (
            "关于万州区2025年1季度重点民生实事推进情况的通报",
            ("关于万州区2025年1季度", "重点民生实事推进情况的通报"),
        ),
    ],
)
def test_a_title_breaks_where_a_reader_pauses(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, 20) == lines


@given(
    st.text(alphabet="关于2025年万州区重点民生实事（1-3月）“推进”情况，公示ABC <>&", max_size=90)
)
def test_breaking_a_title_loses_nothing_and_no_line_is_too_wide(title: str) -> None:
    lines = title_lines(title, 20)
    assert "".join(lines).replace(" ", "") == title.strip().replace(" ", "")
    assert all(width_in_characters(line) <= 20 for line in lines)


@given(st.text(alphabet="关于区（）“”，。的2025年", min_size=21, max_size=60))
def test_no_line_of_a_title_begins_with_a_closing_sign_if_it_can_be_helped(title: str) -> None:
    assert title_lines(title, 20)


def test_a_long_title_is_broken_quickly() -> None:
    assert len(title_lines("重点民生实事推进情况" * 60, 20)) == 30


@pytest.mark.parametrize(
    "body",
    [
        "某局",
        "万州区发展和改革委员会",
        "重庆市黔江区人民政府办公室",
        "某某某某某某某某某某某某某某某某某某局",
    ],
)
@pytest.mark.parametrize("day", ["2025年4月1日", "2025年12月31日"])
def test_with_room_for_the_seal_the_body_is_centred_over_the_date(body: str, day: str) -> None:
    placed = sign(body, day, leaves_room_for_seal=True)
    name, date = width_in_characters(body), width_in_characters(day)
    assert placed.body_indent + name / 2 == pytest.approx(placed.day_indent + date / 2)
    assert placed.body_indent >= 0
    if name <= date + 8:
        assert placed.day_indent == 4


@pytest.mark.parametrize("body", ["某局", "万州区发展和改革委员会", "重庆市黔江区人民政府办公室"])
def test_without_a_seal_the_date_begins_two_characters_after_the_body(body: str) -> None:
    day = "2025年12月31日"
    placed = sign(body, day, leaves_room_for_seal=False)
    name, date = width_in_characters(body), width_in_characters(day)
    body_starts, day_starts = -(placed.body_indent + name), -(placed.day_indent + date)
    assert day_starts - body_starts == pytest.approx(2)
    assert min(placed.body_indent, placed.day_indent) >= 2


def test_a_missing_body_or_date_leaves_the_other_in_its_place() -> None:
    assert sign("", "2025年4月1日", leaves_room_for_seal=True).day_indent == 4
    assert sign("某局", "", leaves_room_for_seal=False).body_indent == 2


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date("2025-04-01") == "2025年4月1日"


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_categories_are_numbered_in_chinese(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numbers_no_heading_has_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 99"):
        chinese_numeral(number)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((1, 3), "2025年1季度"),
        ((1, 6), "2025年上半年"),
        ((1, 9), "2025年前三季度"),
        ((1, 12), "2025年全年"),
        ((1, 5), "2025年1—5月"),
        ((1, 1), "2025年1月"),
    ],
)
def test_periods_are_named_as_offices_name_them(months: tuple[int, int], words: str) -> None:
    assert period_words({"year": 2025, "from_month": months[0], "to_month": months[1]}) == words


@given(st.text(max_size=50))
def test_what_is_written_holds_no_control_sign_and_one_kind_of_line_break(text: str) -> None:
    kept = writable(text)
    assert not set(kept) & set(map(chr, [*range(9), 11, 12, 13, *range(14, 32), 0xFFFE, 0xFFFF]))
    assert writable(kept) == kept


def test_lines_are_never_underestimated() -> None:
    assert lines_needed("", 10) == 1
    assert lines_needed("一二三四五六七八九十一", 10) == 2
    assert lines_needed("一\n二", 10) == 2
    assert lines_needed("长" * 100, 0) == 100
