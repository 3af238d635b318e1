"""How long, and what, may be answered from memory while the database is away.

What was seen of a scope at the last look that succeeded in this process may be shown for a bounded time, unless the
district has taken something back since (`accounts.taken_back`) or nobody can tell whether it has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

STATE_HEADER = "X-Portal-State"
LOOK_AGAIN = 1.0
"""Seconds after a look that failed until the next: a database that does not answer is not asked at every request."""


class Moment(NamedTuple):
    steady: float
    """Seconds of a clock that nobody sets."""
    wall: float
    """Seconds since 1970: the clock of the marks."""


class Seen(NamedTuple):
    at: Moment
    state: Hashable


def now() -> Moment:
    return Moment(time.monotonic(), time.time())


class LastKnown:
    """What this process saw last of each scope. Safe between threads: entries are replaced whole.

    `seconds` is how long it may be shown after the look, 0 for never. `last_mark` gives the moment (seconds since 1970)
    up to which what was seen of a scope does not count, and raises where that is not known.
    """

    def __init__(
        self,
        seconds: float,
        *,
        last_mark: Callable[[str], float],
        clock: Callable[[], Moment] = now,
    ) -> None:
        self.seconds, self.last_mark, self.clock = seconds, last_mark, clock
        self._seen: dict[str, Seen] = {}
        self._away_until = 0.0

    def saw(self, scope: str, state: Hashable, *, at: Moment) -> None:
        """A look succeeded. `at` is the moment before it: what was committed later may not have been seen."""
        before = self._seen.get(scope)
        if before is None or before.at <= at:
            self._seen[scope] = Seen(at, state)

    def failed(self, *, at: Moment) -> None:
        self._away_until = at.steady + LOOK_AGAIN

    def is_away(self, at: Moment) -> bool:
        """Whether a look failed just now, so that another is not worth its waiting."""
        return at.steady < self._away_until

    def since(self, scope: str, state: Hashable) -> datetime | None:
        """When the state of the scope was last seen, if it may still be shown; else None."""
        seen = self._seen.get(scope)
        at = self.clock()
        if seen is None or seen.state != state or at.steady - seen.at.steady >= self.seconds:
            return None
        try:
            is_taken_back = self.last_mark(scope) >= seen.at.wall
        except OSError:
            return None
        if is_taken_back:
            return None
        return datetime.fromtimestamp(int(seen.at.wall), tz=timezone.get_default_timezone())


def nothing_known() -> LastKnown:
    """Never answers."""
    return LastKnown(0, last_mark=lambda scope: 0.0)
