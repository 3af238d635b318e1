"""What a first run did, in sentences, and what leads people in."""

from __future__ import annotations

from dataclasses import dataclass, field

from ops.founding.faults import Fault
from projects.models import District
from projects.services import HandedOut


@dataclass
class Founding:
    """What a run did. Sentences, and what leads people in: shown once, kept nowhere."""

    district: District | None = None
    made: list[str] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    """What stands otherwise than it is written; it was left."""
    handed: list[HandedOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    taken_over: bool = False

    def refuse(self, place: str, found: str, expected: str) -> None:
        self.faults.append(Fault(place, found, expected))
