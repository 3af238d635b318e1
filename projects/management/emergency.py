"""What the two commands of last resort share: two names, a reason, and that it is the machine's own administrator."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.models import User
from projects.models import District


def add_emergency_arguments(parser: CommandParser) -> None:
    parser.add_argument("--emergency", action="store_true", help="确认这是应急：工作台上办不了")
    parser.add_argument("--person", required=True, help="用户名")
    parser.add_argument(
        "--by", action="append", default=[], metavar="NAME", help="决定的人、在场的人，写两次"
    )
    parser.add_argument("--reason", default="", help="为什么没有人能在工作台上办")


def must_be_root(options: Mapping[str, Any]) -> None:
    if not options["emergency"]:
        raise CommandError(
            "平时在工作台“人员”里办。没有人能办时，加 --emergency，并写明两个人和原因。"
        )
    if os.geteuid() != 0:
        raise CommandError("应急命令由 root 运行：用 sudo 再试。")


def person_of(username: str) -> User:
    person = User.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"没有用户名是“{username}”的人。")
    return person


def district_of(slug: str) -> District | None:
    if not slug:
        return None
    district = District.objects.filter(slug=slug).first()
    if district is None:
        raise CommandError(f"没有网址名是“{slug}”的区县。")
    return district
