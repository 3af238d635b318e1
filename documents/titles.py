"""The title of a document, and the organ it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text import bare, fold, squeeze

_TITLE_END = re.compile(
    r"(?:通知|公示|公告|通报|意见|方案|函|办法|报告|决定|批复|情况|说明|清单|表)(?:\((?:[^()]*)\))?$"
)
_TITLE_WITHIN = 4
"""A headline stands among the first lines."""
ORGAN = (
    r"[\u4e00-\u9fff]{2,30}?(?:人民政府办公室|人民政府|人民代表大会常务委员会|人民代表大会|人大常委会|办公室|委员会|发展改革委|发改委|发展和改革委|政府|"
    r"委|局|厅|中心|领导小组|指挥部|督查室|民生办|绩效办|管委会|政府办)"
)
_ORGAN_ONLY = re.compile(rf"(?:{ORGAN})(?:\((?:代章|章)\))?")


def title_in(lines: Sequence[str]) -> tuple[int | None, str | None, str | None]:
    """The document's title, where its last line stands (its last printing counts), and the organ it names."""
    found: tuple[int, str, str | None] | None = None
    for position, line in enumerate(lines):
        text = bare(line)
        if "关于" not in text or len(text) > 120 or text.endswith(("。", ";")):
            continue
        if re.match(r"附件|《|\d+[.、]|[一二三四五六七八九十]、", text):
            continue
        for length in range(1, 5):
            part = lines[position : position + length]
            joined = "".join(squeeze(piece) for piece in part)
            if (
                len(part) < length
                or len(joined) > 150
                or any(bare(piece).endswith("。") for piece in part)
            ):
                break
            if not _TITLE_END.search(fold(joined)):
                continue
            organ, title = _organ_before(lines, position, joined)
            end = position + length - 1
            if found is None:
                found = end, title, organ
            elif bare(found[1]).endswith(bare(joined)) or bare(joined) == bare(found[1]):
                found = end, found[1], found[2] or organ
            break
        if found and position > found[0] + 12:
            break
    if found:
        return found
    for position, line in enumerate(lines):
        text = bare(line)
        if names_a_list(text):
            return position, squeeze(line), None
    for position, line in enumerate(lines[:_TITLE_WITHIN]):
        if _heads_a_post(bare(line)):
            return position, squeeze(line), None
    return None, None, None


def _heads_a_post(text: str) -> bool:
    """A headline that names the year and its 民生实事 in words of its own."""
    return (
        8 <= len(text) <= 50
        and re.search(r"20\d\d年.*(?:民生|实事|为民|民心)", text) is not None
        and re.search(r"[。;:,]", text) is None
        and re.match(r"\d|[一二三四五六七八九十]、|\(", text) is None
    )


def names_a_list(text: str) -> bool:
    return (
        8 <= len(text) <= 60
        and re.search(r"20\d\d年", text) is not None
        and re.search(r"民生|实事|项目|工程", text) is not None
        and re.search(
            rf"{_TITLE_END.pattern}|(?:项目|实事|任务|目标|安排|进展|进度|计划|分解|分工|一览|台账|任务书|完成)(?:\([^()]*\))?$",
            text,
        )
        is not None
    )


def _organ_before(lines: Sequence[str], position: int, title: str) -> tuple[str | None, str]:
    """A title whose first line is the organ that issues: 重庆市…办公室 / 关于印发…的通知."""
    own = re.match(rf"({ORGAN})关于", fold(title))
    if own:
        return own[1], title
    if position and title.startswith("关于"):
        above = bare(lines[position - 1])
        if _ORGAN_ONLY.fullmatch(above):
            signed = any(bare(line).startswith(above) for line in lines[position + 1 :])
            if signed:
                return squeeze(lines[position - 1]), squeeze(lines[position - 1]) + title
    return None, title
