"""People of a new office at their pages, from their links to the first public notice: a process of its own in production.

`python -m tests.deploy.office_walk LINKS CODES PLAN WORDS`, with production's environment. WORDS is the manual's section:
every button and link that is used must stand in it. Prints the address of the public page.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

PASSWORD = "Quiet-Harbour-77"


def main(links: str, codes: str, plan: str, words: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    assert settings.IS_PRODUCTION
    office = Office(_lines(links), _lines(codes), Path(words).read_text(encoding="utf-8"))
    print(office.walk(Path(plan).read_text(encoding="utf-8")))


def _lines(path: str) -> dict[str, str]:
    """By username, what stands behind it."""
    text = Path(path).read_text(encoding="utf-8")
    return dict(re.findall(r"（([\w-]+)）\s+(\S+)$", text, re.MULTILINE))


class Office:
    def __init__(self, links: dict[str, str], codes: dict[str, str], manual: str) -> None:
        self.links, self.codes, self.manual = links, codes, manual
        # The last month that is over: a round is about a period that can be reported.
        self.today = date.today()
        self.month = self.today.replace(day=1) - timedelta(days=1)

    def person(self, username: str = "") -> Any:
        """Somebody at a browser; with a name, come in by their link, their telephone enrolled, a password set."""
        from tests.deploy.secure_visitor import SecureVisitor

        person = SecureVisitor(self.manual)
        if not username:
            return person
        person.open(urlsplit(self.links[username]).path)
        code = {"code": self.codes[username]} if username in self.codes else {}
        person.press("登录", **code)
        if "动态口令" in person.page:
            person.press("继续", code=person.code_of(username))
        person.press("保存密码", new=PASSWORD, again=PASSWORD)
        person.press("知道了")
        assert person.path.startswith(("/desk/", "/admin/")), (
            f"{username} is at {person.path}: {person.page[:3000]}"
        )
        return person

    def walk(self, plan: str) -> str:
        for username in ("xitong", "anquan", "shenji"):
            self.person(username)
        compiler, reviewer = self.person("bianzhi"), self.person("shenhe")
        citizen = self.person()
        citizen.open("/wanzhou/")
        assert citizen.status == 404
        self.plan(compiler, reviewer, plan)
        citizen.open(f"/wanzhou/{self.month.year}/")
        assert citizen.status == 200
        citizen.sees("校园路灯")
        self.reports(compiler, reviewer)
        path = self.notice(compiler, reviewer, self.person("qianfa"))
        citizen.open(path)
        assert citizen.status == 200
        citizen.sees("已装路灯40盏。", "80.5")
        return path

    def plan(self, compiler: Any, reviewer: Any, plan: str) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        compiler.follow("文件导入")
        text = plan.replace("2026", str(self.month.year))
        compiler.press("读取并预览", file=SimpleUploadedFile("方案.csv", text.encode()))
        compiler.press("导入 2 件")
        reviewer.follow("年度方案")
        reviewer.follow(f"{self.month.year} 年")
        reviewer.press("发布第 1 版")

    def reports(self, compiler: Any, reviewer: Any) -> None:
        compiler.follow("本轮进度")
        compiler.follow(f"开启万州区 {self.month.year} 年新一轮")
        due = self.today + timedelta(days=10)
        compiler.press(
            "开启", through_month=str(self.month.month), opens_on=str(self.today), due_on=str(due)
        )
        if "照此开启" in compiler.page:  # today or the due day may be a day of rest: then it asks
            compiler.press("日期没有错，照此开启")
        reporter = self.person("jiaowei")
        for name, text, money, figure in (
            ("校园路灯", "已装路灯40盏。", "80.5", "40"),
            ("平安校园", "已建成2所。", "30", "2"),
        ):
            reporter.open("/desk/reports/")
            reporter.follow(name)
            figures = dict.fromkeys(reporter.fields_of_figures(), figure)
            reporter.press("核对并提交", narrative=text, invested=money, **figures)
            reporter.press("提交")
        for name in ("校园路灯", "平安校园"):
            reviewer.open("/desk/review/")
            reviewer.follow(name)
            reviewer.press("通过")

    def notice(self, compiler: Any, reviewer: Any, signer: Any) -> str:
        compiler.follow("公示")
        compiler.press(f"万州区{self.month.year}年1—")
        last = self.today + timedelta(days=30)
        compiler.press(
            "存草稿", signed_on=str(self.today), opens_on=str(self.today), closes_on=str(last)
        )
        edited = compiler.path
        compiler.press("送审核")
        number = re.search(r"/desk/notices/\d+/", edited)
        assert number, edited
        reviewer.open(number[0])
        reviewer.press("审核通过", secrecy_reviewer="保密员", secrecy_reviewed_on=str(self.today))
        signer.open(number[0])
        signer.press("签发并公示")
        from notices.models import Notice

        notice = Notice.objects.get()
        assert notice.status == "published", signer.page[:3000]
        return notice.public_path


if __name__ == "__main__":
    main(*sys.argv[1:])
