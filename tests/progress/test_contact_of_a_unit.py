"""Whom to call at a unit that owes: registered from the board, sealed, seen by those who chase, erased with the person."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from progress.forms import ContactForm
from projects import services
from projects.models import ResponsibleUnit, Role
from projects.services.posts import end_post
from tests.factories import AT, make_district, make_person, make_unit
from tests.progress.conftest import Story
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db
PERSON = {"contact_name": "李办事", "contact_post": "办公室主任", "contact_phone": "13812345678"}


def at(story: Story, name: str) -> str:
    return reverse(f"progress:round-{name}", args=[story.round.pk])


def registered(story: Story, person=None, **typed):
    story.lead.refresh_from_db()
    seen = ContactForm(story.lead)["seen"].value()
    data = PERSON | {"unit": story.lead.pk, "seen": seen} | typed
    return signed_in(person or story.compiler).post(at(story, "contact"), data)


def unit(story: Story) -> ResponsibleUnit:
    return ResponsibleUnit.objects.get(pk=story.lead.pk)


def test_the_board_takes_name_post_and_phone_in_one_step_and_says_who_will_see_it(story):
    shown = page(signed_in(story.compiler).get(at(story, "board")))
    assert "登记联系人" in shown and "只有万州区发展改革部门的编制岗看得到" in shown
    assert 'name="contact_post"' in shown

    assert registered(story)["Location"] == at(story, "board")
    assert unit(story).contact == PERSON
    shown = page(signed_in(story.compiler).get(at(story, "board")))
    assert "李办事 办公室主任" in shown and "13812345678" in shown
    shown = page(signed_in(story.compiler).get(at(story, "owing")))
    assert "李办事 办公室主任" in shown


def test_neither_the_table_nor_the_trail_holds_it_in_clear(story):
    registered(story)
    registered(story, contact_phone="13900000000")
    raw = ResponsibleUnit.objects.filter(pk=story.lead.pk).values().get()
    told = list(AuditEvent.objects.values("verb", "detail", "subject_label"))
    assert [one["verb"] for one in told if one["verb"] == "unit.contact"] == ["unit.contact"] * 2
    for text in (str(bytes(raw.pop("sealed_contact"))), str(raw), json.dumps(told, default=str)):
        assert not any(word in text for word in ("李办事", "138123", "139000", "办公室主任"))


def test_changed_on_the_unit_s_page_or_by_file_the_trail_names_nobody_either(story):
    registered(story)
    services.change_unit(
        unit_id=story.lead.pk,
        values={"contact_name": "王接手"},
        seen=_seen_by_its_page(story),
        actor=story.compiler,
        at=AT,
    )
    assert unit(story).contact_name == "王接手"
    kept = AuditEvent.objects.get(verb="unit.change").detail["changes"]
    assert kept == {"联系人": ["（已登记）", "（已登记）"]}


def _seen_by_its_page(story: Story) -> str:
    address = reverse("projects:unit-edit", args=[story.district.slug, story.lead.pk])
    return signed_in(story.compiler).get(address).context["form"]["seen"].value()


@pytest.mark.parametrize("who", ["reviewer", "second_reviewer"])
def test_other_posts_of_the_commission_see_who_owes_and_not_whom_to_call(story, who):
    registered(story)
    client = signed_in(getattr(story, who))
    for answer in (
        client.get(at(story, "board")),
        client.get(at(story, "owing")),
        client.get(reverse("projects:unit-list", args=[story.district.slug])),
        client.get("/admin/projects/responsibleunit/", follow=True),
    ):
        assert answer.status_code == 200
        assert "李办事" not in page(answer) and "138123" not in page(answer)
    files = [
        client.get(at(story, "owing-xlsx")),
        client.post(reverse("projects:unit-export", args=[story.district.slug])),
    ]
    for file in files:
        cells = [str(c) for row in load_workbook(BytesIO(file.content)).active.values for c in row]
        assert "区教委" in cells
        assert not any("李办事" in cell or "138123" in cell for cell in cells)
    assert registered(story, client and getattr(story, who)).status_code == 403


def test_units_and_other_districts_neither_see_nor_register_it(story):
    registered(story)
    far = make_person("far", make_district("qianjiang"), Role.COMPILER)
    for person in (story.reporter, story.outsider, far):
        assert registered(story, person).status_code == 404
        assert signed_in(person).get(at(story, "board")).status_code == 404
    elsewhere = make_unit(far.memberships.get().district, "黔江区教委")
    assert registered(story, unit=elsewhere.pk).status_code == 404


def test_what_cannot_be_kept_comes_back_as_typed_in_the_open_form(story):
    for typed, said in (
        ({"contact_name": "李\u202e办"}, "U+202E"),
        ({"contact_phone": "1" * 41}, "40"),
        ({"seen": "another"}, "别人改过"),
        ({"contact_name": "", "contact_phone": ""}, "只有职务找不到人"),
    ):
        answer = registered(story, **typed)
        assert answer.status_code == 422
        text = page(answer)
        assert said in text and '<details class="more" open>' in text and "办公室主任" in text
    assert unit(story).sealed_contact is None


def test_all_blank_takes_it_away(story):
    registered(story)
    registered(story, contact_name="", contact_post="", contact_phone="")
    assert unit(story).sealed_contact is None
    assert "已登记" in str(AuditEvent.objects.filter(verb="unit.contact").last().detail)


def test_it_goes_with_the_person_whose_last_post_in_the_unit_ends(story):
    registered(story, contact_name=story.reporter.name)
    security = make_person("security", story.district, Role.SECURITY_ADMIN)
    other = story.helper_reporter.memberships.get()
    end_post(post_id=other.pk, actor=security, at=AT)
    assert unit(story).contact_name == story.reporter.name
    end_post(post_id=story.reporter.memberships.get().pk, actor=security, at=AT)
    assert unit(story).sealed_contact is None
