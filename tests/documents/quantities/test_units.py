from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.quantities import units
from documents.quantities.units import expand

WORDS = sorted({*units.COUNTED, *(word for sizes in units.CONVERTIBLE.values() for word in sizes)})
VALUES = st.decimals(min_value=0, max_value=10**9, places=4).map(units.printed)


@pytest.mark.parametrize(
    ("value", "unit", "stored"),
    [
        ("1.5", "万人", ("15000", "人")),
        ("7.44", "万人次", ("74400", "人次")),
        ("153", "万平方米", ("1530000", "平方米")),
        ("1", "亿元", ("10000", "万元")),
        ("5550", "万元", ("5550", "万元")),
        ("337", "万元", ("337", "万元")),
        ("120", "元", ("120", "元")),
        ("60", "元/月", ("60", "元/月")),
        ("34.55", "公里", ("34.55", "公里")),
        ("59.35", "%", ("59.35", "%")),
        ("1,829", "个", ("1829", "个")),
        ("3", "千米", ("3", "千米")),
    ],
)
def test_scales_are_expanded_and_money_is_in_ten_thousands(
    value: str, unit: str, stored: tuple[str, str]
) -> None:
    assert expand(value, unit) == (Decimal(stored[0]), stored[1])


@pytest.mark.parametrize("value", ["", "abc", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        expand(value, "个")


@given(
    VALUES,
    st.sampled_from(WORDS),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["", "万", "亿"]),
)
def test_a_value_converted_there_and_back_is_the_same(
    value: str, word: str, scale: str, other: str
) -> None:
    there = units.convert(Decimal(value), scale + word, other + word)
    assert units.convert(there, other + word, scale + word) == Decimal(value)


@given(VALUES, st.sampled_from(WORDS))
def test_the_stored_value_does_not_depend_on_the_scale_printed(value: str, word: str) -> None:
    scaled = units.printed(Decimal(value) * 10000)
    if units.measure(word).family != "money":
        assert expand(value, "万" + word) == expand(scaled, word)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_counting_the_same_is_mutual(one: str, other: str) -> None:
    assert units.likeness(one, other) == units.likeness(other, one)
    assert units.likeness(one, one) == 1


def test_kilometres_become_metres_and_squares_stay_squares() -> None:
    assert units.convert(Decimal("1.5"), "公里", "米") == 1500
    assert units.convert(Decimal(2), "公顷", "万平方米") == 2
    with pytest.raises(ValueError, match="does not convert"):
        units.convert(Decimal(1), "公里", "平方米")
