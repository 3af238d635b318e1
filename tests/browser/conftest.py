"""A real browser on a real server: Debian's Chromium, no download, every console message looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.together import PATIENCE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def visit(
    engine: Callable[[str], Browser], chromium: str, transactional_db: None, live_server: Any
) -> Iterator[Callable[..., Page]]:
    """`visit(person, width=390, js=False)` gives a page of a signed-in person. No console error may come up,
    but where a test breaks a script itself (`may_break`)."""
    complaints: list[str] = []
    contexts = []

    def open_page(
        person: Any = None,
        *,
        width: int = 1366,
        height: int = 768,
        js: bool = True,
        may_break: bool = False,
    ) -> Page:
        context = engine(chromium).new_context(
            base_url=live_server.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            java_script_enabled=js,
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        if person is not None:
            sign_in(context, person, live_server.url)
        page = context.new_page()
        if not may_break:
            page.on("console", lambda message: _note(complaints, message))
            page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def sign_in(context: Any, person: Any, url: str) -> None:
    """A fresh session for the person, as the sign-in page would give it; or that of a client who is signed in."""
    client = person if isinstance(person, Client) else Client()
    if client is not person:
        client.force_login(person)
    context.add_cookies(
        [{"name": "portal_session", "value": client.cookies["portal_session"].value, "url": url}]
    )


def _note(complaints: list[str], message: Any) -> None:
    """Refused forms answer 422, conflicts 409 and waits 429, which Chromium reports as failed resources: those are meant."""
    meant = any(f"status of {status}" in message.text for status in (403, 404, 409, 422, 429))
    if message.type in ("error", "warning") and not meant:
        complaints.append(message.text)


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """axe finds nothing, there is one h1, and the page does not scroll sideways.

    A click is over when the answer begins to come: its page may not have a single element yet.
    """

    def check(page: Page) -> None:
        page.wait_for_load_state("load")
        found = Axe().run(page).response["violations"]
        listed = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
        assert not found, listed
        assert page.locator("h1").count() == 1
        width = page.viewport_size["width"] if page.viewport_size else 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    return check
