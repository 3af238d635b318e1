"""Lists cost as many queries for 1 row as for 30. (Board, queue, sheet and form: tests/progress/test_query_budgets.)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit
from intake.models import ImportRun, SourceDocument
from notices.models import Notice
from notices.services import start_notice
from objections import services as objecting
from objections.models import Objection
from progress.models import RoundStep
from projects.models import CalendarDay, PlanVersion, Role
from projects.services import grant_post
from tests.factories import (
    AT,
    make_district,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_unit,
)
from tests.notices.conftest import Office, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEW, MANY = 1, 30
ROOM = 40
"""Most queries a page of the desk may take, however many rows it shows."""


def person_of(office: Office, role: Role, *, everywhere: bool = False) -> Client:
    person = make_person(f"{role}-looking")
    place = None if everywhere else office.district
    grant_post(user=person, district=place, role=role, actor=None, at=AT)
    client = Client()
    person.refresh_from_db()
    client.force_login(person)
    if person.needs_second_factor:
        from django_otp.plugins.otp_totp.models import TOTPDevice

        session = client.session
        device = TOTPDevice.objects.create(user=person, confirmed=True)
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client


def notices_in_work(office: Office, at: int) -> None:
    plan = make_plan(office.district, 2030 + at)
    start_notice(round=make_round(plan, 3), compiler=office.compiler, at=AT)


def imports(office: Office, at: int) -> None:
    source = SourceDocument.objects.create(
        district=office.district,
        name=f"{at}.csv",
        data=b"x",
        size=1,
        sha256=f"{at:064d}",
        uploaded_by=office.compiler,
        uploaded_at=AT,
    )
    ImportRun.objects.create(
        district=office.district,
        source=source,
        kind="plan",
        reading={},
        started_by=office.compiler,
        started_at=AT + timedelta(minutes=at),
    )


def rounds(office: Office, at: int) -> None:
    round_ = make_round(make_plan(office.district, 2030 + at), 3)
    RoundStep.objects.create(round=round_, kind="open", by=office.compiler, at=AT)


def plans(office: Office, at: int) -> None:
    plan = make_plan(office.district, 2030 + at)
    make_project(plan, 1)
    PlanVersion.objects.create(
        plan=plan,
        number=1,
        content={"projects": []},
        content_sha256="0" * 64,
        entered_by=office.compiler,
        published_by=office.reviewer,
        published_at=AT,
    )


def objections(office: Office, at: int) -> None:
    notice = Notice.objects.public().get()
    objecting.receive_web_objection(
        notice=notice,
        words=objecting.Words(text=f"第{at}条意见。", project_number=1),
        token=f"token-{at}",
        privacy_version="1",
        at=AT + timedelta(minutes=at),
    )


def units(office: Office, at: int) -> None:
    make_unit(office.district, f"第{at}个单位")


def days(office: Office, at: int) -> None:
    CalendarDay.objects.create(day=AT.date() + timedelta(days=at), is_workday=True, source="依据")


def districts(office: Office, at: int) -> None:
    make_district(f"district-{at}", code=f"{500300 + at}", name=f"第{at}区")


def posts(office: Office, at: int) -> None:
    make_person(f"person{at}", office.district, Role.COMPILER)


def events(office: Office, at: int) -> None:
    audit.record(
        at=AT,
        actor=office.compiler,
        verb="test.act",
        subject=office.plan,
        district_code=office.district.code,
    )


LISTS: list[tuple[str, Role, Callable[[Office, int], None]]] = [
    ("notices:notices", Role.COMPILER, notices_in_work),
    ("projects:plan-list", Role.REVIEWER, plans),
    ("projects:person-list", Role.SECURITY_ADMIN, posts),
    ("progress:round-list", Role.COMPILER, rounds),
    ("intake:import-list", Role.COMPILER, imports),
    ("objections:register", Role.HANDLER, objections),
    ("projects:unit-list", Role.COMPILER, units),
    ("projects:calendar", Role.COMPILER, days),
    ("projects:district-list", Role.SYSTEM_ADMIN, districts),
    ("admin:projects_responsibleunit_changelist", Role.COMPILER, units),
    ("admin:projects_annualplan_changelist", Role.REVIEWER, plans),
    ("admin:projects_membership_changelist", Role.SECURITY_ADMIN, posts),
    ("admin:accounts_user_changelist", Role.SECURITY_ADMIN, posts),
    ("admin:accounts_auditevent_changelist", Role.AUDITOR, events),
]


OF_A_DISTRICT = {"projects:unit-list"}
OF_ALL_DISTRICTS = {"projects:district-list"}


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured)


@pytest.mark.parametrize(("name", "role", "add"), LISTS, ids=[name for name, _, _ in LISTS])
def test_a_list_costs_the_same_for_one_row_and_for_thirty(name, role, add):
    office = make_office()
    office.published()
    client = person_of(office, role, everywhere=name in OF_ALL_DISTRICTS)
    add(office, 0)
    path = reverse(name, args=[office.district.slug] if name in OF_A_DISTRICT else [])
    client.get(path)
    few = queries(client, path)
    for at in range(FEW, MANY):
        add(office, at)
    many = queries(client, path)
    assert many <= few, f"{few} queries for {FEW}, {many} for {MANY}"
    assert few <= ROOM


PUBLIC = (
    "/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/1/", "/wanzhou/notices/",
    "/wanzhou/notices/2025-q1/", "/wanzhou/notices/2025-q1.json", "/wanzhou/feed.atom",
    "/wanzhou/2025/calendar.ics", "/sitemap.xml", "/api/wanzhou/2025/plan.json",
)  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_that_was_asked_before_costs_one_look(path):
    """At most one query, for 1 notice and 3 projects as for 30 (issue 6, point 1)."""
    from projects.services import publish_plan

    office = make_office()
    office.plan.entered_by = office.compiler
    office.plan.save()
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    office.published()
    client = Client()
    client.get(path)
    assert queries(client, path) <= 1
    for at in range(4, MANY):
        make_project(office.plan, at)
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    client.get(path)
    assert queries(client, path) <= 1
    assert Objection.objects.count() == 0
