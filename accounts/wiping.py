"""What was destroyed leaves the files of the database as well, as far as the portal's own connection can reach.

SQLite overwrites what is deleted (`secure_delete`, config/settings.py), but its log beside the file (WAL) holds older
pages until it is brought in and cut. On PostgreSQL the owner's `VACUUM FULL` and the archive's days are the operator's
(deploy/README.md): the portal's role may not do it.
"""

from __future__ import annotations

from django.db import connection, transaction

PATIENCE_MS = 3000
"""So long a reader elsewhere is waited for; whoever runs the hourly job finishes what a reader held up."""


def wipe_after_commit() -> None:
    """Once the act stands, cut the log. A reader in the way does not undo the act."""
    transaction.on_commit(wipe, robust=True)


def wipe() -> bool:
    """Bring SQLite's log into its file and cut it to nothing. False where a transaction, our own or elsewhere, held it up."""
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            was_held_up: int = cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not was_held_up
