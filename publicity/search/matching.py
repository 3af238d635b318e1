"""The keys of entries that hold some words, newest first, by the index of the database at hand.

Both indexes hand out their offers in the order of the keys, so that a search stops as soon as it has enough; each offer is
compared with the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from look.whole_numbers import LARGEST_KEY
from publicity.search.forgetting import SQLITE_TABLE
from publicity.search.grams import asked_grams, asked_triples, pairs, token
from publicity.search.newest_first import FIND


def keys_newest_first(
    ways: Sequence[Sequence[str]], *, marks: Sequence[str], below: int | None, most: int
) -> list[int]:
    """At most so many keys of entries below `below`, the highest first, each once.

    An entry is one that has every mark and every word of one of the ways, at most `MOST_WAYS`.
    """
    start = LARGEST_KEY if below is None else below
    if connection.vendor == "sqlite":
        found = {key for way in ways for key in _keys(_asked_of_sqlite(way, marks, start, most))}
        return sorted(found, reverse=True)[:most]
    return _keys(_asked_of_postgresql(ways, marks, start, most))


def _keys(asked: tuple[str, list[Any]]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return [key for (key,) in cursor.fetchall()]


def _asked_of_postgresql(
    ways: Sequence[Sequence[str]], marks: Sequence[str], below: int, most: int
) -> tuple[str, list[Any]]:
    grams = [asked_grams(way) + asked_triples(way) for way in ways]
    patterns = [[f"%{_without_meaning(word)}%" for word in way] for way in ways]
    return (
        f"SELECT {FIND}(%s::text[], %s::text[], %s::text[], %s, %s)",
        [_rectangular(grams), _rectangular(patterns), list(marks), below, most],
    )


def _rectangular(rows: list[list[str]]) -> list[list[str]]:
    """The rows as long as the longest, as an array of PostgreSQL must be: what stands in one stands there again."""
    longest = max(map(len, rows))
    return [[row[at % len(row)] for at in range(longest)] for row in rows]


def _without_meaning(word: str) -> str:
    """The word with the signs of LIKE as plain ones."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _asked_of_sqlite(
    words: Sequence[str], marks: Sequence[str], below: int, most: int
) -> tuple[str, list[Any]]:
    asked = [
        f'signs : "{token(word)}"'
        if len(word) == 1
        else f'pairs : "{" ".join(map(token, pairs(word)))}"'
        for word in words
    ]
    asked += [f'marks : "{token(mark)}"' for mark in marks]
    compared = " AND instr(entry.folded, %s)" * len(words)
    statement = (
        f"SELECT entry.id FROM {SQLITE_TABLE} CROSS JOIN publicity_searchentry AS entry "  # noqa: S608 - constants
        f"ON entry.id = {SQLITE_TABLE}.rowid WHERE {SQLITE_TABLE} MATCH %s AND {SQLITE_TABLE}.rowid < %s"
        f"{compared} ORDER BY {SQLITE_TABLE}.rowid DESC LIMIT %s"
    )
    return statement, [" AND ".join(asked), below, *words, most]
