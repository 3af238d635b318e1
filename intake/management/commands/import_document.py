"""Import an official document from the command line: the same reading and the same rules as the import desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.clock import now
from accounts.models import User
from documents.day_ranges import plan_year
from documents.grids import UnreadableDocument
from documents.reading import Reading
from intake.kinds import natural_kind
from intake.match_arguments import decide, open_questions, said_in
from intake.models import ImportRun
from intake.refusals import UndecidedMatches
from intake.services import ImportRefused, apply_import, receive_document, start_import
from intake.services.receiving import read_source
from projects import access
from projects.models import District, Role


class Command(BaseCommand):
    help = "读取一份文件（Word、Excel、PDF、网页、文本），导入为方案、旧公示或本轮数字"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--district", required=True, help="区县的网址名或代码，如 wanzhou")
        parser.add_argument("--year", type=plan_year, help="年度，文件里读不到时用")
        parser.add_argument("--dry-run", action="store_true", help="只看会做什么，不写入")
        parser.add_argument("--accept-warnings", action="store_true", help="疑点一律按读到的处理")
        parser.add_argument(
            "--match",
            action="append",
            default=[],
            metavar="NEW=OLD",
            help="文件里第NEW件是原来的第OLD件；OLD 写 new 即新增。可以写多次",
        )
        parser.add_argument(
            "--matches",
            type=Path,
            metavar="FILE",
            help='认定写在文件里：{"3": 4, "5": null, "i1.0.0": "new"}，null 即新增',
        )
        parser.add_argument(
            "--part",
            action="append",
            default=[],
            metavar="KEY=ANSWER",
            help="任务、指标或阶段性目标的认定，编号和答案照列出的写。可以写多次",
        )
        parser.add_argument("--as", dest="username", help="经手人的用户名，默认为该区县的编制岗")

    def handle(self, *args: Any, **options: Any) -> None:
        district = _district(options["district"])
        actor = _actor(district, options["username"])
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(
                f"文件打不开：{options['file']}（{error.strerror}）。", returncode=2
            ) from error
        at = now()
        try:
            with transaction.atomic():
                self.stdout.write("[1/3] 读取文件……")
                source = receive_document(
                    district=district, name=options["file"].name, data=data, actor=actor, at=at
                )
                reading = read_source(source, year=options["year"])
                self._tell(reading)
                kind = natural_kind(reading)
                self.stdout.write(f"[2/3] 准备导入为{ImportRun.Kind(kind).label}……")
                run = start_import(source=source, reading=reading, kind=kind, actor=actor, at=at)
                said = said_in(options["matches"], options["match"], options["part"])
                decide(run, said, actor=actor, at=at)
                plan = apply_import(
                    run_id=run.pk,
                    actor=actor,
                    at=at,
                    accept_warnings=options["accept_warnings"],
                )
                run.refresh_from_db()
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except UnreadableDocument as error:
            raise CommandError(str(error), returncode=2) from error
        except UndecidedMatches as error:
            for line in open_questions(error):
                self.stdout.write(f"      {line}")
            raise CommandError(
                f"没有导入：{error}请照上面列出的用 --match 新序号=原序号、--part 编号=答案 认定，或写进 --matches 的文件，再导入一次。"
            ) from error
        except (ImportRefused, PermissionDenied) as error:
            raise CommandError(f"没有导入：{error}") from error
        if options["dry_run"]:
            self.stdout.write("[3/3] 试运行：以上可以导入，没有写入任何内容。")
        elif run.status == ImportRun.Status.WAITING:
            self.stdout.write(f"[3/3] 已写入{plan}；旧公示的数字待第二人在导入页确认。")
        else:
            self.stdout.write(f"[3/3] 已导入：{plan}，{len(reading.projects)}件。")

    def _tell(self, reading: Reading) -> None:
        tasks = sum(len(project.tasks) for project in reading.projects)
        words = f"{reading.district or ''}{reading.year or '年度未知 '}年"
        self.stdout.write(
            f"      {words}，{len(reading.projects)}件、{tasks}项任务，{len(reading.findings)}处疑点"
        )
        names = {"error": "错误", "warning": "请确认", "note": "提示"}
        for finding in reading.findings:
            self.stdout.write(f"      [{names[finding.severity]}] {finding.message}")


def _district(name: str) -> District:
    found = District.objects.filter(slug=name).first() or District.objects.filter(code=name).first()
    if found is None:
        known = "、".join(District.objects.values_list("slug", flat=True))
        raise CommandError(f"没有区县“{name}”。已有：{known or '（无）'}。", returncode=2)
    return found


def _actor(district: District, username: str | None) -> User:
    """Whoever imports is a person with the post for it; the trail names them."""
    people = User.objects.filter(
        memberships__district=district, memberships__role=Role.COMPILER, is_active=True
    )
    person = (people.filter(username=username) if username else people.order_by("pk")).first()
    if person is None:
        who = f"“{username}”不是{district}的编制岗" if username else f"{district}还没有编制岗的账号"
        raise CommandError(f"{who}，不能导入。", returncode=2)
    assert access.can(person, access.Act.IMPORT, district)
    return person
