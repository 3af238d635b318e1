"""Labels inside a line and what stands behind them: 责任单位:区教委."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.dates import months_in
from documents.furniture import OTHER_LABEL
from documents.tables.meanings import Meaning, core_of, meaning_of
from documents.text import clean, fold

_LABEL = re.compile(
    r"(?:^|(?<=[;。,(\s〔\[【、]))【?((?:[\u4e00-\u9fff/、\d年]|\([^()]{1,8}\)){2,18})】?\s?:"
)
_BARE_LABEL = re.compile(r"[【\[]([\u4e00-\u9fff]{2,12})[】\]]\s?(?=\S)")
_SPACED_LABEL = re.compile(
    r"^((?:牵头|责任|配合|主办|协办|实施|承办)(?:单位|部门)|(?:年度)?(?:目标任务|建设内容|工作目标)|完成时限|完成时间|(?:工作)?进展情况|推进情况)[ ]+(?=\S)"
)
_SHORT = frozenset(
    [
        "目标",
        "任务",
        "内容",
        "牵头",
        "配合",
        "协办",
        "主办",
        "进展",
        "备注",
        "投资",
        "时限",
        "期限",
        "名称",
        "单位",
        "部门",
        "类别",
    ]
)
_SALUTATION = re.compile(r"各|政府|有关|直属|[市县区镇]直|驻|相关")
_NAME_LABEL = re.compile(r".{0,6}名称?|(?:民生)?(?:实事|项目|事项)(?:项目)?|工程|标题|题目")
_TARGET_LABEL = re.compile(
    r"(?:年度|全年|本年|具体|主要|总体|重点|预期|核心|工作|建设|项目|实施|改造|服务|民生|实事|阶段|绩效|计划|完成)*"
    r"(?:目标|任务|内容|规模|举措|措施|要求|标准|做法|简介|概况)"
    r"(?:[及和与、/]?(?:具体|主要|建设|工作|年度)?(?:目标|任务|内容|规模|举措|措施|要求|标准|简介|值))*"
)
_UNIT_LABELS = (Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING)
_KNOWN = {
    Meaning.NUMBER,
    Meaning.NAME,
    Meaning.CATEGORY,
    Meaning.TARGET,
    Meaning.PLAN,
    Meaning.INVESTED,
    Meaning.RATIO,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.REMARK,
    Meaning.ANSWER,
    Meaning.REASON,
    Meaning.IGNORED,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label: 责任单位:区教委."""

    meaning: Meaning
    text: str
    month: int | None = None
    label: str = ""


def labels_in(text: str) -> tuple[str, list[Labelled]]:
    """The words before the first known label, and what stands behind each label."""
    folded = fold(text)
    marks: list[tuple[int, int, Meaning, int | None, str]] = []
    for pattern in (_LABEL, _BARE_LABEL, _SPACED_LABEL, OTHER_LABEL):
        for found in pattern.finditer(folded):
            meaning, month = label_meaning(found[1])
            if meaning is None and pattern is OTHER_LABEL:
                meaning = Meaning.IGNORED
            if (
                meaning is not None
                and (month or meaning in _KNOWN)
                and not (_is_aside(folded, found.start(1)))
            ):
                marks.append((found.start(), found.end(), meaning, month, found[1]))
        if marks:
            break
    if not marks:
        return clean(text), []
    words = clean(text[: marks[0][0]])
    labelled = []
    for (_, begin, meaning, month, label), following in zip(
        marks, [*[mark[0] for mark in marks[1:]], len(text)], strict=True
    ):
        labelled.append(Labelled(meaning, _trimmed(text[begin:following]), month, label))
    return words.rstrip("(\uff08,\uff0c;\uff1b 【〔["), labelled


def _is_aside(folded: str, at: int) -> bool:
    """Whether a place is inside a bracket behind which the text goes on: (责任单位:…)。已完成…."""
    text = folded.translate(_CLOSINGS)
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 1:
            break
    if depth != 1:
        return False
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return bool(text[place + 1 :].strip(" 。;,."))
    return False


_CLOSINGS = str.maketrans("【】〔〕〖〗[]", "()()()()")


def _trimmed(text: str) -> str:
    text = clean(text).strip(" ;,\uff1b\uff0c")
    folded = fold(text).translate(_CLOSINGS)
    while folded.endswith((")", ")。")) and folded.count(")") > folded.count("("):
        text = text[: folded.rindex(")")].rstrip()
        folded = fold(text).translate(_CLOSINGS)
    if folded.endswith("(") and folded.count("(") > folded.count(")"):
        text = text[:-1]
    return text.strip(" ;,\uff1b\uff0c")


def label_meaning(label: str) -> tuple[Meaning | None, int | None]:
    months = months_in(label)
    if (
        months
        and months.kind not in {"year"}
        and re.fullmatch(
            r"(?:20\d\d年)?(?:截至|到|至)?.{1,6}(?:月|季度|半年|年底|年末)(?:份|底|末|前|底前|末前|目标|任务|计划|节点|阶段)*",
            label,
        )
    ):
        return Meaning.MILESTONE, months.last
    core = core_of(label)
    if len(core) > 12 or (len(core) < 3 and core not in _SHORT):
        return None, None
    if core in {"进展"}:
        return Meaning.PROGRESS, None
    meaning = meaning_of(label)
    if meaning in _UNIT_LABELS and _SALUTATION.search(core):
        return None, None  # 各乡镇人民政府,县政府各部门:
    if (meaning is Meaning.NAME and not _NAME_LABEL.fullmatch(core)) or (
        meaning is Meaning.TARGET and not _TARGET_LABEL.fullmatch(core)
    ):
        return None, None  # a project's own name before its colon: 农村公路提升工程:
    if core in {"投资"}:
        return Meaning.PLAN, None
    return meaning, None


LONG = (
    Meaning.TARGET,
    Meaning.PROGRESS,
    Meaning.SCHEDULE,
    Meaning.REMARK,
    Meaning.MILESTONE,
    Meaning.REASON,
    Meaning.IGNORED,
)
"""Labels whose text may go on over further lines."""
