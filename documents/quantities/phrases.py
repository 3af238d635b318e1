"""Where a number stands: its clause, what is printed before and behind it, and what surrounds the clause.

The text is first freed of list numbers (lists.py), split into sentences and clauses, and brackets that hold
quantities of their own become clauses of their own. Places always count in the text as given.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from . import lists, normal, numbers, vocabulary
from .numbers import Mark
from .wordlist import any_of, words

_QUOTED = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|〈[^〈〉\n]{0,80}〉|‘[^‘’\n]{0,60}’")
_SENTENCE_END = frozenset("。;!?\n")
_CLAUSE_END = frozenset(",:")
_JOIN = re.compile(r"以及|[、和及与/]|\+")
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


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    sentence: int
    bracket: tuple[int, int] | None


def found(text: str) -> list[Found]:
    """Every number of a text that counts, with its place in a clause, in order."""
    flat, items = lists.without_numbers(normal.plain(text))
    names = [match.span() for match in _QUOTED.finditer(flat)]
    marks = numbers.marks(flat, names)
    if not marks:
        return []
    pairs = _brackets(flat)
    held = [
        pair for pair in pairs if any(pair[0] < mark.at < pair[1] and mark.unit for mark in marks)
    ]
    clauses = _clauses(flat, names + [pair for pair in pairs if pair not in held], held)
    return _placed(flat, marks, clauses, held, items)


def _brackets(text: str) -> list[tuple[int, int]]:
    """Matched round brackets, outermost only."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            if not opened:
                pairs.append((start, place + 1))
    return pairs


def _clauses(
    text: str, closed: list[tuple[int, int]], held: list[tuple[int, int]]
) -> list[_Clause]:
    clauses: list[_Clause] = []
    sentence = 0
    inside = _covered(len(text), closed)
    outside = _covered(len(text), closed + held)
    for span, covered in [(None, outside), *((pair, inside) for pair in held)]:
        start, end = (span[0] + 1, span[1] - 1) if span else (0, len(text))
        opening = start
        for place in range(start, end):
            if covered[place]:
                continue
            sign = text[place]
            if sign in _SENTENCE_END or (sign in _CLAUSE_END and not _in_number(text, place)):
                clauses.append(_Clause(opening, place, sentence, span))
                sentence += sign in _SENTENCE_END
                opening = place + 1
        clauses.append(_Clause(opening, end, sentence, span))
        sentence += 1
    return clauses


def _covered(length: int, spans: list[tuple[int, int]]) -> bytearray:
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _in_number(text: str, place: int) -> bool:
    return bool(re.match(r"\d[,:]\d{3}(?!\d)", text[max(0, place - 1) : place + 5]))


def _placed(
    text: str,
    marks: list[Mark],
    clauses: list[_Clause],
    held: list[tuple[int, int]],
    items: list[tuple[int, int]],
) -> list[Found]:
    placed: list[Found] = []
    for number, clause in enumerate(clauses):
        spans = [] if clause.bracket else held
        inside = [
            mark
            for mark in marks
            if clause.start <= mark.at < clause.end
            and not any(start < mark.at < end for start, end in spans)
            and (mark.unit or not text[mark.end : clause.end].strip())
        ]
        if not inside:
            continue
        kin = [
            one
            for one in clauses
            if (one.sentence, one.bracket) == (clause.sentence, clause.bracket)
        ]
        place = kin.index(clause)
        after = ""
        if place + 1 < len(kin):
            following = kin[place + 1]
            if not any(following.start <= mark.at < following.end and mark.unit for mark in marks):
                after = _EMPTY.sub("", text[following.start : following.end])
        before = tuple(_EMPTY.sub("", text[one.start : one.end]) for one in kin[:place])
        for i, (mark, left, right, joined) in enumerate(_sides(text, clause, inside, spans)):
            placed.append(
                Found(
                    mark, left, right, number, clause.sentence, joined, before,
                    after if i == len(inside) - 1 else "",
                    _host(text, clause, clauses), lists.item_at(items, mark.at),
                )
            )  # fmt: skip
    return sorted(placed, key=lambda one: one.mark.at)


def _host(text: str, clause: _Clause, clauses: list[_Clause]) -> str:
    """What stands before the bracket that a clause is in."""
    if clause.bracket is None:
        return ""
    at = clause.bracket[0]
    outer = next(one for one in clauses if one.bracket is None and one.start <= at <= one.end)
    head = _EMPTY.sub("", text[outer.start : at])
    last = list(numbers.NUMBER.finditer(head))
    return head[last[-1].end() :] if last and not head[last[-1].end() :].isascii() else head


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
    text: str, clause: _Clause, inside: list[Mark], spans: list[tuple[int, int]]
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
            rights[i - 1], lefts[i] = _run_on(rights[i - 1])
    return list(zip(inside, lefts, rights, joined, strict=True))


def _open(text: str, inside: list[Mark], i: int) -> bool:
    """Whether the words between two numbers run into the second: 3000平方米综合楼1栋."""
    return not _JOIN_AT_END.search(_EMPTY.sub("", text[inside[i - 1].end : inside[i].opens]))


def _run_on(gap: str) -> tuple[str, str]:
    """12个乡镇增设公交站点96个: the act begins the second; without one the words serve both."""
    if not DONE_AT_END.search(gap):
        for at in range(2, len(gap) - 3):
            if _NEW_ACT.match(gap, at):
                return gap[:at], gap[at:]
    return gap, gap


def _divided(gap: str) -> tuple[str, str]:
    """What lies between two quantities: the part that belongs to the first, the part of the second."""
    if not gap:
        return "", ""
    if (opening := _JOIN.match(gap)) and not _NOT_A_JOIN.match(gap):
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
