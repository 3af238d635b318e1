"""One portal on one data folder: a second one, started by mistake, says so instead of serving silently beside the first.

The workers of one server share a lock on a file for as long as they live; which server they are of stands in the file.
The lock goes with the process, however it ends, so nothing stale is ever in the way.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection


class FolderHeld(Exception):
    """Another server works on this folder; the message is a sentence for the reader."""


def data_folder() -> Path:
    """Where SQLite's file lies; with PostgreSQL the folder of the portal's own files."""
    if connection.vendor == "sqlite":
        return Path(settings.DATABASES["default"]["NAME"]).resolve().parent
    return Path(settings.VAR_DIR)


def lock_file(folder: Path) -> Path:
    """Of this instance: several servers on purpose (one PostgreSQL) have a PORTAL_INSTANCE each."""
    return folder / f"{settings.PORTAL_INSTANCE}.lock"


def hold(folder: Path, *, server: int) -> IO[str]:
    """Share the folder's lock with the other workers of this server. Raises FolderHeld.

    `server` is the process all workers come from. Keep what is returned: closing it gives the lock back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = lock_file(folder)
    with path.with_suffix(".gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # one worker at a time decides
        held = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = held.read().strip()
            if holder != _signature(server):
                held.close()
                raise FolderHeld(
                    f"数据文件夹 {folder} 正由另一个门户进程使用（{holder or '不知是哪个'}）。"
                    "先停下它；确实要几个门户用一个数据库时，各设一个 PORTAL_INSTANCE。"
                ) from None
        else:
            held.truncate(0)
            held.write(_signature(server))
            held.flush()
        fcntl.flock(held, fcntl.LOCK_SH)
    return held


def holder(folder: Path) -> str:
    """Who holds the folder now; empty where nobody does."""
    path = lock_file(folder)
    if not path.exists():
        return ""
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().strip() or "不知是哪个"
    return ""


def _signature(server: int) -> str:
    """Tells servers apart, also where a process number came twice."""
    begun = ""
    with contextlib.suppress(OSError, IndexError):
        begun = Path(f"/proc/{server}/stat").read_text().rsplit(")", 1)[1].split()[19]
    return f"{socket.gethostname()} 进程 {server}" + (f"（{begun}）" if begun else "")
