"""Fixtures every folder uses. Tests that need PostgreSQL or a browser say loudly when they cannot run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, expect, sync_playwright

from accounts import audit, clock
from accounts.append_only import GUARDS
from accounts.audit_words import WORDS
from accounts.models import AuditEvent
from look.moments import BEIJING
from publicity.generation import EVERY_WATCHED
from tests.column_lengths import refuse_longer_texts
from tests.factories import DAY
from tests.together import PATIENCE

ON_CI = os.environ.get("CI", "").lower() == "true"
# Two busy cores: how long an example takes says nothing about what it found.
# On CI the same examples each time: a change is judged by what it changed. At a desk the search goes on.
hypothesis_settings.register_profile(
    "portal",
    deadline=None,
    derandomize=ON_CI,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("portal")

refuse_longer_texts()

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

settings.PORTAL_DAY = DAY
"""The day of every test that says no other; the demo's own day is looked at where the demo is."""

_BEGINS_AT_NOON = datetime.combine(date.today(), time(12)) - datetime.now()
clock.time_of_day = lambda: (datetime.now() + _BEGINS_AT_NOON).time().replace(tzinfo=BEIJING)
"""A run begins at noon of that day, whatever the hour is: what was done "before" in a test lies before, at every hour."""

DOCUMENTS = Path(__file__).resolve().parent.parent / "fixtures" / "documents"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-role",
        action="store_true",
        help="hostile input as every role and to every place, not as the strongest alone (minutes)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what touches a database: only that is worth running on each."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        of_a_case = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
        if (
            of_a_case
            or item.get_closest_marker("django_db")
            or {"db", "transactional_db"} & {*fixtures}
        ):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def quiet_portal(settings, tmp_path_factory):
    """Fast password hashes, plain static names, files in a folder of the run."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Looking through all static files for each test client takes longer than most tests.
    settings.WHITENOISE_USE_FINDERS = False
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media", numbered=True)
    settings.PORTAL_JOURNAL = settings.MEDIA_ROOT / "erasures.journal"


@pytest.fixture(scope="session", autouse=True)
def every_recorded_verb_has_words() -> Iterator[None]:
    """Whatever a test makes the portal record, the auditor's page has plain words for (accounts/audit_words.py)."""
    event = audit.event

    def checked(*, verb: str, **values: Any) -> AuditEvent:
        assert verb in WORDS or verb.startswith("test."), (
            f"no words for {verb}: accounts/audit_words.py"
        )
        return event(verb=verb, **values)

    audit.event = checked
    yield
    audit.event = event


@pytest.fixture(scope="session", autouse=True)
def guards_lifted_for_the_flush() -> Iterator[None]:
    """The flush after a transactional test is a DELETE on SQLite, which the guards rightly refuse."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_guards(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            for guard in GUARDS.values():
                guard.lift(cursor.execute, connection.vendor)
            flush(case)
            for guard in GUARDS.values():
                guard.add(cursor.execute, connection.vendor)

    TransactionTestCase._fixture_teardown = flush_without_guards
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def what_is_public_is_seen_at_once(request: pytest.FixtureRequest) -> None:
    """On PostgreSQL the generation rises at the commit; a test inside one transaction has none and sees it at once."""
    if not request.node.get_closest_marker("database") or connection.vendor != "postgresql":
        return
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & {*request.fixturenames} or (
        marker and marker.kwargs.get("transaction")
    ):
        return
    request.getfixturevalue("db")
    names = ", ".join(
        f"{watched.table}_is_public_{act}"
        for watched in EVERY_WATCHED
        for act in ("insert", "update", "delete")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file as in production: the threads of a concurrency test are connections with real locks.

    On a server each worker keeps the database of its own that pytest-django names for it.
    """
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)
        # A writer queues for the file: on a busy machine for longer than a person would wait.
        connection.settings_dict["OPTIONS"]["timeout"] = PATIENCE


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; the test is skipped, loudly, where there is none (a failure on CI)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "SKIPPED LOUDLY: no Chromium here, the browser tests did not run"
        if ON_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def engine() -> Iterator[Callable[..., Browser]]:
    """Starts the browser at the first test that needs it; one for the whole run, whichever folder asks.

    `engine(path, *arguments)` starts another for arguments of its own."""
    # Playwright's loop runs in this thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    running: dict[tuple[str, ...], Browser] = {}
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:

        def start(path: str, *more: str) -> Browser:
            if (path, *more) not in running:
                running[path, *more] = playwright.chromium.launch(
                    executable_path=path, args=[*BROWSER_ARGUMENTS, *more]
                )
            return running[path, *more]

        yield start
        for browser in running.values():
            browser.close()
