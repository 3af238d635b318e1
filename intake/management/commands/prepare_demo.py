"""The demo's database ready for use: a file of an older shape is put aside, then the tables are made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accounts.services import is_marked_production
from intake.database_shape import NO_DATABASE, misfit, set_aside
from look.moments import BEIJING


class Command(BaseCommand):
    help = "准备演示数据库：结构过旧的另存，再建表"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("这里是正式环境，没有演示数据库。")
        why = misfit(connection)
        if why != NO_DATABASE and is_marked_production():
            raise CommandError("这个数据库是正式运行的，没有动它。请换一个空的数据库。")
        if why and connection.vendor != "sqlite":
            raise CommandError(f"数据库{why}。请换一个空的数据库。")
        if why:
            connection.close()
            file = Path(connection.settings_dict["NAME"])
            place = set_aside(file, datetime.now(BEIJING).date())
            self.stdout.write(f"原来的演示数据库{why}。")
            self.stdout.write(
                f"已另存为 {place.name}（在 {place.parent}，不要了可以删除），现在重新载入。"
            )
        call_command("migrate", verbosity=0)
        self.stdout.write("数据库就绪")
