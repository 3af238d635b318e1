"""Headings of categories: 一、区级重点民生实事(10件)."""

from __future__ import annotations

import re

from documents.drafts import CategoryDraft
from documents.numbers import chinese_value
from documents.reading import Place
from documents.text import bare, fold, squeeze

_NUMERAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:类|部分)?[、.:]|\([一二三四五六七八九十]{1,3}\)[、.]?|[ⅠⅡⅢⅣⅤⅥ][、.]|第[一二三四五六七八九十]{1,2}(?:类|部分)[::]?)"
)
_COUNT = re.compile(
    r"\((?:共|合计|计)?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:大|小)?(?:件|项|个|类|条)[^()]*\)|(?:共|合计|计)?(\d{1,3})(?:大|小)?(?:件|项|个)(?:项目|事项|实事)?$"
)
_ENDINGS = re.compile(
    r"(?:实事|类|项目|工程|事项|领域|方面|任务|清单|行动|级|部分|板块|民生|服务|保障)$"
)
_SUBTOTAL = re.compile(r"(?:分类|本类|类别)?(?:小计|分计)|(?:小计|分计)")
_SUMMED = re.compile(r"(?<=[^分\s].)\s*[(\uff08]?(?:小\s*计|合\s*计)[)\uff09]?$")
"""市级项目小计 over its rows: a heading with its sums beside it."""
_TOTAL = re.compile(r"(?:合计|总计|共计|总合计|总额|总数|全区合计|全市合计|全县合计)")


def heading(text: str, place: Place | None = None) -> CategoryDraft:
    """The category a heading names, without its numeral and count, which are kept beside it."""
    printed = squeeze(text)
    rest = printed
    numeral = _NUMERAL.match(fold(rest))
    if numeral:
        rest = rest[numeral.end() :]
    count = _COUNT.search(fold(rest))
    printed_count = None
    if count:
        figure = count.group(1) or count.group(2)
        printed_count = int(figure) if figure.isdigit() else chinese_value(figure)
        left = rest[: count.start()].rstrip(" ,:\uff0c\uff1a、") + rest[count.end() :]
        rest = left or rest
    name = _SUMMED.sub("", rest.strip(" :\uff1a。、")) or printed
    return CategoryDraft(name, printed, printed_count, place, level=level_of(printed))


def level_of(text: str) -> int:
    """2 for a heading numbered (一), 1 for any other."""
    return 2 if re.match(r"\([一二三四五六七八九十]{1,3}\)", bare(text)) else 1


def has_numeral(text: str) -> bool:
    """Whether a heading begins as headings of categories do: 一、, (二), 第三类."""
    return _NUMERAL.match(bare(text)) is not None


def has_count(text: str) -> bool:
    """Whether a heading prints how many stand under it: 教育类(3件)."""
    return _COUNT.search(bare(text)) is not None


def sounds_like_heading(text: str) -> bool:
    """Whether words standing alone in a row name a category, not a project or a note."""
    folded = bare(text)
    if len(folded) > 45 or folded.endswith(("。", ";", ",")):
        return False
    return has_numeral(folded) or _COUNT.search(folded) is not None or bool(_ENDINGS.search(folded))


def total_count(text: str) -> int | None:
    """The count in 合计(20件)."""
    count = _COUNT.search(bare(text))
    if not count:
        return None
    figure = count.group(1) or count.group(2)
    return int(figure) if figure.isdigit() else chinese_value(figure)


def is_total(text: str) -> bool:
    """合计, 总 计, 全区合计(20件)."""
    folded = re.sub(r"\([^()]*\)|[::]", "", bare(text))
    return (
        len(folded) <= 10 and re.fullmatch(rf".{{0,6}}{_TOTAL.pattern}.{{0,2}}", folded) is not None
    )


def subtotal_of(text: str) -> str | None:
    """What a subtotal is of: "" for 小计 alone, the category for 市级重点民生实事小计; None for other words."""
    folded = squeeze(text)
    if len(folded) > 40:
        return None
    found = re.fullmatch(
        r"(.*?)[\s(\uff08:\uff1a-]*(?:小\s*计|分计)[)\uff09:\uff1a]*(?:[(\uff08][^()]*[)\uff09])?",
        folded,
    )
    return found.group(1).strip() if found else None
