"""Puts the audit events written since the last run into a block of the chain. For a timer, every few minutes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts import audit_chain, clock


class Command(BaseCommand):
    help = "把新写入的审计记录编入摘要链（每几分钟一次；可重复运行），由 verify_notices 核对。"

    def handle(self, *args: Any, **options: Any) -> None:
        many = audit_chain.chain_audit(at=clock.now())
        head = audit_chain.newest_head()
        self.stdout.write(f"编入 {many} 条" + (f"，现在是第{head.number}块" if head else ""))
