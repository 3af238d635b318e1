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


@pytest.mark.parametrize(
    "other",
    [
        {"received_on": DAY - timedelta(days=2)},
        {"postmark_on": DAY - timedelta(days=3)},
        {"channel": "visit"},
    ],
)
def test_a_form_sent_again_with_another_day_is_never_answered_as_if_it_said_the_same(desk, other):
    """The handler goes back, mends the day of the letter and saves: the day must not be lost without a word."""
    first = {"channel": "letter", "received_on": DAY, "postmark_on": DAY - timedelta(days=5)}
    token = receipts.new_token("desk", AT)

    def sent(**days):
        return services.register_objection(
            district=desk.district, actor=desk.handler, arrival=Arrival(**days),
            words=Words(text="来信"), token=token, is_complete=False, at=AT,
        )  # fmt: skip

    once = sent(**first)
    assert sent(**first).number == once.number, "the same once more is the same"
    changed = sent(**{**first, **other})
    assert changed.number != once.number and changed.earlier == once.number
