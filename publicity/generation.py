"""What tells two states of the public site apart: a number for each district and one for the site.

Triggers raise them in the transaction that changes what the public sees, whoever writes: a service, a command, the
stock admin, a statement in the shell. Nothing below this app knows of them, and no service has to remember.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

SITE = ""
"""The scope of pages about all districts; it rises with every district."""
LOOK = "SELECT number, mark FROM publicity_generation WHERE scope = "
"""The look at one scope; the mark of its parameter, which each driver writes in its own way, ends it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells two states of what is public apart, by one cheap look: equal stamps, equal pages."""

    number: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose rows stand on public pages.

    `district` is SQL for the slug of the row's district; `shown` for whether the row is public at all. Both say
    {row} for the row. `columns` are those that are seen; none named: any. A change raises the district the row was
    of and the one it is of: a district that gets another slug is gone from the old address at once.
    """

    table: str
    district: str
    shown: str = ""
    others: str = ""
    """SQL of a query for the slugs of other districts on whose pages the row shows as well."""
    columns: tuple[str, ...] = ()


_DISTRICT_OF_THE_ROW = "(SELECT d.slug FROM projects_district d WHERE d.id = {row}.district_id)"
_DISTRICT_OF_THE_PLAN = (
    "(SELECT d.slug FROM projects_annualplan p JOIN projects_district d ON d.id = p.district_id "
    "WHERE p.id = {row}.plan_id)"
)
WATCHED = (
    Watched(
        "projects_district",
        "{row}.slug",
        others="SELECT same.slug FROM projects_district same WHERE same.name = {row}.name",
    ),
    Watched("projects_planversion", _DISTRICT_OF_THE_PLAN),
    Watched(
        "notices_notice",
        _DISTRICT_OF_THE_ROW,
        shown="{row}.published_at IS NOT NULL",
        columns=(
            "published_at", "status", "content", "table_html", "replaces_id", "withdrawn_at",
            "withdrawal_reason", "table_stays_visible", "sealed_at", "seal_reason",
        ),
    ),
    Watched(
        "objections_objection",
        _DISTRICT_OF_THE_ROW,
        columns=(
            "notice_id", "project_number", "status", "outcome", "is_incomplete", "needs_human_check",
            "concluded_on", "outcome_released", "public_outcome",
        ),
    ),
)  # fmt: skip
"""Since the first migration, which reads this."""
LATER_WATCHED = (
    Watched("projects_unitreform", _DISTRICT_OF_THE_ROW),
    Watched(
        "projects_topicchoice",
        _DISTRICT_OF_THE_PLAN,
        columns=("plan_id", "project_key", "main", "second"),
    ),
    Watched("notices_picture", _DISTRICT_OF_THE_ROW, shown="{row}.published_at IS NOT NULL"),
)
"""Tables that came later: a migration of their own watches them."""
EVERY_WATCHED = (*WATCHED, *LATER_WATCHED)


def current_stamp(scope: str = SITE) -> Stamp:
    """One query for one row; a district's scope is its slug."""
    with connection.cursor() as cursor:
        cursor.execute(f"{LOOK}%s", [scope])
        row = cursor.fetchone()
    return Stamp(*row) if row else Stamp()


def current_stamps() -> dict[str, Stamp]:
    """By scope, of all that ever changed; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope, number, mark FROM publicity_generation")
        return {scope: Stamp(*found) for scope, *found in cursor.fetchall()}


def watching_sql(vendor: str, watched: Watched) -> list[str]:
    """Statements that make every public change of a table's rows raise its district and the site."""
    return _in_postgresql(watched) if vendor == "postgresql" else _in_sqlite(watched)


def unwatching_sql(vendor: str, watched: Watched) -> list[str]:
    """Statements that take the triggers away again (migrating back)."""
    table = watched.table
    if vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS {table}_is_public_{act} ON {table}" for act in _ACTS]
        return [*drops, f"DROP FUNCTION IF EXISTS {table}_is_public()"]
    return [f"DROP TRIGGER IF EXISTS {table}_is_public_{act}" for act in _ACTS]


_ACTS = {"insert": ("NEW",), "update": ("NEW", "OLD"), "delete": ("OLD",)}
"""The acts, and under which names the row stands in their triggers."""


def _condition(watched: Watched, act: str) -> str:
    """SQL over OLD and NEW: whether the act shows."""
    found = []
    if act == "update" and watched.columns:
        changed = (f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in watched.columns)
        found.append(f"({' OR '.join(changed)})")
    if watched.shown:
        found.append(f"({' OR '.join(watched.shown.format(row=row) for row in _ACTS[act])})")
    return " AND ".join(found)


def _raised(watched: Watched, rows: tuple[str, ...]) -> str:
    """SQL for the scopes that a change raises, the site's among them."""
    return " UNION ".join(
        [
            "SELECT '' AS scope",
            *(f"SELECT {watched.district.format(row=row)}" for row in rows),
            *(watched.others.format(row=row) for row in rows if watched.others),
        ]
    )


def _in_sqlite(watched: Watched) -> list[str]:
    statements = []
    for act, rows in _ACTS.items():
        condition = _condition(watched, act)
        raising = (
            "INSERT INTO publicity_generation (scope, number, mark, searched) "  # noqa: S608 - constants
            f"SELECT scope, 1, lower(hex(randomblob(8))), '' FROM ({_raised(watched, rows)}) "
            "WHERE scope IS NOT NULL "
            "ON CONFLICT (scope) DO UPDATE SET number = number + 1, mark = excluded.mark"
        )
        statements.append(
            f"CREATE TRIGGER {watched.table}_is_public_{act} AFTER {act.upper()} ON {watched.table} "
            f"{f'WHEN {condition} ' if condition else ''}BEGIN {raising}; END"
        )
    return statements


def _in_postgresql(watched: Watched) -> list[str]:
    """Deferred to the commit: the generation is locked last, in the order of the scopes, whatever an act locks."""
    table = watched.table
    cases = " ".join(
        f"WHEN '{act.upper()}' THEN "  # noqa: S608 - constants
        "INSERT INTO publicity_generation (scope, number, mark, searched) "
        "SELECT scope, 1, md5(random()::text || clock_timestamp()::text), '' "
        f"FROM ({_raised(watched, rows)}) AS raised WHERE scope IS NOT NULL ORDER BY scope "
        "ON CONFLICT (scope) DO UPDATE SET number = publicity_generation.number + 1, mark = excluded.mark;"
        for act, rows in _ACTS.items()
    )
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_is_public() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN CASE TG_OP {cases} END CASE; RETURN NULL; END $$"
    )
    triggers = []
    for act in _ACTS:
        condition = _condition(watched, act)
        triggers.append(
            f"CREATE CONSTRAINT TRIGGER {table}_is_public_{act} AFTER {act.upper()} ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {f'WHEN ({condition}) ' if condition else ''}"
            f"EXECUTE FUNCTION {table}_is_public()"
        )
    return [function, *triggers]
