"""Retention: list what is due, propose its erasure in a handler's name, approve it in the security administrator's.

    manage.py erase_identities                                   what is due, and what waits for approval
    manage.py erase_identities --propose --as HANDLER            propose all that is due
    manage.py erase_identities --approve NUMBER --as ADMIN       approve a proposal and erase

Both persons are named, checked for their post, and written into the audit trail; they are never the same, and neither is
the operating system's user who runs the two: the trail names them, and two names from one are refused.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now, today
from accounts.models import User
from accounts.operating_user import run_by
from objections import selectors, services
from objections.models import Erasure
from objections.privacy_text import kept_months
from projects.models import District
from projects.workflow import StepRefused


class Command(BaseCommand):
    help = "清除异议的身份和原文：列出到期的；由异议办理人提出；由安全管理员批准后清除"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--months", type=int, default=kept_months(), help="办结后保存几个月，默认按设置"
        )
        parser.add_argument("--district", help="区县网址名，默认全部")
        parser.add_argument("--as", dest="person", help="以谁的名义（用户名）")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--propose", action="store_true", help="提出清除全部到期的")
        act.add_argument("--approve", type=int, metavar="编号", help="批准一份清除申请并清除")

    def handle(self, *args: Any, **options: Any) -> None:
        districts = District.objects.all()
        if options["district"]:
            districts = districts.filter(slug=options["district"])
        if options["approve"]:
            self._approve(options["approve"], self._person(options))
            return
        for district in districts:
            self._due(district, options)

    def _due(self, district: District, options: dict[str, Any]) -> None:
        due = list(selectors.due_for_erasure([district], today(), months=options["months"]))
        for objection in due:
            self.stdout.write(f"到期 {objection.receipt} 办结 {objection.concluded_on}")
        for erasure in selectors.erasures_waiting_in([district]):
            self.stdout.write(
                f"等批准 {erasure.pk}：{erasure.objections.count()} 件，{erasure.proposed_by} 提出"
            )
        self.stdout.write(f"{district}：到期 {len(due)} 件")
        if not (options["propose"] and due):
            return
        person = self._person(options)
        try:
            erasure = services.propose_erasure(
                district=district,
                objections=due,
                actor=person,
                reason=f"办结满{options['months']}个月或本人申请",
                at=now(),
                operating_user=run_by(),
            )
        except (PermissionDenied, StepRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person} 提出清除申请 {erasure.pk}：{len(due)} 件")

    def _approve(self, number: int, person: User) -> None:
        try:
            many = services.approve_erasure(
                erasure_id=number, actor=person, at=now(), operating_user=run_by()
            )
        except Erasure.DoesNotExist as error:
            raise CommandError(f"没有编号为 {number} 的清除申请") from error
        except (PermissionDenied, StepRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        erasure = Erasure.objects.select_related("proposed_by").get(pk=number)
        self.stdout.write(f"已清除 {many} 件：{erasure.proposed_by} 提出，{person} 批准")

    def _person(self, options: dict[str, Any]) -> User:
        if not options["person"]:
            raise CommandError("请用 --as 写明以谁的名义办理（用户名）")
        person = User.objects.filter(username=options["person"], is_active=True).first()
        if person is None:
            raise CommandError(f"没有用户 {options['person']}，或已停用")
        return person
