"""Whatever refuses a form behind the sign-in, the words that were typed into it can be read again by their writer.

Made from the table of addresses and from the forms as they stand on their pages: every form, every way to refuse it.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest import mock

import pytest
from django.contrib.messages import WARNING, get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts import typed_text
from accounts.models import User
from accounts.typed_text import WRITER
from ops import read_only
from progress.models import ReportDraft, ReportingRound
from projects.models import Membership
from projects.services.posts import end_post
from tests.factories import AT
from tests.guards.addresses import GET, POST, ROWS, Row
from tests.guards.cast import INSTALLATION_SYSTEM, SECURITY_ADMIN, SIGNED_IN, CastTestCase
from tests.guards.hostile import Form, as_wire, client_of, read_forms, strongest
from tests.guards.test_every_address import listed, undone

STALE = frozenset({"version", "base_version", "seen", "digest"})
NEITHER_FORM_NOR_WORDS = frozenset({
    # Asked by a script while the page stays as it is: the words are still on it.
    "progress:report-autosave", "progress:sheet-autosave", "progress:sheet-check",
    "notices:notice-checks",
})  # fmt: skip
_OWN = ("accounts:",)
"""Passwords and codes are never given back."""


@dataclass
class Filled:
    """A form as a person filled it in and sent it."""

    row: Row
    url: str
    part: str
    data: dict[str, object]
    words: list[str] = field(default_factory=list)


Way = Callable[["NothingTypedIsLost", Filled], HttpResponse]


def _sent(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    return test.browser(filled.part).post(filled.url, as_wire(filled.data))


def _with_words_no_field_takes(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    return _sent(test, filled)


def _without_a_session(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    return Client().post(filled.url, as_wire(filled.data))


def _with_an_old_check_code(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(test.browser(filled.part).cookies)
    return client.post(filled.url, as_wire(filled.data))


def _while_nothing_is_taken(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    with mock.patch("ops.read_only.state", return_value=read_only.ReadOnly("", "22:30")):
        return _sent(test, filled)


def _after_the_post_ended(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    """With the post go its sessions."""
    person = test.cast.people[filled.part]
    admins = (test.cast.people[SECURITY_ADMIN], test.cast.people[INSTALLATION_SYSTEM])
    for post in Membership.objects.filter(user=person):
        if person in admins:
            post.delete()
        else:
            end_post(post_id=post.pk, actor=admins[0], at=AT)
    return _sent(test, filled)


def _by_one_who_may_not(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    """Who had the page open while the post went over to somebody else: told why not, or not found."""
    others = sorted(filled.row.told or set(SIGNED_IN) - filled.row.through)
    if others:
        filled.part = others[0]
        filled.data[WRITER] = typed_text.note(test.cast.people[filled.part])
    return _sent(test, filled)


def _after_a_colleague(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    """The same act was taken a moment ago, with other words."""
    first = dict(filled.row.given(test.cast))
    client_of(test.cast, filled.part, test.kept).post(filled.url, as_wire(first))
    return _sent(test, filled)


def _after_the_round_closed(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    ReportingRound.objects.update(closed_at=AT)
    return _sent(test, filled)


def _on_an_old_version(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    for name in filled.data:
        if name.rpartition("-")[2] in STALE:
            filled.data[name] = "0"
    return _sent(test, filled)


def _when_something_breaks(test: NothingTypedIsLost, filled: Filled) -> HttpResponse:
    with mock.patch("accounts.audit.record", side_effect=RuntimeError("broken")):
        return _sent(test, filled)


WAYS: tuple[tuple[Way, int], ...] = (
    (_with_words_no_field_takes, 8),
    (_without_a_session, 30),
    (_with_an_old_check_code, 30),
    (_while_nothing_is_taken, 30),
    (_after_the_post_ended, 30),
    (_by_one_who_may_not, 20),
    (_after_a_colleague, 8),
    (_after_the_round_closed, 3),
    (_on_an_old_version, 5),
    (_when_something_breaks, 10),
)
"""Each with how many forms at least it refuses: a way that refuses nothing shows nothing."""


@pytest.mark.once
class NothingTypedIsLost(CastTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.kept: dict[str, Client] = {}

    def browser(self, part: str) -> Client:
        return client_of(self.cast, part, self.kept)

    def test_whatever_refuses_a_form_its_words_can_be_read_again(self):
        forms = self.forms_by_address()
        rows = [row for row in ROWS if self.is_a_form(row)]
        assert len(rows) > 60
        wrong: list[str] = []
        with_words = 0
        refused = {way.__name__: 0 for way, _ in WAYS}
        for row in rows:
            for way, _ in WAYS:
                filled = self.filled(row, forms)
                if not filled.words:
                    break
                with undone():
                    answer = way(self, filled)
                    if not is_refused(answer):
                        continue
                    refused[way.__name__] += 1
                    readable = self.readable(answer, filled)
                    lost = [text for text in filled.words if _plain(text) not in readable]
                if lost:
                    wrong.append(f"{row} {way.__name__}: {answer.status_code} lost {lost[:2]}")
            else:
                with_words += 1
        assert not wrong, f"{len(wrong)} of {sum(refused.values())}" + listed(wrong)
        assert with_words > 40
        few = {way.__name__: many for way, many in WAYS if refused[way.__name__] < many}
        assert not few, f"{few} expected at least, but {refused}"

    def is_a_form(self, row: Row) -> bool:
        return (
            row.method == POST
            and not row.is_public
            and row.route not in NEITHER_FORM_NOR_WORDS
            and not row.route.startswith(_OWN)
        )

    def forms_by_address(self) -> dict[str, Form]:
        """By the path it posts to, the forms that stand on pages behind the sign-in, laid together."""
        found: dict[str, Form] = {}
        for row in (row for row in ROWS if row.method == GET and not row.is_public):
            url = row.url(self.cast)
            page = self.browser(strongest(row)).get(url)
            for form in read_forms(page, url).forms:
                if form.method != "post":
                    continue
                assert WRITER in form.hidden, f"a form on {url} does not say whose it is"
                known = found.setdefault(form.action.partition("?")[0], form)
                known.fields |= form.fields
                known.texts |= form.texts
        return found

    def filled(self, row: Row, forms: dict[str, Form]) -> Filled:
        """The form with words of its own in every field that takes words; the rest as the page or the table has it."""
        url, part = row.url(self.cast), strongest(row)
        self.cast.people[part].refresh_from_db()
        form = forms.get(url.partition("?")[0], Form(url, "post"))
        given = dict(row.given(self.cast))
        filled = Filled(row, url, part, {})
        names = {**form.fields, **given}
        for name in names:
            is_text = name in form.texts or any(ord(sign) > 0x2E80 for sign in str(given.get(name)))
            if is_text:
                text = f"写了半小时的第{len(filled.words) + 1}段话，\r\n不能“丢”。"
                filled.words.append(text)
                filled.data[name] = text
            elif name in given:
                filled.data[name] = given[name]
            elif form.fields[name] and name != "csrfmiddlewaretoken":
                filled.data[name] = form.fields[name][-1]
        filled.data[WRITER] = typed_text.note(self.cast.people[part])
        return filled

    def readable(self, answer: HttpResponse, filled: Filled) -> str:
        """All that the writer can read afterwards: the answer, the page it leads to, the desk, the own drafts."""
        person: User = self.cast.people[filled.part]
        person.refresh_from_db()  # It signs in anew, whatever ended its sessions.
        pages = [answer.content.decode(errors="replace")]
        client = Client(raise_request_exception=False)
        client.cookies.update(self.cast.client(filled.part).cookies)
        if answer.status_code == 302 and answer["Location"].startswith("/"):
            pages.append(self.browser(filled.part).get(answer["Location"]).content.decode())
        pages.append(client.get(reverse("accounts:account")).content.decode())
        for draft in ReportDraft.objects.filter(user=person):
            pages += map(str, draft.values.values())
        return _plain(html.unescape("".join(pages)))


def is_refused(answer: HttpResponse) -> bool:
    if answer.status_code >= 400:
        return True
    if answer.status_code == 302 and answer["Location"].startswith(reverse("accounts:sign-in")):
        return True
    if answer.wsgi_request.resolver_match is None:
        return False
    return any(one.level >= WARNING for one in get_messages(answer.wsgi_request)._queued_messages)


def _plain(text: str) -> str:
    return "".join(text.replace("<br>", "").split())
