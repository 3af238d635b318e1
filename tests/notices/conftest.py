"""A small office: three people of the commission, a plan of three projects, a round through March."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from notices import files, services
from notices.drafts import draft_of
from notices.models import Notice
from progress.models import ReportingRound
from projects.models import AnnualPlan, District, Role
from tests.factories import (
    AT,
    make_approved,
    make_category,
    make_district,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_unit,
)

CONTACT = {
    "contact_name": "胡蕾",
    "contact_phone": "023-58258735",
    "postal_address": "重庆市万州区江南大道1号",
    "postal_code": "404100",
    "visiting_place": "区发展改革委二楼",
    "visiting_hours": "工作日9:00—17:00",
}
WINDOW = {
    "opens_on": date(2025, 4, 20),
    "closes_on": date(2025, 5, 20),
    "signed_on": date(2025, 4, 20),
}


@dataclass
class Office:
    district: District
    plan: AnnualPlan
    round: ReportingRound
    compiler: User
    reviewer: User
    signer: User

    def started(self, **values: Any) -> Notice:
        notice = services.start_notice(round=self.round, compiler=self.compiler, at=AT)
        return self.edited(notice, **{**WINDOW, **values})

    def edited(self, notice: Notice, **values: Any) -> Notice:
        return services.edit_notice(
            notice_id=notice.pk,
            editor=self.compiler,
            at=AT,
            edit_version=notice.edit_version,
            values=values,
        )

    def sent(self, notice: Notice | None = None) -> Notice:
        notice = notice or self.started()
        return services.send_to_review(notice_id=notice.pk, compiler=self.compiler, at=AT)

    def approved(self, notice: Notice | None = None) -> Notice:
        notice = self.sent(notice)
        return services.approve_notice(
            notice_id=notice.pk,
            reviewer=self.reviewer,
            at=AT,
            digest=draft_of(notice).digest.sha256,
            secrecy_reviewer="周保密",
            secrecy_reviewed_on=AT.date(),
        )

    def published(self, notice: Notice | None = None, *, at: datetime = AT) -> Notice:
        notice = self.approved(notice)
        with mock.patch.object(files, "every_form", made_once):
            return services.publish_notice(notice_id=notice.pk, actor=self.signer, at=at)

    def corrected(self, notice: Notice, *, at: datetime = AT, **values: Any) -> Notice:
        """A published correction of a notice."""
        draft = services.start_correction(
            notice_id=notice.pk, compiler=self.compiler, at=at, reason="第1件金额有误。"
        )
        draft = self.edited(draft, **{"restarts_window": False, "signed_on": at.date(), **values})
        return self.published(draft, at=at)


_real_every_form = files.every_form
_made: dict[str, dict[str, bytes]] = {}


def made_once(notice: Mapping[str, Any], **more: str) -> dict[str, bytes]:
    """A notice's files, as they are made; of the same content they are the same, and hundreds of tests publish it."""
    key = json.dumps([notice, more], sort_keys=True, default=str)
    if key not in _made:
        _made[key] = _real_every_form(notice, **more)
    return _made[key].copy()


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def make_office(slug: str = "wanzhou") -> Office:
    district = make_district(slug, **CONTACT)
    people = {
        part: make_person(f"{part}-{slug}", district, role)
        for part, role in (
            ("compiler", Role.COMPILER),
            ("reviewer", Role.REVIEWER),
            ("signer", Role.SIGNER),
        )
    }
    plan = make_plan(district)
    city = make_category(plan, "市级重点民生实事", 1)
    county = make_category(plan, "区级民生实事", 2)
    education = make_unit(district, "区教委")
    parks = make_unit(district, "区城市管理局")
    make_project(plan, 1, name="口袋公园", category=city, investment_plan="300", units=[parks])
    make_project(
        plan, 2, name="校园周边", category=city, investment_plan="0", units=[education, parks]
    )
    make_project(plan, 3, name="小微停车场", category=county, investment_plan="400", units=[parks])
    round = make_round(plan, 3)
    for number, narrative, invested in (
        (1, "开工2个。", "92"),
        (2, "正在编制方案。", None),
        (3, "完成2个，新增泊位60个。", "90.5"),
    ):
        task = plan.projects.get(number=number).tasks.get()
        make_approved(task, round, narrative=narrative, invested=invested)
    return Office(district, plan, round, **people)


def later(days: int = 0, **parts: int) -> datetime:
    return AT + timedelta(days=days, **parts)


ROLE = f"portal_app_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def role_sql_printed(**options: str) -> str:
    out = io.StringIO()
    call_command("role_sql", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def as_the_role(db: None) -> Callable[[], None]:
    """Make the role as its owner would, and be it from now on; both end with the test."""
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED LOUDLY: not on PostgreSQL, the role without UPDATE was not tried")

    def enter() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(role_sql_printed(role=ROLE))
            cursor.execute(f"SET LOCAL ROLE {ROLE}")

    return enter
