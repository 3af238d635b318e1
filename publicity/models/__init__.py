"""What is derived from what is published: the generation of each district and the entries of the search."""

from publicity.models.generation import Generation
from publicity.models.search import SearchEntry

__all__ = ["Generation", "SearchEntry"]
