"""How the portal talks to its database, whichever kind it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SQLITE = {
    # SQLite ignores row locks: writers queue on the whole file instead (an upgrade of a lock would deadlock).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    # What is erased is overwritten, not only forgotten.
    "PRAGMA secure_delete=ON;",
}
POSTGRESQL = {
    # A host that is gone without a word is given up after seconds, not minutes: threads wait for it.
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}


def set_up(database: Any, *, production: bool, otherwise: Path) -> None:
    """Completes Django's description of a database. A folder for SQLite's file is made; `otherwise` where it has no name."""
    given = database.get("OPTIONS", {})
    if not database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = POSTGRESQL | given
        return
    database["OPTIONS"] = given | SQLITE
    file = Path(database["NAME"] or otherwise)
    file.parent.mkdir(parents=True, exist_ok=True)
    if production and database["NAME"] and not file.exists():
        # SQLite would make it readable for everybody; its log takes the rights of the file.
        file.touch(mode=0o640)
