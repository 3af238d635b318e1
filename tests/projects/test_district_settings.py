"""The settings of a district are changed by its system administrator, checked, and told to the trail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from projects.edited_rows import SEEN_OTHERWISE, seen_mark
from projects.models import District, Role
from projects.services.district_settings import change_settings
from tests.factories import AT, make_district, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return make_district()


def page_of(district: District) -> str:
    return reverse("projects:district-settings", args=[district.slug])


def edited(client: Client, district: District, **values: Any) -> Any:
    """The answer to the district's form, sent with these values changed."""
    shown = {name: getattr(district, name) for name in District.SETTINGS}
    kept = {name: value for name, value in shown.items() if value is not False}
    given = {"seen": seen_mark(district, District.SETTINGS), **kept, **values}
    answer = client.post(page_of(district), {k: v for k, v in given.items() if v is not None})
    district.refresh_from_db()
    return answer


def as_part(client: Client, district: District, role: Role) -> Client:
    client.force_login(make_person(role.value, district, role))
    return client


def test_the_system_administrator_sets_the_letters_of_receipts(client, district):
    administrator = as_part(client, district, Role.SYSTEM_ADMIN)
    assert "回执字头" in administrator.get(page_of(district)).content.decode()
    assert edited(administrator, district, receipt_letters="WX").status_code == 302
    assert district.receipt_letters == "WX"
    event = AuditEvent.objects.get(verb="district.change")
    assert event.detail == {"changes": {"回执字头": ["WZ", "WX"]}}
    assert (event.district_code, event.actor_label) == ("500101", "system_admin")
    assert edited(administrator, district, receipt_letters="").status_code == 302
    assert district.receipt_letters == ""


@pytest.mark.parametrize("letters", ["W", "wz", "W1", "万州", "ＷＺ", "WZQ", "W\n"])
def test_letters_that_are_not_two_capitals_are_refused_with_the_reason(client, district, letters):
    answer = edited(as_part(client, district, Role.SYSTEM_ADMIN), district, receipt_letters=letters)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert district.receipt_letters == "WZ"


def test_two_districts_may_have_the_same_letters(client, district):
    other = make_district("qianjiang")
    assert edited(as_part(client, other, Role.SYSTEM_ADMIN), other, receipt_letters="WZ").url
    assert other.receipt_letters == district.receipt_letters


def test_who_may_sign_and_whether_answers_need_approval_is_kept_with_old_and_new_value(
    client, district
):
    administrator = as_part(client, district, Role.SYSTEM_ADMIN)
    edited(administrator, district, reviewer_may_sign="on", answers_need_approval=None)
    assert (district.reviewer_may_sign, district.answers_need_approval) == (True, False)
    assert AuditEvent.objects.get(verb="district.change").detail == {
        "changes": {"审核人可以签发": ["否", "是"], "异议答复须另一人批准": ["是", "否"]}
    }


def test_code_and_address_of_a_district_stay(client, district):
    edited(as_part(client, district, Role.SYSTEM_ADMIN), district, code="500199", slug="other")
    assert (district.code, district.slug) == ("500101", "wanzhou")


def test_a_form_that_was_opened_before_somebody_elses_change_does_not_undo_it(client, district):
    seen = seen_mark(district, District.SETTINGS)
    administrator = as_part(client, district, Role.SYSTEM_ADMIN)
    edited(administrator, district, contact_name="胡蕾")
    answer = edited(administrator, district, contact_name="", seen=seen)
    assert answer.status_code == 422
    assert SEEN_OTHERWISE in answer.content.decode()
    assert district.contact_name == "胡蕾"


def test_a_system_administrator_of_another_district_finds_no_page(client, district):
    other = make_district("qianjiang")
    answer = edited(as_part(client, other, Role.SYSTEM_ADMIN), district, reviewer_may_sign="on")
    assert answer.status_code == 404
    assert not district.reviewer_may_sign


@pytest.mark.parametrize(
    "role", [Role.COMPILER, Role.REVIEWER, Role.SIGNER, Role.HANDLER, Role.SECURITY_ADMIN]
)
def test_nobody_else_edits_the_settings_of_a_district(client, district, role):
    answer = edited(as_part(client, district, role), district, receipt_letters="WX")
    assert answer.status_code == 404
    assert district.receipt_letters == "WZ"
    with pytest.raises(PermissionDenied):
        change_settings(
            district_id=district.pk,
            values={"receipt_letters": "WX"},
            seen=seen_mark(district, District.SETTINGS),
            actor=User.objects.get(username=role.value),
            at=AT,
        )


def test_one_letter_does_not_come_in_past_the_form_either(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.update(receipt_letters="W")


def test_the_districts_of_the_demo_have_the_letters_of_their_names():
    path = settings.BASE_DIR / "fixtures" / "demo" / "districts.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert {row["name"]: row["receipt_letters"] for row in rows} == {"万州区": "WZ", "黔江区": "QJ"}
