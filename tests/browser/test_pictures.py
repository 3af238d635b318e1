"""Published pictures in Chromium: what a page shows on paper."""

from __future__ import annotations

import re

import pytest

from tests.notices.conftest import as_the_role, office
from tests.notices.test_pictures import PROJECT, make_shots

__all__ = ["as_the_role", "office"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def far_below(route) -> None:
    """The page with so much before its picture that no browser loads it as one soon to be seen."""
    answer = route.fetch()
    place = '<section class="section section--hang" aria-labelledby="shots"'
    assert place in answer.text()
    route.fulfill(
        response=answer, body=answer.text().replace(place, "<p>一行</p>" * 400 + place, 1)
    )


def test_a_page_made_into_a_file_shows_the_picture_below_the_first_screen(office, visit):
    make_shots(office).published()
    page = visit(width=390)
    page.route(f"**{PROJECT}", far_below)
    page.goto(PROJECT)
    shown = page.locator(".shot img")
    assert shown.evaluate("e => e.getBoundingClientRect().top") > 5000
    assert shown.evaluate("e => e.complete && e.naturalWidth > 0")
    assert len(re.findall(rb"/Subtype\s*/Image", page.pdf(format="A4"))) == 1
