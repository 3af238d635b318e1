"""Starting: light, from any folder, with nothing set; in production loudly where a value is missing."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
HEAVY = (
    "typst",
    "docx",
    "openpyxl",
    "python_calamine",
    "lxml",
    "PIL",
    "tablib",
    "import_export.admin",
    "cryptography",
    "segno",
    "icalendar",
    # Of our own: an uploaded file is read in a process of its own (documents.bounded), files are written on demand.
    "documents.reader",
    "documents.formats.opening",
    "documents.tables.heads",
    "documents.tables.rows",
    "documents.quantities.extract",
    "documents.writing.files",
)
"""What only reading or writing a file needs: together about 30 MB and 0.4 s in every process."""

PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": secrets.token_urlsafe(60),
    "PORTAL_FIELD_KEYS": Fernet.generate_key().decode(),
    "PORTAL_HOSTS": "portal.example",
    "PORTAL_BASE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://portal@localhost/portal",
}

MAIL = """
from django.conf import settings as s
print(s.EMAIL_BACKEND.split(".")[-2], getattr(s, "EMAIL_HOST", ""), s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)
"""
LOOK_WHO_LOADS = """
import json, sys, traceback
sys.path.insert(0, sys.argv[1])
heavy = sys.argv[2].split(",")
loaded = {}
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in heavy and name not in loaded:
            frames = [f for f in traceback.extract_stack() if "importlib" not in f.filename]
            ours = [f for f in frames if f.filename.startswith(sys.argv[1]) and ".venv" not in f.filename]
            loaded[name] = [f"{f.filename.removeprefix(sys.argv[1])}:{f.lineno}" for f in ours[-3:]]
sys.meta_path.insert(0, Watch())
sys.argv = ["manage.py", "check"]
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
import config.wsgi
print(json.dumps({name: by for name, by in loaded.items() if name in sys.modules}))
"""
SETTINGS = """
from django.conf import settings
print(settings.IS_DEMO, settings.DEBUG, settings.PORTAL_DAY, settings.DATABASES["default"]["ENGINE"],
      settings.DATABASES["default"]["NAME"], settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE, sep="|")
"""


def run(*command: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with these variables and none of ours."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PORTAL_", "DATABASE_URL", "OBJECTION_URL", "PYTEST", "DJANGO"))
    }
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def said(**variables: str) -> list[str]:
    done = run("-c", SETTINGS, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")


def test_starting_loads_nothing_that_only_files_need():
    done = run("-c", LOOK_WHO_LOADS, str(ROOT), ",".join(HEAVY))
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert not loaded, f"loaded at start, by: {loaded}"


def test_with_nothing_set_it_starts_as_a_demo_from_any_folder(tmp_path):
    done = run(str(ROOT / "manage.py"), "check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir()), "nothing is written where one happens to stand"
    is_demo, debug, day, engine, name, hosts, _ = said()
    assert (is_demo, debug, day) == ("True", "False", "2025-04-28")
    assert engine.endswith("sqlite3")
    assert name == str(ROOT / "var" / "demo.sqlite3")
    assert hosts == "['127.0.0.1', 'localhost', '[::1]']"


def test_a_database_url_changes_the_database_and_nothing_else():
    before, after = said(), said(DATABASE_URL="postgres://portal@%2Ftmp%2Fsocket/other")
    assert after[3:5] == ["django.db.backends.postgresql", "other"]
    assert before[:3] + before[5:] == after[:3] + after[5:]


@pytest.mark.parametrize("missing", [name for name in PRODUCTION if name != "PORTAL_MODE"])
def test_production_refuses_to_start_without(missing):
    done = run("-c", SETTINGS, **{k: v for k, v in PRODUCTION.items() if k != missing})
    assert done.returncode != 0
    assert f"{missing} must be set in production" in done.stderr


def test_production_starts_with_all_of_them_and_is_none_of_the_demo():
    is_demo, debug, day, engine, _, hosts, secure = said(**PRODUCTION)
    assert (is_demo, debug, day, secure) == ("False", "False", "None", "True")
    assert engine == "django.db.backends.postgresql"
    assert hosts == "['portal.example']"


def test_production_has_no_day_of_its_own():
    done = run("-c", SETTINGS, **PRODUCTION, PORTAL_DAY="2025-04-20")
    assert done.returncode != 0
    assert "PORTAL_DAY is for demo mode only" in done.stderr


def test_a_mode_that_does_not_exist_is_no_demo():
    done = run("-c", SETTINGS, PORTAL_MODE="prod")
    assert done.returncode != 0
    assert "PORTAL_MODE must be demo, production or export" in done.stderr


def test_the_demo_loads_into_no_production_database(tmp_path):
    database = f"sqlite:///{tmp_path / 'p.sqlite3'}"
    done = run(str(ROOT / "manage.py"), "load_demo", **{**PRODUCTION, "DATABASE_URL": database})
    assert done.returncode != 0
    assert "演示数据只能载入演示环境" in done.stderr


def test_production_passes_djangos_deployment_checks():
    done = run(
        str(ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({}, "dummy localhost 25 False False"),
        (
            {"PORTAL_MAIL_FROM": "a@portal.example", "PORTAL_MAIL_HOST": "mail.example"},
            "smtp mail.example 587 True False",
        ),
        (
            {
                "PORTAL_MAIL_FROM": "a@portal.example",
                "PORTAL_MAIL_HOST": "mail.example",
                "PORTAL_MAIL_SECURITY": "ssl",
            },
            "smtp mail.example 465 False True",
        ),
    ],
)
def test_mail_goes_out_only_where_a_sender_is_named(variables, says):
    assert run("-c", MAIL, **PRODUCTION, **variables).stdout.strip() == says


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"PORTAL_MAIL_FROM": "a@portal.example"}, "PORTAL_MAIL_HOST must be set"),
        (
            {
                "PORTAL_MAIL_FROM": "a@portal.example",
                "PORTAL_MAIL_HOST": "mail.example",
                "PORTAL_MAIL_SECURITY": "tls1.0",
            },
            "PORTAL_MAIL_SECURITY must be starttls or ssl or none",
        ),
    ],
)
def test_half_set_mail_stops_the_start(variables, says):
    done = run("-c", MAIL, **PRODUCTION, **variables)
    assert done.returncode and says in done.stderr
