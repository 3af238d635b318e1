"""Rows that are written once: refused in Python, and by a trigger where raw SQL, cascades and bulk paths pass by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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


def guard_sql(
    vendor: str, table: str, *, update_unless: str = "", delete_unless: str = ""
) -> list[str]:
    """Statements that make a table refuse UPDATE and DELETE.

    The two conditions, in SQL over OLD and NEW, say when an UPDATE or a DELETE is allowed all the same.
    """
    acts = [("UPDATE", update_unless), ("DELETE", delete_unless)]
    statements = []
    if vendor == "postgresql":
        statements.append(
            f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table}: written once'; END $$"
        )
    for act, unless in acts:
        when = f"WHEN (NOT ({unless}))" if unless else ""
        body = (
            f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            if vendor == "sqlite"
            else f"EXECUTE FUNCTION {table}_guard()"
        )
        statements.append(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW {when} {body}"
        )
    return statements


def unguard_sql(vendor: str, table: str) -> list[str]:
    """Statements that take the guard away again (migrating back; the flush after a test)."""
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_update",
            f"DROP TRIGGER IF EXISTS {table}_no_delete",
        ]
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_no_delete ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_guard()",
    ]


@dataclass(frozen=True)
class Guard:
    """A guarded table and when a change is allowed all the same.

    `update_columns` are the only columns such a change touches, where they are known beforehand: the portal's
    database role may write no others (`accounts.database_role`).
    """

    table: str
    update_unless: str = ""
    delete_unless: str = ""
    update_columns: tuple[str, ...] = ()

    def add(self, execute: Callable[[str], Any], vendor: str) -> None:
        for statement in guard_sql(
            vendor, self.table, update_unless=self.update_unless, delete_unless=self.delete_unless
        ):
            execute(statement)

    def lift(self, execute: Callable[[str], Any], vendor: str) -> None:
        for statement in unguard_sql(vendor, self.table):
            execute(statement)


GUARDS: dict[str, Guard] = {}
"""Every guard by table, filled as migrations are loaded; a test that flushes lifts and restores them."""


def written_once(
    table: str,
    *,
    update_unless: str = "",
    delete_unless: str = "",
    update_columns: tuple[str, ...] = (),
) -> migrations.RunPython:
    """The migration operation that puts the guard on a table."""
    guard = GUARDS[table] = Guard(table, update_unless, delete_unless, update_columns)

    def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        guard.add(schema_editor.execute, schema_editor.connection.vendor)

    def lift(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        guard.lift(schema_editor.execute, schema_editor.connection.vendor)

    return migrations.RunPython(add, lift)
