"""A database of an older shape is told in a sentence; the demo's own file is put aside, never touched or lost."""

from __future__ import annotations

import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from intake.database_shape import DEMO_VERSION, check_shape, misfit, set_aside
from tests.guards.test_start_up import PRODUCTION, run

MANAGE = str(Path(settings.BASE_DIR) / "manage.py")


def manage(file: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run(MANAGE, *command, **{**variables, "DATABASE_URL": f"sqlite:///{file}"})


def older(
    file: Path, *, version: int = 0, app: str = "intake", name: str = "0099_long_ago"
) -> None:
    """A file as another version left it: Django's table names a migration, and something stands in a table."""
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE django_migrations (id integer primary key, app, name, applied)")
    other.execute("INSERT INTO django_migrations VALUES (1, ?, ?, '2025-01-01')", (app, name))
    other.execute("CREATE TABLE kept (words)")
    other.execute("INSERT INTO kept VALUES ('from before')")
    other.execute(f"PRAGMA user_version = {version}")
    other.commit()
    other.close()


def test_an_older_demo_is_put_aside_and_said_and_one_of_this_version_is_kept(tmp_path):
    file = tmp_path / "demo.sqlite3"
    older(file)
    done = manage(file, "prepare_demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "版本 0 的演示数据" in done.stdout and "已另存为 demo-older-" in done.stdout
    (aside,) = tmp_path.glob("demo-older-????-??-??.sqlite3")
    assert sqlite3.connect(aside).execute("SELECT words FROM kept").fetchone() == ("from before",)
    fresh = sqlite3.connect(file)
    assert fresh.execute("PRAGMA user_version").fetchone() == (DEMO_VERSION,)
    fresh.execute("CREATE TABLE mine (words)")
    fresh.close()

    again = manage(file, "prepare_demo")
    assert (again.returncode, again.stdout.strip()) == (0, "数据库就绪")
    assert sqlite3.connect(file).execute("SELECT count(*) FROM mine").fetchone() == (0,)
    assert len(list(tmp_path.glob("demo-older-*.sqlite3"))) == 1


@pytest.mark.parametrize(
    "command", [["migrate"], ["load_demo"], ["check", "--database", "default"]]
)
def test_by_hand_an_older_file_is_refused_in_a_sentence_and_left_alone(tmp_path, command):
    file = tmp_path / "portal.sqlite3"
    older(file)
    done = manage(file, *command)
    assert done.returncode != 0
    assert "版本 0 的演示数据" in done.stderr and "Traceback" not in done.stderr
    assert sqlite3.connect(file).execute("SELECT words FROM kept").fetchone() == ("from before",)


def test_what_is_no_database_is_put_aside_too(tmp_path):
    file = tmp_path / "demo.sqlite3"
    file.write_text("这不是数据库" * 100)
    done = manage(file, "prepare_demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "不是数据库文件" in done.stdout
    (aside,) = tmp_path.glob("demo-older-*.sqlite3")
    assert aside.read_text().startswith("这不是数据库")


def test_in_production_no_file_is_moved(tmp_path):
    file = tmp_path / "portal.sqlite3"
    older(file)
    done = manage(file, "prepare_demo", **PRODUCTION)
    assert done.returncode != 0 and "正式环境" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["portal.sqlite3"]


def test_two_files_of_one_day_keep_two_names_and_what_sqlite_keeps_beside_goes_along(tmp_path):
    file, day = tmp_path / "demo.sqlite3", date(2026, 11, 28)
    for words in ("first", "second"):
        for part in (file, tmp_path / "demo.sqlite3-wal", tmp_path / "demo.sqlite3-shm"):
            part.write_text(words)
        assert set_aside(file, day).read_text() == words
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        f"demo-older-2026-11-28{more}.sqlite3{beside}"
        for more in ("-2", "")
        for beside in ("", "-shm", "-wal")
    ]


@pytest.mark.django_db
class TestTheDatabaseAtHand:
    def test_fits(self):
        assert misfit(connection) == "" and check_shape(databases=["default"]) == []

    def test_a_migration_of_ours_that_is_not_here_is_named(self, settings):
        MigrationRecorder(connection).record_applied("intake", "0099_long_ago")
        assert "intake.0099_long_ago" in misfit(connection)
        (said,) = check_shape(databases=["default"])
        assert "make demo" in said.hint
        settings.IS_DEMO = False
        (said,) = check_shape(databases=["default"])
        assert "make demo" not in said.hint

    def test_a_migration_that_a_library_no_longer_has_is_its_own_matter(self):
        MigrationRecorder(connection).record_applied("axes", "0001_of_another_year")
        MigrationRecorder(connection).record_applied("gone", "0001_initial")
        assert misfit(connection) == ""

    def test_nothing_is_asked_of_databases_that_are_not_named(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert check_shape(databases=None) == []
