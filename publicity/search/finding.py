"""Finding: what the index offers, checked against the text, newest first, page by page on a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publicity.models import SearchEntry
from publicity.search.grams import DISTRICT, KIND, YEAR, mark, topic_sign, words_of
from publicity.search.index import bring_up_to_date
from publicity.search.known_words import synonym_groups, unit_spellings
from publicity.search.matching import keys_newest_first
from publicity.search.meaning import meaning

PAGE = 20
LONGEST_QUERY = 60
AROUND = 36
"""Characters shown on each side of a hit."""
COUNTED = 1000
"""Hits are counted up to here."""


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
class Within:
    """Which entries are looked at; None: all."""

    district: str | None = None
    year: int | None = None
    kind: str | None = None
    topic: str | None = None
    """The slug of one; entries of projects carry theirs."""

    @property
    def marks(self) -> list[str]:
        asked = ((DISTRICT, self.district), (YEAR, self.year), (KIND, self.kind))
        return [mark(of, value) for of, value in asked if value is not None]


@dataclass(frozen=True, slots=True)
class Results:
    hits: tuple[Hit, ...]
    next_key: int | None
    """The key to ask for more with; None on the last page."""
    count: int | None = None
    """How many there are, at most `COUNTED`; None on later pages, where nobody counted."""
    has_more_than_counted: bool = False
    also: tuple[str, ...] = ()
    """Words that were looked for as well."""


EVERYWHERE = Within()


def find(
    query: str, *, within: Within = EVERYWHERE, before: int | None = None, limit: int = PAGE
) -> Results:
    """Entries that hold every word of the query, newest entry first, below the key `before`.

    The same entries as a plain substring search for each word in title and text, folded (see `grams`), and for what
    the words may mean as well (see `meaning`).
    """
    words = words_of(query[:LONGEST_QUERY])
    if not words:
        return Results((), None)
    bring_up_to_date()
    meant = meaning(words, synonym_groups(), unit_spellings(words))
    most = limit if before is not None else max(limit, COUNTED)
    topic = [topic_sign(within.topic)] if within.topic else []
    ways = [[*way, *topic] for way in meant.ways]
    keys = keys_newest_first(ways, marks=within.marks, below=before, most=most + 1)
    shown = keys[:limit]
    told = [word for word in meant.every_word if word]
    hits = tuple(_hit(row, told) for row in _rows(shown))
    next_key = shown[-1] if len(keys) > limit else None
    if before is not None:
        return Results(hits, next_key, also=meant.synonyms)
    count = min(len(keys), COUNTED)
    return Results(hits, next_key, count, len(keys) > COUNTED, meant.synonyms)


def _rows(keys: Sequence[int]) -> list[SearchEntry]:
    return list(SearchEntry.objects.filter(pk__in=keys).order_by("-pk"))


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
