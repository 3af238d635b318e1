"""What pages about all districts tell of each, kept in the database for every process and host that serves them.

A process that has just started reads the parts instead of making each of them: what the making costs grows with the
districts, and is paid once in the installation. A part goes with the raised generation of its district, by a trigger,
so that nothing withdrawn or sealed lingers, and none is put down of a state that has passed meanwhile. On PostgreSQL
alone: a write on SQLite would wait for the desk's, and there one process serves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from typing import Any

from django.db import DatabaseError, connection, transaction

from publicity.generation import Stamp
from publicity.models import DistrictPart
from publicity.site.part_text import as_text, part_of_text

TABLE = DistrictPart._meta.db_table
_TRIGGER = "publicity_parts_are_forgotten"
_FORGOTTEN = f"DELETE FROM {TABLE} WHERE scope = OLD.scope;"  # noqa: S608 - constants
_RAISED = "NEW.mark IS DISTINCT FROM OLD.mark"


def forgetting_parts_sql(vendor: str) -> list[str]:
    """Statements that take a district's parts away as its generation is raised."""
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {_TRIGGER} AFTER UPDATE ON publicity_generation WHEN {_RAISED} "
            f"BEGIN {_FORGOTTEN} END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {_FORGOTTEN} RETURN NULL; END $$",
        f"CREATE TRIGGER {_TRIGGER} AFTER UPDATE ON publicity_generation FOR EACH ROW "
        f"WHEN ({_RAISED}) EXECUTE FUNCTION {_TRIGGER}()",
    ]


def unforgetting_parts_sql(vendor: str) -> list[str]:
    """Statements that take the trigger away again (migrating back)."""
    if vendor != "postgresql":
        return [f"DROP TRIGGER IF EXISTS {_TRIGGER}"]
    return [
        f"DROP TRIGGER IF EXISTS {_TRIGGER} ON publicity_generation",
        f"DROP FUNCTION IF EXISTS {_TRIGGER}()",
    ]


# The generation is locked before a part is, here and where it is raised; what is being raised is passed over.
_PUT = f"""
INSERT INTO {TABLE} (name, scope, state, text)
SELECT %s, made.scope, made.state, made.text
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS made(scope, mark, state, text)
JOIN publicity_generation AS now ON now.scope = made.scope AND now.mark = made.mark
ORDER BY made.scope FOR SHARE OF now SKIP LOCKED
ON CONFLICT (name, scope) DO UPDATE SET state = excluded.state, text = excluded.text
"""  # noqa: S608 - constants

State = tuple[Stamp, *tuple[Hashable, ...]]
"""The district's stamp, and whatever else must be equal for a part to be the same."""


def shared_parts(name: str, kind: Any, states: Mapping[str, State]) -> dict[str, Any]:
    """Those of the districts' parts (by slug) that stand there in the state asked for; one query."""
    if connection.vendor != "postgresql" or not states:
        return {}
    rows = DistrictPart.objects.filter(name=name, scope__in=states)
    found = {}
    for scope, state, text in rows.values_list("scope", "state", "text"):
        if state == _named(states[scope]):
            found[scope] = part_of_text(kind, text)
    return found


def share_parts(name: str, states: Mapping[str, State], parts: Mapping[str, Any]) -> None:
    """Put parts down for the others; one statement. Where the database takes none, nothing is lost."""
    if connection.vendor != "postgresql" or not parts:
        return
    slugs = sorted(slug for slug in parts if states[slug][0].mark)
    values: list[Any] = [
        name,
        slugs,
        [states[slug][0].mark for slug in slugs],
        [_named(states[slug]) for slug in slugs],
        [as_text(parts[slug]) for slug in slugs],
    ]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_PUT, values)
    except DatabaseError:
        return  # A standby, or a role without the right: each process makes its own, as before.


def _named(state: State) -> str:
    return hashlib.sha256(repr(state).encode()).hexdigest()
