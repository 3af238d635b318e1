"""How each database is copied while people write, and filled again: SQLite by its own backup, PostgreSQL by pg_dump.

Both give a copy of one moment and the number of rows of each table at that same moment.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

DEBIAN = Path("/usr/lib/postgresql")


class ToolFailed(Exception):
    """A program of the database failed or is not installed; the message is a sentence for the reader."""


class Engine(Protocol):
    """What backup, restore and drill need of a database."""

    file_name: str

    def copy_to(self, folder: Path) -> dict[str, int]:
        """Write the copy into the folder; rows by table at its moment. Raises ToolFailed."""

    def is_empty(self) -> bool:
        """Whether the database of the settings holds no table, or does not exist yet."""

    def fill_from(self, file: Path) -> None:
        """Fill the empty database of the settings; all or nothing. Raises ToolFailed."""

    def scratch(self) -> Any:
        """A context manager that gives the DATABASE_URL of an empty database of its own and removes it after."""


def engine_of(wrapper: BaseDatabaseWrapper = connection) -> Engine:
    """The engine of the database of the settings."""
    settings = wrapper.settings_dict
    return Sqlite(Path(settings["NAME"])) if wrapper.vendor == "sqlite" else Postgres(settings)


class Sqlite:
    file_name = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def copy_to(self, folder: Path) -> dict[str, int]:
        if not self.path.exists():
            raise ToolFailed(f"数据库文件 {self.path} 不存在。")
        target = folder / self.file_name
        with (
            closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=60)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            # In one step: piece by piece it would begin again at each write of another connection, perhaps for ever.
            # In WAL mode nobody waits for it.
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            names = [
                name
                for (name,) in copy.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                )
            ]
            return {name: _rows(copy, name) for name in sorted(names)}

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as source:
            return not source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()

    def fill_from(self, file: Path) -> None:
        connection.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for beside in ("-wal", "-shm"):
            Path(f"{self.path}{beside}").unlink(missing_ok=True)
        coming = self.path.with_name(f"{self.path.name}.coming")
        shutil.copyfile(file, coming)
        try:
            with closing(sqlite3.connect(coming)) as copy:
                found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
        if found != "ok":
            coming.unlink()
            raise ToolFailed(f"备份里的数据库文件已损坏：{found}")
        coming.chmod(0o600)
        coming.replace(self.path)

    @contextmanager
    def scratch(self) -> Iterator[str]:
        path = self.path.with_name(f"drill-{os.getpid()}.sqlite3")
        try:
            yield f"sqlite:///{path}"
        finally:
            for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                name.unlink(missing_ok=True)


def _rows(copy: sqlite3.Connection, table: str) -> int:
    return int(copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - a name of the catalogue


class Postgres:
    file_name = "database.dump"

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings

    def copy_to(self, folder: Path) -> dict[str, int]:
        # One snapshot for the dump and for the counts, so that the drill may ask for equality.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            self._run(
                "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges",
                f"--file={folder / self.file_name}",
            )  # fmt: skip
            return {name: self._count(cursor, name) for name in _tables(cursor)}

    def is_empty(self) -> bool:
        with connection.cursor() as cursor:
            return not _tables(cursor)

    def fill_from(self, file: Path) -> None:
        connection.close()
        self._run(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            f"--dbname={self.settings['NAME']}", str(file),
        )  # fmt: skip

    @contextmanager
    def scratch(self) -> Iterator[str]:
        name = f"portal_drill_{os.getpid()}"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield self.url(name)
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """The address of another database of the same server."""
        from urllib.parse import quote

        found = self.settings
        password = f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
        user = quote(found["USER"], safe="")
        at = f"{user}{password}@" if user else ""
        port = f":{found['PORT']}" if found["PORT"] else ""
        return f"postgres://{at}{quote(found['HOST'], safe='')}{port}/{quote(name, safe='')}"

    def _count(self, cursor: Any, table: str) -> int:
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name of the catalogue
        return int(cursor.fetchone()[0])

    def _run(self, program: str, *arguments: str) -> None:
        path = program_path(program)
        done = subprocess.run(  # noqa: S603 - a fixed program, arguments of ours
            [str(path), *arguments],
            env={**os.environ, **self._variables()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ToolFailed(f"{program} 失败：{done.stderr.strip()[-2000:]}")

    def _variables(self) -> dict[str, str]:
        """The way to the database for its own programs: in variables, never on a command line others can read."""
        found = self.settings
        pairs = {
            "PGHOST": found["HOST"], "PGPORT": str(found["PORT"] or ""), "PGUSER": found["USER"],
            "PGPASSWORD": found["PASSWORD"], "PGDATABASE": found["NAME"], "LC_MESSAGES": "C",
        }  # fmt: skip
        return {name: value for name, value in pairs.items() if value}


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    )
    return [name for (name,) in cursor.fetchall()]


def program_path(name: str) -> Path:
    """A program of PostgreSQL: the newest Debian put beside its server, or the one on PATH. Raises ToolFailed."""
    beside = [path for path in DEBIAN.glob(f"*/bin/{name}") if path.parent.parent.name.isdigit()]
    if beside:
        return max(beside, key=lambda path: int(path.parent.parent.name))
    if found := shutil.which(name):
        return Path(found)
    raise ToolFailed(f"找不到 {name}：请安装 postgresql-client。")
