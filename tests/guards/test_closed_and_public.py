"""The portal is closed unless a view says otherwise, and what is public knows nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.guards.addresses import GET, ROWS
from tests.guards.cast import REPORTER, CastTestCase
from tests.guards.test_every_address import listed

PUBLIC = [row for row in ROWS if row.is_public]
WITHOUT_COOKIES = [row for row in PUBLIC if not row.route.startswith("accounts:")]
NO_PAGES_OF_OURS = {"admin:login", "admin:jsi18n"}
"""Open in the stock admin: the way to our sign-in page, and Django's own words for its scripts."""


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every named route and its view."""

    def walk(
        patterns: list[URLPattern | URLResolver], space: str
    ) -> Iterator[tuple[str, Callable[..., Any]]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(
                    one.url_patterns, space + (f"{one.namespace}:" if one.namespace else "")
                )
            else:
                yield f"{space}{one.name}", one.callback

    return walk(get_resolver().url_patterns, "")


def test_every_view_that_is_open_is_listed_and_every_other_one_is_closed():
    opened = {name for name, view in views() if not getattr(view, "login_required", True)}
    assert opened - NO_PAGES_OF_OURS == {row.route for row in PUBLIC}
    assert opened & NO_PAGES_OF_OURS <= NO_PAGES_OF_OURS


def test_no_view_behind_the_sign_in_is_exempt_from_the_check_against_forged_requests():
    exempt = {name for name, view in views() if getattr(view, "csrf_exempt", False)}
    assert exempt <= {row.route for row in PUBLIC}


@pytest.mark.once
class Closed(CastTestCase):
    def test_whoever_is_not_signed_in_gets_the_sign_in_page_and_comes_back_afterwards(self):
        for row in ROWS:
            if row.is_public or row.method != GET:
                continue
            url = row.url(self.cast)
            answer = Client().get(url)
            assert answer.status_code == 302, row
            assert answer["Location"].startswith(reverse("accounts:sign-in") + "?next="), row
        page = Client().get(answer["Location"])
        assert page.status_code == 200
        assert "登录" in page.content.decode()

    def test_nothing_of_a_page_behind_the_sign_in_may_be_kept_by_a_browser_or_a_proxy(self):
        wrong = []
        for row in ROWS:
            if row.is_public or row.method != GET:
                continue
            client = self.cast.client(sorted(row.through)[0])
            answer = client.get(row.url(self.cast))
            kept = answer.headers.get("Cache-Control", "")
            if "no-store" not in kept:
                wrong.append(f"{row}: {kept or 'no Cache-Control'}")
        assert not wrong, listed(wrong)


@pytest.mark.once
class Public(CastTestCase):
    """Public addresses set and read no cookie: the same bytes to everybody (rules.md, Public)."""

    def _asked(self, client: Client, row):
        url = row.url(self.cast)
        return client.get(url) if row.method == GET else client.post(url, row.given(self.cast))

    def test_no_cookie_is_set_or_read(self):
        wrong = []
        for row in WITHOUT_COOKIES:
            somebody = self.cast.client(REPORTER)
            for client in (Client(), somebody):
                answer = self._asked(client, row)
                if answer.cookies:
                    wrong.append(f"{row} sets {list(answer.cookies)}")
                if "cookie" in answer.headers.get("Vary", "").lower():
                    wrong.append(f"{row} varies by cookie")
        assert not wrong, listed(wrong)

    def test_somebody_signed_in_gets_the_same_bytes(self):
        for row in WITHOUT_COOKIES:
            if row.method != GET or row.route in ("publicity:object", "publicity:follow"):
                continue  # Their forms carry a token of their own each time.
            answers = [
                self._asked(client, row) for client in (Client(), self.cast.client(REPORTER))
            ]
            assert answers[0].content == answers[1].content, row

    def test_a_policy_stands_on_every_answer(self):
        for row in PUBLIC:
            headers = self._asked(Client(), row).headers
            assert "default-src 'self'" in headers["Content-Security-Policy"], row
            assert "unsafe" not in headers["Content-Security-Policy"], row
            assert headers["X-Content-Type-Options"] == "nosniff", row
            assert headers["Referrer-Policy"] == "same-origin", row
