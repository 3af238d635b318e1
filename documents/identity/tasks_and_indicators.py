"""Which task of a project and which indicator of a task is which in the document issued anew: by meaning, then by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from documents.identity.assignment import best_pairs
from documents.identity.likeness import WHOLE, Text

Decided = Mapping[int, int | None]
"""Place in the new list to place in the old one, or to None for one that is added: what a person said."""

_ALIKE = 300
_SURE = 500
_BACK = 700
"""What left comes back without a question only where it says nearly the same."""
_NEAR = 8
"""A rival within eight tenths of what speaks for a pair is near."""
_WORDS = re.compile(r"[^\d.%]{2,}")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which is which, and where a person has to look."""

    same: dict[int, int]
    """Place in the new list to place in the old one."""
    doubtful: frozenset[int] = frozenset()
    """Places of the new list whose pair, or whose being new, the words do not settle."""
    settled: frozenset[int] = frozenset()
    """Places of the old list that are what they were beyond doubt, or as decided."""


@dataclass(frozen=True, slots=True)
class TaskTraits:
    number: int
    text: str
    units: tuple[str, ...]
    """By the names of the register."""


@dataclass(frozen=True, slots=True)
class IndicatorTraits:
    """`unit` is the one its values count in (名, where 万名 is printed): across units nothing is the same indicator."""

    label: str
    kind: str
    unit: str
    qualifier: str
    value: str


def pair_tasks(
    old: Sequence[TaskTraits],
    new: Sequence[TaskTraits],
    decided: Decided | None = None,
    left: Sequence[TaskTraits] = (),
) -> Pairing:
    """Pair a project's tasks as a whole, with what is not sure of it. An only task stays it, whatever its words.

    `left` are those that left the plan before: their places follow the old ones'.
    """
    if left:
        back = _Back([_print_of_task(one) for one in (*old, *left)], len(old))
        return back.pairing(
            lambda said: pair_tasks(old, new, said),
            [_print_of_task(one) for one in new],
            decided or {},
            lambda o, n: Text.of(left[o].text).like(Text.of(new[n].text)),
            lambda o, n: _exchanged(Text.of(left[o].text), Text.of(new[n].text)),
        )
    if len(old) == len(new) == 1 and not decided:
        return Pairing({0: 0}, settled=frozenset([0]))
    was, now = [Text.of(one.text) for one in old], [Text.of(one.text) for one in new]
    table = _Pairs(
        [_print_of_task(one) for one in old], [_print_of_task(one) for one in new], decided or {}
    )

    @cache
    def words(o: int, n: int) -> int:
        return was[o].like(now[n])

    def like(o: int, n: int) -> int:
        return words(o, n) + 200 * (bool(old[o].units) and old[o].units == new[n].units)

    def gain(o: int, n: int) -> int:
        if words(o, n) < _ALIKE:
            return 0
        return like(o, n) + 100 * (old[o].number == new[n].number) + (words(o, n) == WHOLE)

    def weak(o: int, n: int) -> bool:
        other_lead = old[o].units[:1] != new[n].units[:1]
        least = _SURE + _ALIKE if other_lead else _SURE
        return words(o, n) < least or _exchanged(was[o], now[n])

    found = table.best(gain)
    # What is left on both sides under one number, or alone on both, is one task in other words.
    olds = [o for o in range(len(old)) if o not in found.values()]
    news = [n for n in range(len(new)) if n not in found and n not in table.decided]
    for n in news:
        same = [o for o in olds if old[o].number == new[n].number]
        lone = olds if len(olds) == len(news) == 1 else []
        for o in (same or lone)[:1]:
            if same and len(olds) > 1 and old[o].units[:1] != new[n].units[:1]:
                continue
            found[n] = o
            olds = [one for one in olds if one != o]
    return table.judged(found, like, weak)


def pair_indicators(
    old: Sequence[IndicatorTraits],
    new: Sequence[IndicatorTraits],
    decided: Decided | None = None,
    left: Sequence[IndicatorTraits] = (),
) -> Pairing:
    """Pair a task's indicators as a whole, with what is not sure of it.

    Two of one label are told apart by unit, value and place. `left` are those that left the plan before: their places
    follow the old ones'.
    """
    if left:
        back = _Back([_print_of(one) for one in (*old, *left)], len(old))
        return back.pairing(
            lambda said: pair_indicators(old, new, said),
            [_print_of(one) for one in new],
            decided or {},
            lambda o, n: _labels(left[o], new[n]) - (left[o].value != new[n].value),
            lambda o, n: _exchanged(Text.of(left[o].label), Text.of(new[n].label)),
        )
    table = _Pairs([_print_of(one) for one in old], [_print_of(one) for one in new], decided or {})
    was, now = [Text.of(one.label) for one in old], [Text.of(one.label) for one in new]
    olds, news = [(one.kind, one.unit) for one in old], [(one.kind, one.unit) for one in new]

    @cache
    def labels(o: int, n: int) -> int:
        return was[o].like(now[n]) if olds[o] == news[n] else 0

    def gain(o: int, n: int) -> int:
        if olds[o] != news[n]:
            return 0
        alone = olds.count(olds[o]) == news.count(news[n]) == 1
        if labels(o, n) < _ALIKE and not alone:
            return 0
        value, qualifier = old[o].value == new[n].value, old[o].qualifier == new[n].qualifier
        return 1 + labels(o, n) + 150 * value + 50 * qualifier + 100 * (o == n)

    def like(o: int, n: int) -> int:
        if labels(o, n) < _ALIKE:
            return 0
        return labels(o, n) + 150 * (old[o].value == new[n].value)

    def kin(a: int, b: int) -> bool:
        return olds[a] == olds[b] and was[a].like(was[b]) >= _SURE + _ALIKE

    found = table.best(gain)
    # Two of one label that come in another order: values exchanged, or places.
    table.unsettle(found, kin)
    moved = _moved_units(found, olds, news)

    def weak(o: int, n: int) -> bool:
        changed = old[o].value != new[n].value and was[o].folded != now[n].folded
        is_parted = changed and olds[o] in moved
        return is_parted or labels(o, n) < _SURE or _exchanged(was[o], now[n])

    pairing = table.judged(found, like, weak)
    # Where nothing of its unit was there before, it is one of none.
    return replace(pairing, doubtful=frozenset(n for n in pairing.doubtful if news[n] in olds))


@dataclass(frozen=True, slots=True)
class _Back:
    """What of a document comes back that left the plan before: told by its words alone, place and number say nothing."""

    prints: Sequence[Hashable]
    """Of what stands, then of what left."""
    standing: int

    def pairing(
        self,
        pair: Callable[[Decided], Pairing],
        now: Sequence[Hashable],
        decided: Decided,
        like: Callable[[int, int], int],
        exchanged: Callable[[int, int], bool],
    ) -> Pairing:
        """`pair` what stands first; of the rest, what is like one that left is that one. `like` and `exchanged` are
        asked with places among those that left."""
        base = self.standing
        first = pair({n: None if o is not None and o >= base else o for n, o in decided.items()})
        said = {n: o - base for n, o in decided.items() if o is not None and o >= base}
        rest = [n for n in range(len(now)) if n not in first.same and n not in decided]
        lefts = [o for o in range(len(self.prints) - base) if o not in said.values()]
        likes = [[like(o, n) for n in rest] for o in lefts]
        gain = [[one if one >= _ALIKE else 0 for one in row] for row in likes]
        found = {rest[c]: lefts[r] for r, c in best_pairs(gain)}
        unsure = set()
        for n, o in found.items():
            row, column = lefts.index(o), rest.index(n)
            rivals = [likes[r][column] for r in range(len(lefts)) if r != row]
            rivals += [likes[row][c] for c in range(len(rest)) if c != column]
            is_it = self.prints[base + o] == now[n]
            near = 10 * max(rivals, default=0) > _NEAR * likes[row][column]
            if (likes[row][column] < _BACK or near or exchanged(o, n)) and not is_it:
                unsure.add(n)
        # The very words of one that left, where they are not those of the one that stands.
        gone = set(self.prints[base:])
        stands = {
            n
            for n, o in first.same.items()
            if n not in decided and now[n] in gone and now[n] != self.prints[o]
        }
        back = {n: base + o for n, o in (found | said).items()}
        sure = back.keys() - unsure
        return Pairing(
            first.same | back,
            frozenset((first.doubtful - sure) | unsure | stands),
            frozenset((first.settled - {first.same[n] for n in stands}) | {back[n] for n in sure}),
        )


class _Pairs:
    """Two lists with what is settled of them: what was decided, and what is the same and like nothing else."""

    def __init__(self, was: Sequence[Hashable], now: Sequence[Hashable], decided: Decided) -> None:
        self.olds, self.news = len(was), len(now)
        self.decided = {n: o for n, o in decided.items() if n < self.news}
        self.fixed: dict[int, int] = {}
        """New to old, decided ones first."""
        for n, o in self.decided.items():
            if o is not None and o < self.olds and o not in self.fixed.values():
                self.fixed[n] = o
        before, after = Counter(was), Counter(now)
        whole = list(was) == list(now) and not self.decided
        for n, one in enumerate(now):
            o = n if whole else was.index(one) if one in before else -1
            once = whole or before[one] == after[one] == 1
            if o >= 0 and once and n not in self.decided and o not in self.fixed.values():
                self.fixed[n] = o
        self.sure = set(self.fixed) | set(self.decided)
        """Places of the new list that no one has to look at."""

    def unsettle(self, found: Mapping[int, int], kin: Callable[[int, int], bool]) -> None:
        """Pairs of kin that cross stay pairs but are for a person; with one that was decided they may cross."""
        pairs = [(n, o) for n, o in found.items() if n not in self.decided]
        for n, o in pairs:
            for m, p in pairs:
                if (n < m) != (o < p) and n != m and kin(o, p):
                    self.sure -= {n, m}

    def best(self, gain: Callable[[int, int], int]) -> dict[int, int]:
        olds = [o for o in range(self.olds) if o not in self.fixed.values()]
        news = [n for n in range(self.news) if n not in self.fixed and n not in self.decided]
        table = [[gain(o, n) for n in news] for o in olds]
        return self.fixed | {news[c]: olds[r] for r, c in best_pairs(table)}

    def judged(
        self,
        found: dict[int, int],
        like: Callable[[int, int], int],
        weak: Callable[[int, int], bool],
    ) -> Pairing:
        settled = {o for n, o in found.items() if n in self.sure}
        free = [o for o in range(self.olds) if o not in settled]
        news = [n for n in range(self.news) if n not in self.sure]
        left = [o for o in free if o not in found.values()]
        doubtful = set()
        for n in news:
            if n not in found:
                doubtful |= {n} if left else set()
                continue
            o, mine = found[n], like(found[n], n)
            rivals = [like(p, n) for p in free if p != o] + [like(o, m) for m in news if m != n]
            crossed = n in self.fixed
            if crossed or weak(o, n) or 10 * max(rivals, default=0) > _NEAR * mine:
                doubtful.add(n)
        settled |= {o for n, o in found.items() if n not in doubtful}
        return Pairing(found, frozenset(doubtful), frozenset(settled))


def _exchanged(before: Text, after: Text) -> bool:
    """Whether words gave way to others, as one place for another: 改造龙宝街道 and 改造五桥街道."""
    was, now = before.folded, after.folded
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return any(
        tag == "replace" and _WORDS.search(was[a:b]) and _WORDS.search(now[c:d])
        for tag, a, b, c, d in steps
    )


def _moved_units(
    found: Mapping[int, int], olds: Sequence[Hashable], news: Sequence[Hashable]
) -> set[Hashable]:
    """Units of which one came or went: what has other words and another amount now may be a part of it, or the sum."""
    gone = {one for o, one in enumerate(olds) if o not in found.values()}
    return gone | {one for n, one in enumerate(news) if n not in found}


def _labels(one: IndicatorTraits, other: IndicatorTraits) -> int:
    if (one.kind, one.unit) != (other.kind, other.unit):
        return 0
    return Text.of(one.label).like(Text.of(other.label))


def _print_of_task(one: TaskTraits) -> Hashable:
    return (Text.of(one.text).folded, one.units)


def _print_of(one: IndicatorTraits) -> Hashable:
    return (Text.of(one.label).folded, one.kind, one.unit, one.qualifier, one.value)
