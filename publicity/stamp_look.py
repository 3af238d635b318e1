"""One cheap look: a scope's stamp as it is now, a few microseconds on SQLite, one round trip on PostgreSQL.

Each thread has a connection of its own for it, outside Django's: nothing else happens there, so on SQLite the file
itself can say that nobody wrote anything, and on PostgreSQL the statement stays prepared.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publicity.generation import LOOK, Stamp, current_stamp

Look = Callable[[str], Stamp]
"""From a scope (a district's slug, or the site) to its stamp."""


def look_at(database: Any) -> Look:
    """The look for a Django connection (of the default alias): made for its kind of database."""
    if database.vendor == "sqlite":
        name = str(database.settings_dict["NAME"])
        if name and ":memory:" not in name and not name.startswith("file:"):
            return SqliteLook(Path(name))
    elif database.vendor == "postgresql":
        return PostgresLook(database)
    return current_stamp


class SqliteLook(threading.local):
    """Reads a row again only when the file's own counter says that another connection has written.

    `PRAGMA data_version` changes with every commit of any other connection, in whatever process. A file put in the
    place of the old one (a restored copy) is another file: the connection is opened anew.
    """

    def __init__(self, file: Path) -> None:
        self.file = str(file)
        self.connection: sqlite3.Connection | None = None
        self.identity: tuple[int, int] = (0, 0)
        self.version: object = None
        self.stamps: dict[str, Stamp] = {}

    def __call__(self, scope: str) -> Stamp:
        there = os.stat(self.file)  # noqa: PTH116 - on every request: Path.stat costs twice as much
        if self.connection is None or (there.st_ino, there.st_dev) != self.identity:
            self._open(there)
        assert self.connection is not None
        version = self.connection.execute("PRAGMA data_version").fetchone()
        if version != self.version:
            self.version, self.stamps = version, {}
        stamp = self.stamps.get(scope)
        if stamp is None:
            # The version was asked first: a commit between the two makes the next look read again.
            row = self.connection.execute(f"{LOOK}?", (scope,)).fetchone()
            stamp = self.stamps[scope] = Stamp(*row) if row else Stamp()
        return stamp

    def _open(self, there: os.stat_result) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = sqlite3.connect(self.file, isolation_level=None, timeout=5)
        self.connection.execute("PRAGMA query_only = 1")
        self.identity, self.version = (there.st_ino, there.st_dev), None


class PostgresLook(threading.local):
    """A scope's row itself, by a prepared statement on a connection that stays open."""

    def __init__(self, database: Any) -> None:
        self.database = database
        self.cursor: Any = None

    def __call__(self, scope: str) -> Stamp:
        try:
            if self.cursor is None:
                self._open()
            self.cursor.execute("EXECUTE portal_look (%s)", (scope,))
            row = self.cursor.fetchone()
        except self.database.Database.Error as error:
            self._close()  # a lost connection is opened at the next look
            raise ConnectionError("the database does not answer") from error
        return Stamp(*row) if row else Stamp()

    def _open(self) -> None:
        connection = self.database.get_new_connection(self.database.get_connection_params())
        connection.autocommit = True
        self.cursor = connection.cursor()
        self.cursor.execute(f"PREPARE portal_look (text) AS {LOOK}$1")

    def _close(self) -> None:
        if self.cursor is not None:
            self.cursor.connection.close()
            self.cursor = None
