"""A project's money is summed once, whichever of its tasks leave by a decision and come back by a later document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from intake import services
from notices.approved_rows import sources_of
from progress.selectors.board import board
from progress.selectors.filing import filing
from progress.selectors.reported_money import money_reported
from progress.selectors.year import overview
from progress.services.taking_back_changes import take_back_approval
from projects.models import PlanChange, Task
from projects.services.changes import approve_change
from projects.services.delisting import propose_delisting
from tests.factories import AT, make_approved, make_round
from tests.intake.test_printed_again import GROUNDS, HALL, POOL
from tests.intake.test_reissued_parts import PartsOffice, task

pytestmark = pytest.mark.django_db

ROWS = (task(1, POOL), task(2, HALL, unit="区体育局"))
DAY = date(2025, 10, 20)


class Money(PartsOffice):
    """A project of two tasks: the pool carries its money, of which 20 were approved for the first quarter."""

    def __init__(self) -> None:
        super().__init__()
        self.project = self.enter(*ROWS)
        self.plan = self.project.plan
        self.rounds = {3: make_round(self.plan, 3), 6: self.round, 9: make_round(self.plan, 9)}
        self.report(pool=20, hall=None)

    def row(self, number: int) -> Task:
        return self.project.tasks.get(text=POOL if number == 1 else HALL)

    def report(self, month: int = 3, **invested: int | None) -> None:
        for number, name in enumerate(("pool", "hall"), start=1):
            if name in invested:
                make_approved(self.row(number), self.rounds[month], invested=invested[name])

    def delist(self, number: int = 1, on: date = GROUNDS["decided_on"]) -> PlanChange:
        of = self.row(number)
        change = propose_delisting(
            task_id=of.pk, row=f"task-{of.pk}", actor=self.compiler, **GROUNDS | {"decided_on": on}
        )
        return approve_change(
            change_id=change.pk, actor=self.reviewer, at=AT, money_reported=money_reported
        )

    def print_again(self):
        run = self.start(*ROWS)
        self.apply(run, accept_warnings=True)
        return run

    def sums(self) -> dict[int, tuple[Decimal | None, Decimal | None]]:
        """By round the money of the board and that of the notice, which must be one."""
        return {
            month: (board(one, DAY).approved_money, sources_of(self.plan, one).rows[0].invested)
            for month, one in self.rounds.items()
        }

    def asked(self, month: int) -> list[str]:
        """The tasks on whose form the plan of the money stands."""
        held = self.project.tasks.existing_on(self.rounds[month].ends_on)
        forms = [filing(self.compiler, one.pk, self.rounds[month].pk, at=AT) for one in held]
        return [one.task.text for one in forms if one.row.plan is not None]


def both(money: int | None) -> tuple[Decimal | None, Decimal | None]:
    value = None if money is None else Decimal(money)
    return value, value


def test_money_reported_on_the_stand_in_is_carried_on_there_and_each_round_sums_what_was_its_own():
    desk = Money()
    desk.delist()
    assert desk.asked(6) == [HALL] and desk.asked(3) == [POOL]
    assert overview(desk.plan, DAY).invested == 20, "what was approved stands until more is"
    desk.report(6, hall=50)
    assert desk.sums() == {3: both(20), 6: both(50), 9: both(None)}
    desk.print_again()
    desk.report(6, pool=30)
    assert [desk.asked(month) for month in (3, 6, 9)] == [[POOL], [HALL], [HALL]]
    desk.report(9, pool=70, hall=80)
    assert desk.sums() == {3: both(20), 6: both(50), 9: both(80)}
    assert overview(desk.plan, DAY).invested == 80


def test_with_no_money_reported_on_the_stand_in_the_one_that_comes_back_carries_it_as_if_it_had_never_left():
    desk = Money()
    desk.delist()
    desk.print_again()
    assert [desk.asked(month) for month in (3, 6, 9)] == [[POOL]] * 3
    desk.report(6, pool=60, hall=None)
    assert desk.sums() == {3: both(20), 6: both(60), 9: both(None)}
    assert list(desk.project.tasks.values_list("carries_money", "carried")) == [
        (True, []),
        (False, []),
    ]


def test_a_stand_in_that_leaves_in_its_turn_hands_the_money_on_and_undoing_hands_it_back():
    desk = Money()
    desk.delist()
    desk.report(6, hall=50)
    desk.print_again()
    desk.delist(2, on=date(2025, 4, 14))
    assert [desk.asked(month) for month in (3, 6, 9)] == [[POOL], [POOL], [POOL]]
    before = list(Task.objects.order_by("pk").values())
    run = desk.print_again()
    assert desk.asked(9) == [HALL], "the last money was reported there"
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    assert list(Task.objects.order_by("pk").values()) == before


def test_an_approval_taken_back_hands_the_money_back_whatever_was_typed_meanwhile():
    desk = Money()
    change = desk.delist()
    assert desk.asked(6) == [HALL]
    take_back_approval(change_id=change.pk, actor=desk.reviewer, at=AT)
    assert [desk.asked(month) for month in (3, 6, 9)] == [[POOL]] * 3
