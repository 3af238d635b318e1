"""Where a number stands: its clause, what is printed before and behind it, and what surrounds the clause.

The text is first freed of list numbers (lists.py) and cut into sentences and clauses (clauses.py). Places
always count in the text as given.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from . import lists, normal, numbers, vocabulary
from .clauses import Clause, Clauses, covered
from .numbers import Mark
from .wordlist import any_of, words

LONGEST_TEXT = 20_000
MOST = 100
NEAR = 12
"""How many clauses before its own are kept with a number."""

_QUOTED = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|〈[^〈〉\n]{0,80}〉|‘[^‘’\n]{0,60}’")
_JOIN = re.compile(r"以及|[、和及与/]|\+")
_AND_THEN = re.compile(r"并且?|同时|后")
_JOIN_AT_END = re.compile(r"(?:以及|[、和及与/])$")
_NOT_A_JOIN = re.compile(
    r"普及|惠及|涉及|波及|触及|危及|参与|给与|共和|温和|饱和|总和|缓和|和谐|和美|中和|及时|及其|与会|顾及|遍及|和平"
)
_VERB = re.compile(any_of(vocabulary.VERBS))
_NEW_ACT = re.compile(
    any_of((*vocabulary.NEW, *words("配备 安装 设置 配置 建成 开展 建立 举办 布设 改造 投放")))
)
DONE_AT_END = re.compile(r"(?:已|已经|现已|累计|目前)?(?:完成|建成|完工|竣工|已\S)了?$|(?<!其)中$")
"""A part between two numbers that ends so tells that the second is what is done of the first."""
_PLACED = re.compile(r"(?:在|对|于|全县|全区|全市)$")
_UNIT_LENGTH = 3
_EMPTY = re.compile(r"[ \n]+")


@dataclass(slots=True)
class Found:
    """A number in its place."""

    mark: Mark
    left: str
    """What is printed before it in its clause, back to the quantity before."""
    right: str
    """What is printed behind it in its clause, up to the next quantity's part."""
    clause: int
    sentence: int
    joined: bool
    """Follows the one before with nothing but 、 between them."""
    before: tuple[str, ...]
    """The clauses of its sentence before its own."""
    after: str
    """The clause that follows in its sentence, empty where that holds a quantity."""
    host: str
    """For a number in brackets: what stands before the bracket in its clause."""
    listed: int | None
    """The number of the list item it stands in."""


def found(text: str) -> list[Found]:
    """Every number of a text that counts, with its place in a clause, in order.

    Bounded: of a text longer than any cell of a plan, its first LONGEST_TEXT signs and MOST numbers are read.
    """
    flat, items = lists.without_numbers(normal.plain(text[:LONGEST_TEXT]))
    names = [match.span() for match in _QUOTED.finditer(flat)]
    marks = numbers.marks(flat, covered(len(flat), names), MOST)
    if not marks:
        return []
    clauses = Clauses(flat, marks, names)
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        number = clauses.of(mark.at)
        if mark.unit or not flat[mark.end : clauses.all[number].end].strip():
            groups.setdefault(number, []).append(mark)
    placed = [
        one
        for number, inside in groups.items()
        for one in _placed(clauses, number, inside, groups, items)
    ]
    return sorted(placed, key=lambda one: one.mark.at)


def _placed(
    clauses: Clauses,
    number: int,
    inside: list[Mark],
    groups: dict[int, list[Mark]],
    items: list[tuple[int, int]],
) -> list[Found]:
    """The numbers of one clause with all that surrounds them."""
    clause, text = clauses.all[number], clauses.text
    kin = clauses.kin(number)
    place = kin.index(number)
    before = tuple(_words_of(clauses, one) for one in kin[max(0, place - NEAR) : place])
    after = ""
    if place + 1 < len(kin) and not any(mark.unit for mark in groups.get(kin[place + 1], [])):
        after = _words_of(clauses, kin[place + 1])
    host = _EMPTY.sub("", clauses.host(number))
    if last := list(numbers.NUMBER.finditer(host)):
        behind = host[last[-1].end() :]
        host = behind if len(behind) > _UNIT_LENGTH else host[: last[-1].start()]
    spans = [] if clause.bracket else clauses.held
    return [
        Found(
            mark, left, right, number, clause.sentence, joined, before,
            after if i == len(inside) - 1 else "", host, lists.item_at(items, mark.at),
        )
        for i, (mark, left, right, joined) in enumerate(_sides(text, clause, inside, spans))
    ]  # fmt: skip


def _words_of(clauses: Clauses, number: int) -> str:
    clause = clauses.all[number]
    return _EMPTY.sub("", clauses.text[clause.start : clause.end])


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text between two places without the brackets that are read by themselves."""
    piece, place = "", start
    for opening, closing in spans:
        if closing <= place or opening >= end:
            continue
        piece += text[place:opening]
        place = closing
    return _EMPTY.sub("", piece + text[place:end] if place < end else piece)


def _sides(
    text: str, clause: Clause, inside: list[Mark], spans: list[tuple[int, int]]
) -> list[tuple[Mark, str, str, bool]]:
    """Each number of a clause with what belongs to it on its left and on its right."""
    lefts = [_cut(text, clause.start, max(clause.start, inside[0].opens), spans)]
    rights: list[str] = []
    joined = [False]
    for one, two in itertools.pairwise(inside):
        gap = _cut(text, one.end, max(one.end, two.opens), spans)
        right, left = _divided(gap)
        rights.append(right)
        lefts.append(left)
        joined.append(not left and not right)
    rights.append(_cut(text, inside[-1].end, max(inside[-1].end, clause.end), spans))
    for i in range(1, len(inside)):
        if (
            not lefts[i]
            and rights[i - 1]
            and not rights[i]
            and not joined[i]
            and _open(text, inside, i)
        ):
            is_place = bool(_PLACED.search(lefts[i - 1]))
            rights[i - 1], lefts[i] = _run_on(rights[i - 1], _VERB if is_place else _NEW_ACT)
    for i in range(len(inside) - 1, 0, -1):
        if joined[i] and inside[i].opens <= inside[i - 1].end:
            rights[i - 1] = rights[i]
    return list(zip(inside, lefts, rights, joined, strict=True))


def _open(text: str, inside: list[Mark], i: int) -> bool:
    """Whether the words between two numbers run into the second: 3000平方米综合楼1栋."""
    return not _JOIN_AT_END.search(_EMPTY.sub("", text[inside[i - 1].end : inside[i].opens]))


def _run_on(gap: str, act: re.Pattern[str]) -> tuple[str, str]:
    """12个乡镇增设公交站点96个: the act begins the second; without one the words serve both."""
    if not DONE_AT_END.search(gap):
        for at in range(1, len(gap) - 3):
            if act.match(gap, at):
                return gap[:at], gap[at:]
    return gap, gap


def _divided(gap: str) -> tuple[str, str]:
    """What lies between two quantities: the part that belongs to the first, the part of the second."""
    if not gap:
        return "", ""
    if (opening := _JOIN.match(gap)) and not _NOT_A_JOIN.match(gap):
        return "", gap[opening.end() :]
    if (opening := _AND_THEN.match(gap)) and _VERB.match(gap, opening.end()):
        return "", gap[opening.end() :]
    if (tail := _JOIN_AT_END.search(gap)) and not _NOT_A_JOIN.search(gap, max(0, len(gap) - 2)):
        return gap[: tail.start()], ""
    joins = [join for join in _JOIN.finditer(gap) if not _hidden(gap, join.start())]
    for join in joins:
        if _VERB.match(gap, join.end()):
            return gap[: join.start()], gap[join.end() :]
    for verb in vocabulary.SERVES:
        if gap.endswith(verb) and len(gap) > len(verb):
            return gap[: -len(verb)], verb
    if joins and joins[-1].start() > 0 and len(gap) - joins[-1].end() >= 2:
        return gap[: joins[-1].start()], gap[joins[-1].end() :]
    return gap, ""


def _hidden(gap: str, at: int) -> bool:
    """A joining sign that is a part of a word: 普及, 和美."""
    hidden = _NOT_A_JOIN.search(gap, max(0, at - 1))
    return bool(hidden and hidden.start() <= at < hidden.end())
