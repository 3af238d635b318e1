"""Whether a text reports, and what of it is the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.dates import period_in
from documents.quantities.extract import quantities
from documents.stated_sums import sums_in
from documents.text import bare, fold

_REPORTS = re.compile(
    r"(?:进展|推进|完成|落实|办理|实施|执行|开展|建设)情况|进展|进度(?:表|通报|公示)|完成(?:公示|通报|报告)|工作总结|(?:半年|年终|全年)总结|情况的?(?:报告|通报|公示)|成绩单|亮灯"
)
_PLANS = re.compile(
    r"(?:计划|方案|目标|任务|清单|分解|安排)(?:的?(?:通知|公示|公告|表))?$|目标任务"
)
_SO_FAR = re.compile(
    r"(?:(?<=[。;\n])|^)\s*(?:截[至止]|目前|至目前|到目前|现已|现(?=完成|建成|开工)|上半年|今年以来|年初以来|前三季度|[一二三四]季度|1-\d{1,2}月|"
    r"全年(?:共|已|累计|实际)|(?:全[市县区]|累计|共|均|实际|全部|已全面|已经?)(?=[\u4e00-\u9fff]{0,4}(?:完成|建成|新增|开工|新建|改造|发放|竣工|投用|开放|安装|启动|实施|到位|覆盖|达))|"
    r"已完成|已建成|已|实际|完成情况)"
)
_SO_FAR_INSIDE = re.compile(
    r",\s*(?=(?:现已|目前已?|截[至止]|已经?(?:完成|建成|全部|累计)|已经?[\u4e00-\u9fff]{1,6}?\d|累计(?:完成|建成)|实际(?:完成|建成|新增)|(?:其中)?\d+[\u4e00-\u9fff]{1,2}(?:已|正在|主体|全部|基本)|(?:1-\d{1,2}月份?|上半年|前三季度)(?:已|累计|共|实际)*完成))"
)
_ABOUT = re.compile(r"实事|民生|项目|工程|任务")
SUFFIX = re.compile(r"(?:的)?(?:总体)?(?:完成|进展|推进|实施|落实|办理|建设)(?:情况|进度)$")


def sounds_like_report(title: str) -> bool:
    """Whether a title or heading says that results follow."""
    text = bare(title)
    return _REPORTS.search(text) is not None and not _PLANS.search(text)


def is_report(lines: Sequence[str]) -> bool:
    """Whether the first lines of a text head a report: 进展情况, 1—6月完成情况."""
    for text in lines[:12]:
        plain = bare(text)
        if len(plain) < 60 and not plain.endswith(("。", ";")):
            if _PLANS.search(plain):
                continue
            if sounds_like_report(plain) or (_ABOUT.search(plain) and _has_period(plain)):
                return True
        elif re.match(r"(?:截[至止]|\d{4}年(?:上半年|前三季度|1-))", plain):
            return True
    return False


def _has_period(plain: str) -> bool:
    """Whether a heading names a stretch of months, not only the month of a date or deadline."""
    months = period_in(plain)
    return months is not None and months.kind != "month" and ":" not in plain


def tell_apart(text: str) -> tuple[str, str]:
    """A text of a report as what was promised and what was done: from 截至, 目前, 已, 实际 on it is done."""
    folded = fold(text)
    so_far = _SO_FAR.search(folded)
    if so_far:
        return text[: so_far.start()].strip(), text[so_far.start() :].strip()
    inside = _SO_FAR_INSIDE.search(folded)
    if inside and (quantities(text[: inside.start()]) or any(sums_in(text[: inside.start()]))):
        return text[: inside.start()].strip(), text[inside.end() :].strip()
    return text, ""


def behind_units(text: str) -> tuple[str, str]:
    """What a report says behind a name's bracket of units as promised and done; all of it is done, but behind a colon.

    免费筛查(区卫健局):年度目标9000人,已筛查5230人.
    """
    told = text.lstrip("。.;,: \uff1b\uff0c\uff1a")
    promised, done = tell_apart(told) if text[0] in ":\uff1a" else ("", told)
    return (promised, done) if done and quantities(promised) else ("", told)
