"""A plan issued anew while somebody is at work on the one before: nothing they typed goes without a word."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from progress.models import ProgressReport
from projects.models import Indicator, ResponsibleUnit, Role
from tests.factories import make_indicator, make_person, make_round
from tests.journeys.test_plans_issued_anew import PLAN, Year, but, in_excel

pytestmark = pytest.mark.django_db


class Meanwhile(Year):
    """A unit has its form of the third quarter open when the plan is issued anew without one of its indicators."""

    def __init__(self, client) -> None:
        super().__init__()
        self.client = client
        self.task = self.project("parks").tasks.get()
        self.bench = make_indicator(self.task, "长椅", position=9)
        self.third = make_round(self.plan, 9)
        unit = ResponsibleUnit.objects.get(name="区城市管理局")
        self.reporter = make_person("unit", self.district, Role.REPORTER, unit=unit)
        client.force_login(self.reporter)

    def opened(self, address: str) -> dict[str, str]:
        page = self.client.get(address).content.decode()
        return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))

    def issued_anew(self) -> None:
        self.bring(in_excel(but(PLAN, "parks", money="500")))
        assert not Indicator.with_left.filter(pk=self.bench.pk).exists()

    def narrative(self) -> str:
        return ProgressReport.objects.get(task=self.task, round=self.third).narrative


LOST = "您填写期间方案改过，“7个”所填的那一项已不在表里，没有存入。"


def test_what_was_typed_for_an_indicator_that_is_gone_is_told_and_the_rest_is_saved(client):
    desk = Meanwhile(client)
    address = reverse("progress:report", args=[desk.task.pk, desk.third.pk])
    given = desk.opened(address) | {"kind": "progress", "narrative": "长椅装了七把。"}
    desk.issued_anew()
    given |= {f"m{desk.bench.pk}": "7", f"m{desk.bench.pk}-unit": "个"}
    page = client.post(address, given, follow=True).content.decode()
    assert LOST in page and desk.narrative() == "长椅装了七把。"


def test_a_sheet_tells_it_of_its_row(client):
    desk = Meanwhile(client)
    address = reverse("progress:sheet", args=[desk.third.pk])
    given = desk.opened(address)
    desk.issued_anew()
    row = f"{desk.task.pk}-"
    given |= {f"{row}base": "0", f"{row}narrative": "长椅装了七把。"}
    given |= {f"{row}m{desk.bench.pk}": "7", f"{row}m{desk.bench.pk}-unit": "个"}
    page = client.post(address, given, follow=True).content.decode()
    assert f"第6件：{LOST}" in page and desk.narrative() == "长椅装了七把。"
