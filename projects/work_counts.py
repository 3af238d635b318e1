"""What waits for a person, counted on every page of the desk: the statement is put together once for the same posts.

Django takes longer to put such a query together than the database to answer it, and the bar asks a dozen. Which rows they
are follows from the person, their posts and what `also` names; as long as these are equal the SQL is the same and is
sent again. Only where the posts themselves are kept for the request (`projects.held_posts`); everywhere else the query
is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from projects.held_posts import are_kept, held_by

MOST = 4096
"""Statements kept in a process; then all are made anew."""
_Made = tuple[str, tuple[Any, ...]] | None
_MADE: dict[Hashable, _Made] = {}


def counted(user: User, name: str, rows: Callable[[], QuerySet[Any]], *also: Hashable) -> int:
    """How many rows there are. `name` is the query's own; `rows` makes it and leans on nothing but user, posts and `also`."""
    found = _asked(user, name, lambda: rows().order_by().values_list("pk"), also, counting=True)
    return int(found[0][0]) if found else 0


def listed(
    user: User, name: str, rows: Callable[[], QuerySet[Any, Any]], *also: Hashable
) -> list[tuple[Any, ...]]:
    """The rows of a `values_list` of keys and texts."""
    return _asked(user, name, rows, also, counting=False)


def _asked(
    user: User,
    name: str,
    rows: Callable[[], QuerySet[Any, Any]],
    also: tuple[Hashable, ...],
    *,
    counting: bool,
) -> list[tuple[Any, ...]]:
    key = (name, user.pk, held_by(user), connection.vendor, *also)
    if are_kept(user) and key in _MADE:
        made = _MADE[key]
    else:
        made = _statement(rows(), counting=counting)
        if are_kept(user):
            if len(_MADE) >= MOST:
                _MADE.clear()
            _MADE[key] = made
    if made is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*made)
        return list(cursor.fetchall())


def _statement(rows: QuerySet[Any, Any], *, counting: bool) -> _Made:
    try:
        sql, params = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return (f"SELECT COUNT(*) FROM ({sql}) AS counted" if counting else sql), tuple(params)  # noqa: S608
