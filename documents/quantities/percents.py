"""What a percent is a part of: a rate of its own (毛入园率), the whole work (形象进度), or money spent."""

from __future__ import annotations

import re
from typing import Literal

from . import vocabulary
from .wordlist import any_of, words

PercentKind = Literal["rate", "percent_of_work", "spending"]

WORK = words(
    "总体工程形象进度 总体工程形象进展 总体形象进度 总体形象进展 工程形象进度 形象进度 形象进展 工程进度 工程进展 总体进度 总体进展 建设进度 "
    "施工进度 总进度 整体进度 实物进度 完成进度 总工程量 工程总量 工程量 总工作量 工作量 实物量 目标任务 目标任务数 年度目标任务 年度任务 "
    "全年任务 总任务 任务量 年度目标 全年目标 目标数 目标 总体工程 总体任务 总体 任务 总量 进度 进展 全部工程 主体结构 主体工程 主体 土建 "
    "基础施工 装饰装修 装修工程 安装工程 建设任务 改造任务 工程 总计划 年度计划 年计划 全年计划 计划"
)
"""A percent beside one of these is a part of the whole work."""

SPENDING = words("投资 资金 拨付 支出 额度 预算 经费 到位")
"""A percent beside one of these is a share of money, neither rate nor work."""

_WORK = any_of(WORK)
WORK_WORD = re.compile(_WORK)
WORK_AT_END = re.compile(
    rf"(?:达到|达|完成|为|至|占|了|已|到|按照|的|全年|年度|计划|项目){{0,4}}(?:{_WORK})"
    r"(?:的|达到|达|完成|为|至|约|了|已|到|超过|超|近|均)*$"
)
_WORK_BEHIND = re.compile(rf"的?(?:{_WORK})")
_DONE = re.compile(r"(?:完成|完成了|已完成|完成约|完成近)$")
_JOINING = re.compile(r"(?:达到|达|为|至|约|均|分别|已|的|超过|超|近)+$")


def percent_kind(left: str, right: str, before: str) -> PercentKind:
    """What a percent means, from what stands before and behind it and in the clause before."""
    bare = _JOINING.sub("", left)
    if bare.endswith("率") or (bare.endswith(vocabulary.RATES) and not bare.endswith("进度")):
        return "rate"
    if any(word in left[-12:] or word in right[:6] for word in SPENDING):
        return "spending"
    if re.search(r"占\S{0,6}计划", left) and any(word in before for word in SPENDING):
        return "spending"
    if WORK_AT_END.search(left) or _WORK_BEHIND.match(right) or _DONE.search(left):
        return "percent_of_work"
    return "rate"


def work_noun(text: str) -> str:
    """The word for the whole work in a phrase, empty where it has none."""
    found = WORK_WORD.search(text)
    return found.group() if found else ""
