"""Open data: each body is what its description says, only what stands is told, tables open without harm."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import jsonschema_rs
import pytest

from publicity.opendata.tables import csv_bytes
from publicity.public_table import Kind, NoSuchPage, every_path, page_at
from tests.publicity.site import sample

SITES = {
    **{name: site for name, (site, _) in sample.states().items()},
    "two": sample.site(sample.wanzhou_notice(), sample.qianjiang_progress(), day=date(2025, 7, 18)),
    "empty": sample.site(
        sample.PublishedNotice("nowhere", "2025-q1", {}), districts=(sample.EMPTY,)
    ),
    "sub-path": sample.site(base_url="https://www.example.gov.cn/msss", is_demo=False),
}
DESCRIPTION = json.loads(page_at(SITES["two"], "/api/openapi.json").body)
NEEDED = json.loads(
    (Path(__file__).parent / "schemas" / "oc4ids-needed-part.json").read_text(encoding="utf-8")
)


def got(site, path):
    return json.loads(page_at(site, path).body)


def table(site, path):
    body = page_at(site, path).body
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def described(path):
    """The description's path template and its 200 answer, of a real path."""
    template = re.sub(r"^/api/[a-z]+/", "/api/{district}/", path)
    if path in DESCRIPTION["paths"]:
        template = path
    template = re.sub(r"/\d{4}/", "/{year}/", template)
    return DESCRIPTION["paths"][template]["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize("name", SITES)
def test_every_body_is_what_its_description_says(name):
    site = SITES[name]
    for path in every_path(site, Kind.DATA):
        if path == "/api/":
            continue
        page = page_at(site, path)
        kind = page.content_type.split(";")[0]
        schema = described(path)[kind]["schema"] | {"components": DESCRIPTION["components"]}
        value = json.loads(page.body) if kind == "application/json" else page.body.decode()
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(value)


def test_every_described_address_is_served_and_every_served_one_described():
    templates = set(DESCRIPTION["paths"])
    served = {
        re.sub(
            r"/\d{4}/", "/{year}/", re.sub(r"^/api/(wanzhou|qianjiang)/", "/api/{district}/", path)
        )
        for path in every_path(SITES["two"], Kind.DATA)
    } - {"/api/"}
    assert served == templates


@pytest.mark.parametrize("name", SITES)
def test_the_same_site_gives_the_same_bytes_on_any_day(name):
    site = SITES[name]
    tomorrow = replace(site, day=site.day + timedelta(days=1))
    for path in every_path(site, Kind.DATA):
        body = page_at(site, path).body
        assert page_at(tomorrow, path).body == body, path


def test_indicators_tell_what_was_due_and_what_was_told_as_printed():
    (first, *_) = got(SITES["two"], "/api/qianjiang/2025/indicators.json")["indicators"]
    assert first["label"] == "农村公路拓宽硬化"
    assert first["target"] == "34.55"
    assert first["due"] == [
        {"month": 6, "value": "3"},
        {"month": 9, "value": "23"},
        {"month": 12, "value": "34.55"},
    ]
    assert [one["notice"] for one in first["reported"]] == ["2025-h1"]
    ids = [
        one["id"] for one in got(SITES["two"], "/api/qianjiang/2025/indicators.json")["indicators"]
    ]
    assert len(ids) == len(set(ids))


def test_projects_tell_each_standing_period_once_with_blank_as_null():
    rows = got(sample.site(), "/api/wanzhou/2025/projects.json")["projects"]
    third, eighth = rows[2], rows[7]
    assert third["id"] == "500101-2025-3"
    assert [(one["invested"], one["ratio"]) for one in third["reported"]] == [("92", "30.7")]
    assert (eighth["reported"][0]["invested"], eighth["reported"][0]["ratio"]) == (None, None)


@pytest.mark.parametrize("state", ["withdrawn", "sealed"])
def test_figures_of_what_no_longer_stands_are_in_no_series(state):
    site = SITES[state]
    for path in every_path(site, Kind.DATA):
        if path.endswith(("plan.json", "/api/")):
            continue
        said = page_at(site, path).body.decode()
        for figure in ("55219.1", '"92"', ",92,", '"30.7"', "红光南滨小学"):
            assert figure not in said, (path, figure)
    (line,) = got(site, "/api/wanzhou/notices.json")["notices"]
    assert line["json"] is None
    assert line["withdrawn_at" if state == "withdrawn" else "sealed_at"] or state == "sealed"


def test_a_corrected_period_counts_once_with_the_corrected_words():
    site = SITES["correction"]
    fourth = got(site, "/api/wanzhou/2025/projects.json")["projects"][3]
    assert [one["notice"] for one in fourth["reported"]] == ["2025-q1-r1"]
    assert "新增残疾人就业5人" in fourth["reported"][0]["progress"]
    numbers = [one["number"] for one in got(site, "/api/wanzhou/notices.json")["notices"]]
    assert sorted(numbers) == ["2025-q1", "2025-q1-r1"]


def test_tables_hold_what_the_json_holds():
    site = SITES["two"]
    rows = table(site, "/api/wanzhou/2025/projects.csv")
    listed = got(site, "/api/wanzhou/2025/projects.json")["projects"]
    assert [row["标识"] for row in rows] == [one["id"] for one in listed]
    assert rows[2]["完成额度（万元）"] == "92"
    assert rows[2]["责任单位"] == "区教委、区民政局"
    assert len(table(site, "/api/qianjiang/2025/milestones.csv")) > 60
    values = table(site, "/api/qianjiang/2025/indicators.csv")
    assert {row["事实"] for row in values if row["值"]} == {"应达到", "已公布"}
    assert [row["slug"] for row in got(site, "/api/districts.json")["districts"]] == [
        row["地址名"] for row in table(site, "/api/districts.csv")
    ]


def test_a_cell_that_looks_like_a_formula_is_text_and_a_negative_figure_a_figure():
    body = csv_bytes(("一", "二"), [("=cmd|' /C calc'!A0", "-12.5"), ("@x\x00y", None)])
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert rows == [["一", "二"], ["'=cmd|' /C calc'!A0", "-12.5"], ["'@xy", ""]]


@pytest.mark.parametrize("name", SITES)
def test_a_plan_is_an_oc4ids_package(name):
    site = SITES[name]
    validator = jsonschema_rs.validator_for(NEEDED, validate_formats=True)
    for one in site.districts:
        for plan in site.plans_of(one.slug):
            package = got(site, f"/api/{one.slug}/{plan.year}/oc4ids.json")
            validator.validate(package)
            for project in package["projects"]:
                parties = {party["id"] for party in project.get("parties", [])}
                assert project.get("publicAuthority", {}).get("id") in parties | {None}
                for part in ("milestones", "forecasts", "metrics", "documents", "parties"):
                    ids = [item["id"] for item in project.get(part, [])]
                    assert len(ids) == len(set(ids)), (project["id"], part)


def test_an_oc4ids_project_tells_money_in_yuan_and_progress_as_told():
    project = got(sample.site(), "/api/wanzhou/2025/oc4ids.json")["projects"][2]
    assert project["budget"]["amount"] == {"amount": 3000000, "currency": "CNY"}
    money = next(one for one in project["metrics"] if one["id"] == "financialProgress")
    (told,) = money["observations"]
    assert told["value"] == {"amount": 920000, "currency": "CNY"}
    assert told["measure"] == "30.7"
    assert told["period"]["endDate"] == "2025-03-31T23:59:59+08:00"
    first = got(SITES["two"], "/api/qianjiang/2025/oc4ids.json")["projects"][0]
    due = [one["dueDate"][:10] for one in first["milestones"]]
    assert sorted(set(due)) == ["2025-06-30", "2025-09-30", "2025-12-31"]
    states = {one["dueDate"][:10]: one.get("status") for one in first["milestones"]}
    assert states == {"2025-06-30": None, "2025-09-30": "scheduled", "2025-12-31": "scheduled"}
    assert [one["measure"] for one in first["forecasts"][-1]["observations"]]


@pytest.mark.parametrize(
    "path",
    ["/api/nowhere/plans.json", "/api/wanzhou/1999/plan.json", "/api/wanzhou/2025/secret.json",
     "/api/wanzhou/projects.json", "/api/wanzhou/2025/notices.json", "/api/x", "/api/districts.xml"],
)  # fmt: skip
def test_what_is_not_there_is_no_such_page(path):
    with pytest.raises(NoSuchPage):
        page_at(sample.site(), path)
