"""Dates, numerals and sentences as an office writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from documents.day_words import day_words

NOT_REPORTED = "未报送"
RETURNED = "退回未改"
UNDECIDED = "已报送未审定"
WITHOUT_REPORT = (NOT_REPORTED, RETURNED, UNDECIDED)
"""What the remark of a row without an approved report begins with; any other without progress reported that it had none."""
_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1 -> 一, 12 -> 十二, 20 -> 二十: for categories and headings, 1 to 99."""
    if not 1 <= number <= 99:
        raise ValueError(f"a heading is numbered 1 to 99, not {number}")
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return before + (_DIGITS[ones] if ones else "")


def chinese_date(day: str) -> str:
    """2025-04-01 -> 2025年4月1日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return day_words(date.fromisoformat(day))


def moment_of(content: Mapping[str, Any]) -> datetime | None:
    """When the content was published: the time written into a file's properties. None for a draft."""
    published_at = content.get("published_at")
    return datetime.fromisoformat(published_at) if published_at else None


def period_words(period: Mapping[str, int]) -> str:
    """How offices name the months of a report: 1季度, 上半年, 前三季度, 全年, otherwise 1—5月."""
    return f"{period['year']}年{months_title(period['from_month'], period['to_month'])}"


def months_title(first: int, last: int) -> str:
    """The months of a report as a title names them; see also `months_words`."""
    if (first, last) in _SPANS:
        return _SPANS[first, last]
    if last % 3 == 0 and last - first == 2:
        return f"{last // 3}季度"
    return months_words(first, last)


def months_words(first: int, last: int) -> str:
    """For heads and rows: 1—3月, or 4月 for one month."""
    return f"{last}月" if first == last else f"{first}—{last}月"


def carried_words(month: int) -> str:
    """The remark of a row whose amount is that of an earlier published period."""
    return f"金额截至{months_words(1, month)}"


_SPANS = {(1, 3): "1季度", (1, 6): "上半年", (1, 9): "前三季度", (1, 12): "全年"}


def window_sentence(window: Mapping[str, Any]) -> str:
    """公示时间 with both days and the counting rule in words, where it is known."""
    rule = f"（{window['rule']}）" if window.get("rule") else ""
    return (
        f"公示时间：{chinese_date(window['opens_on'])}—{chinese_date(window['closes_on'])}{rule}。"
    )


def contact_sentences(contact: Mapping[str, Any], source: str) -> list[str]:
    """How to object: whom to tell and where. What is not known is left out, never made up."""
    ways = "、".join(
        way
        for way, known in (
            ("来信", contact.get("address")),
            ("来电", contact.get("phone")),
            ("来访", contact.get("hours")),
        )
        if known
    )
    sentences = []
    if source and ways:
        sentences.append(f"如对公示内容有异议，可在公示期内通过{ways}等方式向{source}反映。")
    person = "；".join(
        f"{word}：{contact[key]}"
        for word, key in (("联系人", "name"), ("联系电话", "phone"))
        if contact.get(key)
    )
    if person:
        sentences.append(f"（{person}）")
    if contact.get("address"):
        sentences.append(f"通信地址：{contact['address']}")
    if contact.get("hours"):
        sentences.append(f"来访接待：{contact['hours']}")
    return sentences
