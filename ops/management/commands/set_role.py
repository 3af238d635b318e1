"""Give the portal's PostgreSQL role its rights, all or none: the statements of role_sql, run as the owner."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.utils import DatabaseError

from accounts.append_only import all_guards
from accounts.database_role import USUAL_ROLE, role_sql


class Command(BaseCommand):
    help = "设置门户运行时角色的权限（PostgreSQL，以属主身份）：全部成功或者全部不变。每次 migrate 之后执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default=USUAL_ROLE, help=f"角色名，默认 {USUAL_ROLE}")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite 没有角色，不用设置。")
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(role_sql(all_guards().values(), role=options["role"]))
        except (DatabaseError, ValueError) as error:
            raise CommandError(f"没有设置：{str(error).strip()}") from error
        self.stdout.write(f"角色 {options['role']} 的权限已设置。")
