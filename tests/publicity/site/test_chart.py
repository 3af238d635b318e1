"""The geometry of a year's drawing: everything in the frame, no text over another, nothing drawn of a single point."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from publicity.site.chart import FLOOR, HEIGHT, NARROWEST, SPOT, TOP, chart, width_of

months = st.integers(1, 12)
values = st.decimals(0, 10**7, places=2)
points = st.dictionaries(months, values, max_size=12).map(lambda found: list(found.items()))


def test_fewer_than_two_published_points_are_no_drawing():
    assert chart([], [(6, Decimal(12))]) is None
    assert chart([(3, Decimal(4))], [(6, Decimal(12))], whole=Decimal(27)) is None


def test_what_is_promised_is_drawn_as_steps_and_not_as_a_slope():
    drawn = chart([(3, Decimal(4)), (6, Decimal(9))], [(6, Decimal(12)), (12, Decimal(27))])
    assert drawn
    assert all(one.x1 == one.x2 or one.y1 == one.y2 for one in drawn.promised)


def test_the_target_reached_touches_the_top_and_nothing_the_floor():
    drawn = chart([(3, Decimal(0)), (12, Decimal(27))], whole=Decimal(27))
    assert drawn
    assert [spot.y for spot in drawn.spots] == [f"{FLOOR}", f"{TOP}"]


def test_the_last_published_value_is_always_written():
    drawn = chart([(month, Decimal(month)) for month in range(1, 13)], whole=Decimal(12))
    assert drawn
    assert "12" in [one.text for one in drawn.labels if one.kind == "told"]


@given(points, points, values, st.lists(months, max_size=4))
def test_no_text_lies_over_another_and_all_stay_in_the_frame(told, due, whole, stages):
    drawn = chart(told, due, whole=whole, due_months=stages)
    assert (drawn is None) == (len(told) < 2)
    if drawn is None:
        return
    assert all(one.is_inside for one in drawn.labels), drawn.labels
    assert all(one.is_clear_of(other) for one, other in combinations(drawn.labels, 2))
    for spot in drawn.spots:
        x, y = Decimal(spot.x) * NARROWEST / 100, Decimal(spot.y)
        around = (x - SPOT, y - SPOT, x + SPOT, y + SPOT)
        assert all(one.is_clear_of(around) for one in drawn.labels if one.kind != "axis")
    for segment in (*drawn.promised, *drawn.told, *drawn.months):
        assert all(0 <= Decimal(x) <= 100 for x in (segment.x1, segment.x2))
        assert all(0 <= Decimal(y) <= HEIGHT for y in (segment.y1, segment.y2))
    assert all(TOP <= Decimal(spot.y) <= FLOOR for spot in drawn.spots)


@given(st.text("0123456789月.,", min_size=1))
def test_a_longer_text_is_wider(text):
    assert width_of(text + "1") > width_of(text)
