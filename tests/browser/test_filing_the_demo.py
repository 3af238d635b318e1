"""Rows of the demo filed as their units would: counted, and with the unit the promise is printed in."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from intake import demo
from progress.models import Measurement, ProgressReport
from projects.models import District, Project
from tests.browser.counted import Counted, Tally
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
    own = Tally().of(visit(User.objects.get(username=person)))
    filed(own, name, text, money, offered)
    project = Project.objects.get(name=name, plan__district=loaded)
    report = ProgressReport.objects.get(task__project=project, round__through_month=4)
    assert report.status == "submitted"
    found = Measurement.objects.filter(report=report).values_list("value", flat=True)
    assert {f"{value:f}".rstrip("0").rstrip(".") for value in found} == values
    assert own.tally.effort == (3 + offered, 2, len(text) + len(money))
    if offered == 1:
        own.tally.held("file a row, text and one figure")


def filed(own: Counted, name: str, text: str, money: str, offered: int) -> None:
    """From the unit's list to the submission."""
    own.starts("/desk/reports/")
    own.tap(own.page.locator(f"a:has-text('{name}')").first)
    own.heads(name)
    own.page.wait_for_load_state(
        "load"
    )  # The script listens by then, as it does before anybody has typed.
    own.write("#id_narrative", text)
    own.page.locator("#id_narrative").blur()
    offers = own.page.locator("[data-offer]:not([hidden]) button")
    expect(offers).to_have_count(offered)
    for _ in range(offered):
        own.tap(offers.first)
    own.write("#id_invested", money)
    own.press("核对并提交1—4月进展")
    own.heads("核对")
    own.press("提交1—4月进展")
    own.sees("等待审核", "body")
