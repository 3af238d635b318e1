"""How a text that is put together fits where it is kept. Pure.

What a person types is refused with its length and never cut. What is put together from a pattern or taken from a document
has no one to refuse: it is cut with a mark that the checklist sees.
"""

from __future__ import annotations

CUT = "…"


def fitted(text: str, most: int, *, ending: str = "") -> str:
    """The text with its ending, at most `most` signs; what is cut away leaves a mark in front of the ending."""
    if len(text) + len(ending) <= most:
        return text + ending
    return text[: most - len(ending) - len(CUT)] + CUT + ending


def was_cut(text: str, *, ending: str = "") -> bool:
    return text.removesuffix(ending).endswith(CUT)
