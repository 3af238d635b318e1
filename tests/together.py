"""Waiting for others: threads that start at once, and how long any wait may last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection

PATIENCE = 120
"""Seconds. A safety net against a wait without end, never a measure: who waits this long fails and says so."""


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads that start together; what each returned or raised, in order."""
    gate = threading.Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=PATIENCE)
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    stuck = [place for place, thread in enumerate(threads) if thread.is_alive()]
    assert not stuck, f"acts {stuck} did not end in {PATIENCE} s"
    return outcomes


def comes_true(condition: Callable[[], bool]) -> bool:
    """Ask again and again; False when it did not come true for as long as anybody waits here."""
    until = time.monotonic() + PATIENCE
    while not (is_true := condition()) and time.monotonic() < until:
        time.sleep(0.01)
    return is_true
