"""Every address, asked by everybody: let in, told why not, not found, or sent to sign in.

The addresses come from the URL configuration, what is expected from the table in `addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.guards import addresses
from tests.guards.addresses import GET, POST, ROWS, Row
from tests.guards.addresses.stock_admin import REGISTER
from tests.guards.cast import (
    ACTORS,
    ANONYMOUS,
    OUTSIDE,
    WITH_CODES,
    Cast,
    CastTestCase,
)

IN, TOLD, GONE, SIGN_IN, CODE, BACK = (
    "let in", "403 with a reason", "404", "sent to sign in", "sent to the one-time code",
    "form given back",
)  # fmt: skip
OWN_TABLES = re.compile("django_session|accounts_failedattempts")
"""What a mere visit may write: the session and the counters of signing in."""
ITS_LINE = frozenset({"access.refused", "file.export"})
"""And its line on the trail: that it was refused, or that a file was taken along (accounts/trail_middleware.py)."""


OPEN_DATA = {
    "publicity:api",
    *(f"publicity:{of}-data" for of in ("portal", "district", "year", "no")),
}
"""Read by other sites' scripts, which ask by OPTIONS first."""


def routes() -> Iterator[str]:
    """The name of every route outside the admin, with its namespace."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                if one.namespace != "admin":
                    yield from walk(
                        one.url_patterns, space + (f"{one.namespace}:" if one.namespace else "")
                    )
            else:
                assert one.name, f"{one.pattern} has no name, so no row can be written for it"
                yield space + one.name

    return walk(get_resolver().url_patterns, "")


def test_every_route_has_a_row_and_every_row_a_route():
    assert {row.route for row in ROWS} == set(routes())


def outcome(response: HttpResponseBase) -> str:
    location = response.headers.get("Location", "")
    if response.status_code == 404:
        return GONE
    if response.status_code == 403:
        return TOLD
    if response.status_code == 422:
        return BACK
    if location.startswith((reverse("accounts:sign-in") + "?", reverse("admin:login") + "?")):
        return SIGN_IN
    if location.startswith(reverse("accounts:second-factor") + "?"):
        return CODE
    if response.status_code in (200, 302):
        return IN
    return f"{response.status_code} {location}"


def expected(row: Row, part: str) -> str:
    if row.answer:
        return {404: GONE}[row.answer]
    if part in row.through:
        return IN
    if part in OUTSIDE:
        return SIGN_IN
    if part in row.told:
        return TOLD
    return BACK if part in row.bounced else GONE


def asked(client: Client, row: Row, cast: Cast) -> tuple[HttpResponseBase, list[str]]:
    """The answer, and what was written for it; afterwards everything is as it was."""
    url, given = row.url(cast), row.given(cast)
    with undone(), changes() as written:
        response = client.get(url) if row.method == GET else client.post(url, given)
    return response, written


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def changes() -> Iterator[list[str]]:
    """The statements that change a row, but for what a mere visit changes."""
    written: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_line = "accounts_auditevent" in sql and not ITS_LINE.isdisjoint(map(str, params or ()))
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not (
            OWN_TABLES.search(sql) or is_line
        ):
            written.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield written


def listed(wrong: list[str]) -> str:
    """The first findings, one a line."""
    more = [f"... and {len(wrong) - 20} more"] if len(wrong) > 20 else []
    return "\n" + "\n".join(wrong[:20] + more)


def _has_reason(response: HttpResponseBase) -> bool:
    page = response.content.decode()  # type: ignore[attr-defined]
    return '<p class="lead">' in page and '<p class="lead"></p>' not in page


@pytest.mark.once
class EveryAddress(CastTestCase):
    def test_every_method_of_a_route_has_a_row(self):
        """The view itself says what it takes; HEAD goes with GET."""
        wrong = []
        for route in sorted(set(routes())):
            rows = [row for row in ROWS if row.route == route]
            if rows[0].answer:
                continue
            part = ANONYMOUS if rows[0].is_public else sorted(rows[0].through)[0]
            response = self.cast.client(part).options(rows[0].url(self.cast))
            if route in OPEN_DATA:
                assert response.status_code == 204, f"{route} is open data: OPTIONS answers 204"
                continue
            if response.status_code != 405:
                wrong.append(f"{route} does not say what it takes: {response.status_code}")
                continue
            takes = {method.strip() for method in response["Allow"].split(",")} - {"HEAD"}
            if takes == {GET, POST} and {row.method for row in rows} == {POST}:
                wrong += self.ways_back(rows[0])
            elif takes != {row.method for row in rows}:
                wrong.append(f"{route} takes {sorted(takes)}, rows: {[row.method for row in rows]}")
        assert not wrong, listed(wrong)

    def ways_back(self, row: Row) -> Iterator[str]:
        """After signing in anew in mid-form a person comes back by GET: it shows nothing, it leads to the page."""
        for part in ACTORS:
            client, url = self.cast.client(part), row.url(self.cast)
            with undone(), changes() as written:
                response = client.get(url)
            if response.status_code not in (302, 403, 404) or written:
                yield f"GET {row.route} by {part}: {response.status_code} {written[:1]}"

    def test_everybody_gets_exactly_where_the_table_says(self):
        clients = {part: self.cast.client(part) for part in ACTORS}
        wrong = []
        for row in ROWS:
            for part in ACTORS:
                client = Client()
                client.cookies.update(clients[part].cookies)
                response, written = asked(client, row, self.cast)
                got, wanted = outcome(response), expected(row, part)
                if got == BACK and wanted == IN and not row.writes:
                    got = IN
                if got != wanted:
                    wrong.append(f"{row} by {part}: expected {wanted}, got {got}")
                if written and got in (TOLD, GONE, SIGN_IN):
                    wrong.append(f"{row} by {part}: {got}, yet written: {written[0]}")
                if row.method == GET and written:
                    wrong.append(f"{row} by {part}: a GET wrote {written[0]}")
                if row.method == POST and row.writes and got == IN and not written:
                    wrong.append(f"{row} by {part}: let in, but nothing happened")
                if got == TOLD and not _has_reason(response):
                    wrong.append(f"{row} by {part}: refused without a reason")
        assert not wrong, listed(wrong)

    def test_before_the_one_time_code_nothing_opens(self):
        """The password alone shows nothing: neither the desk, nor the admin."""
        wrong = []
        for part in WITH_CODES:
            client = self.cast.half_signed_in(part)
            for row in ROWS:
                if row.is_public or row.route in addresses.STEPS_OF_SIGNING_IN:
                    continue
                response, written = asked(client, row, self.cast)
                if outcome(response) != CODE or written:
                    wrong.append(f"{row} by {part}: {outcome(response)} {written[:1]}")
            tables = [f"{label.replace('.', '_')}_changelist" for label in REGISTER]
            answers = {name: client.get(reverse(f"admin:{name}")) for name in ("index", *tables)}
            wrong += [f"admin:{n} by {part}" for n, a in answers.items() if outcome(a) != CODE]
        assert not wrong, listed(wrong)
