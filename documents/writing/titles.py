"""Where a title breaks: by meaning and in a good shape, as GB/T 9704-2012 (7.3.1) asks."""

from __future__ import annotations

import re
from itertools import accumulate

from documents.writing.signs import width_in_characters

_NEVER_LAST = frozenset("（(《〈“‘【〔[")
_NEVER_FIRST = frozenset("）)》〉”’】〕]，。、；：！？,.;:!?%的和与及")
_KEPT_WHOLE = re.compile(
    r"[0-9A-Za-z.%]+(?:年度|年|月|日|季度|件|项)?|第[一二三四]季度|[上下]半年|前三季度|《[^》]{1,12}》|"
    r"(?:重点)?民生(?:重点)?实事|重点|推进|进展|完成|情况|公示|目标|任务|月度|年度|项目|实施|方案|通知|通报|工作|人民|政府|办公室|委员会|发展|改革|"
    r"关于|印发|投资|计划|额度|占比|责任|单位|备注|序号|名称|建设|内容|规模"
)
_GOOD_ENDS = re.compile(
    r"(?:人民政府办公室|人民政府|委员会|关于印发.+的|民生实事项目|民生实事工作|民生实事|年度|的|项目|、|，|》)$"
)
_GOOD_STARTS = re.compile(
    r"(?:\d季度|第[一二三四]季度|[上下]半年|前三季度|推进情况|进展情况|完成情况|目标任务|项目实施|实施方案|工作目标|关于|的通知|更正)"
)


def title_lines(title: str, characters_per_line: float) -> tuple[str, ...]:
    """A title in as few lines as it needs, none wider than the line, broken where a reader would pause.

    Line breaks of the title itself are kept. A title without a good place is broken evenly.
    """
    lines: list[str] = []
    for part in title.strip().split("\n"):
        lines += _broken(part.strip(), characters_per_line)
    return tuple(lines)


def _broken(text: str, room: float) -> list[str]:
    total = width_in_characters(text)
    if total <= room:
        return [text]
    places = _places(text)
    wanted = -int(-total // room)
    for count in range(wanted, wanted + 3):
        best = _best(text, places, count, room, total / count)
        if best:
            return best
    return _by_width(text, room)


def _best(
    text: str, places: dict[int, float], count: int, room: float, even: float
) -> list[str] | None:
    """The cheapest way to set `text[start:]` in so many lines, found from the end forwards."""
    reach = [0.0, *accumulate(map(width_in_characters, text))]
    cheapest: dict[tuple[int, int], tuple[float, list[str]]] = {(len(text), 0): (0.0, [])}
    starts = sorted({0, *places}, reverse=True)
    for lines_left in range(1, count + 1):
        for start in starts:
            options = []
            for end in [place for place in (*places, len(text)) if place > start]:
                rest = cheapest.get((end, lines_left - 1))
                width = reach[end] - reach[start]
                if rest is None or width > room:
                    continue
                cost = rest[0] + abs(width - even) + places.get(end, 0.0)
                options.append((cost, [text[start:end], *rest[1]]))
            if options:
                cheapest[start, lines_left] = min(options)
    found = cheapest.get((0, count))
    return found[1] if found else None


def _places(text: str) -> dict[int, float]:
    """Where a line may end, with the price of ending there."""
    closed = {
        position
        for found in _KEPT_WHOLE.finditer(text)
        for position in range(found.start() + 1, found.end())
    }
    places: dict[int, float] = {}
    for position in range(1, len(text)):
        if (
            position in closed
            or text[position - 1] in _NEVER_LAST
            or text[position] in _NEVER_FIRST
        ):
            continue
        price = 6.0
        if _GOOD_ENDS.search(text[:position]):
            price -= 3.0
        if _GOOD_STARTS.match(text[position:]):
            price -= 3.0
        places[position] = price
    return places


def _by_width(text: str, room: float) -> list[str]:
    lines, line = [], ""
    for sign in text:
        if line and width_in_characters(line + sign) > room:
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line]
