"""Remind units of what they owe, on the days that are due. For cron, once a day; safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from accounts.clock import now
from progress.services import remind_due


class Command(BaseCommand):
    help = "催报：到日子的单位各发一次提醒，节假日不发，交齐即停"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出会催哪些单位，不发")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            made = remind_due(at=now())
            for reminder in made:
                self.stdout.write(reminder.text)
            if options["dry_run"]:
                transaction.set_rollback(True)
        self.stdout.write(f"{'会催' if options['dry_run'] else '已催'} {len(made)} 个单位")
