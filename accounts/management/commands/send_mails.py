"""Sends what waits in the outbox. For a timer, every few minutes; safe to repeat and to run twice at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import outbox
from accounts.clock import real_now


class Command(BaseCommand):
    help = "发出待发邮件（每几分钟一次）：发出的才记为已发，没发出的隔一段时间再试，三天为止"

    def handle(self, *args: Any, **options: Any) -> None:
        if not outbox.sender():
            self.stdout.write("没有设置发件人（PORTAL_MAIL_FROM），不发邮件。")
            return
        done = outbox.send_waiting(now=real_now)
        self.stdout.write(f"发出 {done.sent} 封，没发出 {done.failed} 封")
        if done.failed:
            raise CommandError(f"有邮件没有发出，稍后再试：{done.error}")
