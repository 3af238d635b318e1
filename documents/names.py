"""Names of projects that stand in one cell or sentence with their target, or are not printed at all."""

from __future__ import annotations

import re

from documents.quantities.labels import leading_verb
from documents.text import clean, fold, plain_spaces, squeeze

_NAME_ENDS = re.compile(
    r"(?:工程|项目|行动|建设|改造|提升|服务|计划|实事|整治|保障|改善|升级|扩容|工作|管理|帮扶|救助|培训|托管|"
    r"健康|安全|出行|养老|教育|医疗|就业|供水|环境|民生|能力|发展|质量|治理|修复|完善|推进)$"
)
_COLON = re.compile(r"([^,。;:!?\n]{2,30}):(?=.)")
_DASH = re.compile(r"([^,。;:!?\n\d-]{2,16})(?:--+)(?=\S)")
"""乐龄学堂——开设老年学堂26个."""
_BRACKET = re.compile(r"【([^】]{2,40})】[:,]?|〖([^〗]{2,40})〗")
_STOP = re.compile(r"[,。;:!?\n]")
_LONGEST = 40


def split_name(printed: str) -> tuple[str, str, bool]:
    """A text that holds name and target: name, target, and whether the name is printed as one.

    A name is printed as one before a colon, in 【】, or on a first line of its own; else the first clause
    serves, and the target is the whole text.
    """
    text = clean(printed)
    folded = fold(text)
    bracket = _BRACKET.match(folded)
    if bracket and text[bracket.end() :].strip():
        return squeeze(bracket[1] or bracket[2]), text[bracket.end() :].strip(), True
    dash = _DASH.match(folded)
    if dash and not _is_label(dash[1]):
        return squeeze(text[: dash.end(1)]), text[dash.end() :].strip(), True
    colon = _COLON.match(folded)
    if colon and not re.match(r"\d", folded[colon.end() :]) and not _is_label(colon[1]):
        return squeeze(text[: colon.end(1)]), text[colon.end() :].strip(), True
    lines = [line for line in plain_spaces(printed).split("\n") if line.strip()]
    first = squeeze(lines[0]) if lines else ""
    is_clean = len(lines) > 1 and len(first) <= 30 and not _STOP.search(fold(first))
    if is_clean and (_NAME_ENDS.search(first) or _goal_follows(first, squeeze(lines[1]))):
        return first, clean("\n".join(lines[1:])), True
    return first_clause(text), text, False


def _goal_follows(first: str, second: str) -> bool:
    """公共浴室 over 新建公共浴室4处: a few words, and below them an act in figures."""
    act = leading_verb(fold(second))
    return (
        len(first) <= 16
        and not re.search(r"\d", first)
        and not leading_verb(fold(first))
        and act != ""
        and re.search(r"\d", second) is not None
    )


def first_clause(text: str) -> str:
    """The words up to the first stop, cut short where they go on too long."""
    folded = fold(text)
    stop = _STOP.search(folded)
    clause = text[: stop.start()] if stop and stop.start() >= 2 else text
    clause = clause.strip()
    return clause if len(clause) <= _LONGEST else clause[: _LONGEST - 1] + "…"


def _is_label(text: str) -> bool:
    return re.search(r"其中|包括|如下|目标|任务|内容|单位|时限|主要", text) is not None
