"""So many requests of the desk at once and no more: public pages never wait for them, and nobody waits without a word.

Stands before Django. A request of the desk takes one of a few places; where all are taken some may wait a while, saves
before pages and pages before autosaves, and the others are told at once. Waiting is bounded in number, so that threads
are left for the public, and in time. What is told stands in `config.middleware.desk_is_full`: the page gives back what
was typed. A worker needs more threads than `at_once + waiting` (deploy/README.md).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

logger = logging.getLogger(__name__)
MINUTE = 60.0
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
DESK = frozenset({"desk", "accounts", "admin"})
"""First parts of the addresses of people who sign in."""
TURNED_AWAY = "portal.turned_away"
"""In the environment of a request that found no place: its kind. A client cannot set it (its headers are HTTP_…)."""


class Kind(Enum):
    """What a request at the desk is, in the order in which a free place is given: (share of the queue, patience)."""

    SAVE = (1.0, 8.0)
    PAGE = (0.5, 8.0)
    AUTOSAVE = (0.25, 2.0)

    @property
    def share(self) -> float:
        """Of all who may wait: it joins while fewer than this part wait, of whatever kind."""
        return self.value[0]

    @property
    def patience(self) -> float:
        """Seconds until it is told to come again."""
        return self.value[1]


def kind_of(environ: dict[str, Any]) -> Kind | None:
    """The kind of a request; None for one that is not the desk's."""
    path: str = environ["PATH_INFO"]
    if path[1:].partition("/")[0] not in DESK:
        return None
    if environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS"):
        return Kind.PAGE
    return Kind.AUTOSAVE if path.endswith("/autosave/") else Kind.SAVE


class Places:
    """The places themselves. `at_once` and `waiting` are of one process."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self.free, self.most_waiting = at_once, waiting
        self._lock = threading.Lock()
        self._queues: dict[Kind, deque[threading.Event]] = {kind: deque() for kind in Kind}

    def enter(self, kind: Kind) -> bool:
        """Take a place, waiting for one if need be. False: none came free in time, or too many wait already."""
        with self._lock:
            if self.free > 0:
                self.free -= 1
                return True
            if self.waiting() >= self.most_waiting * kind.share:
                return False
            turn = threading.Event()
            self._queues[kind].append(turn)
        if turn.wait(kind.patience):
            return True
        with self._lock:
            if turn.is_set():  # It came in this very moment.
                return True
            self._queues[kind].remove(turn)
            return False

    def leave(self) -> None:
        """Give the place to whoever is next."""
        with self._lock:
            for kind in Kind:
                if self._queues[kind]:
                    self._queues[kind].popleft().set()
                    return
            self.free += 1

    def waiting(self) -> int:
        """How many wait now."""
        return sum(map(len, self._queues.values()))


class DeskGate:
    """A WSGI application around Django's."""

    def __init__(self, django: Application, *, at_once: int, waiting: int) -> None:
        self.django = django
        self.places = Places(at_once=at_once, waiting=waiting)
        self._turned_away, self._told_at = 0, -MINUTE

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        kind = kind_of(environ)
        if kind is None:
            return self.django(environ, start_response)
        if not self.places.enter(kind):
            environ[TURNED_AWAY] = kind
            self._count()
            return self.django(environ, start_response)
        try:
            return self.django(environ, start_response)
        finally:
            # A page is made by now; a file is read while it is sent, which keeps nobody waiting.
            self.places.leave()

    def _count(self) -> None:
        """One line a minute in the log, however many there are."""
        self._turned_away += 1
        at = time.monotonic()
        if at - self._told_at >= MINUTE:
            logger.warning("the desk is full: %s requests told to come again", self._turned_away)
            self._turned_away, self._told_at = 0, at
