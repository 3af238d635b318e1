"""Writes the ends of all chains as JSON, to be kept elsewhere: against them, removing the newest notice shows."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from accounts import clock
from notices.verification import heads_json


class Command(BaseCommand):
    help = "导出各区县公示记录链的链头（JSON），请每天另存到本系统之外，供 verify_notices --heads 核对。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(heads_json(clock.now()), ensure_ascii=False, indent=2))
