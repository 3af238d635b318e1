"""Whatever people do, in whatever order: no post that takes two, and no reset of who holds one, was one person's act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import AuditEvent, User
from projects.models import District, Membership, PersonnelAct, Role
from projects.models.posts import TWO_PERSON_ROLES, UNIT_ROLES
from projects.services import decide, end_post, grant_post, people, propose_post
from projects.services.posts import Kind
from projects.workflow import StepRefused
from tests.factories import AT, make_district, make_person, make_post, make_unit

REFUSALS = (PermissionDenied, ValidationError, StepRefused)
NAMES = ("anna", "boris", "chen", "dora", "emil")
ROLES = list(Role)
ACTS = (
    "grant",
    "propose",
    "confirm",
    "decline",
    "end",
    "reset",
    "reset_code",
    "link",
    "code",
    "close",
    "open",
)

step = st.tuples(
    st.sampled_from(ACTS),
    st.integers(0, len(NAMES) - 1),
    st.integers(0, len(NAMES) - 1),
    st.sampled_from(ROLES),
    st.integers(0, 2),
)
"""An act, who does it, to whom, which post, where (the third place is the whole installation)."""
beginning = st.lists(
    st.tuples(st.integers(0, len(NAMES) - 1), st.sampled_from(ROLES), st.integers(0, 2)),
    min_size=2,
    max_size=8,
)
"""Posts that are held before it begins, by right or not."""


@dataclass
class Story:
    places: Sequence[District | None]
    people: Sequence[User]

    def begin(self, who: int, role: Role, place: int) -> None:
        district = self.places[place]
        unit = district.units.first() if district and role in UNIT_ROLES else None
        try:
            with transaction.atomic():
                post = Membership(user=self.people[who], district=district, role=role, unit=unit)
                post.full_clean()
                post.save()
        except ValidationError:
            pass

    def take(self, act: str, who: int, whom: int, role: Role, place: int) -> None:
        actor, person = (User.objects.get(pk=self.people[one].pk) for one in (who, whom))
        try:
            with transaction.atomic():
                self.acts()[act](actor, person, role, self.places[place])
        except REFUSALS:
            pass

    def acts(self) -> dict[str, Callable[..., Any]]:
        def unit(role: Role, district: District | None) -> Any:
            return district.units.first() if district and role in UNIT_ROLES else None

        def give(how: Callable[..., Any]) -> Callable[..., Any]:
            return lambda actor, person, role, district: how(
                user=person,
                district=district,
                role=role,
                unit=unit(role, district),
                actor=actor,
                at=AT,
            )

        def decided(agrees: bool) -> Callable[..., Any]:
            def act(actor: User, person: User, role: Role, district: District | None) -> None:
                for one in person.personnel_acts.filter(decision="waiting"):
                    decide(act_id=one.pk, agrees=agrees, actor=actor, at=AT)

            return act

        def ended(actor: User, person: User, role: Role, district: District | None) -> None:
            for post in person.memberships.filter(role=role):
                end_post(post_id=post.pk, actor=actor, at=AT)

        def reset(kind: PersonnelAct.Kind) -> Callable[..., Any]:
            return lambda actor, person, role, district: people.reset(
                person=person, kind=kind, actor=actor, at=AT
            )

        return {
            "grant": give(grant_post),
            "propose": give(propose_post),
            "confirm": decided(True),
            "decline": decided(False),
            "end": ended,
            "reset": reset(Kind.RESET_PASSWORD),
            "reset_code": reset(Kind.RESET_CODE),
            "open": reset(Kind.OPEN),
            "link": lambda actor, person, *_: people.hand_out_link(
                person=person, actor=actor, at=AT
            ),
            "code": lambda actor, person, *_: people.hand_out_code(
                person=person, actor=actor, at=AT
            ),
            "close": lambda actor, person, *_: people.close(
                person=person, actor=actor, at=AT, handing_over="交接"
            ),
        }


def by_two(act: PersonnelAct) -> bool:
    """Two persons, neither of them the one concerned."""
    three = {act.person_id, act.proposed_by_id, act.decided_by_id}
    return None not in three and len(three) == 3


class NeverByOne(TestCase):
    @settings(max_examples=60)
    @given(beginning, st.lists(step, min_size=5, max_size=40))
    def test_no_post_and_no_reset_that_takes_two_was_one_persons(self, held, steps):
        here, there = make_district(), make_district("qianjiang")
        for district in (here, there):
            make_unit(district)
        story = Story((here, there, None), [make_person(name) for name in NAMES])
        for who, role, place in held:
            story.begin(who, role, place)
        before = set(Membership.objects.values_list("pk", flat=True))
        for one in steps:
            was = {
                person.pk: person.memberships.filter(role__in=TWO_PERSON_ROLES).exists()
                for person in story.people
            }
            last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            story.take(*one)
            self.resets_were_by_two(was, last)
        self.posts_were_by_two(before)
        self.secrets_were_by_two()

    def posts_were_by_two(self, before: set[int]) -> None:
        confirmed = [
            act
            for act in PersonnelAct.objects.filter(kind=Kind.GRANT, decision="confirmed")
            if by_two(act)
        ]
        for post in Membership.objects.filter(role__in=TWO_PERSON_ROLES).exclude(pk__in=before):
            assert any(
                (act.person_id, act.role, act.district_id)
                == (post.user_id, post.role, post.district_id)
                for act in confirmed
            ), post
        for act in PersonnelAct.objects.filter(kind=Kind.GRANT, decision="alone"):
            assert act.role not in TWO_PERSON_ROLES and act.person_id != act.proposed_by_id

    def resets_were_by_two(self, was: dict[int, bool], last: int) -> None:
        """In the step that just was, whose credentials were reset that held such a post before it."""
        verbs = ("user.reset_password", "user.reset_second_factor", "user.open")
        for event in AuditEvent.objects.filter(pk__gt=last, verb__in=verbs):
            person = int(event.subject_key.rpartition(":")[2])
            assert event.actor_id != person
            if was[person]:
                act = PersonnelAct.objects.filter(person=person, decision="confirmed").latest("pk")
                assert by_two(act) and act.decided_by_id == event.actor_id, event

    def secrets_were_by_two(self) -> None:
        """A link that asks for a code and the code were never one hand's."""
        for person in User.objects.all():
            link = person.secrets.filter(kind="link", ended_at=None, asks_code=True).first()
            code = person.secrets.filter(kind="code", ended_at=None).first()
            assert link is None or code is None or link.made_by_id != code.made_by_id
            assert person.pk not in {one.made_by_id for one in (link, code) if one}
            if person.memberships.filter(role__in=TWO_PERSON_ROLES).exists():
                assert not person.secrets.filter(kind="link", ended_at=None, asks_code=False)


@pytest.mark.django_db
def test_the_story_reaches_what_it_watches():
    """Otherwise the property above would hold of nothing: here a signer is made by two, and reset by two."""
    here = make_district()
    make_unit(here)
    story = Story((here, None, None), [make_person(name) for name in NAMES])
    make_post(story.people[0], here, Role.SECURITY_ADMIN)
    make_post(story.people[1], here, Role.SYSTEM_ADMIN)
    for act, who in (
        ("propose", 0),
        ("confirm", 1),
        ("reset", 0),
        ("confirm", 1),
        ("link", 0),
        ("code", 1),
    ):
        story.take(act, who, 2, Role.SIGNER, 0)
    assert story.people[2].memberships.get().role == Role.SIGNER
    assert story.people[2].secrets.filter(ended_at=None).count() == 2
