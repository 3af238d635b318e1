"""Remind handlers and approvers of objections whose day is near. For cron, once a day; safe to repeat."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import outbox
from accounts.clock import now, today
from objections.reminding import digests
from projects.models import District

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "异议到期提醒：列出快到期和过期的异议；设了发件地址的，给办理人和批准人各写一封，不含内容和身份"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--within", type=int, default=3, help="提前几天，默认 3")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不发")

    def handle(self, *args: Any, **options: Any) -> None:
        mailed, failed = 0, []
        for district in District.objects.all():
            # One district's failure leaves the others theirs.
            try:
                mailed += self._remind(district, options["within"], write=not options["dry_run"])
            except Exception as error:
                log.exception("a district's objections could not be reminded of")
                failed.append(f"{district.name}（{type(error).__name__}）")
        self.stdout.write(f"写好邮件 {mailed} 封，由 send_mails 发出")
        if failed:
            raise CommandError(f"{len(failed)} 个区县没有提醒成：{'；'.join(failed)}")

    def _remind(self, district: District, within: int, *, write: bool) -> int:
        """The number of mails written: all of the district's or none."""
        found = digests(district, today(), within=within)
        for digest in found:
            self.stdout.write(f"{digest.person}：{digest.text}")
        sign_in = f"请登录办理：{settings.PORTAL_BASE_URL}/desk/objections/"
        mails = [
            (digest.person.email, "异议到期提醒", f"{digest.text}\n\n{sign_in}")
            for digest in found
            if digest.person.email
        ]
        return outbox.write_mails(mails, at=now()) if write else 0
