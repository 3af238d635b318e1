"""A command typed in production's folder without its settings says so, and makes no demo database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from accounts.models import Installation
from accounts.services import mark_production
from config import production_folder
from config.production_folder import MARK, NoEnvironment, mark_of_production, must_have_environment
from tests.factories import AT

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release beside which the mark lies, as on a server: the front of the code is enough to be refused."""
    folder = tmp_path / "srv" / "release"
    shutil.copytree(ROOT / "config", folder / "config")
    shutil.copyfile(ROOT / "manage.py", folder / "manage.py")
    (tmp_path / "srv" / MARK).touch()
    return folder


def run(release: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PORTAL_", "DATABASE_URL", "DJANGO", "PYTEST"))
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=release, env={**kept, **more}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", ["migrate", "runserver", "first_run", "prepare_demo"])
def test_a_command_without_the_environment_refuses_and_makes_no_database(release, command):
    done = run(release, "manage.py", command)
    assert done.returncode == 1
    assert done.stderr.startswith("这里是正式环境") and "没有建演示数据库" in done.stderr
    assert "set -a; . /etc/portal.env" in done.stderr and "Traceback" not in done.stderr
    assert not list(release.rglob("*.sqlite3")) and not (release / "var").exists()


def test_the_server_does_not_start_as_a_demo_there(release):
    done = run(release, "-c", "import config.settings")
    assert "NoEnvironment" in done.stderr


def test_what_is_said_outright_is_obeyed(release):
    assert "这里是正式环境" not in run(release, "manage.py", "migrate", PORTAL_MODE="demo").stderr
    missing = run(release, "manage.py", "migrate", PORTAL_MODE="production").stderr
    assert "must be set in production" in missing


def test_the_mark_in_the_folder_beside_it_or_the_units_environment_file_tells(
    tmp_path, monkeypatch
):
    folder = tmp_path / "one" / "app"
    folder.mkdir(parents=True)
    monkeypatch.setattr(production_folder, "ENVIRONMENT", tmp_path / "portal.env")
    assert mark_of_production(folder) is None
    must_have_environment({}, folder)
    for mark in (tmp_path / "portal.env", folder.parent / MARK, folder / MARK):
        mark.touch()
        assert mark_of_production(folder) == mark
        with pytest.raises(NoEnvironment):
            must_have_environment({}, folder)


@pytest.mark.django_db
def test_demo_mode_migrates_no_database_that_is_in_production():
    mark_production(at=AT)
    with pytest.raises(CommandError, match="正式运行"):
        call_command("migrate", verbosity=0)
    with pytest.raises(CommandError, match="正式运行"):
        call_command("prepare_demo")
    assert Installation.objects.get().is_production
    assert "accounts_user" in connection.introspection.table_names()
