"""Wanzhou's real notice of the first quarter, brought over: 20 rows, every sum computed from them."""

from __future__ import annotations

import hashlib
import html
import json
import re

import pytest

import documents
from notices.models import Notice
from notices.public_texts import texts_in
from notices.services import bring_over_notice
from projects.models import Role
from tests.conftest import DOCUMENTS
from tests.factories import AT, make_district, make_person, make_plan

pytestmark = pytest.mark.django_db
FILE = DOCUMENTS / "wanzhou-2025-q1-notice.html"


@pytest.fixture(scope="module")
def reading():
    return documents.read(FILE.read_bytes(), FILE.name)


@pytest.fixture
def notice(reading) -> Notice:
    district = make_district("wanzhou")
    return bring_over_notice(
        district=district,
        plan=make_plan(district),
        reading=reading,
        file_sha256=hashlib.sha256(FILE.read_bytes()).hexdigest(),
        proposed_by=make_person("compiler", district, Role.COMPILER),
        confirmed_by=make_person("reviewer", district, Role.REVIEWER),
        at=AT,
    )


@pytest.fixture
def said(notice, client):
    return json.loads(client.get("/wanzhou/notices/2025-q1.json").content)


def test_subtotals_and_total_are_the_printed_ones(said):
    sums = [
        (g["name"], g["investment_plan"], g["invested"], g["ratio"]) for g in said["categories"]
    ]
    assert sums == [
        ("市级重点民生实事", "16842", "4906.1", "29.1"),
        ("区级民生实事", "166010", "50313", "30.3"),
    ]
    assert said["totals"] == {"investment_plan": "182852", "invested": "55219.1", "ratio": "30.2"}


def test_all_20_rows_stand_cell_by_cell_as_printed(said, reading):
    rows = [row for group in said["categories"] for row in group["projects"]]
    assert [row["number"] for row in rows] == list(range(1, 21))
    for row, printed in zip(rows, reading.projects, strict=True):
        assert row["name"] == printed.name
        assert row["target"] == printed.target
        assert row["investment_plan"] == printed.investment_plan
        assert row["units"] == [unit.name for unit in printed.units]
        assert row["progress"] == printed.progress
        assert row["invested"] == printed.invested
        assert row["ratio"] == printed.ratio
        assert row["standing"] is None


def test_project_8_has_no_plan_and_stays_blank(said):
    row = next(r for g in said["categories"] for r in g["projects"] if r["number"] == 8)
    assert (row["investment_plan"], row["invested"], row["ratio"]) == ("0", None, None)


def test_window_contact_and_source_are_the_sources_own(said):
    assert said["window"]["opens_on"] == "2025-04-11"
    assert said["window"]["closes_on"] == "2025-05-11"
    assert "31天" in said["window"]["rule"]
    assert said["contact"] == {"name": "胡蕾", "phone": "58258735", "address": None, "hours": None}
    assert said["source"] == "重庆市万州区发展和改革委员会"
    assert said["period"] == {"year": 2025, "from_month": 1, "to_month": 3}
    assert said["columns"][5] == "月度进展情况(1-3月)"


def test_its_date_is_the_sources_claim_and_the_moment_is_that_of_the_take_over(said, notice):
    assert said["brought_over"] == {
        "source": "重庆市万州区发展和改革委员会",
        "published_on": "2025-04-11",
        "file_sha256": hashlib.sha256(FILE.read_bytes()).hexdigest(),
    }
    assert said["published_at"] == "2025-04-20T09:30:00+08:00"
    assert notice.origin == Notice.Origin.BROUGHT_OVER


def test_every_key_of_the_format_is_there_and_no_other(said):
    assert list(said) == [
        "district", "number", "kind", "version", "title", "lead", "period", "columns", "published_at",
        "signed_on", "source", "window", "contact", "categories", "totals", "brought_over", "digest",
        "replaces", "replaced_by", "withdrawn_at",
    ]  # fmt: skip
    assert list(said["categories"][0]) == [
        "name",
        "investment_plan",
        "invested",
        "ratio",
        "projects",
    ]
    assert list(said["categories"][0]["projects"][0]) == [
        "number", "name", "target", "investment_plan", "units", "progress", "invested", "invested_through", "ratio",
        "remark", "milestones", "indicators", "standing",
    ]  # fmt: skip
    assert list(said["categories"][0]["projects"][0]["indicators"][0]) == [
        "task", "label", "unit", "target", "reported",
    ]  # fmt: skip
    assert (said["number"], said["kind"], said["version"]) == ("2025-q1", "progress", 1)


def test_the_page_holds_every_cell_and_every_sum(said, client):
    page = client.get("/wanzhou/notices/2025-q1/").content.decode()
    text = re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", page)))
    rows = [row for group in said["categories"] for row in group["projects"]]
    for row in rows:
        for key in ("name", "target", "investment_plan", "progress", "invested", "ratio"):
            assert re.sub(r"\s+", "", row[key] or "") in text
    for group in [*said["categories"], said["totals"]]:
        for key in ("investment_plan", "invested", "ratio"):
            assert group[key] in text


def test_the_page_carries_each_block_of_a_real_notice_in_order(client, notice):
    page = client.get("/wanzhou/notices/2025-q1/").content.decode()
    text = html.unescape(re.sub(r"<[^>]+>", "", page.split("<main")[1]))
    blocks = [
        "关于2025年万州区重点民生实事1季度推进情况公示",
        "2025-04-11",
        "公示中",
        "胡蕾",
        "合计",
        "55219.1",
    ]
    places = [text.index(block) for block in blocks]
    assert places == sorted(places)


def test_a_second_one_for_the_same_period_is_refused(notice, reading):
    from notices.refusals import StepRefused

    with pytest.raises(StepRefused, match="已经有 2025-q1"):
        bring_over_notice(
            district=notice.district,
            plan=notice.plan,
            reading=reading,
            file_sha256="0" * 64,
            proposed_by=notice.compiled_by,
            confirmed_by=notice.reviewed_by,
            at=AT,
        )


def test_the_table_has_its_own_title_on_the_page_and_in_the_files(notice, client):
    assert notice.table_title
    page = html.unescape(client.get("/wanzhou/notices/2025-q1/").content.decode())
    caption = re.search(r"<caption[^>]*>(.*?)</caption>", page, re.S)[1]
    assert caption == f"附件 {notice.table_title}"
    for file in notice.files.filter(format__in=["docx", "xlsx"]):
        assert any(notice.table_title in text for text in texts_in(file.format, bytes(file.data)))
