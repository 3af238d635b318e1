"""The SQL of guards: which UPDATE, DELETE and INSERT a table still takes, in the words of each database.

Conditions are SQL over OLD and NEW and may look into other tables. Both databases read them alike but for a few
words that stand in capitals and are said here for each:

    MINE(s)              the row `s` was written by this very transaction (SQLite cannot tell: always)
    SECOND(x)            a moment without its parts of a second
    NEAR_NOW(x, 300)     a moment no more than so many seconds from the database's own clock
    IN_PRODUCTION        the database carries the mark of an installation in production
    CARRIED_OVER         its owner is carrying rows over and says so (restoring, moving; on SQLite the mark is lifted)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MARKED = "accounts_installation"
"""The one-row table with the mark of production."""
CARRYING_OVER = "portal.carrying_over"
"""The session's word, on PostgreSQL, by which the owner says that rows are carried over."""
OF_THIS_TRANSACTION = "portal_of_this_transaction"
"""The PostgreSQL function behind MINE; made by a migration of accounts."""


@dataclass(frozen=True, slots=True)
class Way:
    """One named way in which a row that stands may change: these columns and no others, where `when` holds."""

    name: str
    columns: tuple[str, ...]
    when: str


def same(columns: Iterable[str]) -> str:
    """SQL: none of the columns changes."""
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in columns)


def ways_only(columns: Iterable[str], ways: Iterable[Way], *, free: str = "") -> str:
    """SQL for an allowed UPDATE: `free` holds, or one way does and every column it does not name stays."""
    every = tuple(columns)
    for way in ways:
        assert set(way.columns) <= set(every), way.name
    allowed = [f"({free})"] if free else []
    allowed += [
        f"({same(name for name in every if name not in way.columns)} AND ({way.when}))"
        for way in ways
    ]
    return " OR ".join(allowed)


def at_its_moment(column: str, *, seconds: int = 600) -> str:
    """SQL for an allowed INSERT: in production a row carries a moment near the database's clock."""
    return f"NOT IN_PRODUCTION OR CARRIED_OVER OR NEAR_NOW(NEW.{column}, {seconds})"


def guard_sql(
    vendor: str,
    table: str,
    *,
    update_unless: str = "",
    delete_unless: str = "",
    insert_unless: str = "",
) -> list[str]:
    """Statements that make a table refuse UPDATE and DELETE, each unless its condition holds.

    With `insert_unless` INSERT is refused as well where that does not hold.
    """
    acts = {"UPDATE": update_unless, "DELETE": delete_unless}
    if insert_unless:
        acts["INSERT"] = insert_unless
    acts = {act: in_the_words_of(vendor, condition) for act, condition in acts.items()}
    return (_in_sqlite if vendor == "sqlite" else _in_postgresql)(table, acts)


def unguard_sql(vendor: str, table: str) -> list[str]:
    """Statements that take the guard away again (migrating back; the flush after a test)."""
    on = "" if vendor == "sqlite" else f" ON {table}"
    dropped = [
        f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}" for act in ("update", "delete", "insert")
    ]
    return dropped if vendor == "sqlite" else [*dropped, f"DROP FUNCTION IF EXISTS {table}_guard()"]


def in_the_words_of(vendor: str, condition: str) -> str:
    """The condition with the words in capitals said for a database."""
    for pattern, said in (_SQLITE if vendor == "sqlite" else _POSTGRESQL).items():
        condition = re.sub(pattern, said, condition)
    return condition


def _refusal(table: str) -> str:
    return f"{table}: written once"


def _in_sqlite(table: str, acts: dict[str, str]) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW "
        f"{f'WHEN (NOT coalesce(({unless}), 0))' if unless else ''} "
        f"BEGIN SELECT RAISE(ABORT, '{_refusal(table)}'); END"
        for act, unless in acts.items()
    ]


def _in_postgresql(table: str, acts: dict[str, str]) -> list[str]:
    """The tables that a condition names are those of the guard's schema: nobody puts others before them."""
    cases = " ".join(
        f"IF TG_OP = '{act}' THEN IF {unless} THEN RETURN {'OLD' if act == 'DELETE' else 'NEW'}; "
        "END IF; END IF;"
        for act, unless in acts.items()
        if unless
    )
    return [
        f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {cases} RAISE EXCEPTION '{_refusal(table)}'; END $$",
        f"DO $$ BEGIN EXECUTE 'ALTER FUNCTION {table}_guard() SET search_path = pg_catalog, ' "
        "|| quote_ident(current_schema()) || ', pg_temp'; END $$",
        *(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
            for act in acts
        ),
    ]


_PRODUCTION = f"EXISTS (SELECT 1 FROM {MARKED} i WHERE i.is_production)"  # noqa: S608 - constants

_Words = dict[str, str | Callable[[re.Match[str]], str]]
_SQLITE: _Words = {
    r"\bMINE\(\w+\)": "1",
    r"\bSECOND\(([\w.]+)\)": r"substr(\1, 1, 19)",
    r"\bNEAR_NOW\(([\w.]+), (\d+)\)": (r"abs(unixepoch(\1) - unixepoch('now')) <= \2"),
    r"\bIN_PRODUCTION\b": _PRODUCTION,
    r"\bCARRIED_OVER\b": "0",
}
_POSTGRESQL: _Words = {
    r"\bMINE\((\w+)\)": rf"{OF_THIS_TRANSACTION}(\1.xmin)",
    r"\bSECOND\(([\w.]+)\)": r"date_trunc('second', \1)",
    r"\bNEAR_NOW\(([\w.]+), (\d+)\)": (r"abs(extract(epoch FROM (\1 - clock_timestamp()))) <= \2"),
    r"\bIN_PRODUCTION\b": _PRODUCTION,
    r"\bCARRIED_OVER\b": (
        f"(coalesce(current_setting('{CARRYING_OVER}', true), '') = 'on' AND current_user = "  # noqa: S608 - constants
        "(SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID))"
    ),
}
