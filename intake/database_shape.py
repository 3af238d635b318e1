"""Whether a database was made by migrations of this version, and putting aside a demo file that was not.

The first migrations were made anew once: a file from before names migrations that no longer exist, or has tables of
another shape under names that do. The first is told by Django's own table, the second by the demo's version.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

DEMO_VERSION = 2
"""Raise it whenever first migrations are made anew. It stands in the demo's file as SQLite's `user_version`."""

NO_DATABASE = "不是数据库文件，或者已经损坏"


def _carries_a_version(connection: BaseDatabaseWrapper) -> bool:
    return bool(settings.IS_DEMO) and connection.vendor == "sqlite"


def _version(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return int(cursor.fetchone()[0])


def misfit(connection: BaseDatabaseWrapper) -> str:
    """Why this database is of another shape than the code, as a clause; empty where it fits or is new."""
    try:
        return _misfit(connection)
    except OperationalError:
        raise
    except DatabaseError:
        return NO_DATABASE


def _misfit(connection: BaseDatabaseWrapper) -> str:
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    applied = set(MigrationRecorder(connection).applied_migrations())
    if not applied:
        return ""
    if _carries_a_version(connection):
        version = _version(connection)
        if version != DEMO_VERSION:
            return f"是版本 {version} 的演示数据，这里用的是版本 {DEMO_VERSION}"
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    there = loader.disk_migrations
    known = {*there, *(one for migration in there.values() for one in migration.replaces)}
    ours = {
        app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    strange = sorted(f"{app}.{name}" for app, name in applied - known if app in ours)
    if not strange:
        return ""
    return f"由另一个版本建立：记着这里没有的 {len(strange)} 个迁移（{strange[0]} 等）"


def mark_version(*, using: str, **_: Any) -> None:
    """After `migrate`: the demo's file says which version it is of."""
    connection = connections[using]
    if _carries_a_version(connection) and _version(connection) != DEMO_VERSION:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA user_version = {DEMO_VERSION}")


def check_shape(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """`migrate` and `check --database` say it in a sentence instead of failing at some table."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        why = misfit(connections[alias])
        if why:
            hint = (
                "make demo 会把它另存，再重新载入。"
                if settings.IS_DEMO
                else "请换用建立它的版本，或者新建数据库。"
            )
            found.append(Error(f"数据库{why}。", hint=hint, id="intake.E001"))
    return found


def set_aside(file: Path, day: date) -> Path:
    """Move a database file and what SQLite keeps beside it to <name>-older-<day>; the path where it is now."""
    named = f"{file.stem}-older-{day.isoformat()}"
    place = file.with_name(named + file.suffix)
    count = 1
    while place.exists():
        count += 1
        place = file.with_name(f"{named}-{count}{file.suffix}")
    for beside in ("", "-wal", "-shm", "-journal"):
        part = file.with_name(file.name + beside)
        if part.exists():
            part.rename(place.with_name(place.name + beside))
    return place
