"""The one number every worker looks at: it rises with everything that changes what the public sees.

Services of this app raise it in their transaction. What is written below this app (a district's own words, a plan
version) raises it by a trigger, so that the stock admin, a command and a statement in the shell all reach the pages.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from publicity.models import Generation

ROW = 1
LOOK = "SELECT number, mark FROM publicity_generation WHERE id = 1"
WATCHED: dict[str, tuple[str, ...]] = {
    "projects_district": (),
    "projects_planversion": (),
    "publicity_objection": (
        "notice_id", "project_number", "status", "outcome", "is_incomplete", "needs_human_check",
        "concluded_on", "outcome_released", "public_outcome",
    ),
}  # fmt: skip
"""Tables whose rows stand on public pages, and the columns that do (none named: any)."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells two states of what is public apart, by one cheap look: equal stamps, equal pages."""

    number: int = 0
    mark: str = ""


def current_stamp() -> Stamp:
    """One query for one row."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        row = cursor.fetchone()
    return Stamp(*row) if row else Stamp()


def raise_generation() -> None:
    """Call it inside the transaction that changes what the public sees; workers notice at their next request."""
    row = Generation.objects.filter(pk=ROW)
    mark = secrets.token_hex(8)
    if not row.update(number=F("number") + 1, mark=mark):
        _, made = Generation.objects.get_or_create(pk=ROW, defaults={"number": 1, "mark": mark})
        if not made:
            row.update(number=F("number") + 1, mark=mark)


def current_generation() -> int:
    """0 before anything was published."""
    return current_stamp().number


def watching_sql(vendor: str, table: str, columns: tuple[str, ...] = ()) -> list[str]:
    """Statements that make every change of a table's rows raise the generation in the same transaction."""
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    if vendor == "postgresql":
        raising = (
            "INSERT INTO publicity_generation (id, number, mark) "
            "VALUES (1, 1, md5(random()::text || clock_timestamp()::text)) "
            "ON CONFLICT (id) DO UPDATE SET number = publicity_generation.number + 1, mark = excluded.mark"
        )
        function = (
            f"CREATE OR REPLACE FUNCTION {table}_is_public() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {raising}; RETURN NULL; END $$"
        )
        acts = f"AFTER INSERT OR {update} OR DELETE ON {table}"
        if table.startswith("publicity_"):
            # Deferred to the commit: these rows are written by acts that lock a notice later on, and the
            # generation is locked last, after head and notice.
            trigger = (
                f"CREATE CONSTRAINT TRIGGER {table}_is_public {acts} "
                f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {table}_is_public()"
            )
        else:
            trigger = (
                f"CREATE TRIGGER {table}_is_public {acts} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_public()"
            )
        return [function, trigger]
    raising = (
        "INSERT INTO publicity_generation (id, number, mark) VALUES (1, 1, lower(hex(randomblob(8)))) "
        "ON CONFLICT (id) DO UPDATE SET number = number + 1, mark = excluded.mark"
    )
    return [
        f"CREATE TRIGGER {table}_is_public_{act.split()[0].lower()} AFTER {act} ON {table} "
        f"BEGIN {raising}; END"
        for act in ("INSERT", update, "DELETE")
    ]


def unwatching_sql(vendor: str, table: str) -> list[str]:
    """Statements that take the triggers away again (migrating back)."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_is_public ON {table}",
            f"DROP FUNCTION IF EXISTS {table}_is_public()",
        ]
    return [
        f"DROP TRIGGER IF EXISTS {table}_is_public_{act}" for act in ("insert", "update", "delete")
    ]
