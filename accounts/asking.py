"""From which address the present request is asked, for what writes the trail far below the view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Asking:
    """One request: where it comes from, and which verbs were recorded for it so far."""

    address: str = ""
    verbs: list[str] = field(default_factory=list)


_ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asked_from(address: str) -> Iterator[Asking]:
    """Everything within is asked from this address."""
    asking = Asking(address)
    token = _ASKING.set(asking)
    try:
        yield asking
    finally:
        _ASKING.reset(token)


def present() -> Asking:
    """The present request; a command, or a test of a service, comes from nowhere."""
    return _ASKING.get() or Asking()
