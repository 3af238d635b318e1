"""Sentences and clauses of a text without word boundaries: cut at signs, but not inside quotes and brackets.

Brackets that hold quantities of their own (其中小学2所、初中1所) are read as sentences of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from .numbers import Mark

_SENTENCE_END = frozenset("。;!?\n")
_CLAUSE_END = frozenset(",:")
_GROUPED = re.compile(r"\d[,:]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    sentence: int
    bracket: tuple[int, int] | None
    """The bracket it stands in, if that holds quantities."""


class Clauses:
    """All clauses of a text; each place belongs to the innermost."""

    def __init__(self, text: str, marks: list[Mark], names: list[tuple[int, int]]) -> None:
        self.text = text
        pairs = brackets(text)
        counting = bytearray(len(text) + 1)
        for mark in marks:
            counting[mark.at] = bool(mark.unit)
        self.held = [pair for pair in pairs if any(counting[pair[0] : pair[1]])]
        held = set(self.held)
        self.all: list[Clause] = []
        self._owner = [0] * len(text)
        self._kin: dict[int, list[int]] = defaultdict(list)
        closed = names + [pair for pair in pairs if pair not in held]
        self._cut(None, covered(len(text), closed + self.held))
        inner = covered(len(text), closed)
        for pair in self.held:
            self._cut(pair, inner)

    def _cut(self, bracket: tuple[int, int] | None, shut: bytearray) -> None:
        start, end = (bracket[0] + 1, bracket[1] - 1) if bracket else (0, len(self.text))
        sentence = self.all[-1].sentence + 1 if self.all else 0
        opening = start
        for place in range(start, end):
            sign = self.text[place]
            if shut[place] or sign not in _SENTENCE_END | _CLAUSE_END:
                continue
            if sign in _CLAUSE_END and _GROUPED.match(self.text[max(0, place - 1) : place + 5]):
                continue
            self._add(Clause(opening, place, sentence, bracket))
            sentence += sign in _SENTENCE_END
            opening = place + 1
        self._add(Clause(opening, end, sentence, bracket))

    def _add(self, clause: Clause) -> None:
        number = len(self.all)
        self.all.append(clause)
        self._owner[clause.start : clause.end] = [number] * (clause.end - clause.start)
        self._kin[clause.sentence].append(number)

    def of(self, place: int) -> int:
        """The number of the clause that a place stands in."""
        return self._owner[place]

    def kin(self, number: int) -> list[int]:
        """The clauses of the same sentence, in order."""
        return self._kin[self.all[number].sentence]

    def host(self, number: int) -> str:
        """What stands before the bracket that a clause is in; empty outside brackets."""
        bracket = self.all[number].bracket
        if bracket is None:
            return ""
        outer = next(one for one in self.all if one.bracket is None and bracket[0] <= one.end)
        return self.text[outer.start : bracket[0]]


def brackets(text: str) -> list[tuple[int, int]]:
    """Matched round brackets, outermost only, in order."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in re.finditer(r"[()]", text):
        if found.group() == "(":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            if not opened:
                pairs.append((start, found.end()))
    return pairs


def covered(length: int, spans: list[tuple[int, int]]) -> bytearray:
    """One byte a sign: set where a span covers it."""
    shut = bytearray(length)
    for start, end in spans:
        shut[start:end] = b"\x01" * (end - start)
    return shut
