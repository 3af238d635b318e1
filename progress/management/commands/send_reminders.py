"""Remind units of what they owe, on the days that are due. For cron, once a day; safe to repeat."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.clock import now
from progress.services import RemindersFailed, remind_due


class Command(BaseCommand):
    help = "催报：到日子的单位各发一次提醒，节假日不发，交齐即停"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出会催哪些单位，不发")

    def handle(self, *args: Any, **options: Any) -> None:
        failure = None
        with transaction.atomic() if options["dry_run"] else nullcontext():
            try:
                made = remind_due(at=now())
            except RemindersFailed as failed:
                made, failure = failed.made, failed
            if options["dry_run"]:
                transaction.set_rollback(True)
        for reminder in made:
            self.stdout.write(reminder.text)
        self.stdout.write(f"{'会催' if options['dry_run'] else '已催'} {len(made)} 个单位")
        if failure:
            raise CommandError(str(failure))
