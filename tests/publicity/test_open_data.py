"""Open data and feeds over HTTP: the contract of the description, methods, tags, and nothing that is not published."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from config.wsgi import django_application
from notices import services
from projects.models import Role
from publicity.public_table import Kind, every_path
from publicity.site import identity
from publicity.views.surroundings import site_today
from tests.factories import AT, make_district, make_person
from tests.notices.conftest import WINDOW
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_connection():
    """Requests made as a server makes them do not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def contract(office, one_connection):
    """The description as served, over a year with a plan, a notice and its correction."""
    publish_plan(office)
    office.corrected(office.published())

    def from_this_machine(environ, start_response):
        """The demo answers nobody else, and the client of this test says no address."""
        return django_application({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)

    return schemathesis.openapi.from_wsgi("/api/openapi.json", from_this_machine)


def test_every_address_answers_as_described(contract):
    """Addresses, headers and values made from the description: each answer is one the description knows."""
    seen = set()
    for found in contract.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def holds(case):
            # The client in the process does not unpack what a server packs.
            answer = case.call_and_validate(headers={"Accept-Encoding": "identity"})
            seen.add((case.operation.path, answer.status_code))

        holds()
    # The description of itself is what was loaded first.
    assert {path for path, _ in seen} >= set(contract.raw_schema["paths"]) - {"/api/openapi.json"}
    assert {status for _, status in seen} >= {200, 404}


@pytest.mark.parametrize("path", ["/api/wanzhou/2025/plan.json", "/api/districts.csv", "/api/"])
def test_the_described_addresses_exist_with_tag_and_open_to_any_site(office, client, path):
    publish_plan(office)
    office.published()
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api/districts.json", "/api/nowhere/plans.json"])
def test_nothing_but_reading_is_taken_even_without_a_token(office, method, path):
    answer = Client(enforce_csrf_checks=True).generic(method, path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["error"]


def test_a_script_of_another_site_may_ask_first(office, client):
    answer = client.options(
        "/api/districts.json",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/api/nowhere/units.csv", "/api/x/y/z", "/api/wanzhou/1999/oc4ids.json"]
)
def test_what_is_not_there_is_a_404_in_json_for_any_site(office, client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "没有" in answer.json()["error"]


def test_nothing_unpublished_stands_in_any_data_or_feed(office, client):
    """Drafts, approved but unpublished values, problems, standings and identities are in no body and no address."""
    publish_plan(office)
    office.published()
    targets = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    office.approved(office.edited(targets, **WINDOW, title="还没有签发的标题"))
    office.plan.projects.filter(number=3).update(target="没有公布的目标", name="没有公布的名称")
    office.round.reports.update(
        narrative="没有公布的进展", problem="不公开的问题", next_step="不公开的下一步",
        invested="987654.3210", filled_by="填报人姓名", filled_by_phone="13800138000",
    )  # fmt: skip
    unit = office.plan.district.units.first()
    unit.name = "没有公布的单位名"
    unit.save()
    quiet = make_district("qianjiang")
    quiet.plans.create(year=2025, title="没有公布的方案")
    site = site_today()
    paths = [*every_path(site, Kind.DATA), *every_path(site, Kind.FEED)]
    paths += ["/api/qianjiang/2025/plan.json", "/qianjiang/2025/calendar.ics"]
    hidden = identity.unit_id(office.plan.district.code, unit.name)
    secrets = (
        "还没有签发",
        "没有公布",
        "不公开的",
        "987654",
        "填报人姓名",
        "13800138000",
        str(hidden),
    )
    people = [office.compiler.username, office.reviewer.username, office.signer.username]
    for path in paths:
        answer = client.get(path)
        said = path + answer.content.decode()
        for secret in (*secrets, *people, "behind", "滞后", "亮灯：偏慢"):
            assert secret not in said, (path, secret)
    assert client.get(f"/wanzhou/units/{hidden}/feed.atom").status_code == 404


def test_a_sealed_notice_leaves_every_series_and_its_tombstone_stays(office, client):
    publish_plan(office)
    notice = office.published()
    before = json.loads(client.get("/api/wanzhou/2025/projects.json").content)
    assert any(one["reported"] for one in before["projects"])
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露个人信息。")
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    after = json.loads(client.get("/api/wanzhou/2025/projects.json").content)
    assert not any(one["reported"] for one in after["projects"])
    assert "【已封存】" in client.get("/wanzhou/feed.atom").content.decode()
