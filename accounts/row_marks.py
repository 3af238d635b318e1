"""Marks that tell whether stored rows are still those that were looked at, without reading what they hold.

PostgreSQL gives every row the number of the transaction that wrote it (`xmin`) and a place (`ctid`): a change by whatever
statement, guards lifted or not, makes a new row with a new number at a new place, and a table put back from a dump has new
numbers throughout. (A table that is packed anew has new places: it is read once more.) The sum of digests of these is one pass over the rows that opens no long text and no file. What is not seen that way is a
change below SQL: bytes in the database's own files. SQLite has no such number; there the stored bytes themselves are digested.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows of a table: `scope` is SQL for what a row belongs to, `rest` the joins and conditions; the table is `t`."""

    model: type[models.Model]
    scope: str
    rest: str = ""


def marks_by_scope(watched: Iterable[Watched]) -> dict[object, str]:
    """For each scope one mark of all its rows. One statement for each table, whatever the number of scopes."""
    found: dict[object, list[str]] = {}
    ask = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
    for one in watched:
        for scope, count, total in ask(one):
            found.setdefault(scope, []).append(f"{one.model._meta.db_table} {count} {total}")
    return {scope: _sealed("\n".join(lines)) for scope, lines in found.items()}


def _sealed(text: str) -> str:
    """Made with the portal's secret: who has the database alone cannot write the mark that suits a change."""
    return salted_hmac("accounts.row_marks", text, algorithm="sha256").hexdigest()


def _in_postgresql(one: Watched) -> list[tuple[object, int, object]]:
    table, key = one.model._meta.db_table, one.model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {one.scope}, count(*), sum(hashtextextended(t.{key} || ':' || t.xmin::text || t.ctid::text, 0)::numeric) "  # noqa: S608 - constants
            f"FROM {table} t {one.rest} GROUP BY 1"
        )
        return list(cursor.fetchall())


def _in_sqlite(one: Watched) -> list[tuple[object, int, object]]:
    totals: dict[object, tuple[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {one.scope}, t.* FROM {one.model._meta.db_table} t {one.rest}")  # noqa: S608 - constants
        for scope, *values in cursor:
            count, total = totals.get(scope, (0, 0))
            digest = hashlib.sha256(repr(values).encode()).digest()
            totals[scope] = count + 1, total + int.from_bytes(digest[:16], "big")
    return [(scope, *found) for scope, found in totals.items()]
