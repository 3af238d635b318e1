"""One word for one thing, on every page; and no English or code word where a person reads.

A word is chosen here once: what stands left is not written on a page, what stands right is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from tests.guards.addresses import GET, ROWS
from tests.guards.addresses.stock_admin import REGISTER
from tests.guards.cast import AUDITOR, COMPILER, INSTALLATION_SYSTEM, CastTestCase
from tests.guards.test_every_address import listed

ROOT = Path(settings.BASE_DIR)
INSTEAD = {
    r"通告|(?<!公)公告(?!公示)": "公示",
    r"年度计划(?!投资)": "年度方案",
    r"查进度|查询进度|查异议进度|查询办理": "查办理进度",
    r"(?<!超级)(?<!系统)用户(?!名)": "人员",
    r"帐[号户]": "账号",
    r"注销|登出|退出登录|退出系统": "退出",
    r"登陆": "登录",
    r"移除|(?<!申请)删除(?!个人|线|您的)": "删去",
    r"其它": "其他",
    r"你": "您",
    r"编辑|更改": "修改",
    r"审批|复核(?!查)": "审核",
    r"验证码": "动态口令",
    r"(?<!动态)口令": "动态口令",
    r"发改[委部]": "发展改革部门",
    r"节点目标|里程碑": "阶段性目标",
    r"预警|红绿灯": "亮灯",
    r"截止时间": "截止日期",
    r"投诉": "异议",
    r"驳回": "退回",
    r"填报批次|填报期次": "填报轮次",
    r"承办单位": "责任单位",
    r"公开页面": "公开页",
    r"长者版|老年版|大字版": "关怀版",
}
"""What is not written, and the word for it."""
LEGAL = (
    "publicity/privacy.html",
    "publicity/objections/case.html",
    "publicity/objections/sure.html",
)
"""删除 is the law's own word for what a person may ask of their data."""
WORDS_OF_OTHERS = ("documents", "ops", "bench", "tests", "var", ".venv")
"""Who reads documents knows the words of those who wrote them; the server's words are its own."""
DESK_PYTHON = (
    "views",
    "services",
    "forms",
    "desk_forms",
    "nav",
    "access",
    "workflow",
    "audit_words",
)


def templates() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "templates").rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
        yield file.relative_to(ROOT / "templates").as_posix(), text


def sentences() -> Iterator[tuple[str, str]]:
    """Texts of the desk's Python that a person may read: views, services, forms, ways; without docstrings."""
    for file in sorted(ROOT.glob("*/**/*.py")):
        parts = file.relative_to(ROOT).parts
        if parts[0] in WORDS_OF_OTHERS or not {file.stem, *parts[1:-1]} & {*DESK_PYTHON}:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield file.relative_to(ROOT).as_posix(), node.value


@pytest.mark.parametrize(("rival", "word"), INSTEAD.items(), ids=INSTEAD.values())
def test_one_thing_has_one_word(rival: str, word: str):
    found = [
        f"{name}: {text[max(0, hit.start() - 12) : hit.end() + 8]!r}"
        for name, text in (*templates(), *sentences())
        if name not in LEGAL
        for hit in re.finditer(rival, text)
    ]
    assert not found, f"not {rival} but {word}:\n" + "\n".join(found)


LATIN = re.compile(r"[A-Za-z][A-Za-z'-]+")
NAMES = frozenset(
    [
        "pdf",
        "ofd",
        "word",
        "excel",
        "wps",
        "csv",
        "zip",
        "html",
        "xml",
        "json",
        "sm",
        "sha",
        "sha-",
        "utf-",
        "jpg",
        "png",
        "url",
        "ctrl",
        "mb",
        "gb",
        "kb",
        "cookie",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "et",
        "atom",
        "wz",
        "wz-wangfang",
    ]
)
"""Files, programs and signs as people call them; examples of a receipt's letters and of a name to sign in with."""
CODES = re.compile(
    r"\b[0-9a-f]{8,}\b|\b[A-Z]{2}(?:-?\d|-)[\dA-Z-]+\b|\b[A-Z\d]{3,}-?[A-Z\d-]{2,}\b|\b\d{4}-[a-z]+\d*\b|\b\d{4}-\w+-r\d\b|[\w.+-]+@[\w.-]+"
    r"|https?:|/[a-z]\S+|[\w一-鿿（）()-]+\.(?:pdf|docx?|xlsx?|csv|json|txt|png|jpe?g|ofd|html|wps|zip)\b"
)
"""Digests, receipts, numbers of notices, addresses, names of files: as they are."""


class Visible(HTMLParser):
    """The text a person sees; what is code or typed by people is left out."""

    UNSEEN = frozenset({"script", "style", "code", "pre", "textarea"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.UNSEEN:
            self._within.append(tag)
        given = dict(attrs)
        for name in ("title", "aria-label", "alt", "placeholder"):
            if text := given.get(name):
                self.texts.append(text)
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.texts.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.texts.append(data)


def latin_of(html: str, allowed: frozenset[str]) -> set[str]:
    reader = Visible()
    reader.feed(html)
    text = CODES.sub(" ", "\n".join(reader.texts))
    return {word for word in LATIN.findall(text) if word.lower() not in allowed}


SPEAKS_TO_MACHINES = {
    "manual": "the manual of whoever runs the server names its commands",
    "publicity:api": "names the fields of the open data",
    "publicity:styleguide": "names the components",
}


@pytest.mark.once
class NoLatin(CastTestCase):
    def allowed(self) -> frozenset[str]:
        """Names of the people and slugs of this test are Latin."""
        told = {*User.objects.values_list("username", flat=True), *self.cast.people}
        told |= {self.cast.district.slug, self.cast.far_district.slug}
        words = {word.lower() for name in told for word in LATIN.findall(name)}
        return NAMES | words

    def test_no_page_of_the_portal_says_a_word_of_english_or_code(self):
        wrong, looked_at, allowed = [], 0, self.allowed()
        for row in ROWS:
            if row.method != GET or row.answer or row.route in SPEAKS_TO_MACHINES:
                continue
            client = self.cast.client(COMPILER if row.is_public else row.looked_at_by)
            answer = client.get(row.url(self.cast), follow=True)
            if "text/html" not in answer.get("Content-Type", "") or answer.streaming:
                continue
            looked_at += 1
            if found := latin_of(answer.content.decode(), allowed):
                wrong.append(f"{row}: {sorted(found)}")
        assert looked_at > 60
        assert not wrong, listed(wrong)

    def test_no_page_of_the_read_only_register_does(self):
        wrong, allowed = [], self.allowed()
        client = self.cast.client(AUDITOR)
        client.get(reverse("admin:index"))
        for part in (AUDITOR, INSTALLATION_SYSTEM, COMPILER):
            client = self.cast.client(part)
            names = ["index", *(f"{label.replace('.', '_')}_changelist" for label in REGISTER)]
            for name in names:
                answer = client.get(reverse(f"admin:{name}"))
                found = latin_of(answer.content.decode(), allowed)
                if answer.status_code == 200 and found:
                    wrong.append(f"admin:{name} by {part}: {sorted(found)}")
        assert not wrong, listed(wrong)
