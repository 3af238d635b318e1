"""Search over published things: an index of pairs of characters, the answers of a plain substring search."""

from publicity.search.finding import Hit, Results, Within, find
from publicity.search.index import refresh, refresh_all
from publicity.search.known_words import published_years, synonym_groups

__all__ = [
    "Hit",
    "Results",
    "Within",
    "find",
    "published_years",
    "refresh",
    "refresh_all",
    "synonym_groups",
]
