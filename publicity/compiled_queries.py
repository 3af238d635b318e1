"""A queryset compiled once. Django makes the SQL of a query anew each time, which takes longer than its answer here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Rows = list[list[Any]]


class Statement(threading.local):
    """`build` makes a `values_list` queryset from texts; calling the statement with texts gives its rows.

    Only texts, and each must reach the SQL as a parameter of its own, unchanged.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], names: int) -> None:
        self.build = build
        self.marks = tuple(f"\x01{place}" for place in range(names))
        self.vendor = ""

    def __call__(self, *texts: str) -> Rows:
        if self.vendor != connection.vendor:
            self._compile()
        given = dict(zip(self.marks, texts, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                self.sql,
                [
                    given.get(value, value) if isinstance(value, str) else value
                    for value in self.params
                ],
            )
            rows = cursor.fetchall()
        return [list(row) for row in self.compiler.apply_converters(rows, self.converters)]

    def _compile(self) -> None:
        self.compiler = self.build(*self.marks).query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        if not set(self.marks) <= {value for value in self.params if isinstance(value, str)}:
            raise AssertionError("a text of the statement is no parameter of its SQL")
        columns = [column for column, _, _ in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)
        self.vendor = connection.vendor
