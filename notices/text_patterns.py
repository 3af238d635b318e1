"""What a notice starts with: title, lead, columns and window, by kind, from a district's own pattern or the portal's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from notices.models import Notice, NoticePattern
from notices.window import CountingRule
from projects.models import AnnualPlan, District
from projects.periods import Period, Subject

USUAL_DAYS = 31
"""Both ends counted, as Wanzhou does: 11 April to 11 May."""

WORDS: dict[Subject, tuple[str, str]] = {
    "progress": (
        "关于{年度}年{区县}重点民生实事{期间}推进情况的公示",
        "现将{年度}年{区县}重点民生实事{期间和月份}推进情况予以公示，接受社会监督。",
    ),
    "completion": (
        "关于{年度}年{区县}重点民生实事完成情况的公示",
        "现将{年度}年{区县}重点民生实事全年完成情况予以公示，接受社会监督。",
    ),
    "targets": (
        "关于{年度}年{区县}重点民生实事目标任务的公示",
        "现将{年度}年{区县}重点民生实事目标任务予以公示，接受社会监督。",
    ),
}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    title: str
    lead: str
    columns: tuple[str, ...]
    rule: CountingRule
    usual_days: int
    basis: str = ""


def pattern_for(district: District, subject: Subject) -> Pattern:
    """The district's pattern for a kind of notice; the portal's own where it has none."""
    own = NoticePattern.objects.filter(district=district, kind=Notice.Kind(subject)).first()
    if own is None:
        title, lead = WORDS[subject]
        return Pattern(title, lead, (), CountingRule(), USUAL_DAYS)
    rule = CountingRule(
        "working" if own.day_kind == Notice.DayKind.WORKING else "natural",
        own.first_day_counts,
        own.minimum_days,
    )
    return Pattern(own.title, own.lead, tuple(own.columns), rule, own.usual_days, own.basis)


PLACEHOLDERS: dict[str, str] = {
    "{年度}": "方案的年度，如 2025",
    "{区县}": "区县的简称，如 万州区；本系统里有同名的，用全称",
    "{部门}": "发展改革部门的全称",
    "{方案}": "年度方案的标题",
    "{期间}": "填报期间，如 1季度、上半年、1—4月",
    "{月份}": "期间的月份，如 1—3月",
    "{期间和月份}": "两样都写，如 1季度（1—3月）",
}


def unknown_placeholders(text: str) -> list[str]:
    """Placeholders that nobody would fill in."""
    return [sign for sign in _PLACEHOLDER.findall(text) if sign not in PLACEHOLDERS]


def filled(text: str, plan: AnnualPlan, period: Period | None) -> str:
    """A pattern with its placeholders filled from the plan and the one period."""
    words: Mapping[str, str] = {
        "{年度}": str(plan.year),
        "{区县}": str(District.objects.with_shown_names().get(pk=plan.district_id)),
        "{部门}": plan.district.commission_name,
        "{方案}": plan.title,
        "{期间}": period.title if period else "",
        "{月份}": period.months if period else "",
        "{期间和月份}": _both_words(period) if period else "",
    }
    return _PLACEHOLDER.sub(lambda match: words.get(match[0], match[0]), text)


def _both_words(period: Period) -> str:
    """1季度（1—3月）, or 1—4月 where the title says the months already."""
    if period.title == period.months:
        return period.months
    return f"{period.title}（{period.months}）"


def left_placeholders(text: str) -> list[str]:
    """Template text nobody filled in: placeholders, blanks to be written over."""
    return [
        *_PLACEHOLDER.findall(text),
        *re.findall(
            r"×{2,}|[Xx]{3,}|_{3,}|待补充|请填写|〔[^〔〕]*填[^〔〕]*〕|\?{2,}|？{2,}", text
        ),
    ]
