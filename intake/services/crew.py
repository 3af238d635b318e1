"""The threads of a process that carry long works out: a few at once, none while there is nothing to do.

A worker of granian that is told to end waits for no thread: what it was at is cut off unwritten, and taken by another
process or by `manage.py carry_on_works` when its lease has run out.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connection

from intake.services import long_works
from intake.services.long_works import Clocks

log = logging.getLogger(__name__)

AT_ONCE = 2
"""In one process: each reads its file in a process of its own (documents/bounded.py), of up to 1 GB."""


class Crew:
    """Safe between threads. `is_closed` is asked before anything is taken (`ops.apps` gives the upgrade's word)."""

    def __init__(self) -> None:
        self.is_closed: Callable[[], bool] = lambda: False
        self._lock = threading.Lock()
        self._at_work = 0
        self._is_called = False
        self._ended: dict[int, threading.Event] = {}

    def call(self, work_id: int, clocks: Clocks) -> threading.Event:
        """Have a committed work carried out soon. The event is set when this process is through with it."""
        with self._lock:
            ended = self._ended.setdefault(work_id, threading.Event())
            self._is_called = True
            is_more = self._at_work < AT_ONCE
            self._at_work += is_more
        if is_more:
            threading.Thread(target=self._work, args=(clocks,), name="long-works").start()
        return ended

    def _work(self, clocks: Clocks) -> None:
        try:
            while self._goes_on():
                while threading.main_thread().is_alive():
                    done = long_works.carry_on(clocks, is_closed=self.is_closed)
                    if done is None:
                        break
                    self._set(done)
        except Exception:
            log.exception("long works wait for another process")
            with self._lock:
                self._leave()
        finally:
            connection.close()

    def _goes_on(self) -> bool:
        """Whether somebody called since it last looked; else it leaves, under the same lock."""
        with self._lock:
            is_called, self._is_called = self._is_called, False
            if not is_called:
                self._leave()
            return is_called

    def _leave(self) -> None:
        self._at_work -= 1
        if self._at_work == 0:  # What others carried out, or nobody: who waits looks for himself.
            for ended in self._ended.values():
                ended.set()
            self._ended.clear()

    def _set(self, work_id: int) -> None:
        with self._lock:
            ended = self._ended.pop(work_id, None)
        if ended is not None:
            ended.set()


crew = Crew()
"""That of this process."""
