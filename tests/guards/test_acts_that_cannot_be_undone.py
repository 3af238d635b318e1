"""What cannot be undone asks once, in the page: no form of it has a button that does it at the first tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards.addresses import POST, ROWS

TEMPLATES = Path(settings.BASE_DIR) / "templates"

ASKED = {
    "accounts:kept-drop",
    "intake:import-drop",
    "intake:import-undo",
    "notices:notice-discard",
    "notices:picture-take-back",
    "notices:picture-withdraw",
    "notices:plan-seal-confirm",
    "notices:seal-confirm",
    "notices:signing-disown",
    "objections:erasure-decide",
    "objections:scan-remove",
    "progress:change-drop",
    "progress:report-discard",
    "progress:report-remove-file",
    "progress:round-cancel",
    "progress:round-close",
    "progress:rule-remove",
    "projects:alias-remove",
    "projects:calendar-remove",
    "projects:person-close",
    "projects:post-end",
    "projects:search-words-remove",
    "projects:unit-remove",
}
"""Behind `{% ask_once %}`, or a fold of their own with class "sure" where a reason is written."""
A_PAGE_OF_ITS_OWN = {
    "notices:notice-paper": "says that the notice is public from then on",
    "notices:notice-publish": "the checklist, who signs, and what is fixed from then on",
    "notices:notice-seal": "says what is destroyed, asks for a reason and a second person",
    "notices:notice-withdraw": "says what stays, asks for a reason",
    "notices:picture-publish": "the picture at its full size, and that it is fixed from then on",
    "notices:plan-seal": "says what is destroyed, asks for a reason and a second person",
    "projects:plan-publish": "the whole plan, and that this version is fixed from then on",
}
"""The page they stand on is there to look at what they do, and says it."""
CAN_BE_TAKEN_BACK = {
    "projects:act-decide": "a proposal that is declined is made again",
    "objections:checks-decide": "what is put aside stays in sight and may be passed later",
}
"""Sound like it, and are not."""
SOUNDS_LIKE_IT = re.compile(
    r"remove|drop|discard|cancel|close|-end$|withdraw|seal|disown|undo|eras\w+-decide|decide|publish|paper"
)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
ACTION = re.compile(r"action=\"\{% url '([\w:-]+)'")
A_BUTTON = re.compile(r"<button\b[^>]*>", re.DOTALL)
HARMLESS = ('value="decline"', 'name="take"')
"""Other buttons of such a form: to send a proposal back, to take the other draft."""


def forms_of(route: str) -> Iterator[tuple[str, str]]:
    for file in sorted(TEMPLATES.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        for form in FORM.findall(text):
            action = ACTION.search(form)
            if action and action[1] == route:
                named = re.search(r'<form id="(\w+)"', form)
                outside = re.findall(rf'<button[^>]*form="{named[1]}"[^>]*>', text) if named else []
                asks = (
                    re.findall(rf"{{% ask_once [^%]*form=\"{named[1]}\"[^%]*%}}", text)
                    if named
                    else []
                )
                folded = ""
                if re.search(
                    r'<details class="[^"]*\bsure\b[^"]*">(?:(?!</details>).)*' + re.escape(form),
                    text,
                    re.DOTALL,
                ):
                    folded = "{% ask_once folded %}"
                    form = A_BUTTON.sub("", form)
                yield file.name, form + "".join(outside) + "".join(asks) + folded


@pytest.mark.parametrize("route", sorted(ASKED))
def test_it_asks_before_it_is_done(route: str):
    found = list(forms_of(route))
    assert found, f"no form of a template leads to {route}"
    for name, form in found:
        assert "{% ask_once " in form, f"{name}: nothing asks"
        at_once = [
            button
            for button in A_BUTTON.findall(form)
            if not any(sign in button for sign in HARMLESS)
        ]
        assert not at_once, f"{name}: {at_once} does it at the first tap"


def test_whatever_sounds_like_it_is_judged():
    routes = {row.route for row in ROWS if row.method == POST and not row.is_public}
    sounding = {route for route in routes if SOUNDS_LIKE_IT.search(route.partition(":")[2])}
    judged = ASKED | set(A_PAGE_OF_ITS_OWN) | set(CAN_BE_TAKEN_BACK)
    assert sounding - judged == set()
    assert judged - routes == set()
