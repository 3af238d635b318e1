"""The role's rights are the same whichever process sets them: one that has loaded no migration yet knows the guards too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from accounts.append_only import all_guards
from accounts.database_role import role_sql
from tests.private_postgres import private_server, server_programs

ROOT = Path(settings.BASE_DIR)
NEW_PROCESS = """
import django; django.setup()
from accounts.append_only import all_guards
print(*sorted(all_guards()))
"""


def run(*command: str, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_process_knows_every_guard():
    assert run("-c", NEW_PROCESS).split() == sorted(all_guards())
    assert len(all_guards()) > 10


def test_no_statements_are_made_without_guards():
    with pytest.raises(ValueError, match="written once"):
        role_sql([])


@pytest.mark.once
def test_set_role_by_itself_takes_away_what_is_written_once():
    """As an operator runs it: a command of its own, after `migrate`."""
    programs = server_programs()
    if programs is None:
        pytest.skip("SKIPPED LOUDLY: no PostgreSQL here, set_role was not run")
    with private_server(programs) as url:
        run("manage.py", "migrate", "-v0", DATABASE_URL=url)
        run("manage.py", "set_role", DATABASE_URL=url)
        ask = (
            "from django.db import connection as c; q = c.cursor(); "
            "q.execute(\"SELECT has_table_privilege('portal_app', 'accounts_auditevent', 'DELETE')\"); "
            "print('may delete:', q.fetchone()[0])"
        )
        assert "may delete: False" in run("manage.py", "shell", "-v0", "-c", ask, DATABASE_URL=url)
