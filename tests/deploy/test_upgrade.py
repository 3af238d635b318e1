"""deploy/upgrade.sh as it stands, with releases in a folder of the test; only the server's restart is stood in for."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from tests.our_apps import OUR_APPS

ROOT = Path(settings.BASE_DIR)
SECRET_KEY, FIELD_KEY = secrets.token_urlsafe(60), Fernet.generate_key().decode()
LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    {statement}
    dependencies = [("ops", "{parent}")]
    operations = [migrations.AddField("jobrun", "later", models.CharField(max_length=4, default="", blank=True))]
"""
BROKEN = """
from django.db import migrations

def fails(apps, schema_editor):
    raise RuntimeError("no room left")

class Migration(migrations.Migration):
    runs_while_serving = False
    dependencies = [("ops", "{parent}")]
    operations = [migrations.RunPython(fails)]
"""


class Place:
    """A server's folder: releases, the link, the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = folder / "restarts"
        for name in ("data", "backups", "heads", "media"):
            (folder / name).mkdir(mode=0o700)
        values = {
            "PORTAL_MODE": "production",
            "PORTAL_SECRET_KEY": SECRET_KEY,
            "PORTAL_FIELD_KEYS": FIELD_KEY,
            "PORTAL_HOSTS": "portal.example",
            "PORTAL_BASE_URL": "https://portal.example",
            "DATABASE_URL": f"sqlite:///{folder}/data/portal.sqlite3",
            "PORTAL_MEDIA_ROOT": str(folder / "media"),
            "PORTAL_STATIC_ROOT": str(folder / "static"),
            "PORTAL_BACKUP_DIR": str(folder / "backups"),
            "PORTAL_HEADS_DIR": str(folder / "heads"),
        }
        (folder / "portal.env").write_text(
            "".join(f"{name}={value}\n" for name, value in values.items())
        )
        self.values = values
        self.old = self.thin_release("old")
        (folder / "app").symlink_to(self.old)

    def thin_release(self, name: str) -> Path:
        """This very code under another name."""
        release = self.folder / name
        release.mkdir()
        (release / "manage.py").symlink_to(ROOT / "manage.py")
        return self.with_python(release)

    def release_with(self, migration: str, statement: str = "") -> Path:
        """This code and one migration more."""
        release = self.folder / "new"
        for part in (*OUR_APPS, "config", "documents", "templates", "static", "manage.py"):
            source, target = ROOT / part, release / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, target)
        written = sorted(path.stem for path in (release / "ops" / "migrations").glob("0*.py"))
        (release / "ops" / "migrations" / "9000_later.py").write_text(
            migration.format(parent=written[-1], statement=statement)
        )
        return self.with_python(release)

    @staticmethod
    def with_python(release: Path) -> Path:
        (release / ".venv").symlink_to(Path(sys.executable).parent.parent)
        return release

    def manage(
        self, *arguments: str, release: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, str((release or self.old) / "manage.py"), *arguments)

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PORTAL_", "DATABASE_URL", "DJANGO", "PYTEST", "OBJECTION"))
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**kept, **self.values, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    def upgrade(
        self, *arguments: str, ready: str = "true", rest: str = "true"
    ) -> subprocess.CompletedProcess[str]:
        """The script; at the restart it is written down which release the link names and whether writing is closed."""
        state = shlex.quote(str(self.folder / "data" / "read-only.json"))
        note = self.folder / "restart.sh"
        note.write_text(
            f'echo "$(basename "$(readlink {self.folder}/app)") $([ -e {state} ] && echo closed || echo open)"'
            f" >> {self.said}\n"
        )
        return self.run(
            "sh",
            str(ROOT / "deploy" / "upgrade.sh"),
            *arguments,
            UPGRADE_APP=str(self.folder / "app"),
            UPGRADE_ENVIRONMENT=str(self.folder / "portal.env"),
            UPGRADE_OWNER_ENVIRONMENT=str(self.folder / "none"),
            UPGRADE_BACKUPS=str(self.folder / "backups"),
            UPGRADE_AS="",
            UPGRADE_RESTART=f"sh {note}",
            UPGRADE_RESTART_REST=rest,
            UPGRADE_READY=ready,
        )

    @property
    def release(self) -> str:
        return (self.folder / "app").resolve().name

    @property
    def restarts(self) -> list[str]:
        return self.said.read_text().splitlines() if self.said.exists() else []

    @property
    def is_closed(self) -> bool:
        return (self.folder / "data" / "read-only.json").exists()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first set-up leaves: the database and the collected files, made once for all that begin with them."""
    first = Place(tmp_path_factory.mktemp("installed"))
    for command in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0")):
        done = first.manage(*command)
        assert done.returncode == 0, done.stderr
    return first.folder


@pytest.fixture
def place(installed: Path, tmp_path: Path) -> Place:
    place = Place(tmp_path)
    for part in ("data", "static"):
        shutil.copytree(installed / part, tmp_path / part, dirs_exist_ok=True)
    return place


def test_an_upgrade_without_migrations_never_closes_the_portal(place):
    place.thin_release("next")
    done = place.upgrade("next")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (place.release, place.restarts) == ("next", ["next open"])
    assert len(list((place.folder / "backups").glob("portal-*"))) == 1


def test_a_migration_that_may_not_run_meanwhile_closes_writing_until_the_new_version_is_ready(
    place,
):
    place.release_with(LATER)
    done = place.upgrade("new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.restarts == ["new closed"]
    assert not place.is_closed


def test_where_no_desk_of_its_own_is_installed_the_upgrade_opens_writing_again(place):
    """`systemctl try-restart` fails for a unit that is not there."""
    place.release_with(LATER)
    done = place.upgrade("new", rest="false")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not place.is_closed
    assert "没有启用的不用管" in done.stdout


def test_a_migration_that_may_run_meanwhile_does_not(place):
    place.release_with(LATER, "runs_while_serving = True")
    done = place.upgrade("new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.restarts == ["new open"]


def test_a_migration_that_fails_leaves_the_old_version_serving_and_open(place):
    place.release_with(BROKEN)
    done = place.upgrade("new")
    assert done.returncode == 1
    assert "旧版本还在服务" in done.stderr
    assert (place.release, place.restarts, place.is_closed) == ("old", [], False)
    assert place.manage("doctor").returncode == 0


def test_a_new_version_that_is_not_ready_names_the_way_back_and_it_leads_back(place):
    place.thin_release("next")
    done = place.upgrade("next", ready="false")
    assert done.returncode == 1
    assert f"--back {place.old}" in done.stderr
    assert place.upgrade("--back", "old", ready="false").returncode == 1
    assert place.upgrade("--back", "old").returncode == 0
    assert (place.release, place.restarts) == ("old", ["next open", "old open", "old open"])


def test_the_way_back_over_a_changed_database_leads_through_the_backup(place):
    place.release_with(LATER)
    assert place.upgrade("new").returncode == 0
    done = place.upgrade("--back", "old")
    assert done.returncode == 1
    assert "restore" in done.stderr
    assert place.restarts == ["new closed"], (
        "the old version is not started on tables it does not know"
    )


def test_nothing_begins_where_the_doctor_finds_a_fault(place):
    place.thin_release("next")
    (place.folder / "heads").rmdir()
    done = place.upgrade("next")
    assert done.returncode == 1
    assert "什么都没有改" in done.stderr
    assert (place.release, place.restarts) == ("old", [])
