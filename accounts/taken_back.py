"""Which districts took something back, and when, kept outside the database for the hours in which nobody can ask it.

While the database is away public pages may answer from memory (`publicity.last_known`), but not what was withdrawn,
sealed or erased meanwhile. So each such act leaves a mark: an empty file per district beside the journal of erasures,
whose time is the moment. It is set before the commit, so that it is never missing, and again after it, so that it is
never older than the act. A mark whose act was not committed costs a district nothing but its answers from memory.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import transaction

MARGIN = 120
"""Seconds by which a mark counts as younger than it is: an act's own time, and clocks of two hosts apart."""
SITE = ""
"""The scope of pages about all districts: each act marks it as well."""
log = logging.getLogger(__name__)


def mark(slug: str) -> None:
    """Something of the district goes out of public sight in this transaction.

    What is withdrawn must not wait for a full disk: where no mark can be written the act goes on and the log says so.
    """
    _touch_or_tell(slug)
    transaction.on_commit(lambda: _touch_or_tell(slug))


def mark_now(slug: str) -> None:
    """Without a database. Raises OSError."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for scope in (slug, SITE):
        file = os.open(_file(scope), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.utime(file)
            os.fsync(file)
        finally:
            os.close(file)


def last_mark(scope: str) -> float:
    """Until when (seconds since 1970) what was seen of the scope is not to be trusted; 0 where nothing was taken back.

    Raises OSError where that cannot be read.
    """
    try:
        return _file(scope).stat().st_mtime + MARGIN
    except FileNotFoundError:
        return 0.0


def _touch_or_tell(slug: str) -> None:
    try:
        mark_now(slug)
    except OSError:
        log.exception("no mark of what %s took back could be written", slug)


def _folder() -> Path:
    return Path(settings.PORTAL_JOURNAL).parent / "taken-back"


def _file(scope: str) -> Path:
    return _folder() / (f"district.{quote(scope, safe='')}" if scope else "site")
