"""The driver of PostgreSQL: psycopg2, in the locks and in use; a connection that is lost comes back."""

from __future__ import annotations

import re
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection

from publicity.generation import current_stamp
from publicity.stamp_look import look_at
from tests.together import PATIENCE

LOCKS = Path(settings.BASE_DIR) / "requirements"


def locked(name: str) -> dict[str, str]:
    text = (LOCKS / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["prod.txt", "dev.txt"])
def test_the_locks_bring_psycopg2_and_nothing_that_django_would_prefer_to_it(name):
    packages = locked(name)
    assert packages["psycopg2-binary"] == "2.9.13"
    assert len(packages) > 25
    assert not {
        one
        for one in packages
        if one.replace("_", "-").startswith("psycopg") and one != "psycopg2-binary"
    }


@pytest.mark.parametrize("name", ["prod.txt", "dev.txt"])
def test_every_locked_package_has_its_hashes_and_no_lock_names_where_it_was_made(name):
    text = (LOCKS / name).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert not re.search(
        r"https?://|--(extra-)?index-url|--find-links|file:|/home/|/root/|/opt/", text
    )


def test_a_percent_encoded_folder_in_the_address_is_the_unix_socket():
    told = dj_database_url.parse("postgres://portal@%2Frun%2Fpostgresql/portal")
    assert (told["HOST"], told["PORT"], told["NAME"]) == ("/run/postgresql", "", "portal")


@pytest.fixture
def postgres(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED LOUDLY: not on PostgreSQL, its driver was not tried")
    connection.ensure_connection()
    return connection


@pytest.mark.postgres
def test_psycopg2_is_what_speaks_to_postgresql(postgres):
    assert type(postgres.connection).__module__.split(".")[0] == "psycopg2"
    assert postgres.Database.__name__ == "psycopg2"


@pytest.mark.postgres
def test_a_look_whose_connection_was_cut_says_so_once_and_sees_again(postgres):
    look = look_at(postgres)
    assert look("") == current_stamp()
    own = look.cursor.connection.info.backend_pid
    with postgres.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, %s)", [own, PATIENCE * 1000])
        assert cursor.fetchone() == (True,)
    with pytest.raises(ConnectionError):
        look("")
    assert look("") == current_stamp()
    look.cursor.connection.close()
