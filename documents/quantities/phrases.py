"""Where a number stands: its clause, what is printed before and behind it, and what surrounds the clause.

The text is first freed of list numbers (1. ② (三) 一是), split into sentences and clauses, and brackets that
hold quantities of their own become clauses of their own. Places always count in the text as given.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from . import normal, numbers, vocabulary
from .numbers import Mark
from .wordlist import words

_LISTED = re.compile(
    r"(?:^|(?<=[\n。;]))[ ]*(?:"
    r"(?P<number>\d{1,2})(?P<sign>[.、.)]|(?=\n))\s*"
    r"|\(\d{1,2}\)\s*|\([一二三四五六七八九十]{1,3}\)\s*|[一二三四五六七八九十]{1,3}[、.]\s*|[①-⑳❶-❿⑴-⒇]\s*"
    r"|[一二三四五六七八九十]是 ?"
    r")"
)
_CIRCLED = re.compile(r"[①-⑳❶-❿⑴-⒇]|(?<=[,;。:])[一二三四五六七八九十]是")
_QUOTED = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|〈[^〈〉\n]{0,80}〉|‘[^‘’\n]{0,60}’")
_SENTENCE_END = frozenset("。;!?\n")
_CLAUSE_END = frozenset(",:")
_JOINS = re.compile(r"以及|[、和及与]|\+")
_GAP_TAIL = re.compile(r"(?:以及|[、和及与])$")
_NOT_A_JOIN = re.compile(
    r"普及|惠及|涉及|波及|触及|危及|参与|给与|共和|温和|饱和|总和|缓和|和谐|和美|中和|及时|及其|与会|顾及|遍及"
)
_VERBS = tuple(sorted(vocabulary.VERBS, key=len, reverse=True))
_WHOLE = frozenset(
    words(
        "个 所 座 处 口 台 部 套 间 栋 幢 家 张 辆 艘 架 件 项 名 人 户 期 场 场次 次 个班 支 盏 条 人次 例"
    )
)


@dataclass(slots=True)
class Found:
    """A quantity in its place."""

    mark: Mark
    left: str
    """What is printed before it in its clause, back to the quantity before."""
    right: str
    """What is printed behind it in its clause, up to the next quantity's part."""
    clause: int
    sentence: int
    first: bool
    """No other quantity stands before it in its clause."""
    joined: bool
    """Follows the one before with nothing but 、 between them."""
    before: tuple[str, ...]
    """The clauses of its sentence before its own."""
    after: str
    """The clause that follows in its sentence, empty where that holds a quantity."""
    bracket_of: int | None = None
    """For a quantity in brackets: the place in the text where the bracket opens."""


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    sentence: int
    bracket: int | None


def found(text: str) -> tuple[str, list[Found]]:
    """The plain text with list numbers blanked, and every number in it with a place in a clause."""
    flat = _without_list_numbers(normal.plain(text))
    names = [match.span() for match in _QUOTED.finditer(flat)]
    marks = numbers.marks(flat, names)
    if not marks:
        return flat, []
    clauses = _clauses(flat, marks, names)
    return flat, _placed(flat, marks, clauses)


def _without_list_numbers(text: str) -> str:
    """List numbers as spaces. 1.6个高中学校 is the first item, then 6个: half a school cannot be built."""
    listed = list(_LISTED.finditer(text))
    numbered = {int(match["number"]) for match in listed if match["number"]}
    out = text
    for match in listed:
        if match["number"] and not _is_item(text, match, numbered):
            continue
        out = out[: match.start()] + _blank(match.group()) + out[match.end() :]
    return _CIRCLED.sub(lambda match: ";" + " " * (len(match.group()) - 1), out)


def _blank(piece: str) -> str:
    return re.sub(r"[^\n]", " ", piece)


def _is_item(text: str, match: re.Match[str], numbered: set[int]) -> bool:
    """Whether 1.6个 opens a list: another item says so, or the thing cannot be cut into tenths."""
    number, after = int(match["number"]), text[match.end() : match.end() + 1]
    if match["sign"] != "." or not after.isdigit():
        return True
    has_neighbour = number + 1 in numbered or (number > 1 and number - 1 in numbered)
    tail = re.match(r"\d+ ?([^\d\s,;。]{1,3})", text[match.end() :])
    unit = tail[1] if tail else ""
    return has_neighbour or any(unit.startswith(word) for word in _WHOLE)


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


def _clauses(text: str, marks: list[Mark], names: list[tuple[int, int]]) -> list[Clause]:
    held = [
        (start, end)
        for start, end in _brackets(text)
        if any(start < mark.at < end and mark.unit for mark in marks)
    ]
    closed = [*names, *(pair for pair in _brackets(text) if pair not in held)]
    clauses: list[Clause] = []
    sentence = 0

    def split(start: int, end: int, bracket: int | None) -> None:
        nonlocal sentence
        opening = place = start
        while place < end:
            inside = next((span for span in closed if span[0] <= place < span[1]), None)
            if inside:
                place = max(inside[1], place + 1)
                continue
            sign = text[place]
            if sign in _SENTENCE_END or (sign in _CLAUSE_END and not _in_number(text, place)):
                clauses.append(Clause(opening, place, sentence, bracket))
                sentence += sign in _SENTENCE_END
                opening = place + 1
            place += 1
        clauses.append(Clause(opening, end, sentence, bracket))

    outer = 0
    for start, end in held:
        closed.append((start, end))
    split(outer, len(text), None)
    for start, end in held:
        closed.remove((start, end))
        sentence += 1
        split(start + 1, end - 1, start)
    return clauses


def _in_number(text: str, place: int) -> bool:
    return bool(re.match(r"\d[,:]\d{3}(?!\d)", text[max(0, place - 1) : place + 5]))


def _placed(text: str, marks: list[Mark], clauses: list[Clause]) -> list[Found]:
    placed: list[Found] = []
    for number, clause in enumerate(clauses):
        inside = [mark for mark in marks if clause.start <= mark.at < clause.end]
        if clause.bracket is None:
            held = [(other.bracket, other) for other in clauses if other.bracket is not None]
            spans = _held_spans(held)
            inside = [
                mark for mark in inside if not any(start < mark.at < end for start, end in spans)
            ]
        else:
            spans = []
        if not inside:
            continue
        siblings = [
            text[other.start : other.end]
            for other in clauses[:number]
            if other.sentence == clause.sentence and other.bracket == clause.bracket
        ]
        after = ""
        if number + 1 < len(clauses) and clauses[number + 1].sentence == clause.sentence:
            following = clauses[number + 1]
            if not any(following.start <= mark.at < following.end and mark.unit for mark in marks):
                after = text[following.start : following.end]
        lefts, rights, joined = _sides(text, clause, inside, spans)
        placed.extend(
            Found(
                mark, lefts[i], rights[i], number, clause.sentence, i == 0, joined[i],
                tuple(siblings), after if i == len(inside) - 1 else "", clause.bracket,
            )
            for i, mark in enumerate(inside)
        )  # fmt: skip
    return sorted(placed, key=lambda one: one.mark.at)


def _held_spans(held: list[tuple[int | None, Clause]]) -> list[tuple[int, int]]:
    spans: dict[int, int] = {}
    for start, clause in held:
        if start is not None:
            spans[start] = max(spans.get(start, 0), clause.end + 1)
    return sorted(spans.items())


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The text between two places without the brackets that are read by themselves."""
    piece = "".join(
        text[place]
        for place in range(start, end)
        if not any(opening <= place < closing for opening, closing in spans)
    )
    return re.sub(r"[ \n]+", "", piece)


def _sides(
    text: str, clause: Clause, inside: list[Mark], spans: list[tuple[int, int]]
) -> tuple[list[str], list[str], list[bool]]:
    lefts = [_cut(text, clause.start, min(inside[0].start, clause.end), spans)]
    rights: list[str] = []
    joined = [False]
    for one, two in itertools.pairwise(inside):
        gap = _cut(text, one.end, max(one.end, two.start), spans)
        right, left = _divide(gap)
        rights.append(right)
        lefts.append(left)
        joined.append(not left and not right)
    rights.append(_cut(text, inside[-1].end, max(inside[-1].end, clause.end), spans))
    return lefts, rights, joined


def _divide(gap: str) -> tuple[str, str]:
    """What lies between two quantities: the part that belongs to the first, the part of the second."""
    if not gap:
        return "", ""
    if (opening := _JOINS.match(gap)) and not _NOT_A_JOIN.match(gap):
        return "", gap[opening.end() :]
    if (tail := _GAP_TAIL.search(gap)) and not _NOT_A_JOIN.search(gap, max(0, len(gap) - 2)):
        return gap[: tail.start()], ""
    for join in _JOINS.finditer(gap):
        hidden = _NOT_A_JOIN.search(gap, max(0, join.start() - 1))
        if hidden and hidden.start() <= join.start() < hidden.end():
            continue
        if gap[join.end() :].startswith(_VERBS):
            return gap[: join.start()], gap[join.end() :]
    for verb in vocabulary.SERVES:
        if gap.endswith(verb) and len(gap) > len(verb):
            return gap[: -len(verb)], verb
    if joins := list(_JOINS.finditer(gap)):
        last = joins[-1]
        if last.start() > 0 and len(gap) - last.end() >= 2:
            return gap[: last.start()], gap[last.end() :]
    return gap, ""
