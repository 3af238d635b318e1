"""Many rows into one table: COPY on PostgreSQL, one statement run many times elsewhere."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert plain tuples of numbers, texts and None. Constraints hold; a row that breaks one raises its error."""
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors:  # Django wraps `execute`, and these calls not
                _copy(cursor, f"COPY {into} FROM STDIN", "".join(map(_line, rows)))
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608


def _copy(cursor: CursorWrapper, statement: str, lines: str) -> None:
    """By the driver in use: psycopg2 reads a file, psycopg 3 (where somebody installed it) is written to."""
    if hasattr(cursor, "copy_expert"):
        cursor.copy_expert(statement, io.StringIO(lines))
    else:
        with cursor.copy(statement) as copy:
            copy.write(lines)


def _line(row: Sequence[Any]) -> str:
    r"""PostgreSQL's text format: tabs between values, \N where there is none."""
    values = [r"\N" if value is None else str(value).translate(ESCAPES) for value in row]
    return "\t".join(values) + "\n"
