"""Print the SQL of the portal's PostgreSQL role: no UPDATE, DELETE or TRUNCATE on what is written once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.append_only import all_guards
from accounts.database_role import USUAL_ROLE, role_sql


class Command(BaseCommand):
    help = "打印门户运行时数据库角色的 SQL（PostgreSQL）：只写一次的表不给改、删、清空的权限。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default=USUAL_ROLE, help=f"角色名，默认 {USUAL_ROLE}")
        parser.add_argument("--schema", default="public", help="模式名，默认 public")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = role_sql(all_guards().values(), role=options["role"], schema=options["schema"])
        except ValueError as error:
            raise CommandError("角色名、模式名只能用小写字母、数字和下划线。") from error
        self.stdout.write(text, ending="")
