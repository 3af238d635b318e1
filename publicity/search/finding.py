"""Finding: candidates from the index, checked against the text, newest first, page by page on a key."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from publicity.models import SearchEntry
from publicity.search.bigrams import bigrams, words_of
from publicity.search.forgetting import SQLITE_TABLE
from publicity.search.index import bring_up_to_date

PAGE = 20
LONGEST_QUERY = 60
AROUND = 36
"""Characters shown on each side of a hit."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, and whether it is what was asked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    path: str
    kind: str
    title: tuple[Part, ...]
    where: str
    snippet: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Results:
    hits: tuple[Hit, ...]
    next_key: int | None
    """The key to ask for more with; None on the last page."""


def find(query: str, *, before: int | None = None, limit: int = PAGE) -> Results:
    """Entries that hold every word of the query, newest entry first, below the key `before`.

    The same entries as a plain substring search for each word in title and text, folded (see `bigrams`).
    """
    words = words_of(query[:LONGEST_QUERY])
    if not words:
        return Results((), None)
    bring_up_to_date()
    entries = _candidates(words)
    for word in words:
        entries = entries.filter(folded__contains=word)
    if before is not None:
        entries = entries.filter(pk__lt=before)
    rows = list(entries.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return Results(
        tuple(_hit(row, words) for row in shown), shown[-1].pk if len(rows) > limit else None
    )


def _candidates(words: list[str]) -> QuerySet[SearchEntry]:
    """Entries the index offers. A single character has no pair: the texts themselves are looked through."""
    grams = list(dict.fromkeys(pair for word in words for pair in bigrams(word)))
    entries = SearchEntry.objects.all()
    if not grams:
        return entries
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{pair}"' for pair in grams)
        matching = f"id IN (SELECT rowid FROM {SQLITE_TABLE} WHERE grams MATCH %s)"  # noqa: S608
        return entries.extra(where=[matching], params=[asked])  # noqa: S610
    if connection.vendor == "postgresql":
        return entries.extra(where=["grams @> %s::text[]"], params=[grams])
    return entries


def _hit(entry: SearchEntry, words: list[str]) -> Hit:
    kind = SearchEntry.Kind(entry.kind).label
    number = f"第{entry.number}件" if entry.number else ""
    return Hit(
        path=entry.path,
        kind=kind,
        title=marked(entry.title, words),
        where=f"{entry.district_name} {entry.year}年 {kind}{number}",
        snippet=marked(_around(entry.body, words), words),
    )


def _around(body: str, words: list[str]) -> str:
    """The text about the first hit, on one line."""
    line = " ".join(body.split())
    places = [place for word in words if (place := line.lower().find(word)) >= 0]
    start = max(0, min(places, default=0) - AROUND)
    end = min(len(line), start + 2 * AROUND + 20)
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def marked(text: str, words: list[str]) -> tuple[Part, ...]:
    """The text in pieces, those that are one of the words told apart."""
    low = text.lower()
    spans: list[tuple[int, int]] = []
    for word in words:
        start = low.find(word)
        while start >= 0:
            spans.append((start, start + len(word)))
            start = low.find(word, start + len(word))
    parts, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            parts.append(Part(text[at:start], False))
        parts.append(Part(text[start:end], True))
        at = end
    if at < len(text):
        parts.append(Part(text[at:], False))
    return tuple(parts)
