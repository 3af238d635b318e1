"""A post given on the server, where nobody qualifies to give it on the desk: in two people's names."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now
from accounts.operating_user import run_by
from projects.management.emergency import (
    add_emergency_arguments,
    district_of,
    must_be_root,
    person_of,
)
from projects.models import ResponsibleUnit, Role
from projects.services import grant_in_emergency
from projects.workflow import StepRefused


class Command(BaseCommand):
    help = "应急授予岗位：工作台上没有人能提出或确认时，由 root 以两个人的名义办理，记入审计"

    def add_arguments(self, parser: CommandParser) -> None:
        add_emergency_arguments(parser)
        parser.add_argument("--role", required=True, choices=Role.values, help="岗位")
        parser.add_argument("--district", default="", help="区县的网址名；不写就是全部区县")
        parser.add_argument("--unit", default="", help="责任单位名称，填报岗和单位负责人要写")

    def handle(self, *args: Any, **options: Any) -> None:
        must_be_root(options)
        district = district_of(options["district"])
        unit = None
        if options["unit"]:
            unit = ResponsibleUnit.objects.filter(district=district, name=options["unit"]).first()
            if unit is None:
                raise CommandError(f"没有叫“{options['unit']}”的责任单位。")
        try:
            post = grant_in_emergency(
                person=person_of(options["person"]),
                district=district,
                role=Role(options["role"]),
                unit=unit,
                names=options["by"],
                reason=options["reason"],
                run_by=run_by(),
                at=now(),
            )
        except (StepRefused, ValidationError) as refusal:
            messages = getattr(refusal, "messages", [str(refusal)])
            raise CommandError("；".join(messages)) from refusal
        self.stdout.write(f"已授予：{post}。审计记录里写明了两个人的名字和原因。")
