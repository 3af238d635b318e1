"""Where several forms stand on a page of the desk, sending one loses nothing that was typed into another.

Made from the table of addresses: every page with two forms that post, of which one takes words.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.guards.addresses import GET, ROWS
from tests.guards.cast import CastTestCase
from tests.guards.hostile import FormReader
from tests.guards.test_every_address import listed
from tests.guards.test_every_page_in_the_browser import HOST, KINDS
from tests.together import PATIENCE

_OWN = "accounts:"
"""Passwords and codes are never kept."""
_KEPT_NOWHERE = "/desk/objections/"
"""Words about an objection stay in no browser, encrypted as they are at rest: there one is asked before they are left."""
WORDS = "写了一半的话"
FORMS = "[...document.querySelectorAll('main form[method=post]')]"
TYPED = "[...form.elements].find((one) => one.name && ['text', 'textarea', 'tel', 'search'].includes(one.type))"
KEEPS_ITSELF = "form.querySelector('[data-saved]')"
TYPE = f"""(words) => {FORMS}.map((form) => {{
    const field = {TYPED};
    if (!field || {KEEPS_ITSELF}) return null;
    field.value = words;
    return field.name;
}})"""
SEND = f"(at) => {{ const form = {FORMS}[at]; form.noValidate = true; form.requestSubmit(); }}"
READ = f"(name) => {FORMS}.map((form) => (form.elements[name] || {{}}).value)"


@pytest.mark.browser
class FormsBesideEachOther(CastTestCase):
    @pytest.fixture(autouse=True)
    def browsers(self, engine, chromium):
        self.usual: Browser = engine(chromium)

    def pages(self) -> Iterator[tuple[str, str, str]]:
        for row in ROWS:
            if row.method != GET or row.is_public or row.answer or row.route.startswith(_OWN):
                continue
            url = row.url(self.cast)
            answer = self.cast.client(row.looked_at_by).get(url, follow=True)
            if answer.streaming or "text/html" not in answer.get("Content-Type", ""):
                continue
            shown = answer.content.decode()
            main = shown[shown.find("<main") :]
            forms = [form for form in FormReader(main, url).forms if form.method == "post"]
            if len(forms) > 1 and any(form.texts for form in forms) and "/admin/" not in url:
                yield str(row), url, shown

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if file := finders.find(path.removeprefix("/static/")) if "/static/" in path else None:
            kind = KINDS.get(path[path.rfind(".") :], "application/octet-stream")
            route.fulfill(path=file, content_type=kind)
        else:
            route.fulfill(body=self.shown, content_type="text/html; charset=utf-8")

    def opened(self) -> Page:
        context = self.usual.new_context()
        context.set_default_timeout(PATIENCE * 1000)
        self.addCleanup(context.close)
        page = context.new_page()
        page.route("**/*", self.answer)
        return page

    def test_what_was_typed_into_one_stays_when_another_is_sent(self):
        page = self.opened()
        lost, forms, asked = [], 0, 0
        for row, url, shown in self.pages():
            self.shown = shown
            page.goto(HOST + url)
            page.evaluate("sessionStorage.clear()")
            names = page.evaluate(TYPE, WORDS)
            written = [at for at, name in enumerate(names) if name]
            forms += len(written)
            for at in written:
                other = next(one for one in range(len(names)) if one != at)
                if url.startswith(_KEPT_NOWHERE):
                    asked += 1
                    page.evaluate(SEND, other)
                    if page.evaluate(READ, names[at])[at] != WORDS:
                        lost.append(f"{row}: {names[at]} of form {at}, when form {other} was sent")
                    if not page.get_by_text("还没有保存，还在那里").count():
                        lost.append(f"{row}: nobody was told of form {at}")
                    assert page.evaluate("sessionStorage.length") == 0
                    page.goto(HOST + url)
                    page.evaluate(TYPE, WORDS)
                    continue
                with page.expect_navigation():
                    page.evaluate(SEND, other)
                page.goto(HOST + url)
                if page.evaluate(READ, names[at])[at] != WORDS:
                    lost.append(f"{row}: {names[at]} of form {at}, when form {other} was sent")
                page.evaluate("sessionStorage.clear()")
                page.goto(HOST + url)
                page.evaluate(TYPE, WORDS)
        assert forms > 10
        assert asked > 0
        assert not lost, listed(lost)
