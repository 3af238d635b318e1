"""Entries of the desk's bar. Each app offers its own; the frame shows them in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NavEntry:
    label: str
    url: str
    count: int = 0
    """How many things wait there for this person; 0 shows nothing."""
