"""After a restore: which acts were answered after the backup, by the access log of the web server, kept elsewhere.

The database that knew them is gone; what is left are the lines nginx wrote when it handed an answer on. A line says when,
which address and with what answer, so each person can be asked to look at exactly that again. Two other witnesses: the
heads kept elsewhere name each notice published after the backup, and the exported folder still holds its pages and files.
Pure: lines in, acts out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_COMBINED = re.compile(
    r'^(?P<address>\S+) \S+ (?P<who>.+?) \[(?P<at>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) '
)
"""The format nginx calls combined, which is its default."""
_CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
EARLIER = timedelta(minutes=1)
"""A line is written when the answer has gone out: an act of the last moment before the copy may stand in it or not."""


@dataclass(frozen=True, slots=True)
class Act:
    """A request that may have changed something, as it was answered. `at` is the moment of the answer, whole seconds."""

    at: datetime
    address: str
    method: str
    path: str
    status: int

    @property
    def was_taken(self) -> bool:
        """Answered as done: after a saved form people are led on (303), or shown something (200)."""
        return 200 <= self.status < 400


def acts_after(lines: Iterable[str], taken_at: datetime) -> Iterator[Act]:
    """Acts answered as done since a minute before the backup's moment, in the order of the log."""
    for line in lines:
        act = _read(line)
        if act and act.method in _CHANGING and act.was_taken and act.at >= taken_at - EARLIER:
            yield act


def _read(line: str) -> Act | None:
    found = _COMBINED.match(line)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], "%d/%b/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    path = found["path"].split("?")[0]
    return Act(at, found["address"], found["method"], path, int(found["status"]))
