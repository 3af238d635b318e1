"""Numbers of another time than the year's: what held before or stood last year, what is due later, what is of a month alone."""

from __future__ import annotations

import re

from .phrases import Found

_GROUND = re.compile(r"的?基础(?:之)?上")
_BASELINE = re.compile(
    r"(?:20\d\d年|上年度?|去年|上一年|现状|基期|基数|目前|现有|原有)(?:底|末|度|同期)?(?:实际|约)?(?:值)?(?:为|是|达到|达)?:?$"
)
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年)(?:度|底|末|同期|全年)?(?!结转)[^,;。]{0,10}$")
_STOOD = re.compile(
    r"(?:20\d\d年(?:底|末)?(?:前)?|上年|去年)?(?:目前|现|全[县市区镇]|我[县市区]|累计|截[至止].{2,10})*已(?:经)?(?:累计|全部)?(?:建成|建有|完成|有|实现|达|发展|创建|改造|新建)"
)
_OF_YEARS = re.compile(
    r"(?:(?<!\d)[两二三四五2-5]年|20\d\d年?[-至]20\d\d年?|“?十[三四五六]五”?)(?:期间|时期|以?内|共|累计|总共|总计|计划|(?:总体|规划)?(?:目标|任务))"
)
_GOAL_OF_YEARS = re.compile(
    r"(?:“?十[三四五六]五”?|[两二三四五2-5]年|20\d\d年?[-至]20\d\d年?)(?:期间|时期|总|累计|规划)*(?:目标|任务):?"
)
_UNTIL = re.compile(r"[到至](20\d\d)年")
_OF_WHICH = re.compile(r"(?:其中[:,，：]?|[,，;；。])(?:(20\d\d)年|今年|本年|当年)")
_OF_MONTH = re.compile(r"(?:本|当)(?:月|周|旬|季度?|期)(?:份|内)?(?!底|末)")


def is_former(place: Found) -> bool:
    """Whether a number tells how things stood before: (2025年为68%), 在50个的基础上, 去年同期3个."""
    said = place.left + place.mark.lead
    return bool(
        _GROUND.match(place.right)
        or (place.host and _BASELINE.search(said))
        or _LAST_YEAR.search(said)
    )


def stood_before(place: Found) -> bool:
    """Whether a clause tells what there is already (全县已建成50个), or is due in several years (三年内改造400公里).

    Of a goal the first is the ground, of a report it is the deed.
    """
    said = place.left + place.mark.lead
    headed = place.before[-1] if place.before else ""
    return bool(
        _STOOD.match(said) or _OF_YEARS.search(said) or _GOAL_OF_YEARS.fullmatch(headed.strip())
    )


def is_whole_of_later(before: str, behind: str) -> bool:
    """到2026年300公里，其中2025年150公里 (到2028年…，今年…): the first is of the later year, the part is this one's.

    `before` and `behind` are what is printed from the number before to this one, and from this one to the next.
    """
    until, part = _UNTIL.search(before), _OF_WHICH.search(behind)
    return bool(until and part and (part[1] is None or until[1] > part[1]))


def is_of_month(place: Found) -> bool:
    """本月完成2场: of this month alone, no cumulative value."""
    return bool(_OF_MONTH.search(place.left)) and "累计" not in place.left
