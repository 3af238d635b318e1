"""Fixtures every folder uses. Tests that need PostgreSQL or a browser say loudly when they cannot run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from accounts.append_only import GUARDS

ON_CI = os.environ.get("CI", "").lower() == "true"
# Two busy cores: how long an example takes says nothing about what it found.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")

DOCUMENTS = Path(__file__).resolve().parent.parent / "fixtures" / "documents"


@pytest.fixture(autouse=True)
def quiet_portal(settings, tmp_path_factory):
    """No lock-out between tests, fast password hashes, plain static names, files in a folder of the run."""
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Looking through all static files for each test client takes longer than most tests.
    settings.WHITENOISE_USE_FINDERS = False
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media", numbered=True)


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


@pytest.fixture
def chromium() -> str:
    """Path of the browser; the test is skipped, loudly, where there is none (a failure on CI)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "SKIPPED LOUDLY: no Chromium here, the browser tests did not run"
        if ON_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return path
