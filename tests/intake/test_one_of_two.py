"""Where one of two fields is needed, neither is called 可不填."""

from __future__ import annotations

import pytest

from intake.forms import ReceiveForm
from progress.change_forms import AdditionForm
from projects.models import District
from tests.factories import make_district, make_plan

pytestmark = pytest.mark.django_db


def test_of_file_and_text_one_is_needed_and_both_say_so():
    form = ReceiveForm(districts=District.objects.all())
    for name in ("file", "text"):
        shown = str(form[name].as_field_group())
        assert "填一项" in shown and "可不填" not in shown
    assert "可不填" in str(form["year"].as_field_group())


def test_an_added_project_or_one_that_stands_is_needed_and_both_say_so():
    form = AdditionForm(plan=make_plan(make_district()))
    for name in ("project", "name"):
        shown = str(form[name].as_field_group())
        assert "填一项" in shown and "可不填" not in shown
