"""A migration of a watched or guarded table leaves its triggers standing, on a database that has them already."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from accounts.kept_triggers import TriggersKept


def triggers() -> set[str]:
    """Names of the triggers on the districts' table."""
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'projects_district'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = 'projects_district'::regclass AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {name for (name,) in cursor.fetchall()}


def migrate(operation: Operation, *, back: bool = False) -> None:
    """Run one operation on the districts of the present models, forwards or backwards."""
    before = ProjectState.from_apps(_apps())
    after = before.clone()
    operation.state_forwards("projects", after)
    with connection.schema_editor(atomic=connection.vendor != "sqlite") as editor:
        if back:
            operation.database_backwards("projects", editor, after, before)
        else:
            operation.database_forwards("projects", editor, before, after)


def _apps():
    from django.apps import apps

    return apps


@pytest.mark.django_db(transaction=True)
def test_a_districts_words_still_reach_the_public_pages_after_a_change_of_its_table() -> None:
    before = triggers()
    assert len(before) == 3
    added = TriggersKept(
        "projects_district",
        [
            migrations.AddField("district", "tried", models.CharField(max_length=2, default="")),
            migrations.AddConstraint(
                "district",
                models.CheckConstraint(name="district_tried", condition=models.Q(tried="")),
            ),
        ],
    )
    try:
        migrate(added)
        assert triggers() == before
    finally:
        migrate(added, back=True)
    assert triggers() == before
