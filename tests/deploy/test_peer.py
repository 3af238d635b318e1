"""The database without passwords: the lines of docs/运维手册.md on a real server with a socket, run by an ordinary user."""

from __future__ import annotations

import os
import pwd
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import psycopg2
import pytest
from django.conf import settings

from tests.private_postgres import private_server, server_programs

MANUAL = Path(settings.BASE_DIR) / "docs" / "运维手册.md"
ME = pwd.getpwuid(os.geteuid()).pw_name


def lines(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", MANUAL.read_text("utf-8"), re.M | re.S)
    assert found, kind
    return found[1]


def served(ident: str) -> Iterator[str]:
    """The socket's folder of a server with these lines, its roles and database made as the manual says."""
    programs = server_programs()
    if programs is None:
        pytest.skip("SKIPPED LOUDLY: no PostgreSQL here, peer authentication was not tried")
    with private_server(programs, hba=lines("pg_hba"), ident=ident) as url:
        address = dj_database_url.parse(url)
        first = psycopg2.connect(host=address["HOST"], user="portal", dbname="postgres")
        first.autocommit = True
        with first.cursor() as cursor:
            cursor.execute("CREATE ROLE portal_owner LOGIN")
            cursor.execute("CREATE ROLE portal_app LOGIN")
            cursor.execute("CREATE DATABASE portal OWNER portal_owner")
        first.close()
        yield url


@pytest.fixture
def as_portal() -> Iterator[str]:
    """Whoever runs the test takes the place of the system's user `portal`; nobody here is root for the server."""
    ident = re.sub(r"^portal(\s+)root", r"portal\1another-root", lines("pg_ident"), flags=re.M)
    yield from served(re.sub(r"^portal(\s+)portal(\s)", rf"portal\1{ME}\2", ident, flags=re.M))


@pytest.fixture
def as_a_stranger() -> Iterator[str]:
    strangers = re.sub(r"^portal(\s+)\w+", r"portal\1somebody-else", lines("pg_ident"), flags=re.M)
    yield from served(strangers)


def connects(url: str, role: str) -> str:
    """Who one is as this role, by the manual's kind of address: no password, a folder for host."""
    folder = urlsplit(url).netloc.partition("@")[2]
    address = dj_database_url.parse(f"postgres://{role}@{folder}/portal")
    assert not address["PASSWORD"] and address["HOST"].startswith("/")
    try:
        made = psycopg2.connect(host=address["HOST"], user=role, dbname="portal")
    except psycopg2.OperationalError as refusal:
        return str(refusal)
    with made.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (name,) = cursor.fetchone()
    made.close()
    return str(name)


def test_the_portals_system_user_comes_in_as_its_role_and_as_no_other(as_portal):
    assert connects(as_portal, "portal_app") == "portal_app"
    assert "Peer authentication failed" in connects(as_portal, "portal_owner")


def test_another_system_user_comes_in_as_neither(as_a_stranger):
    for role in ("portal_app", "portal_owner"):
        assert "Peer authentication failed" in connects(as_a_stranger, role)


def test_statements_of_the_role_stop_at_their_first_error(as_portal, tmp_path):
    """As the manual runs them through psql; without that a half set role would look done."""
    assert "-v ON_ERROR_STOP=1 --single-transaction" in MANUAL.read_text("utf-8")
    folder = dj_database_url.parse(as_portal)["HOST"]
    statements = tmp_path / "role.sql"
    statements.write_text(
        "CREATE TABLE made (n int);\nGRANT nonsense;\nCREATE TABLE later (n int);\n"
    )
    programs = server_programs()
    assert programs is not None
    done = subprocess.run(
        [programs / "psql", "-h", folder, "-U", "portal", "-v", "ON_ERROR_STOP=1", "--single-transaction",
         "-f", statements, "postgres"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    left = psycopg2.connect(host=folder, user="portal", dbname="postgres")
    with left.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename IN ('made', 'later')")
        assert cursor.fetchone() == (0,)
    left.close()
