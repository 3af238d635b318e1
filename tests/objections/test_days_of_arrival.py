"""A letter comes in on a day that can be meant: not tomorrow, not in the year 1."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from objections import receipts, services
from objections.services import Arrival, Words
from objections.services.taking_steps import TextRefused
from tests.factories import AT, DAY


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"received_on": date(1, 1, 1)}, "received_on"),
        ({"received_on": date(2015, 4, 20)}, "received_on"),
        ({"received_on": DAY + timedelta(days=1)}, "received_on"),
        ({"received_on": date(9999, 12, 31)}, "received_on"),
        ({"received_on": DAY, "postmark_on": date(1, 1, 1)}, "postmark_on"),
    ],
)
def test_what_came_in_came_on_a_day_that_can_be_meant(desk, days, field):
    with pytest.raises(TextRefused) as refused:
        services.register_objection(
            district=desk.district, actor=desk.handler, arrival=Arrival(channel="letter", **days),
            words=Words(), token=receipts.new_token("desk", AT), is_complete=False, at=AT,
        )  # fmt: skip
    assert refused.value.field == field
