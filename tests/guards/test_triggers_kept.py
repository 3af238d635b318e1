"""A migration of a watched or guarded table leaves its triggers standing, on a database that has them already."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def migrate(database: Path, *where: str) -> None:
    subprocess.run(  # our own interpreter and our own command
        [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0", *where],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        check=True,
    )


def triggers(database: Path) -> set[str]:
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'projects_district'"
        )
        return {name for (name,) in rows}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A database of the portal before districts had letters for their receipts."""
    database = tmp_path / "portal.sqlite3"
    migrate(database, "publicity", "0004")
    return database


def test_a_districts_words_still_reach_the_public_pages_after_the_update(earlier: Path) -> None:
    before = triggers(earlier)
    assert len(before) == 3
    migrate(earlier, "projects", "0003")
    assert triggers(earlier) == before
    migrate(earlier, "projects", "0002")
    assert triggers(earlier) == before
