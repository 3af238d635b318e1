"""Fill the demo database from the two real documents. Safe to repeat: what stands is left alone."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from accounts.clock import now, today
from accounts.models import User
from intake import demo
from intake.database_shape import misfit
from intake.demo_pictures import show_pictures
from notices.refusals import StepRefused
from projects.models import District, Role
from projects.models.posts import WHOLE_INSTALLATION


class Command(BaseCommand):
    help = "载入演示数据：万州、黔江两份真实文件，每个岗位一个账号"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("演示数据只能载入演示环境，这里是正式环境。")
        if why := misfit(connection):
            raise CommandError(f"数据库{why}。先运行 manage.py prepare_demo。")
        at, day = now(), today()
        folder = settings.BASE_DIR / "fixtures"
        for row in json.loads((folder / "demo" / "districts.json").read_text(encoding="utf-8")):
            document = folder / "documents" / row.pop("document")
            kind = row.pop("kind")
            district, is_new = District.objects.get_or_create(slug=row["slug"], defaults=row)
            self.stdout.write(f"{district}：{'新建' if is_new else '已有'}")
            people = self._people(district, folder / "demo" / "people.json", units=False)
            if district.plans.exists():
                self.stdout.write("  方案已经在库，不再读取")
            else:
                with transaction.atomic():
                    for line in demo.load_document(district, document, kind, people, at=at):
                        self.stdout.write(f"  {line}")
            self._people(district, folder / "demo" / "people.json", units=True)
            if row["slug"] == "wanzhou":
                with transaction.atomic():
                    for line in demo.open_round_with_rows(district, at=at, day=day):
                        self.stdout.write(f"  {line}")
                self._pictures(district, folder / "demo", at=at)
        self._people(None, folder / "demo" / "people.json", units=False)
        self._tell_accounts(folder / "demo" / "people.json")

    def _pictures(self, district: District, folder: Path, *, at: datetime) -> None:
        try:
            with transaction.atomic():
                for line in show_pictures(district, folder, at=at):
                    self.stdout.write(f"  {line}")
        except (PermissionDenied, StepRefused):
            self.stdout.write("  填报已经往下走了，不再加图片")

    def _people(self, district: District | None, path: Any, *, units: bool) -> dict[str, User]:
        """The district's demo people, or those of all: commission staff first, unit people once units are known."""
        where = district.slug if district else None
        rows = [
            row
            for row in json.loads(path.read_text(encoding="utf-8"))
            if row["district"] == where and ("unit" in row) == units
        ]
        return {
            row["role"]: demo.person(district, row, password=self._password(), at=now())
            for row in rows
        }

    def _password(self) -> str:
        """One password for all demo people, made at random when the demo is first loaded."""
        path = settings.VAR_DIR / "keys" / "demo-password"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(f"Demo-{secrets.token_hex(3)}")
        return path.read_text().strip()

    def _tell_accounts(self, path: Any) -> None:
        password = self._password()
        places = {one.slug: one.name for one in District.objects.all()}
        accounts = [
            {
                "username": row["username"],
                "password": password,
                "post": " · ".join(
                    filter(None, [places.get(row["district"], WHOLE_INSTALLATION), row.get("unit")])
                )
                + f" {Role(row['role']).label}",
                "can": row["can"],
            }
            for row in json.loads(path.read_text(encoding="utf-8"))
        ]
        shown = settings.VAR_DIR / "demo-accounts.json"
        draft = shown.with_suffix(".new")
        draft.write_text(json.dumps(accounts, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(shown)
        self.stdout.write(f"\n演示账号（密码都是 {password}，演示日 {today()}）：")
        for account in accounts:
            self.stdout.write(f"  {account['username']:<18}{account['post']}：{account['can']}")
        self.stdout.write("须动态口令的岗位，登录第二步的页面上会显示演示口令。\n")
