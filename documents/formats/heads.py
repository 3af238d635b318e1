"""The head of a table known only as a list of texts: which of them stand over others.

A head split over two rows reads, in copied text, as one row of heads and then the lower ones. Every way to put the
lower heads under upper ones is tried against the rows of the table; the one the rows fit best is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from documents.formats.alignment import Sort, sort_of_head

_MOST_PARENTS = 3
_MOST_COLUMNS = 30
_OVER_OTHERS = re.compile(r"阶段|情况|进度|进展|安排|节点|时限|其中|分[月季]|计划|目标$")
_ONE_SORT_OF_UNITS = re.compile(r"牵头|配合|协办|主办|协同")
"""Heads of one sort of units stand over nothing."""


@dataclass(frozen=True, slots=True)
class Head:
    """Upper heads with the columns they cover, lower heads below the wide ones; columns from 0."""

    upper: tuple[tuple[str, int, int], ...]
    """Text, first column, number of columns."""
    lower: tuple[tuple[str, int], ...]
    sorts: tuple[Sort, ...]

    @property
    def width(self) -> int:
        return len(self.sorts)

    @property
    def height(self) -> int:
        return 2 if self.lower else 1


def flat_head(texts: Sequence[str]) -> Head:
    return Head(
        tuple((text, at, 1) for at, text in enumerate(texts)), (), tuple(map(sort_of_head, texts))
    )


def two_row_heads(
    upper: Sequence[str], lower: Sequence[str], *, width: int | None = None
) -> Iterator[Head]:
    """Every way in which the lower heads can stand under some of the upper ones.

    A number or a remark has no place among lower heads.
    """
    if any(sort_of_head(text) in (Sort.INDEX, Sort.REMARK) for text in lower):
        return
    for parents in range(1, _MOST_PARENTS + 1):
        total = len(upper) - parents + len(lower)
        if len(lower) < 2 * parents or total > _MOST_COLUMNS or width not in (None, total):
            continue
        for chosen in combinations(range(len(upper)), parents):
            for counts in _splits(len(lower), parents):
                yield _build(upper, lower, dict(zip(chosen, counts, strict=True)))


def _splits(count: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Ways to write a count as a sum of parts of at least two."""
    if parts == 1:
        yield (count,)
        return
    for first in range(2, count - 2 * (parts - 1) + 1):
        for rest in _splits(count - first, parts - 1):
            yield (first, *rest)


def _build(upper: Sequence[str], lower: Sequence[str], spans: dict[int, int]) -> Head:
    tops: list[tuple[str, int, int]] = []
    bottoms: list[tuple[str, int]] = []
    sorts: list[Sort] = []
    remaining = iter(lower)
    for at, text in enumerate(upper):
        span = spans.get(at, 1)
        tops.append((text, len(sorts), span))
        if at not in spans:
            sorts.append(sort_of_head(text))
            continue
        for _ in range(span):
            below = next(remaining)
            bottoms.append((below, len(sorts)))
            sort = sort_of_head(below)
            sorts.append(sort_of_head(text) if sort is Sort.ANY else sort)
    return Head(tuple(tops), tuple(bottoms), tuple(sorts))


def best_head(
    candidates: Iterable[Head], score: Callable[[Head], float], *, most: int = 400
) -> Head | None:
    """The candidate whose rows fit best; between equals the heads that usually stand over others."""
    found: tuple[float, Head] | None = None
    for tried, head in enumerate(candidates):
        if tried >= most:
            break
        value = score(head) + sum(
            _likely_over(head, text) for text, _, span in head.upper if span > 1
        )
        if found is None or value > found[0]:
            found = (value, head)
    return found[1] if found else None


def _likely_over(head: Head, text: str) -> float:
    """How likely a head stands over others: 阶段性目标 over months, 投资完成情况 over 完成额度."""
    sort = sort_of_head(text)
    if sort in (Sort.INDEX, Sort.NAME) or _ONE_SORT_OF_UNITS.search(text):
        return -50.0
    if sort is Sort.UNITS:
        below = [sort_of_head(part) for part, _ in head.lower]
        return -3.0 if all(part is Sort.UNITS for part in below) else -50.0
    shared = any(
        text[at : at + 2] in below for below, _ in head.lower for at in range(len(text) - 1)
    )
    return bool(_OVER_OTHERS.search(text)) + 0.5 * shared
