"""What stands in a document and is no content of it, by named rules: a line no rule knows is told."""

from __future__ import annotations

import re

from documents.facts import is_signature
from documents.furniture import begins_tail, is_menu, is_page_number
from documents.tables.meanings import meaning_of
from documents.text import HAN, bare, fold

_PERSON = rf"[{HAN}]{{2,4}}"
_PHONE = r"(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:0\d{2,3}[- ]?)?\d{7,8}(?:-\d+)?|\d{3,4}-\d{3,4})"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("blank mark", re.compile(r"[-—_/\\·.…~*|=─━┄+:]*|无|暂无|同上|略|空|不涉及|〃|N/?A|无数据")),
    ("page number", re.compile(r"[-—·]?\s?第?\d{1,3}\s?页?[-—·]?|第?\d{1,3}/\d{1,3}页?|第\d+页,?\(?共\d+页\)?")),
    (
        "attachment mark",
        re.compile(r"附[件表]\s?\d*[::]?.{0,60}|附[::].{0,60}|\(?续表\d*\)?|\(?接上[页表]\)?|\d+[.、][^。]{0,50}(?:表|方案|清单)"),
    ),
    ("unit line", re.compile(r"\(?(?:金额|计量|数量)?单位[::].{0,20}\)?|\(?人民币.{0,8}元\)?")),
    (
        "form line",
        re.compile(
            r"(?:填报|填表|制表|报送|编制|审核|复核|负责|统计)(?:单位|部门|人|日期|时间|领导)?(?:\(.{0,6}\))?[::].{0,60}"
            r"|(?:联系人|联系电话|电话|日期|时间|制表时间|填报时间)[::].{0,60}|年月日|签字|盖章|\(盖章\)"
        ),
    ),
    (
        "about a page",
        re.compile(
            r"(?:当前位置|您的位置|您现在的位置|您对本栏目|字体|字号|是否满意|没有了|浏览|访问量|微信|微博)(?:.{0,80})"
            r"|(?:信息|文章|稿件)?来源[::].{0,60}|发布(?:日期|时间|机构)[::].{0,60}|成文日期[::].{0,40}|有效性[::].{0,20}"
            r"|文号[::].{0,40}|名称[::].{0,80}|索引号.{0,200}|主题分类.{0,40}|原文链接.{0,80}"
        ),
    ),
    (
        "title",
        re.compile(
            r"(?![一二三四五六七八九十\d(]+[、.)]).{0,50}(?:民生|实事|项目|任务|目标|资金|工程|进展|推进).{0,30}"
            r"(?:表|方案|清单|情况|台账|安排|计划|公示|公告|通知|项目|目标|任务|简介|分解|一览)(?:\([^()]*\))?"
        ),
    ),
    ("salutation", re.compile(r"(?:各|区|县|市|省).{0,80}[::]|抄送[::].{0,120}|\(此件.{0,20}\)|.{0,30}印发")),
    ("masthead", re.compile(r".{2,40}(?:政府|办公室|委员会|委|局|厅|部)文件")),
    ("menu of a site", re.compile(r"(?:走进|投资|魅力)[\u4e00-\u9fff]{2,3}")),
    ("numbering of columns", re.compile(r"[甲乙丙丁戊己庚]")),
    ("address of a page", re.compile(r"(?=.*[A-Za-z])[\x21-\x7e]+")),
    ("separator", re.compile(r"\W+")),
)  # fmt: skip
_PEOPLE = re.compile(
    rf"(?:[::(,、;/]?(?:{_PERSON})?(?:[::(,、;/-]?{_PHONE})+\)?)|{_PHONE}"
    rf"|(?:分管|联系|包抓|包保|责任|牵头|主管|主要)?(?:副?(?:区|县|市|镇|乡)长|主任|局长|书记|领导|责任人|负责人|联系人|联络员)[::]?(?:{_PERSON})?"
)
_ROLE_LABELS = re.compile(
    r"(?:总?牵头|主办|主责|责任|配合|协办|协同|参与|承办|实施|落实)(?:责任)?(?:单位|部门|主体|机构)?"
)
_SPAN = re.compile(r"(?:实施|建设|起止|项目)(?:时间|年限|期限|工期|周期)|建设周期|工期")
_TICK = re.compile(r"[√✓✔☑●○◎■◆▲★☆×✗✘vVxX]+")


def rule_of(line: str) -> str | None:
    """The rule by which a printed line is furniture; None where it may be content."""
    plain = bare(line)
    for name, pattern in _RULES:
        if pattern.fullmatch(plain):
            return name
    if is_menu(line) or is_page_number(line) or begins_tail(line):
        return "page of a site"
    return "signature" if is_signature(plain) else None


def is_blank_mark(text: str) -> bool:
    """A dash, 无 or the like: a cell that says it is empty."""
    plain = bare(text)
    return not plain or _RULES[0][1].fullmatch(plain) is not None


def is_tick(text: str) -> bool:
    return _TICK.fullmatch(bare(text)) is not None


def is_people(piece: str) -> bool:
    """A person, a telephone number, or both: never taken out of a document."""
    return _PEOPLE.fullmatch(fold(piece)) is not None


def is_span(label: str) -> bool:
    """实施时间, 建设年限: from when to when, of which a plan keeps the day it is due only."""
    return _SPAN.fullmatch(bare(label)) is not None


def is_label(piece: str, text: str) -> bool:
    """牵头单位, 完成时限: words before a value in a text, kept as what the value means."""
    plain = bare(piece)
    if f"{plain}:" not in bare(text) and f"{plain}】" not in text:
        return False
    return _ROLE_LABELS.fullmatch(plain) is not None or (
        len(plain) <= 10 and not re.search(r"\d", plain) and meaning_of(plain) is not None
    )
