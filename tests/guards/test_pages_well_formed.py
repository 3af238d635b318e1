"""Every page a person can reach is valid HTML with one heading, a title and its language, and fits the strict policy."""

from __future__ import annotations

import html5lib
import pytest
from django.test import Client

from tests.guards.addresses import GET, ROWS
from tests.guards.cast import CastTestCase
from tests.guards.test_every_address import listed

DATA = "application/ld+json"
"""Not run by a browser: what search engines read."""


def faults(html: str) -> list[str]:
    """What is wrong with a page, in words."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False
    )
    tree = parser.parse(html)
    found = [f"{code} at {place}" for place, code, _ in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    if tree.get("lang") != "zh-CN":
        found.append(f"lang is {tree.get('lang')}")
    if len([element for element in elements if element.tag == "h1"]) != 1:
        found.append("not one h1")
    title = tree.find("head/title")
    if title is None or not "".join(title.itertext()).strip():
        found.append("no title")
    ids = [element.get("id") for element in elements if element.get("id")]
    found += [f"id {name} twice" for name in {one for one in ids if ids.count(one) > 1}]
    if any(element.get("style") is not None or element.tag == "style" for element in elements):
        found.append("a style of its own")
    if any(key.startswith("on") for element in elements for key in element.keys()):  # noqa: SIM118
        found.append("a handler in the page")
    scripts = [element for element in elements if element.tag == "script"]
    if any(not one.get("src") and one.get("type") != DATA for one in scripts):
        found.append("a script in the page")
    named = {element.get("for") for element in elements if element.tag == "label"}
    found += [
        f"{element.tag} {element.get('name')} has no label"
        for element in elements
        if element.tag in ("input", "select", "textarea")
        and element.get("type") not in ("hidden", "submit", "checkbox", "radio")
        and element.get("id") not in named
        and not element.get("aria-label")
        and not element.get("aria-labelledby")
        and not _within(tree, element, "label")
    ]
    return found


def _within(tree, element, tag: str) -> bool:
    return any(element in list(parent.iter()) for parent in tree.iter(tag))


@pytest.mark.once
class WellFormed(CastTestCase):
    def test_every_page_is_well_formed(self):
        wrong, looked_at = [], 0
        for row in ROWS:
            if row.method != GET or row.answer:
                continue
            client = Client() if row.is_public else self.cast.client(row.looked_at_by)
            answer = client.get(row.url(self.cast), follow=True)
            is_djangos_own = answer.request["PATH_INFO"].startswith("/admin/")
            if "text/html" not in answer.get("Content-Type", "") or is_djangos_own:
                continue
            looked_at += 1
            wrong += [f"{row}: {fault}" for fault in faults(answer.content.decode())]
        assert looked_at > 40
        assert not wrong, listed(wrong)

    def test_a_form_that_was_refused_is_well_formed_too(self):
        """Posted empty by whoever gets through: what comes back is a page."""
        wrong = []
        for row in ROWS:
            if row.method == GET or row.answer:
                continue
            client = Client() if row.is_public else self.cast.client(row.looked_at_by)
            answer = client.post(row.url(self.cast), {})
            if answer.status_code == 422 and "text/html" in answer["Content-Type"]:
                wrong += [f"{row}: {fault}" for fault in faults(answer.content.decode())]
        assert not wrong, listed(wrong)

    def test_pages_that_say_no_are_well_formed_too(self):
        reporter = self.cast.client("reporter")
        for url, status in (
            ("/desk/reports/0-0/", 404),
            ("/nowhere/", 404),
            ("/admin/", 403),
            ("/desk/seals/", 404),
        ):
            answer = reporter.get(url)
            assert answer.status_code == status, url
            assert not faults(answer.content.decode()), url
