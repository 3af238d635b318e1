"""Rows that are written once: refused in Python, and by a trigger where raw SQL, cascades and bulk paths pass by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader

from accounts.guard_sql import guard_sql, unguard_sql

_Row = TypeVar("_Row", bound=models.Model)


class WrittenOnce(Exception):
    """Somebody tried to change or remove a row that is written once."""


class WrittenOnceQuerySet(models.QuerySet[_Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are written once")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are written once")


class WrittenOnceModel(models.Model):
    """Base of append-only tables. Their migration adds `written_once("app_table")` as well."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} rows are written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{type(self).__name__} rows are written once")


@dataclass(frozen=True)
class Guard:
    """A guarded table and when a change is allowed all the same (SQL, see `accounts.guard_sql`).

    `update_columns` are the only columns such a change touches, where they are known beforehand: the portal's
    database role may write no others (`accounts.database_role`).
    """

    table: str
    update_unless: str = ""
    delete_unless: str = ""
    insert_unless: str = ""
    update_columns: tuple[str, ...] = ()
    revision: int = 1

    def add(self, execute: Callable[[str], Any], vendor: str) -> None:
        for statement in guard_sql(
            vendor,
            self.table,
            update_unless=self.update_unless,
            delete_unless=self.delete_unless,
            insert_unless=self.insert_unless,
        ):
            execute(statement)

    def lift(self, execute: Callable[[str], Any], vendor: str) -> None:
        for statement in unguard_sql(vendor, self.table):
            execute(statement)


GUARDS: dict[str, Guard] = {}
"""The newest guard of every table, filled as migrations are loaded; a test that flushes lifts and restores them."""
_REVISIONS: dict[tuple[str, int], Guard] = {}


def all_guards() -> dict[str, Guard]:
    """The guards of all tables, whoever asks first: they are named in the migrations, and these are loaded here.

    A process that had loaded none would take every table for an ordinary one. No database is asked.
    """
    MigrationLoader(None)
    return GUARDS


def written_once(
    table: str,
    *,
    update_unless: str = "",
    delete_unless: str = "",
    insert_unless: str = "",
    update_columns: tuple[str, ...] = (),
    revision: int = 1,
) -> migrations.RunPython:
    """The migration operation that puts the guard on a table.

    A later migration that changes what the guard lets through gives it the next `revision`: it takes the place of
    the one before, and migrating back puts that one up again.
    """
    guard = Guard(
        table, update_unless, delete_unless, insert_unless, update_columns, revision=revision
    )
    _REVISIONS[table, revision] = guard
    # Migrations are loaded in no order.
    if table not in GUARDS or GUARDS[table].revision <= revision:
        GUARDS[table] = guard

    def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        guard.lift(schema_editor.execute, schema_editor.connection.vendor)
        guard.add(schema_editor.execute, schema_editor.connection.vendor)

    def back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        guard.lift(schema_editor.execute, schema_editor.connection.vendor)
        if before := _REVISIONS.get((table, revision - 1)):
            before.add(schema_editor.execute, schema_editor.connection.vendor)

    return migrations.RunPython(add, back)
