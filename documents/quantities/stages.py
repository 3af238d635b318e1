"""What tells that a thing counted is not finished: begun, tendered, planned, left over."""

from __future__ import annotations

import re

from . import vocabulary
from .wordlist import any_of, words

NOT_DONE = words(
    "启动 开工 动工 进场 招标 招投标 招采 挂网 立项 可研 可行性研究 初步设计 初设 方案设计 施工图 图审 设计工作 评审 前期工作 "
    "方案编制 编制 选址 选取 选定 摸排 摸底 入户调查 调查 勘察 勘探 测绘 征求 签订 签约征收 正在 推进中 尚未 未完成 未启动 未开工 "
    "在建 在施 施工中 建设中 改造中 筹备 申报 征地 征拆 征收 备案 谋划 上报 报批 审批 许可 划分 草拟 起草 下步 下一步 即将 有序推进 "
    "加快推进 正推进 正加快 正有序 采购程序 采购流程 采购中 筛选 论证 放线 清表 意向 排查出 施工准备 打围 正实施 正进行 正施工 将于 "
    "剩余 余下 剩下 其余 还有 仍有 确定 督导 调研 座谈 协调会 预建设 采购 整地 打桩 放样 滞后 暂停 封顶 结顶 主体完工 主体工程 主体结构 主体施工 基础施工 路基 桩基 完成设计 设计完成 改造设计 "
    "待建 待改造 待验收 有待 收尾 扫尾 年度任务 年度目标 全年任务 全年目标 目标任务 任务数 目标数 目标为 任务为 下达 纳入 列入 储备项目 准备"
)
"""A number beside one of these tells a stage, a plan or a remainder: nothing finished yet."""

PLANNED = ("计划", "预计", "拟", "将", "力争", "争取", "确保")
"""Only before a verb: 计划改造20个 is a plan, 西部计划志愿者 is not."""

NO_STAGE = words(
    "计划生育 储备粮 储备库 准备金 未成年人 审批事项 许可证照 申报率 签约率 开工率 备案制 施工许可证 在建工程 审批服务 政务审批 "
    "完成主体工程招标 应急准备 储备人才 人才储备 征收补偿"
)
"""Longer words that hide one of `NOT_DONE` and tell no stage."""

_VERB = any_of(vocabulary.VERBS)
_STAGE = re.compile(any_of(NOT_DONE) + rf"|(?:{'|'.join(PLANNED)})(?={_VERB}|[再新]|$)")
_NO_STAGE = re.compile(any_of(NO_STAGE))


_HEADING = re.compile(
    r"(?:年度|全年|今年|20\d\d年)?(?:工作|建设|计划)?(?:目标任务|目标|任务|计划)(?:数|情况|内容)?"
)


def is_goal_heading(clause: str) -> bool:
    """目标任务:新建100公里 repeats the promise in a progress text."""
    return bool(_HEADING.fullmatch(clause))


def stage_words(text: str) -> frozenset[str]:
    """The words of a phrase that tell a stage; empty where it tells none."""
    return frozenset(_STAGE.findall(_NO_STAGE.sub("", text)))
