"""A form that was not taken comes back as it was filled in: every ticked box of it, not the last alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import typed_text
from projects.models import Role
from tests.factories import make_district, make_person

pytestmark = pytest.mark.django_db


def test_all_boxes_ticked_are_sent_again_with_the_words():
    district = make_district()
    person = make_person("compiler", district, Role.COMPILER)
    page = reverse("projects:unit-reform", args=[district.slug])
    sent = {
        "writer": typed_text.note(person),
        "kind": "merge",
        "units": ["3", "5", "8"],
        "document": "某委编发〔2026〕12号",
    }
    Client().post(page, sent)
    (kept,) = typed_text.offers(person, at=timezone.now())
    assert [value for name, value in kept.sent if name == "units"] == ["3", "5", "8"]
    assert kept.words == ["某委编发〔2026〕12号"]
    assert typed_text.kept_below(person, page, at=timezone.now())[page]["kind"] == "merge"
