"""Somebody at the portal: opens pages, fills the forms that stand on them, presses their buttons. No script runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

from accounts import services as accounts_services
from accounts.demo import code
from accounts.models import User


def sign_in(somebody: Any, username: str, password: str) -> None:
    """Through the sign-in page, with the one-time code where the post asks for one."""
    somebody.open("/accounts/sign-in/")
    somebody.press("登录", username=username, password=password)
    if "填写动态口令" in somebody.page:
        device = accounts_services.code_device(User.objects.get(username=username))
        somebody.press("继续", code=code(device))
    assert "/accounts/" not in somebody.path, f"{username} did not get in: {somebody.page[:2000]}"


class Visitor:
    """A person with a browser that has no script. `page` is the text of the page in front of them."""

    def __init__(self, username: str = "", password: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.path = "/"
        self.page = ""
        self.status = 0
        if username:
            sign_in(self, username, password)

    @property
    def cookies(self) -> SimpleCookie:
        return self.client.cookies

    def open(self, path: str) -> str:
        return self._take(self.client.get(urljoin(self.path, path), follow=True))

    def follow(self, words: str) -> str:
        """Follow the first link with these words."""
        for link in self._tree().iter("a"):
            if words in "".join(link.itertext()) and link.get("href"):
                return self.open(link.get("href"))
        raise AssertionError(f"no link “{words}” on {self.path}:\n{self._words()}")

    def press(self, button: str, **values: str) -> str:
        """Press the button with these words, with the form's fields as they stand and these typed in."""
        tree, form, pressed = self._form(button)
        controls = list(_controls(form, tree))
        data = _fields(controls)
        if pressed.get("name"):
            data[pressed.get("name")] = pressed.get("value") or ""
        names = {name for control in controls if (name := control.get("name"))}
        unknown = values.keys() - names
        assert not unknown, f"the form of “{button}” has no {unknown}, but {names}"
        data.update(values)
        action = pressed.get("formaction") or form.get("action") or ""
        target = urljoin(self.path, action) if action else self.path
        if (form.get("method") or "get").lower() == "post":
            return self._take(self.client.post(target, data, follow=True))
        return self._take(self.client.get(target, data, follow=True))

    def sees(self, *words: str) -> None:
        """Every one of these stands on the page."""
        text = self._words()
        for word in words:
            assert word in text, f"“{word}” is not on {self.path} ({self.status}):\n{text}"

    def field(self, name: str) -> str:
        """What stands in a field of any form of the page."""
        tree = self._tree()
        for form in tree.iter("form"):
            found = _fields(_controls(form, tree))
            if name in found:
                return found[name]
        raise AssertionError(f"no field {name} on {self.path}")

    def _take(self, answer) -> str:
        if answer.redirect_chain:
            self.path = urljoin(self.path, answer.redirect_chain[-1][0])
        else:
            self.path = answer.request["PATH_INFO"]
        self.status = answer.status_code
        self.page = answer.content.decode() if "html" in answer.get("Content-Type", "") else ""
        return self.page

    def _tree(self) -> Element:
        return html5lib.parse(self.page, namespaceHTMLElements=False)

    def _words(self) -> str:
        main = next(self._tree().iter("main"), None)
        return " ".join(" ".join((self._tree() if main is None else main).itertext()).split())

    def _form(self, button: str) -> tuple[Element, Element, Element]:
        """The page as it stands, the first button with these words and the form it belongs to."""
        tree = self._tree()
        for form in tree.iter("form"):
            for pressed in _controls(form, tree):
                if pressed.tag != "button" or pressed.get("aria-hidden") == "true":
                    continue
                if button in "".join(pressed.itertext()) and pressed.get("type") != "button":
                    return tree, form, pressed
        raise AssertionError(f"no button “{button}” on {self.path}:\n{self._words()}")


def _controls(form: Element, tree: Element) -> Iterator[Element]:
    """A form's fields and buttons in the page's order: inside it unless they name another, outside it where they name it."""
    inside = set(form.iter())
    for control in tree.iter():
        if control.tag in ("input", "textarea", "select", "button"):
            of = control.get("form")
            if control in inside if of is None else of == form.get("id"):
                yield control


def _fields(controls: Iterable[Element]) -> dict[str, str]:
    """What a browser would send of the form as it stands, without any button."""
    data = {}
    for control in controls:
        name = control.get("name")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "textarea":
            data[name] = (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [
                option for option in options if option.get("selected") is not None
            ] or options[:1]
            for option in chosen:
                data[name] = option.get("value", "".join(option.itertext()))
        elif control.tag == "input":
            kind = control.get("type", "text")
            if kind in ("checkbox", "radio"):
                if control.get("checked") is not None:
                    data[name] = control.get("value", "on")
            elif kind not in ("file", "submit", "image"):
                data[name] = control.get("value", "")
    return data
