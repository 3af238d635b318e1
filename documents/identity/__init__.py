"""Which project, task or indicator of a document issued anew is which of the one before it: by what it is, not its number."""

from documents.identity.matching import CERTAINTY_WORDS, Certainty, Match, Matching, match_projects

__all__ = ["CERTAINTY_WORDS", "Certainty", "Match", "Matching", "match_projects"]
