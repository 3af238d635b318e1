"""Search over published things: an index of bigrams, the answers of a plain substring search."""

from publicity.search.finding import Hit, Results, find
from publicity.search.index import refresh, refresh_all

__all__ = ["Hit", "Results", "find", "refresh", "refresh_all"]
