"""Password and telephone of a person reset on the server, where nobody qualifies on the desk: in two people's names."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.clock import now
from accounts.operating_user import run_by
from projects.management.emergency import (
    add_emergency_arguments,
    must_be_root,
    person_of,
)
from projects.services import reset_in_emergency
from projects.workflow import StepRefused


class Command(BaseCommand):
    help = "应急重设：作废一个人的密码和动态口令，给出登录链接和绑定码，由 root 以两个人的名义办理"

    def add_arguments(self, parser: CommandParser) -> None:
        add_emergency_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        must_be_root(options)
        try:
            handed = reset_in_emergency(
                person=person_of(options["person"]),
                names=options["by"],
                reason=options["reason"],
                run_by=run_by(),
                at=now(),
            )
        except StepRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        where = settings.PORTAL_BASE_URL + reverse("accounts:by-link", args=[handed.token])
        self.stdout.write(
            f"{handed.person}的密码和动态口令已作废。两个人分别转交：\n"
            f"  {options['by'][0]}转交登录链接：{where}\n  {options['by'][1]}转交绑定码：{handed.code}"
        )
