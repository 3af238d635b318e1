"""A change of a table keeps its triggers: SQLite builds the table anew for most changes and drops them without a word.

Guards, and the triggers by which a district's words reach the public pages, belong to apps that the migration of the
table may not import; so they are read from the database and made again, whatever they are, forwards and backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class TriggersKept(migrations.SeparateDatabaseAndState):
    """The operations as they are, with the triggers of `table` standing afterwards as before."""

    def __init__(self, table: str, operations: Sequence[Operation]) -> None:
        super().__init__(database_operations=operations, state_operations=operations)
        self.table = table

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _kept(schema_editor, self.table):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _kept(schema_editor, self.table):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def _kept(schema_editor: BaseDatabaseSchemaEditor, table: str) -> Iterator[None]:
    if schema_editor.connection.vendor != "sqlite":
        yield
        return
    before = _triggers(schema_editor, table)
    for name in before:
        # Those of other tables that name this one would refuse its renaming.
        schema_editor.execute(f"DROP TRIGGER {name}", params=None)
    yield
    for statement in before.values():
        schema_editor.execute(statement, params=None)


def _triggers(schema_editor: BaseDatabaseSchemaEditor, table: str) -> dict[str, str]:
    """Name and statement of the triggers on a table, and of those elsewhere that name it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {
            name: sql
            for name, on, sql in cursor.fetchall()
            if on == table or re.search(rf"\b{re.escape(table)}\b", sql)
        }


@contextmanager
def update_guard_lifted(schema_editor: BaseDatabaseSchemaEditor, table: str) -> Iterator[None]:
    """Inside it the rows of a table that are written once may be mended by a migration: its guard of updates is away.

    Whatever guard stands is the one that stands afterwards; a table without one is left alone.
    """
    name = f"{table}_no_update"
    if schema_editor.connection.vendor == "sqlite":
        statement = _triggers(schema_editor, table).get(name)
        if statement is None:
            yield
            return
        schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        yield
        schema_editor.execute(statement, params=None)
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass", [name, table]
        )
        stands = cursor.fetchone()
    if stands is None:
        yield
        return
    schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}", params=None)
    yield
    schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}", params=None)
