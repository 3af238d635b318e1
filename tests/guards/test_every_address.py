"""Every address, asked by everybody: let in, told why not, not found, or sent to sign in.

The addresses come from the URL configuration, what is expected from the table in `addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import AuditEvent
from tests.guards import addresses
from tests.guards.addresses import ADMIN, GET, POST, ROWS, Row
from tests.guards.cast import (
    ACTORS,
    ANONYMOUS,
    COMPILER,
    FAR_COMPILER,
    OUTSIDE,
    REPORTER,
    SECURITY_ADMIN,
    SIGNED_IN,
    WITH_CODES,
    Cast,
    CastTestCase,
)

IN, TOLD, GONE, SIGN_IN, CODE, BACK = (
    "let in", "403 with a reason", "404", "sent to sign in", "sent to the one-time code",
    "form given back",
)  # fmt: skip
OWN_TABLES = re.compile("django_session|axes_|otp_totp_totpdevice")
"""What a mere visit may write: the session and the counters of signing in."""


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
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not OWN_TABLES.search(sql):
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
            tables = [name for label in ADMIN for name in _tables(label)]
            answers = {name: client.get(reverse(f"admin:{name}")) for name in ("index", *tables)}
            wrong += [f"admin:{n} by {part}" for n, a in answers.items() if outcome(a) != CODE]
        assert not wrong, listed(wrong)


# ------------------------------------------------------------------ the stock admin


def admin_routes() -> set[str]:
    return {one.name or "" for one in admin.site.get_urls() if isinstance(one, URLPattern)} | {
        one.name or ""
        for resolver in admin.site.get_urls()
        if isinstance(resolver, URLResolver)
        for one in resolver.url_patterns
    }


def test_every_route_of_the_admin_follows_from_a_row():
    of_tables = {
        f"{label.replace('.', '_')}_{act}" for label in ADMIN for act in addresses.ADMIN_ACTS
    }
    unknown = admin_routes() - of_tables - addresses.ADMIN_SITE - {""}
    assert not unknown, "a new address of the admin: say in addresses.py who gets there"
    assert set(ADMIN) == {model._meta.label_lower for model in admin.site._registry}


def _tables(label: str) -> list[str]:
    """The routes of a table that name no row."""
    name = label.replace(".", "_")
    return [
        f"{name}_{act}"
        for act in ("changelist", "add", "import", "export")
        if f"{name}_{act}" in admin_routes()
    ]


def _row_acts(client: Client, label: str, acts: frozenset[str], part: str) -> list[str]:
    """Opening, changing, deleting one row. (One out of sight sends back to the index, as Django's admin does.)"""
    model = next(m for m in admin.site._registry if m._meta.label_lower == label)
    row = model._default_manager.order_by("pk").first()
    if row is None:
        return []
    wrong = []
    name = label.replace(".", "_")
    with undone(), changes() as written:
        change = client.get(reverse(f"admin:{name}_change", args=[row.pk]))
        history = client.get(reverse(f"admin:{name}_history", args=[row.pk]))
        saved = client.post(reverse(f"admin:{name}_change", args=[row.pk]), {"_save": "1"})
        delete = client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {})
    if written:
        wrong.append(f"{name} by {part}: written without a confirmation")
    if "look" not in acts and 200 in (change.status_code, history.status_code):
        wrong.append(f"{name}_change by {part}: opened")
    if "change" not in acts and saved.status_code == 200:
        wrong.append(f"{name}_change by {part}: took a change")
    if "delete" not in acts and delete.status_code == 200:
        wrong.append(f"{name}_delete by {part}: offered")
    return wrong


@pytest.mark.once
class Admin(CastTestCase):
    def test_the_admin_opens_tables_as_the_posts_say(self):
        clients = {part: self.cast.client(part) for part in ACTORS}
        enters = {part for row in ADMIN.values() for part in row}
        wrong = []
        for part in ACTORS:
            refusal = SIGN_IN if part in OUTSIDE else TOLD
            found = outcome(clients[part].get(reverse("admin:index")))
            if found != (IN if part in enters else refusal):
                wrong.append(f"admin by {part}: got {found}")
            for label, may in ADMIN.items():
                acts = may.get(part, frozenset())
                for name in _tables(label):
                    needed = addresses.ADMIN_ACTS[name.rpartition("_")[2]]
                    found = outcome(clients[part].get(reverse(f"admin:{name}")))
                    if found != (IN if needed in acts else refusal):
                        wrong.append(f"{name} by {part}: got {found}")
                wrong += _row_acts(clients[part], label, acts, part)
        assert not wrong, listed(wrong)

    def test_the_admin_shows_nothing_of_another_district(self):
        far = self.cast.client(FAR_COMPILER)
        for label, may in ADMIN.items():
            if FAR_COMPILER in may:
                page = far.get(reverse(f"admin:{label.replace('.', '_')}_changelist"))
                assert page.context["cl"].result_count == 0, label

    def test_a_workbook_reaches_no_other_district(self):
        """The same file that the district's own compiler imports is refused, row by row, for another's."""
        for table, file in (
            ("responsibleunit", "区县,名称,类型\n万州区,外来单位,部门\n"),
            ("unitalias", "区县,写法,责任单位\n万州区,教委,区教委\n"),
        ):
            url = reverse(f"admin:projects_{table}_import")
            refused = {}
            for part in (COMPILER, FAR_COMPILER):
                upload = SimpleUploadedFile("in.csv", file.encode())
                page = self.cast.client(part).post(url, {"format": "1", "import_file": upload})
                result = page.context["result"]
                refused[part] = result.has_errors() or result.has_validation_errors()
            assert refused == {COMPILER: False, FAR_COMPILER: True}, table

    def test_an_import_of_units_leaves_an_audit_event(self):
        client = self.cast.client(COMPILER)
        url = reverse("admin:projects_responsibleunit_import")
        file = SimpleUploadedFile("in.csv", "区县,名称,类型\n万州区,新单位,部门\n".encode())
        confirm = client.post(url, {"format": "1", "import_file": file}).context["confirm_form"]
        client.post(reverse("admin:projects_responsibleunit_process_import"), confirm.initial)
        event = AuditEvent.objects.filter(verb="responsibleunit.import").get()
        assert event.actor == self.cast.people[COMPILER]
        assert event.detail == {"new": 1}

    def test_nobody_but_the_security_administrator_gives_posts_or_passwords(self):
        someone = self.cast.people[REPORTER]
        asked_for = (
            (reverse("admin:projects_membership_add"), {"user": someone.pk, "role": "signer"}),
            (reverse("admin:accounts_user_add"), {"username": "new", "name": "新人"}),
            (reverse("admin:auth_user_password_change", args=[someone.pk]), {"password1": "x"}),
        )
        for part in SIGNED_IN:
            for url, data in asked_for:
                found = outcome(self.cast.client(part).post(url, data))
                assert found == (IN if part == SECURITY_ADMIN else TOLD), f"{url} by {part}"

    def test_the_admin_sends_to_the_portals_own_page_for_a_password(self):
        response = self.cast.client(COMPILER).get(reverse("admin:password_change"))
        assert response["Location"] == reverse("accounts:password-change")
