"""Published pictures in Chromium: what a page shows on paper."""

from __future__ import annotations

import re

import pytest

from tests.notices.conftest import as_the_role, office
from tests.notices.test_pictures import PROJECT, make_shots

__all__ = ["as_the_role", "office"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_made_into_a_file_shows_the_picture_below_the_first_screen(office, visit):
    make_shots(office).published()
    page = visit(width=390)
    page.goto(PROJECT)
    assert page.locator(".shot img").evaluate("e => e.getBoundingClientRect().top") > 844
    assert len(re.findall(rb"/Subtype\s*/Image", page.pdf(format="A4"))) == 1
