"""The triggers this version of the portal keeps its promises with, and which of them are gone.

They have the same names on both databases and are listed in `expected_triggers.json` as a freshly migrated database has them; a test holds the list to that.
Asking the database for what it has would find nothing missing where a trigger was dropped by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection

LIST = Path(__file__).with_name("expected_triggers.json")


def present_triggers() -> set[str]:
    """`table.trigger` of every trigger that is switched on in the database of the settings."""
    query = (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
        "AND c.relnamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {f"{table}.{name}" for table, name in cursor.fetchall()}


def missing_triggers() -> list[str]:
    """Those of the list that the database has not."""
    return sorted(set(json.loads(LIST.read_text(encoding="utf-8"))) - present_triggers())
