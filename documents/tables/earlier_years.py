"""A table of an earlier year's results beside the document's own list: told, and none of its projects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.dates import year_in
from documents.drafts import ListDraft
from documents.reading import Finding
from documents.text import bare

_RESULTS = re.compile(r"完成|进展|推进|落实|办理|实施情况|办结")
_YEAR = re.compile(r"20\d\d年?|二[〇零○][〇零一二三四五六七八九]{2}年?")


def without_earlier_years(parts: Sequence[ListDraft], own: int | None) -> list[ListDraft]:
    """The lists that are the document's; `own` is the year its title names, None where it has no title.

    A list is left aside where its title names an earlier year and is otherwise another list's word for word, or
    tells of results in a document that reports none. Carried-over projects (2025年续建项目) are the plan's.
    """
    years = {id(part): year_in(part.title) if part.title else None for part in parts}
    told = [year for year in years.values() if year is not None]
    newest = own or max(told, default=None)
    kept: list[ListDraft] = []
    aside: list[ListDraft] = []
    for part in parts:
        year = years[id(part)]
        is_earlier = year is not None and newest is not None and year < newest
        main = [other for other in parts if years[id(other)] == newest]
        (aside if is_earlier and main and _is_beside(part, main, own) else kept).append(part)
    for part in aside:
        kept[0].findings.append(_left_aside(part, years[id(part)], newest))
    return kept


def _is_beside(part: ListDraft, main: Sequence[ListDraft], own: int | None) -> bool:
    title = part.title or ""
    if any(_same_but_year(title, other.title) for other in main):
        return True
    reports = any(_RESULTS.search(other.title or "") for other in main)
    return own is not None and bool(_RESULTS.search(title)) and not reports


def _same_but_year(first: str, second: str | None) -> bool:
    return second is not None and _YEAR.sub("", bare(first)) == _YEAR.sub("", bare(second))


def _left_aside(part: ListDraft, year: int | None, newest: int | None) -> Finding:
    title = part.title or ""
    return Finding(
        "warning",
        "other_year",
        f"「{title}」是{year}年的，不是{newest}年的项目，没有读取，请核对。",
        None,
        None,
        title,
        str(newest),
    )
