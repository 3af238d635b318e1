"""How a line of the log looks, and how a storm of them is damped."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from config.request_log import request_id, route_of

MINUTE = 60.0
_MOST = 500
"""Different faults remembered at once."""


class OneLineFor400(logging.Filter):
    """What a stranger's odd request causes is no fault of ours: one line, without a traceback and without the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 0)
        is_odd = record.name.startswith("django.security") or status == 400
        if is_odd:
            record.exc_info = record.exc_text = None
        request = getattr(record, "request", None)
        if record.name == "django.request" and request is not None:
            # Paths may name somebody's number; the route does not.
            record.msg = f"{status or record.levelname} {route_of(request)}"
            record.args = ()
        return True


class Damped(logging.Filter):
    """The same fault again within a minute is counted, and told in one line before the next one after the minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.clock = clock
        self._known: dict[tuple[Any, ...], list[float]] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        if (counted_by := getattr(record, "counted_by", None)) is not None:
            # A handler tells its own counts alone: what another one damped was told there.
            return counted_by is self
        now, key = self.clock(), _fault_of(record)
        with self._lock:
            over = [
                (one, int(found[1]))
                for one, found in self._known.items()
                if now - found[0] >= MINUTE
            ]
            for one, _ in over:
                del self._known[one]
            is_new = key not in self._known
            if is_new and len(self._known) < _MOST:
                self._known[key] = [now, 0]
            elif not is_new:
                self._known[key][1] += 1
        for one, many in over:
            if many:
                said = f"{many} times more in a minute: {one[1]}"
                logging.getLogger(str(one[0])).warning(said, extra={"counted_by": self})
        return is_new


def _fault_of(record: logging.LogRecord) -> tuple[Any, ...]:
    """Where it was told, and for a fault that was raised its kind and the place it was raised at."""
    if record.exc_info and record.exc_info[0] is not None:
        place = record.exc_info[2]
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        at = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        return (record.name, record.exc_info[0].__name__, at)
    if record.name.startswith("django.security"):
        return (record.name, record.levelname)
    return (record.name, str(record.msg))


class Plain(logging.Formatter):
    """For people at a terminal, with the request's id where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        record.of_request = f"[{found}] " if (found := request_id()) else ""
        return super().format(record)


class JsonLines(logging.Formatter):
    """One JSON object a line; a traceback is a field of it."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "said": record.getMessage(),
        }
        if found := request_id():
            said["request"] = found
        said |= getattr(record, "told", {})
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)
