"""Which migrations wait, and whether the version that serves now may go on serving while they run.

Each migration after an app's first says so itself: `runs_while_serving = True` where the old code neither misses nor
meets anything new (a table or a column that may be empty, an index); False where it would fail or write wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STATEMENT = "runs_while_serving"


@dataclass(frozen=True)
class Waiting:
    """A migration that did not run here yet. One of a library that says nothing counts as not while serving."""

    name: str
    runs_while_serving: bool


def waiting_migrations() -> list[Waiting]:
    """In the order in which they would run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [
        Waiting(f"{migration.app_label}.{migration.name}", getattr(migration, STATEMENT, False))
        for migration, _ in plan
    ]
