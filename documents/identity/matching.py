"""Projects of a document issued anew against those that stand: which is which, how sure that is, and what else it may be.

Never certain and wrong: certain only where name, promise and units say so and no other project comes near. What is
doubtful is for a person to decide; the number only breaks a tie between pairings and never makes one certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from documents.identity.assignment import best_pairs
from documents.identity.likeness import WHOLE, Evidence, Look, evidence, is_another_of_its_kind
from documents.reading import Project

Certainty = Literal["decided", "certain", "probable", "doubtful", "added", "gone"]
CERTAINTY_WORDS: dict[Certainty, str] = {
    "decided": "已认定",
    "certain": "确定",
    "probable": "很可能",
    "doubtful": "存疑",
    "added": "新增",
    "gone": "不再列入",
}
_SURE, _LIKELY, _POSSIBLE = 700, 500, 300
_SAME_NUMBER = 15
"""What an equal number adds when pairings are weighed: less than any difference in the words."""
_NEAR = 8
"""A rival within eight tenths of the best is near; within six tenths nothing is certain."""
_FAR = 6
_PART_OF = 600


@dataclass(frozen=True, slots=True)
class Match:
    """A project of the new document and the one it is; `new` None: not listed any more, `old` None: added."""

    new: Project | None
    old: Project | None
    certainty: Certainty
    words: str = ""
    """What speaks for it."""
    rivals: tuple[int, ...] = ()
    """Old numbers that it may be as well, the likeliest first; of one not listed any more, new numbers."""
    part_of: tuple[int, ...] = ()
    """Old numbers it may have been split from; of one not listed any more, new numbers it may have been merged into."""

    @property
    def is_open(self) -> bool:
        """A person has to say what it is."""
        if self.certainty == "doubtful":
            return True
        return self.certainty == "added" and bool(self.part_of)

    @property
    def is_moved(self) -> bool:
        """It has another number now."""
        return bool(self.old and self.new and self.old.number != self.new.number)

    @property
    def comes_back(self) -> bool:
        """It had left the plan before: such a one stands under a number below zero."""
        return bool(self.old and self.new and self.old.number < 0)


@dataclass(frozen=True, slots=True)
class Matching:
    matches: tuple[Match, ...]
    """Every project of the new document in its order, then those that it does not list, by their old numbers."""

    @property
    def kept(self) -> list[tuple[Project, Project]]:
        """(old, new) of what goes on."""
        return [(one.old, one.new) for one in self.matches if one.old and one.new]

    @property
    def added(self) -> list[Project]:
        return [one.new for one in self.matches if one.new and not one.old]

    @property
    def gone(self) -> list[Project]:
        return [one.old for one in self.matches if one.old and not one.new]

    @property
    def open(self) -> list[Match]:
        return [one for one in self.matches if one.is_open]


def match_projects(
    old: Sequence[Project],
    new: Sequence[Project],
    *,
    known_as: Mapping[str, str] | None = None,
    decided: Mapping[int, int | None] | None = None,
    left: Sequence[Project] = (),
) -> Matching:
    """Pair them as a whole. `decided`: new number to old number, or to None for an added one.

    `left` are those that left the plan before, each under a number of its own below zero: what is none of the old ones
    may be one of them that comes back.
    """
    if left:
        return _with_those_that_left(old, new, known_as or {}, decided or {}, left)
    table = _Table(old, new, known_as or {}, decided or {})
    found = table.pairs()
    matches = [table.match(n, found.get(n)) for n in range(len(new))]
    taken = set(found.values())
    gone = [table.left_out(o) for o in range(len(old)) if o not in taken]
    # What may hold another that is listed no more is not the one of the two for sure.
    whole = {number for one in gone for number in one.part_of}
    matches = [
        replace(one, certainty="doubtful")
        if one.certainty == "probable" and one.new and one.new.number in whole
        else one
        for one in matches
    ]
    return Matching((*matches, *gone))


def _with_those_that_left(
    old: Sequence[Project],
    new: Sequence[Project],
    known_as: Mapping[str, str],
    decided: Mapping[int, int | None],
    left: Sequence[Project],
) -> Matching:
    here = {n: None if o is not None and o < 0 else o for n, o in decided.items()}
    first = match_projects(old, new, known_as=known_as, decided=here)
    rest = [
        one.new
        for one in first.matches
        if one.new and not one.old and decided.get(one.new.number, -1) is not None
    ]
    back = _Table(left, rest, known_as, {n: o for n, o in decided.items() if o is not None})
    found = back.pairs()
    returned = {one.number: back.match(n, found[n]) for n, one in enumerate(rest) if n in found}
    former = [Look.of(one, known_as) for one in left]

    def judged(one: Match) -> Match:
        if one.new is None or one.certainty == "decided":
            return one
        if one.old is None:
            came = returned.get(one.new.number, one)
            # What a decision took out comes back without a question only where that is beyond doubt.
            return replace(came, certainty="doubtful") if came.certainty == "probable" else came
        look, stood = Look.of(one.new, known_as), Look.of(one.old, known_as)
        mine = evidence(stood, look).total
        near = [
            project.number
            for project, was in zip(left, former, strict=True)
            if 10 * evidence(was, look).total > _NEAR * mine
        ]
        if not near or stood.print == look.print:
            return one
        return replace(one, certainty="doubtful", rivals=(*near, *one.rivals))

    return Matching(tuple(judged(one) for one in first.matches))


class _Table:
    """Old and new with the evidence of every pair."""

    def __init__(
        self,
        old: Sequence[Project],
        new: Sequence[Project],
        known_as: Mapping[str, str],
        decided: Mapping[int, int | None],
    ) -> None:
        self.old, self.new = old, new
        self.was = [Look.of(one, known_as) for one in old]
        self.now = [Look.of(one, known_as) for one in new]
        self.said: list[list[Evidence]] = [[evidence(o, n) for n in self.now] for o in self.was]
        self.total = [[one.total for one in row] for row in self.said]
        place = {project.number: at for at, project in enumerate(old)}
        self.decided: dict[int, int | None] = {}
        for at, project in enumerate(new):
            if project.number in decided:
                number = decided[project.number]
                if number is None or number in place:
                    self.decided[at] = None if number is None else place[number]
        self.alike = self._alike()

    def _alike(self) -> dict[int, int]:
        """New to old where both are the same in all but the number, and nothing else is like them.

        Where the whole list stands as it stood, twins included, there is nothing to ask.
        """
        if [(one.number, one.print) for one in self.was] == [
            (one.number, one.print) for one in self.now
        ]:
            return {at: at for at in range(len(self.new))}
        before, after = (Counter(one.print for one in side) for side in (self.was, self.now))
        by_print = {one.print: at for at, one in enumerate(self.was)}
        return {
            at: by_print[one.print]
            for at, one in enumerate(self.now)
            if before[one.print] == 1 and after[one.print] == 1
        }

    def pairs(self) -> dict[int, int]:
        """New to old: what was decided, what is alike, and of the rest the best pairing as a whole."""
        fixed = {n: o for n, o in self.decided.items() if o is not None}
        taken = set(fixed.values())
        for n, o in self.alike.items():
            if n not in self.decided and o not in taken:
                fixed[n] = o
                taken.add(o)
        olds = [o for o in range(len(self.old)) if o not in taken]
        news = [n for n in range(len(self.new)) if n not in fixed and n not in self.decided]
        gain = [[self._gain(o, n) for n in news] for o in olds]
        return fixed | {news[c]: olds[r] for r, c in best_pairs(gain)}

    def _gain(self, o: int, n: int) -> int:
        """A pair beneath what is possible is no pair."""
        said, total = self.said[o][n], self.total[o][n]
        if total < _POSSIBLE or max(said.name, said.text) < 250:
            return 0
        return total + _SAME_NUMBER * (self.old[o].number == self.new[n].number)

    def match(self, n: int, o: int | None) -> Match:
        new = self.new[n]
        rivals = tuple(self.old[r].number for r in self._rivals_of_new(n) if r != o)
        if o is None:
            decided = n in self.decided
            parts = () if decided else self._parts_of_old(n)
            return Match(new, None, "added", "已认定为新增" if decided else "", rivals, parts)
        words = self.said[o][n].words
        if self.decided.get(n) == o:
            return Match(new, self.old[o], "decided", words, rivals)
        return Match(new, self.old[o], self._certainty(o, n), words, rivals)

    def left_out(self, o: int) -> Match:
        """An old project that the document does not list: it may be within another now."""
        near = sorted(range(len(self.new)), key=lambda n: -self.total[o][n])
        rivals = tuple(self.new[n].number for n in near if self.total[o][n] >= _POSSIBLE)
        into = tuple(self.new[n].number for n in near if self._holds(self.now[n], self.was[o]))
        return Match(None, self.old[o], "gone", "", rivals[:5], into[:5])

    def _rivals_of_new(self, n: int) -> list[int]:
        near = sorted(range(len(self.old)), key=lambda o: -self.total[o][n])
        return [o for o in near if self.total[o][n] >= _POSSIBLE][:5]

    def _parts_of_old(self, n: int) -> tuple[int, ...]:
        near = sorted(range(len(self.old)), key=lambda o: -self.total[o][n])
        settled = {o: m for m, o in self.alike.items()}
        return tuple(
            self.old[o].number
            for o in near
            if o not in settled and self._holds(self.was[o], self.now[n])
        )[:5]

    @staticmethod
    def _holds(whole: Look, part: Look) -> bool:
        """Whether one may have been a part of the other, by its name or its promise."""
        return (
            part.name.within(whole.name) >= _PART_OF
            or part.name.within(whole.text) >= WHOLE * 8 // 10
            or part.text.within(whole.text) >= _PART_OF
        )

    def _certainty(self, o: int, n: int) -> Certainty:
        if self.alike.get(n) == o:
            return "certain"
        said, total = self.said[o][n], self.total[o][n]
        rivals = self._rivals(o, n)
        rival = max((one.total for one in rivals), default=0)
        if is_another_of_its_kind(self.was[o], self.now[n]) or 10 * rival > _NEAR * total:
            return "doubtful"
        if any(one.name == WHOLE or one.text == WHOLE for one in rivals) and not (
            said.name == said.text == WHOLE
        ):
            return "doubtful"  # the very words of one of them belong to another
        if total >= _SURE and 10 * rival <= _FAR * total and _speaks_for_itself(said):
            return "certain"
        if total >= _LIKELY and _is_likely(said):
            return "probable"
        return "doubtful"

    def _rivals(self, o: int, n: int) -> list[Evidence]:
        """What speaks for another partner of either; what is alike elsewhere is nobody's rival."""
        settled_old, settled_new = set(self.alike.values()), set(self.alike)
        settled_old |= {at for at in self.decided.values() if at is not None}
        settled_new |= set(self.decided)
        others = [
            self.said[at][n] for at in range(len(self.old)) if at != o and at not in settled_old
        ]
        others += [
            self.said[o][at] for at in range(len(self.new)) if at != n and at not in settled_new
        ]
        return others


def _is_likely(said: Evidence) -> bool:
    """Name or promise says so, or half of each: 社区食堂建设 and 社区食堂提升 with other promises may be two."""
    return said.text >= 700 or said.name >= 750 or (said.name >= 500 and said.text >= 500)


def _speaks_for_itself(said: Evidence) -> bool:
    """Two of name, promise and units are the same, or name and promise nearly so."""
    same_lead = (said.units or 0) >= 600
    if said.name == WHOLE:
        return same_lead or said.text >= 400
    if said.text == WHOLE:
        return same_lead and said.name >= 500
    return said.name >= 750 and said.text >= 850 and (same_lead or said.units is None)
