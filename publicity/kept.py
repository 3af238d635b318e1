"""What was made once and is asked for again, kept in memory: each thing for one state of what it depends on.

A thing belongs to a scope: a district's slug, or "" for the site as a whole. Its state is whatever must be equal for
it to be the same (a stamp and a day). What is kept of a scope is of one state; another state takes all of it away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")
TURNS = 64


class Entry(NamedTuple, Generic[Thing]):
    scope: str
    state: Hashable
    thing: Thing


class Kept(Generic[Thing]):
    """Bounded by number and, where `weigh` is given, by weight; the oldest goes first. Safe between threads."""

    def __init__(
        self,
        most: int,
        *,
        most_weight: int = 0,
        weigh: Callable[[Thing], int] = lambda thing: 0,
    ) -> None:
        self.most, self.most_weight, self.weigh = most, most_weight, weigh
        self._lock = threading.Lock()
        self._turns = [threading.Lock() for _ in range(TURNS)]
        self.clear()

    def clear(self) -> None:
        """As in a new process."""
        with self._lock:
            self._entries: dict[str, Entry[Thing]] = {}
            self._keys: dict[str, set[str]] = {}
            self._states: dict[str, Hashable] = {}
            self._weight = 0

    def at(self, key: str) -> Entry[Thing] | None:
        """What was last kept under the key, of whatever state: the asker compares it with the present one."""
        return self._entries.get(key)

    def get(self, key: str, state: Hashable) -> Thing | None:
        """What is kept under the key if it is of this state."""
        entry = self._entries.get(key)
        return entry.thing if entry is not None and entry.state == state else None

    def made_once(self, key: str, scope: str, state: Hashable, make: Callable[[], Thing]) -> Thing:
        """What is kept, else what `make` makes; of many who ask at the same time one makes it and the others wait.

        The state must have been read before `make` reads what the thing is made of: what changed in between then
        shows at the next look. What `make` raises is passed on, and nothing is kept.
        """
        found = self.get(key, state)
        if found is not None:
            return found
        with self._turns[hash(key) % TURNS]:
            found = self.get(key, state)
            if found is None:
                with self._lock:
                    self._leave_others(scope, state)
                found = make()
                self.put(key, scope, state, found)
        return found

    def put(self, key: str, scope: str, state: Hashable, thing: Thing) -> None:
        weight = self.weigh(thing)
        with self._lock:
            self._leave_others(scope, state)
            self._drop(key)
            if self.most_weight and weight > self.most_weight // 4:
                return
            while self._entries and (
                len(self._entries) >= self.most
                or (self.most_weight and self._weight + weight > self.most_weight)
            ):
                self._drop(next(iter(self._entries)))
            self._entries[key] = Entry(scope, state, thing)
            self._keys.setdefault(scope, set()).add(key)
            self._states[scope] = state
            self._weight += weight

    def _leave_others(self, scope: str, state: Hashable) -> None:
        """Only what is of this state stays of the scope: what was withdrawn since does not linger in memory."""
        if self._states.get(scope) != state:
            for key in [*self._keys.get(scope, ())]:
                self._drop(key)

    def _drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self._weight -= self.weigh(entry.thing)
        keys = self._keys[entry.scope]
        keys.discard(key)
        if not keys:
            # A scope of which nothing is left is forgotten: names of districts come and go.
            del self._keys[entry.scope]
            self._states.pop(entry.scope, None)
