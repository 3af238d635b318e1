"""The preview greys what nothing was taken from, and one click gives a column its meaning."""

from __future__ import annotations

import pytest
from django.urls import reverse

from intake.selectors.preview import preview_of
from tests.intake.test_imports import Desk
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db

TABLE = (
    "序号,项目名称,责任单位,2025年目标任务,惠及范围\n1,口袋公园,区城市管理局,新建口袋公园2个。,300户\n"
    "2,停车场,区住建委,新建停车场1个。,450户\n注：含上年结转项目,,,,\n"
)


def test_a_column_nothing_was_taken_from_is_grey_in_the_table_as_it_came():
    run = Desk().preview(TABLE.encode(), "table.csv")
    (grid,) = preview_of(run).grids
    grey = [(cell.key, cell.text) for row in grid.rows for cell in row if cell.is_unused]
    assert [text for _, text in grey] == ["惠及范围", "300户", "450户", "注：含上年结转项目"]


def test_a_line_nothing_was_taken_from_is_grey():
    text = (
        "2025年某某区民生实事项目\n本清单由区民生办整理，经第8次会议讨论。\n"
        "1.新建公园3个。责任单位：区城管局\n2.新建学校2所。责任单位：区教委\n"
    )
    shown = preview_of(Desk().preview(text.encode(), "a.txt")).lines
    assert [line.text for line in shown if line.is_unused] == [
        "本清单由区民生办整理，经第8次会议讨论。"
    ]


def test_one_click_gives_the_column_its_meaning(client):
    desk = Desk()
    run = desk.preview(TABLE.encode(), "table.csv")
    finding = run.findings.get(code="column_unused")
    client = signed_in(desk.compiler)
    text = page(client.get(reverse("intake:import-preview", args=[run.pk])))
    assert "这一栏其实是" in text
    place = "{table},{row},{column}".format(**finding.place)
    client.post(reverse("intake:import-answers", args=[run.pk]), {"column_is": f"{place}:备注"})
    run.refresh_from_db()
    assert not run.findings.filter(code="column_unused").exists()
    assert [row["remark"] for row in run.reading["projects"]] == ["300户", "450户"]


def test_a_column_with_figures_stops_the_import_until_somebody_decides():
    run = Desk().preview(TABLE.encode(), "table.csv")
    assert preview_of(run).open_warnings == 1
