"""Remind handlers and approvers of objections whose day is near. For cron, once a day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandParser

from accounts.clock import today
from objections.reminding import digests


class Command(BaseCommand):
    help = "异议到期提醒：列出快到期和过期的异议；设了发件地址的，给办理人和批准人各发一封，不含内容和身份"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--within", type=int, default=3, help="提前几天，默认 3")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不发")

    def handle(self, *args: Any, **options: Any) -> None:
        sender = getattr(settings, "PORTAL_MAIL_FROM", "")
        mailed = 0
        for digest in digests(today(), within=options["within"]):
            self.stdout.write(f"{digest.person}：{digest.text}")
            if sender and digest.person.email and not options["dry_run"]:
                mailed += send_mail(
                    "异议到期提醒",
                    f"{digest.text}\n\n请登录办理：{settings.PORTAL_BASE_URL}/desk/objections/",
                    sender,
                    [digest.person.email],
                    fail_silently=True,
                )
        self.stdout.write(f"发信 {mailed} 封")
