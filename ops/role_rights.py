"""What a PostgreSQL role may do that it should not: asked by the doctor of itself, by a restore of the portal's role."""

from __future__ import annotations

from typing import Any

from django.db import connection

from accounts.append_only import all_guards


def is_there(role: str) -> bool:
    """Whether the server knows the role."""
    return bool(_asked("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", role))


def reigns(role: str) -> str:
    """Why no guard binds the role, as a clause: it is a superuser or owns tables; "" where it is neither."""
    if _asked("SELECT rolsuper FROM pg_roles WHERE rolname = %s", role):
        return "是超级用户"
    owned = _asked(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tableowner = %s",
        role,
    )
    return f"是 {owned} 张表的属主" if owned else ""


def wrong_rights(role: str) -> list[str]:
    """Clauses: each right too many on what is written once, and the want of those the portal works with."""
    found = [
        f"可以删 {table} 的行"
        for table in sorted(all_guards())
        if _asked("SELECT has_table_privilege(%s, %s, 'DELETE,TRUNCATE')", role, table)
    ]
    # One right a question: of several in one, a single one held would do.
    if not all(
        _asked("SELECT has_table_privilege(%s, 'projects_project', %s)", role, right)
        for right in ("SELECT", "INSERT", "UPDATE")
    ):
        found.append("读写不了表")
    return found


def _asked(question: str, *about: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return cursor.fetchone()[0]
