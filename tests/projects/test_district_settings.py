"""The settings of a district are edited by the system administrator, and checked before they are kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from projects.models import District, Role
from tests.factories import make_district, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return make_district()


def edited(client: Client, district: District, **values: Any) -> Any:
    """The answer to the district's form in the admin, sent with these values changed."""
    address = reverse("admin:projects_district_change", args=[district.pk])
    kept = {name: value for name, value in model_to_dict(district).items() if value is not False}
    answer = client.post(address, {**kept, **values})
    district.refresh_from_db()
    return answer


def as_part(client: Client, district: District, role: Role) -> Client:
    client.force_login(make_person(role.value, district, role))
    return client


def test_the_system_administrator_sets_the_letters_of_receipts(client, district):
    administrator = as_part(client, district, Role.SYSTEM_ADMIN)
    page = administrator.get(reverse("admin:projects_district_change", args=[district.pk]))
    assert "回执字头" in page.content.decode()
    assert edited(administrator, district, receipt_letters="WX").status_code == 302
    assert district.receipt_letters == "WX"
    assert AuditEvent.objects.get(verb="district.change").detail == {"fields": ["receipt_letters"]}
    assert edited(administrator, district, receipt_letters="").status_code == 302
    assert district.receipt_letters == ""


@pytest.mark.parametrize("letters", ["W", "wz", "W1", "万州", "ＷＺ", "WZQ", "W\n"])
def test_letters_that_are_not_two_capitals_are_refused_with_the_reason(client, district, letters):
    answer = edited(as_part(client, district, Role.SYSTEM_ADMIN), district, receipt_letters=letters)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert district.receipt_letters == "WZ"


def test_two_districts_may_have_the_same_letters(client, district):
    other = make_district("qianjiang")
    administrator = as_part(client, district, Role.SYSTEM_ADMIN)
    assert edited(administrator, other, receipt_letters="WZ").status_code == 302
    assert other.receipt_letters == district.receipt_letters


@pytest.mark.parametrize(
    "role", [Role.COMPILER, Role.REVIEWER, Role.SIGNER, Role.HANDLER, Role.SECURITY_ADMIN]
)
def test_nobody_else_edits_the_settings_of_a_district(client, district, role):
    answer = edited(as_part(client, district, role), district, receipt_letters="WX")
    assert answer.status_code in (302, 403)
    assert district.receipt_letters == "WZ"


def test_one_letter_does_not_come_in_past_the_form_either(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.update(receipt_letters="W")


def test_the_districts_of_the_demo_have_the_letters_of_their_names():
    path = settings.BASE_DIR / "fixtures" / "demo" / "districts.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert {row["name"]: row["receipt_letters"] for row in rows} == {"万州区": "WZ", "黔江区": "QJ"}
