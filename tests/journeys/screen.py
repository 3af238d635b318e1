"""The same somebody in front of a real browser: what a script does, what a screen hides, is part of the story."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.journeys.visitor import sign_in


class Screen:
    """Offers what `Visitor` offers. A link or button that cannot be seen cannot be used."""

    def __init__(self, page: Page, username: str = "", password: str = "") -> None:
        self.tab = page
        self.status = 0
        if username:
            sign_in(self, username, password)

    @property
    def path(self) -> str:
        return urlsplit(self.tab.url).path

    @property
    def page(self) -> str:
        return self.tab.content()

    @property
    def cookies(self) -> Any:
        return self.tab.context.cookies()

    def open(self, path: str) -> str:
        answer = self.tab.goto(path)
        self.status = answer.status if answer else 0
        return self.page

    def follow(self, words: str) -> str:
        """Follow the first link with these words."""
        self._go(self.tab.locator("a:visible", has_text=words).first)
        return self.page

    def press(self, button: str, **values: str) -> str:
        """Press the button with these words, after these values were put into its form."""
        pressed = self.tab.locator("button:visible:not([aria-hidden=true])", has_text=button).first
        form = pressed.locator("xpath=ancestor::form")
        for name, value in values.items():
            _put(form, name, value)
        self._go(pressed)
        return self.page

    def sees(self, *words: str) -> None:
        """Every one of these stands on the page."""
        text = self._words()
        for word in words:
            assert word in text, f"“{word}” is not on {self.path} ({self.status}):\n{text}"

    def field(self, name: str) -> str:
        """What stands in a field of any form of the page."""
        return self.tab.locator(f"form [name={name}]").first.input_value()

    def _go(self, place: Locator) -> None:
        with self.tab.expect_navigation() as gone:
            place.click()
        self.status = gone.value.status

    def _words(self) -> str:
        main = self.tab.locator("main")
        whole = main.first if main.count() else self.tab.locator("body")
        return " ".join((whole.text_content() or "").split())


def _put(form: Locator, name: str, value: str) -> None:
    controls = form.locator(f"[name={name}]:not([type=hidden])")
    kind = controls.first.evaluate("one => one.type")
    if kind in ("radio", "checkbox"):
        form.locator(f"[name={name}][value='{value}']").check()
    elif kind == "select-one":
        controls.first.select_option(value)
    else:
        controls.first.fill(value)
