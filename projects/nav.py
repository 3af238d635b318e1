"""An entry of the desk's bar. Each app offers its own; the frame shows them in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A way into part of the desk. `count` is what waits there for this person; 0 shows no number."""

    label: str
    url: str
    count: int = 0
