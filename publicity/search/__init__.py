"""Search over published things: an index of pairs of characters, the answers of a plain substring search."""

from publicity.search.finding import Hit, Results, Within, find
from publicity.search.index import refresh, refresh_all

__all__ = ["Hit", "Results", "Within", "find", "refresh", "refresh_all"]
