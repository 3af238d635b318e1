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


def keys_newest_first(
    words: list[str], *, marks: Sequence[str], below: int | None, most: int
) -> list[int]:
    """At most so many keys of entries with every word and every mark, the highest first, below `below`."""
    ask = _asked_of_sqlite if connection.vendor == "sqlite" else _asked_of_postgresql
    statement, values = ask(words, marks, LARGEST_KEY if below is None else below, most)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]


def _asked_of_postgresql(
    words: list[str], marks: Sequence[str], below: int, most: int
) -> tuple[str, list[Any]]:
    patterns = [f"%{_without_meaning(word)}%" for word in words]
    return (
        "SELECT publicity_search_find(%s::text[], %s::text[], %s::text[], %s, %s)",
        [asked_grams(words) + asked_triples(words), patterns, list(marks), below, most],
    )


def _without_meaning(word: str) -> str:
    """The word with the signs of LIKE as plain ones."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _asked_of_sqlite(
    words: list[str], marks: Sequence[str], below: int, most: int
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
