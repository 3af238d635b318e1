"""Every page a person can reach, as Chromium draws it: axe finds nothing on a phone, on a desk, in the dark and in 关怀版,
and none scrolls sideways, with type twice as large neither."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.guards.addresses import GET, ROWS
from tests.guards.cast import CastTestCase
from tests.guards.test_every_address import listed
from tests.together import PATIENCE

HOST = "http://portal.test"
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
ONLY_COLOURS = {**ONLY_VIOLATIONS, "runOnly": ["color-contrast"]}
ELDER = "document.documentElement.dataset.mode = 'elder'"
USUAL = "delete document.documentElement.dataset.mode"
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
PALE_AND_WIDE = """<!doctype html><html lang="zh-CN"><title>公示</title><link rel="stylesheet" href="/static/site.css">
<body><main><h1>公示</h1><p style="color: #444">看不清</p><div style="width: 900px">太宽</div></main></body></html>"""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.mark.browser
class EveryPageInTheBrowser(CastTestCase):
    @pytest.fixture(autouse=True)
    def browsers(self, engine, chromium):
        self.usual: Browser = engine(chromium)
        self.large: Browser = engine(chromium, "--blink-settings=defaultFontSize=32")

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Row and page of each address that answers one, once; what a form only shows (approving together) among them."""
        for row in ROWS:
            if row.answer or (row.method != GET and row.writes):
                continue
            client = Client() if row.is_public else self.cast.client(row.looked_at_by)
            if row.method == GET:
                answer = client.get(row.url(self.cast), follow=True)
            else:
                answer = client.post(row.url(self.cast), row.given(self.cast))
            is_djangos_own = answer.request["PATH_INFO"].startswith("/admin/")
            if "text/html" not in answer.get("Content-Type", "") or is_djangos_own:
                continue
            page = b"".join(answer) if answer.streaming else answer.content
            if (
                page.lstrip().lower().startswith(b"<!doctype")
            ):  # neither a part of a page nor a way on
                yield str(row), page

    def opened(self, browser: Browser, **more) -> Page:
        context = browser.new_context(reduced_motion="reduce", **more)
        context.set_default_timeout(PATIENCE * 1000)
        # Once for each page, not for each look at it: half a megabyte.
        context.add_init_script(AXE_SCRIPT)
        page = context.new_page()
        page.route("**/*", self.answer)
        self.addCleanup(context.close)
        return page

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            route.fulfill(body=self.shown, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            kind = KINDS.get(path[path.rfind(".") :], "application/octet-stream")
            route.fulfill(path=file, content_type=kind)
        else:
            route.fulfill(status=404)

    def test_every_page_is_accessible_in_light_and_dark(self):
        usual = self.opened(self.usual)
        wrong, looked_at = [], 0
        for row, html in self.pages():
            looked_at += 1
            self.shown = html
            usual.goto(HOST)
            for width in (1366, 390):
                usual.set_viewport_size({"width": width, "height": 768})
                usual.emulate_media(color_scheme="light")
                wrong += [f"{row} at {width}: {one}" for one in faults(usual, ONLY_VIOLATIONS)]
                usual.emulate_media(color_scheme="dark")
                wrong += [f"{row} dark at {width}: {one}" for one in faults(usual, ONLY_COLOURS)]
        assert looked_at > 60
        assert not wrong, listed(wrong)

    def test_every_page_is_accessible_in_care_mode_and_keeps_to_its_width(self):
        usual, large = self.opened(self.usual), self.opened(self.large)
        wrong, looked_at = [], 0
        for row, html in self.pages():
            looked_at += 1
            self.shown = html
            usual.set_viewport_size({"width": 390, "height": 768})
            usual.goto(HOST)
            usual.evaluate(ELDER)
            wrong += [f"{row} in 关怀版: {one}" for one in faults(usual, ONLY_VIOLATIONS)]
            usual.evaluate(USUAL)
            for width in (320, 640, 770, 960, 1090):  # just past where layouts change
                usual.set_viewport_size({"width": width, "height": 640})
                if usual.evaluate(SIDEWAYS) > 0:
                    wrong.append(f"{row} scrolls sideways at {width}: {usual.evaluate(TOO_WIDE)}")
            large.goto(HOST)
            for width in (1366, 640):
                large.set_viewport_size({"width": width, "height": 768})
                if large.evaluate(SIDEWAYS) > 0:
                    wrong.append(f"{row} with large type at {width}: {large.evaluate(TOO_WIDE)}")
        assert looked_at > 60
        assert not wrong, listed(wrong)

    def test_a_pale_word_and_a_wide_line_are_seen(self):
        page = self.opened(self.usual, viewport={"width": 390, "height": 768}, color_scheme="dark")
        self.shown = PALE_AND_WIDE.encode()
        page.goto(HOST)
        said = "\n".join(faults(page, ONLY_COLOURS))
        assert "color-contrast" in said
        assert "scrolls sideways: ['DIV.']" in said


TOO_WIDE = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
  && !e.closest('.scroll, svg')).slice(0, 2).map(e => e.tagName + '.' + e.className)"""


def faults(page: Page, options: dict) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    said = [f"{one['id']} {one['nodes'][0]['html'][:110]}" for one in found]
    if page.evaluate(SIDEWAYS) > 0:
        said.append(f"scrolls sideways: {page.evaluate(TOO_WIDE)}")
    return said
