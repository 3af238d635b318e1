"""Units, their spellings and the calendar are pages of the desk: kept by one post, read by others, told to the trail."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from projects import services
from projects.edited_rows import SEEN_OTHERWISE, seen_mark
from projects.models import CalendarDay, Membership, ResponsibleUnit, Role, UnitAlias
from projects.services.units import SHOWN_FIELDS
from projects.workflow import StepRefused
from tests.factories import (
    AT,
    make_district,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def compiler(client, district):
    person = make_person("compiler", district, Role.COMPILER)
    client.force_login(person)
    return person


def address(name, district, *more):
    return reverse(f"projects:{name}", args=[district.slug, *more])


def test_a_compiler_registers_a_unit_and_its_spelling(client, district, compiler):
    data = {"name": "区教委", "kind": "department", "order": "1", "contact_name": "王芳"}
    assert client.post(address("unit-new", district), data).status_code == 302
    unit = ResponsibleUnit.objects.get(name="区教委")
    client.post(address("alias-add", district, unit.pk), {"alias": "区教育委员会"})
    page = client.get(address("unit-list", district)).content.decode()
    assert "区教委" in page
    assert "区教育委员会" in page
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", "district_code")
    assert list(verbs) == [("unit.add", "500101"), ("unit_alias.add", "500101")]


def test_a_changed_name_is_told_with_the_old_one(client, district, compiler):
    unit = make_unit(district, "区教委")
    data = {"name": "区教育局", "kind": "department", "order": "0"}
    client.post(
        address("unit-edit", district, unit.pk), {**data, "seen": seen_mark(unit, SHOWN_FIELDS)}
    )
    assert AuditEvent.objects.get().detail == {"changes": {"名称": ["区教委", "区教育局"]}}
    stale = client.post(
        address("unit-edit", district, unit.pk), {**data, "seen": seen_mark(unit, SHOWN_FIELDS)}
    )
    assert SEEN_OTHERWISE in stale.content.decode()


def test_a_name_and_a_spelling_mean_one_unit(client, district, compiler):
    unit, other = make_unit(district, "区教委"), make_unit(district, "区科技局")
    UnitAlias.objects.create(district=district, unit=unit, name="教育局")
    for name, data in (
        (address("unit-new", district), {"name": "教育局", "kind": "department", "order": "0"}),
        (address("unit-new", district), {"name": "区教委", "kind": "department", "order": "0"}),
        (address("alias-add", district, other.pk), {"alias": "教育局"}),
        (address("alias-add", district, other.pk), {"alias": "区教委"}),
    ):
        answer = client.post(name, data)
        assert answer.status_code == 422, data
        assert "summary" in answer.content.decode()
    assert ResponsibleUnit.objects.count() == 2
    assert UnitAlias.objects.count() == 1


def test_a_unit_with_tasks_or_posts_stays_and_the_sentence_says_why(client, district, compiler):
    unit = make_unit(district, "区教委")
    make_project(make_plan(district), 1, units=[unit])
    make_person("reporter", district, Role.REPORTER, unit)
    answer = client.post(address("unit-remove", district, unit.pk), follow=True)
    assert "不能删去" in answer.content.decode()
    assert "岗位" in answer.content.decode()
    assert ResponsibleUnit.objects.filter(pk=unit.pk).exists()
    assert not AuditEvent.objects.exists()


def test_a_sign_that_deceives_is_no_name_of_a_unit(client, district, compiler):
    data = {"name": "区教\u200b委", "kind": "department", "order": "0"}
    answer = client.post(address("unit-new", district), data)
    assert answer.status_code == 422
    assert "200B" in answer.content.decode()


def test_the_power_of_one_district_does_not_reach_the_units_of_another(client, district, compiler):
    """The compiler of Wanzhou is Qianjiang's reviewer: there units are looked at, not kept."""
    far = make_district("qianjiang")
    unit = make_unit(far, "黔江教委")
    make_post(compiler, far, Role.REVIEWER)
    assert client.get(address("unit-list", far)).status_code == 200
    assert client.get(address("unit-new", far)).status_code == 403
    assert client.post(address("unit-edit", far, unit.pk), {"name": "改名"}).status_code == 403
    assert client.get(address("unit-edit", district, unit.pk)).status_code == 404
    for act in (
        lambda: services.add_unit(district=far, values={"name": "新"}, actor=compiler, at=AT),
        lambda: services.remove_unit(unit_id=unit.pk, actor=compiler, at=AT),
        lambda: services.add_alias(unit_id=unit.pk, name="教委", actor=compiler, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_calendar_is_kept_by_nobody_of_a_single_district(client, district):
    """What all districts count by needs the system administrator of the whole installation."""
    for role in (Role.SYSTEM_ADMIN, Role.COMPILER):
        person = make_person(role.value, district, role)
        client.force_login(person)
        page = client.get(reverse("projects:calendar"))
        assert page.status_code == 200
        assert "全系统的系统管理员" in page.content.decode()
        data = {"day": "2026-10-10", "is_workday": "yes", "source": "国办发明电"}
        assert client.post(reverse("projects:calendar"), data).status_code == 403
        with pytest.raises(PermissionDenied):
            services.set_day(
                day=date(2026, 10, 10), is_workday=True, source="依据", actor=person, at=AT
            )
    assert not CalendarDay.objects.exists()
    assert Membership.objects.count() == 2


def test_a_day_needs_its_source_and_is_told_with_what_stood_before(monkeypatch, district):
    person = make_person("system_admin", district, Role.SYSTEM_ADMIN)
    monkeypatch.setattr("projects.access.holds_for_installation", lambda user, *roles: True)
    day = {"day": date(2026, 10, 10), "actor": person, "at": AT}
    with pytest.raises(StepRefused):
        services.set_day(**day, is_workday=True, source=" ")
    services.set_day(**day, is_workday=True, source="国办发明电1号")
    entered = services.set_day(**day, is_workday=False, source="国办发明电2号")
    services.remove_day(day_id=entered.pk, actor=person, at=AT)
    told = [event.detail["changes"]["2026-10-10"] for event in AuditEvent.objects.order_by("pk")]
    first, second = "工作日，国办发明电1号", "休息日，国办发明电2号"
    assert told == [["", first], [first, second], [second, ""]]
    assert not CalendarDay.objects.exists()
