"""Is the chain of a district's notices whole? A pure function on plain records.

Each record's digest covers its content digest, number, moment and the record before it, so a row altered,
inserted, removed or moved is named. A chain cut off at its end looks whole from inside: that is seen against
heads exported earlier and kept elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from notices.digests import content_digest, record_sha256

ProblemKind = Literal[
    "altered", "inserted", "removed", "reordered", "falls", "not_destroyed", "sealed"
]


@dataclass(frozen=True, slots=True)
class Record:
    """A published notice as it is stored. `order` is its place in the district's chain, counted from 1.

    `content` is the stored JSON (None once sealed), `published_at` the text that the record digest was made of,
    `previous` the record digest before it (empty for the first).
    """

    order: int
    number: str
    published_at: str
    content: Any
    content_sha256: str
    content_sm3: str
    previous: str
    record_sha256: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain as exported on a day: the newest record then, and how many there were."""

    number: str
    record_sha256: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One row and what is wrong with it, in a sentence. A sealed row is told and is no fault."""

    kind: ProblemKind
    number: str
    sentence: str

    @property
    def is_fault(self) -> bool:
        return self.kind != "sealed"


def verify_chain(records: Iterable[Record], heads: Sequence[Head] = ()) -> list[Problem]:
    """Every problem of one district's chain, row by row and then between rows; empty where it is whole.

    `heads` are ends exported earlier: each must still be part of the chain.
    """
    rows = sorted(records, key=lambda row: (row.order, row.number))
    problems = [problem for row in rows for problem in _own_problems(row)]
    problems.extend(_link_problems(rows, heads))
    named = {problem.number for problem in problems if problem.is_fault}
    problems.extend(_falling([row for row in rows if row.number not in named]))
    problems.extend(_head_problems(rows, heads, problems))
    return problems


def _own_problems(row: Record) -> list[Problem]:
    problems: list[Problem] = []

    def say(kind: ProblemKind, words: str) -> None:
        problems.append(Problem(kind, row.number, f"{row.number}：{words}"))

    if row.sealed and row.content is None:
        say("sealed", "已按程序封存，内容已销毁，摘要保留。")
    elif row.sealed:
        say("not_destroyed", "已标为封存，但内容还在。")
    elif row.content is None:
        say("altered", "内容没有了，也没有封存记录。")
    if row.content is not None and not _content_matches(row):
        say("altered", "内容与发布时的摘要不一致，发布后被改动。")
    if _recomputed(row, row.previous) != row.record_sha256:
        say("altered", "记录摘要对不上，编号、发布时间、内容摘要或上一条摘要被改动。")
    return problems


def _content_matches(row: Record) -> bool:
    try:
        digest = content_digest(row.content)
    except (TypeError, ValueError, AttributeError):
        return False
    return (digest.sha256, digest.sm3) == (row.content_sha256, row.content_sm3)


def _recomputed(row: Record, previous: str) -> str | None:
    try:
        return record_sha256(row.content_sha256, row.number, row.published_at, previous)
    except ValueError:
        return None


# A row's place in the chain: the position of the row it follows, or one of these.
_START = -1
_MISSING = -2


def _parents(rows: Sequence[Record]) -> list[int]:
    """For each row the position of the row it follows, _START for the first, _MISSING where that row is not there.

    A row whose own data were altered keeps its place: it is known by its stored digest and by the digest its data
    give now, and its parent may be the one that would make its stored digest right.
    """
    known: dict[str, int] = {"": _START}
    for position, row in enumerate(rows):
        known.setdefault(row.record_sha256, position)
    for position, row in enumerate(rows):
        known.setdefault(_recomputed(row, row.previous) or "", position)
    parents = []
    for position, row in enumerate(rows):
        parent = known.get(row.previous, _MISSING)
        if _recomputed(row, row.previous) != row.record_sha256:
            healed = (known[p] for p in known if _recomputed(row, p) == row.record_sha256)
            parent = next(healed, parent)
        parents.append(_MISSING if parent == position else parent)
    return parents


def _paths(parents: Sequence[int]) -> list[list[int]]:
    """From every row that nothing follows, the way back to where its links begin, first row first."""
    followed = set(parents)
    paths = []
    for leaf in range(len(parents)):
        if leaf in followed:
            continue
        path, seen, at = [leaf], {leaf}, parents[leaf]
        while at >= 0 and at not in seen:
            path.append(at)
            seen.add(at)
            at = parents[at]
        paths.append(path[::-1])
    return paths


def _segments(
    rows: Sequence[Record], parents: Sequence[int], heads: Sequence[Head]
) -> list[list[int]]:
    """The true rows in the order of their links; more than one segment where rows between are missing.

    Of two branches from one row the one an exported head names is true, then the longer, then the earlier.
    A loose segment standing between two rows that follow each other replaces nothing: it was inserted.
    """
    exported = {head.record_sha256 for head in heads}

    def weight(path: list[int]) -> tuple[int, int, list[int]]:
        named = sum(rows[position].record_sha256 in exported for position in path)
        return named, len(path), [-position for position in path]

    best: dict[int, list[int]] = {}
    for path in _paths(parents):
        root = _START if parents[path[0]] == _START else path[0]
        if root not in best or weight(path) > weight(best[root]):
            best[root] = path
    links = [link for path in best.values() for link in pairwise(path)]
    chosen = [
        path
        for root, path in best.items()
        if root == _START or not any(before < path[0] < after for before, after in links)
    ]
    return sorted(chosen, key=min)


def _link_problems(rows: Sequence[Record], heads: Sequence[Head]) -> list[Problem]:
    parents = _parents(rows)
    segments = _segments(rows, parents, heads)
    chain = [position for segment in segments for position in segment]
    problems = []
    for index, segment in enumerate(segments):
        first = rows[segment[0]]
        if parents[segment[0]] != _START or index:
            before = rows[segments[index - 1][-1]] if index else None
            problems.append(_break(before, first))
    in_place = _longest_rising(chain)
    for position in chain:
        if position not in in_place:
            number = rows[position].number
            problems.append(
                Problem("reordered", number, f"{number}：次序被改动，与各条记着的上一条不一致。")
            )
    for position in sorted(set(range(len(rows))) - set(chain)):
        number = rows[position].number
        problems.append(
            Problem("inserted", number, f"{number}：不在链上，没有后续记录指向它，是后来插入的。")
        )
    return problems


def _falling(rows: Sequence[Record]) -> list[Problem]:
    """Moments before one of a row earlier in the chain, where all else holds: a record appended with its own date."""
    problems: list[Problem] = []
    latest: tuple[datetime, str] | None = None
    for row in rows:
        try:
            moment = datetime.fromisoformat(row.published_at)
        except ValueError:
            continue  # Its record digest does not hold either, which is told.
        if latest and moment < latest[0]:
            words = f"{row.number}：发布时间早于链上在它前面的{latest[1]}，时间被倒填。"
            problems.append(Problem("falls", row.number, words))
        else:
            latest = moment, row.number
    return problems


def _break(before: Record | None, after: Record) -> Problem:
    if before is None:
        return Problem("removed", after.number, f"{after.number}：它前面的记录被删除。")
    if after.order - before.order > 1:
        return Problem(
            "removed", after.number, f"{before.number}与{after.number}之间有记录被删除。"
        )
    return Problem(
        "altered",
        before.number,
        f"{before.number}：与{after.number}记着的上一条摘要不一致，"
        f"{before.number}连同摘要被改写，或两者之间的记录被删除。",
    )


def _longest_rising(chain: Sequence[int]) -> set[int]:
    """The largest set of rows that stand in the chain's order; the others were moved."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for position in chain:
        at = bisect_left(tops, position)
        before[position] = tops[at - 1] if at else None
        tops[at : at + 1] = [position]
    kept: set[int] = set()
    step = tops[-1] if tops else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _head_problems(
    rows: Sequence[Record], heads: Sequence[Head], found: Sequence[Problem]
) -> list[Problem]:
    present = {row.record_sha256 for row in rows}
    numbers = {row.number for row in rows}
    problems = []
    for head in heads:
        if head.record_sha256 not in present:
            if head.number in numbers:
                words = f"{head.number}：记录摘要与导出的链头不同，导出之后被改写。"
                problems.append(Problem("altered", head.number, words))
            else:
                words = f"{head.number}：导出的链头里有它，现在没有了，是后来删除的。"
                problems.append(Problem("removed", head.number, words))
        elif (
            head.count is not None
            and len(rows) < head.count
            and not any(problem.kind == "removed" for problem in found)
        ):
            words = f"{head.number}：导出时链上有{head.count}条，现在只有{len(rows)}条。"
            problems.append(Problem("removed", head.number, words))
    return problems
