"""Rows of the demo filed as their units would: counted, and with the unit the promise is printed in."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import User
from intake import demo
from progress.models import Measurement, ProgressReport
from projects.models import District, Project
from tests.factories import AT


@pytest.fixture
def loaded(transactional_db, settings, tmp_path) -> District:
    """Both districts from their documents; the unit of the first row has a person too."""
    settings.VAR_DIR = tmp_path
    settings.PORTAL_DAY = settings.DEMO_DAY
    call_command("load_demo", stdout=io.StringIO())
    district = District.objects.get(slug="wanzhou")
    row = {
        "username": "wz-zhujian",
        "name": "住建填报员",
        "role": "reporter",
        "unit": "区住房城乡建委",
    }
    demo.person(district, row, password="Demo-zhujian", at=AT)
    return district


class Hands:
    """Somebody at a page: what they type and what they tap is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.fields, self.keys, self.taps = page, 0, 0, 0

    def type_into(self, selector: str, text: str) -> None:
        """Over what stands there, key by key."""
        self.page.locator(selector).select_text()
        self.page.keyboard.type(text)
        self.fields, self.keys = self.fields + 1, self.keys + len(text)

    def tap(self, selector: str) -> None:
        self.page.locator(selector).click()
        self.taps += 1


ROWS = [
    pytest.param(
        "wz-zhujian",
        "实施城镇老旧小区改造",
        "新开工改造城镇老旧小区42个、60万平方米,更新老旧住宅电梯33部,完成电动车充电端口设施建设61个。",
        "3900",
        {"42", "600000", "33", "61"},
        3,
        id="four figures, one as last round, one in 万平方米",
    ),
    pytest.param(
        "wz-jiaotong",
        "农村公路加装护栏",
        "完成护栏安装60公里,其余路段正在备料。",
        "700.5",
        {"60"},
        1,
        id="one figure",
    ),
    pytest.param(
        "wz-chengguan",
        "小微停车场建设",
        "完成3个小微停车场建设,新增停车泊位85个。",
        "120",
        {"3", "85"},
        2,
        id="two figures",
    ),
]


@pytest.mark.parametrize(("person", "name", "text", "money", "values", "offered"), ROWS)
def test_a_row_of_the_demo_takes_two_typed_fields(
    loaded, visit, person, name, text, money, values, offered
):
    """The text and the money are typed; what the text says in numbers is taken by a tap each."""
    page = visit(User.objects.get(username=person))
    hands = Hands(page)
    page.goto("/desk/reports/")
    hands.tap(f"a:has-text('{name}')")
    hands.type_into("#id_narrative", text)
    page.locator("#id_narrative").blur()
    offers = page.locator("[data-offer]:not([hidden]) button")
    expect(offers).to_have_count(offered)
    for _ in range(offered):
        hands.tap("[data-offer]:not([hidden]) button >> nth=0")
    hands.type_into("#id_invested", money)
    hands.tap("button:has-text('核对并提交1—4月进展')")
    expect(page.locator("h1")).to_contain_text("核对")
    hands.tap("button:has-text('提交1—4月进展')")
    expect(page.locator("body")).to_contain_text("等待审核")
    project = Project.objects.get(name=name, plan__district=loaded)
    report = ProgressReport.objects.get(task__project=project, round__through_month=4)
    assert report.status == "submitted"
    found = Measurement.objects.filter(report=report).values_list("value", flat=True)
    assert {f"{value:f}".rstrip("0").rstrip(".") for value in found} == values
    assert hands.fields <= 2
    assert hands.keys == len(text) + len(money)
    assert hands.taps == 3 + offered
