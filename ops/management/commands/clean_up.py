"""What ends by the clock: expired sessions, old mails. For the daily job; safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts import outbox
from accounts.clock import real_now
from intake.services import long_works
from objections.key_canary import lay_canary


class Command(BaseCommand):
    help = "清理到期的内容：过期的登录、满三十天的邮件和办完的事项。每天一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions", stdout=self.stdout, stderr=self.stderr)
        outbox.clean(at=real_now())
        long_works.clean(at=real_now())
        lay_canary(at=real_now())
        self.stdout.write("到期的登录已清理。")
