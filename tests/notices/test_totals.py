"""Sums in the text against the sums of the table."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.checklist import checks
from notices.totals import stray_totals
from tests.factories import AT

ROWS = [{"investment_plan": "3417", "invested": "680"}, {"investment_plan": None, "invested": "2"}]
CONTENT = {
    "totals": {"investment_plan": "182852", "invested": "55219.1"},
    "categories": [{"investment_plan": "16842", "invested": "4906.1", "projects": ROWS}],
}


@pytest.mark.parametrize(
    "text",
    [
        "计划总投资182852万元，完成投资55219.1万元。",
        "计划总投资18.29亿元，累计完成投资5.5亿元。",
        "总投资182,852万元。",
        "其中市级计划投资16842万元，完成投资680万元。",
        "新增车位60个，覆盖3万人。",
        "",
    ],
)
def test_sums_of_the_table_pass_rounded_as_they_are_printed(text):
    assert stray_totals(text, CONTENT) == []


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("计划总投资182853万元。", "182853万元", "182852"),
        ("总投资18.30亿元。", "18.30亿元", "182852"),
        ("累计完成投资55219万元，完成投资55220万元。", "55220万元", "55219.1"),
    ],
)
def test_a_sum_that_is_nowhere_in_the_table_is_named(text, printed, expected):
    (stray,) = stray_totals(text, CONTENT)
    assert (stray.printed, stray.expected) == (printed, expected)


@given(st.decimals(min_value=1, max_value=10**7, places=4), st.integers(0, 4))
def test_any_total_passes_in_either_unit_however_it_is_rounded(total, places):
    content = {"totals": {"investment_plan": str(total), "invested": None}, "categories": []}
    for unit, divisor in (("万元", 1), ("亿元", 10_000)):
        shown = (total / divisor).quantize(Decimal(10) ** -places, ROUND_HALF_UP)
        assert stray_totals(f"总投资{shown:f}{unit}。", content) == []


@pytest.mark.django_db
def test_the_checklist_names_it_and_leads_to_the_text(office):
    notice = office.started(lead="现将1季度情况予以公示，计划总投资701万元。")
    (found,) = [one for one in checks(notice, day=AT.date()) if "701" in one.text]
    assert (found.weight, found.field) == ("see", "id_lead")
    assert "700" in found.note
