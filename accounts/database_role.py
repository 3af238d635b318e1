"""The portal's own PostgreSQL role: it reads and writes, but can neither rewrite what is written once nor lift a guard.

The owner of the tables migrates; the portal runs as this role. Even with the role's password in hand, raw SQL finds
no UPDATE, DELETE or TRUNCATE on the append-only tables, and no trigger can be dropped or switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accounts.append_only import Guard
from accounts.guard_sql import MARKED

USUAL_ROLE = "portal_app"
MIGRATIONS = "django_migrations"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def role_sql(guards: Iterable[Guard], *, role: str = USUAL_ROLE, schema: str = "public") -> str:
    """Statements that make the role and set what it may do; run them as the tables' owner after each `migrate`.

    They can be run again. Raises ValueError for a name that would need quoting, and where no guard is given: the role
    would get every right on what is written once.
    """
    guards = list(guards)
    if not guards:
        raise ValueError("no table that is written once is known")
    for name in (role, schema):
        if not _NAME.fullmatch(name):
            raise ValueError(f"a role or schema is named in a-z, 0-9 and _: {name!r}")
    return "\n".join([*_role(role, schema), "", *_guarded(guards, role), ""])


def _role(role: str, schema: str) -> Iterator[str]:
    yield f"-- 门户运行时使用的数据库角色 {role}。由 manage.py role_sql 生成，请不要手改。"
    yield "-- 用表的属主（执行 migrate 的账户）在门户的数据库里运行；每次 migrate 之后再运行一次。"
    yield "-- 遇到第一个错误就停，一条不留：psql -v ON_ERROR_STOP=1 --single-transaction -f 本文件 portal"
    yield f"-- 口令另行设置：\\password {role}"
    yield f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN"
    yield (
        f"  CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;"
    )
    yield "END IF; END $$;"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {role};"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role};"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};"
    yield "-- 数据库结构、“正式运行”的标记由属主变更。"
    for table in (MIGRATIONS, MARKED):
        yield f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role};"


def _guarded(guards: Iterable[Guard], role: str) -> Iterator[str]:
    yield "-- 只写一次的表：能读、能添加，不能改、不能删、不能清空。"
    for guard in sorted(guards, key=lambda guard: guard.table):
        if not guard.update_unless:
            yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {guard.table} FROM {role};"
        elif guard.update_columns:
            columns = ", ".join(guard.update_columns)
            yield f"-- {guard.table}：只有 {columns} 可按规定的途径改，触发器逐项核对。"
            yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {guard.table} FROM {role};"
            yield f"GRANT UPDATE ({columns}) ON {guard.table} TO {role};"
        else:
            yield f"-- {guard.table}：编制中的行要改，已发布的行由触发器守住；这个角色关不掉触发器。"
            yield f"REVOKE DELETE, TRUNCATE ON {guard.table} FROM {role};"
