"""Tables whose columns are kept apart by blanks alone, as the text of a PDF or of a terminal has them.

A sign of double width takes two places, so cells that stand under each other on paper do so in places. Between two
heads the border is where the fewest lines have something; a cell's further lines stand under its first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from documents.formats.alignment import Sort, is_number, is_units, sort_of_head
from documents.formats.barred import Read, is_spanning
from documents.formats.cells import Span, make_grid, tidy
from documents.formats.effort import Effort
from documents.furniture import begins_tail, is_page_number
from documents.grids import Grid

_INDEX = re.compile(r"[（(]?\d{1,3}[)）.、．*]{0,2}|第\d{1,2}[项件]|[①-⑳]")
_SUMS = re.compile(r"(?:总|合|小|共)\s*计.{0,12}")
_GAP = 2
_LONGEST_HEAD = 28
_MOST_LINES = 3_000
_MOST_BLANK = 2


@dataclass(frozen=True, slots=True)
class _Word:
    """Words without a gap, from one place to the one behind them."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Row:
    """What stands in each column of one row; a heading or a sum stands alone."""

    cells: dict[int, list[str]]
    is_alone: bool = False


def read_spaced(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The table whose head stands on a line, or None where its columns are not kept apart by blanks."""
    head = _words(lines[start])
    if not _is_head(head):
        return None
    end = _end(lines, start + 1, head)
    body = [(at, _words(lines[at])) for at in range(start + 1, end) if lines[at].strip()]
    effort.spend(4 * (end - start))
    body = [(at, words) for at, words in body if not _is_furniture(lines[at])]
    heads, body = _with_lower_heads(head, body)
    if sum(len(words) >= 3 for _, words in body) < 2:
        return None
    borders = _borders(heads, [words for _, words in body])
    if not _fits([words for _, words in body], borders):
        return None
    rows = _rows(body, borders, [tidy(word) for word in heads.values()])
    if sum(not row.is_alone for row in rows) < 2:
        return None
    return Read(_grid([tidy(word) for word in heads.values()], rows), end)


def _words(line: str) -> list[_Word]:
    """The words of a line with their places."""
    found: list[_Word] = []
    at = gap = 0
    text, start = "", 0
    for sign in line.rstrip():
        width = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if sign.isspace():
            gap += width
            at += width
            continue
        if text and gap >= _GAP:
            found.append(_Word(text, start, at - gap))
            text = ""
        if not text:
            start = at
        elif gap:
            text += " "
        text += sign
        gap = 0
        at += width
    if text:
        found.append(_Word(text, start, at - gap))
    return found


def _is_head(words: Sequence[_Word]) -> bool:
    if len(words) < 3 or any(len(word.text) > _LONGEST_HEAD for word in words):
        return False
    sorts = [sort_of_head(word.text) for word in words]
    return sorts[0] is Sort.INDEX and sum(sort is not Sort.ANY for sort in sorts) >= 2


def _is_furniture(line: str) -> bool:
    return is_page_number(line)


def _end(lines: Sequence[str], start: int, head: Sequence[_Word]) -> int:
    """The line behind the table: where the text goes on without columns, or with the page's own words."""
    second = head[1].start
    end, blank = start, 0
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        words = _words(lines[at])
        if not words:
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        if _is_furniture(lines[at]):
            continue
        first = words[0]
        only_one = len(words) == 1
        if begins_tail(lines[at].strip()):
            break
        starts_paragraph = only_one and first.start < max(second - 3, 2) and len(first.text) > 6
        if starts_paragraph and not is_spanning(first.text):
            break
        blank = 0
        end = at + 1
    return end


def _with_lower_heads(
    head: Sequence[_Word], body: list[tuple[int, list[_Word]]]
) -> tuple[dict[_Word, str], list[tuple[int, list[_Word]]]]:
    """The heads with the words that go on with them on the lines below: 完成额度 / (万元)."""
    heads = {word: word.text for word in head}
    taken = 0
    for _, words in body:
        if any(_INDEX.fullmatch(word.text) for word in words[:1]) or is_spanning(words[0].text):
            break
        under = [(word, _nearest(word, head)) for word in words]
        if any(
            len(word.text) > 10 or re.search(r"[。,，;；]|\d{2,}", word.text) or above is None
            for word, above in under
        ):
            break
        if taken >= 2 or sum(_INDEX.fullmatch(w[0].text) is not None for _, w in body) < 2:
            break
        # Lines above a number that stands in the middle of its row look the same: heads go on in short words.
        if not all(
            above is not None and _goes_on(heads[above], word.text) for word, above in under
        ):
            break
        for word, above in under:
            assert above is not None
            heads[above] += word.text
        taken += 1
    return heads, body[taken:]


def _goes_on(head: str, more: str) -> bool:
    """Whether a word below goes on with a head: 累计完成 / 投资, 完成率 / (%)."""
    if re.match(
        r"[(（%％]|单位|部门|名称|任务|目标|内容|时限|情况|投资|计划|完成|额|率|[年月]", more
    ):
        return True
    return len(more) <= 4 and sort_of_head(head) in (Sort.AMOUNT, Sort.UNITS, Sort.ANY)


def _nearest(word: _Word, head: Sequence[_Word]) -> _Word | None:
    over = [one for one in head if one.start < word.end and word.start < one.end]
    return over[0] if len(over) == 1 else None


def _borders(heads: dict[_Word, str], body: Sequence[Sequence[_Word]]) -> list[int]:
    """The place at which each column begins: between two heads where the fewest lines have something."""
    words = list(heads)
    width = max([word.end for line in body for word in line] + [word.end for word in words])
    taken = [0] * (width + 2)
    begins = [0] * (width + 2)
    for line in body:
        if len(line) == 1 and is_spanning(line[0].text):
            continue
        for word in line:
            begins[word.start] += 1
            for place in range(word.start, word.end):
                taken[place] += 1
    gaps = _segments(taken)
    if len(gaps) == len(words):
        return gaps
    borders = [0]
    for left, right in pairwise(words):
        places = range(max(left.start + 1, borders[-1] + 1), max(right.end, left.start + 2))
        borders.append(
            min(
                places,
                key=lambda place: (
                    taken[place - 1],
                    -begins[place],
                    abs(place - right.start),
                ),
            )
        )
    return borders


def _segments(taken: Sequence[int]) -> list[int]:
    """Where the stretches begin that something stands in, kept apart by blanks in every line."""
    starts: list[int] = []
    blank = _GAP
    for place, count in enumerate(taken):
        if count and blank >= _GAP:
            starts.append(place)
        blank = 0 if count else blank + 1
    return [0, *starts[1:]] if starts else []


def _column(word: _Word, borders: Sequence[int]) -> int:
    return max(at for at, border in enumerate(borders) if border <= word.start)


def _fits(body: Sequence[Sequence[_Word]], borders: Sequence[int]) -> bool:
    """Whether few cells run over a border: else the blanks are none of columns."""
    over = cells = 0
    for line in body:
        if len(line) == 1:
            continue
        for word in line:
            cells += 1
            column = _column(word, borders)
            if column + 1 < len(borders) and word.end > borders[column + 1]:
                over += 1
    return cells > 0 and over * 12 <= cells


def _rows(
    body: Sequence[tuple[int, list[_Word]]], borders: Sequence[int], heads: Sequence[str]
) -> list[_Row]:
    """The lines put together to rows: each has one number, headings and sums stand alone."""
    rows: list[_Row] = []
    group: list[_Printed] = []
    for at, words in body:
        cells: dict[int, _Word] = {}
        for word in words:
            column = _column(word, borders)
            known = cells.get(column)
            cells[column] = (
                replace(known, text=f"{known.text} {word.text}", end=word.end) if known else word
            )
        if [word.text for word in cells.values()] == list(heads):
            continue
        if _is_alone(words):
            rows += _numbered_rows(group)
            group = []
            alone = {column: [word.text] for column, word in cells.items()}
            rows.append(_Row(alone, is_alone=True))
        else:
            group.append(_Printed(at, cells, _is_begun(words, borders)))
    return rows + _numbered_rows(group)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line's cells by column, and whether a row's number stands on it."""

    at: int
    cells: dict[int, _Word]
    is_begun: bool


def _numbered_rows(lines: Sequence[_Printed]) -> list[_Row]:
    """Rows of lines: between two numbers the border is where the cells above are over."""
    numbered = [place for place, line in enumerate(lines) if line.is_begun]
    if not numbered:
        return []
    full: dict[int, int] = {}
    for line in lines:
        for column, word in line.cells.items():
            full[column] = max(full.get(column, 0), word.end - word.start)
    cuts = [0]
    for above, below in pairwise(numbered):
        cuts.append(
            max(
                range(above + 1, below + 1),
                key=lambda cut: (
                    _worth(lines, cut, full)
                    + (0.5 if cut == below else 0.0)
                    - 0.2 * abs((below - cut) - (above - cuts[-1])) * (numbered[0] > 0)
                ),
            )
        )
    cuts.append(len(lines))
    rows: list[_Row] = []
    for begin, end in pairwise(cuts):
        row = _Row({})
        for line in lines[begin:end]:
            for column, word in line.cells.items():
                row.cells.setdefault(column, []).append(word.text)
        rows.append(row)
    return rows


def _worth(lines: Sequence[_Printed], cut: int, full: dict[int, int]) -> float:
    """How likely rows meet before a line: a blank line, sentences that are over, cells that are not full."""
    if lines[cut].at - lines[cut - 1].at > 1:
        return 9.0
    worth = 0.0
    for column, word in lines[cut].cells.items():
        above = lines[cut - 1].cells.get(column)
        if above is None:
            worth += 0.3
        elif is_units(above.text) and is_units(word.text):
            continue  # units a line each
        elif above.text.endswith(("。", ";", "\uff1b")):
            worth += 2.0
        elif above.end - above.start >= full[column] - 3 or above.text.endswith(
            ("、", ",", "\uff0c")
        ):
            worth -= 2.0
        else:
            worth += 1.0 if len(word.text) > 1 else -2.0
    for column, above in lines[cut - 1].cells.items():
        if column not in lines[cut].cells and above.text.endswith(("、", ",", "\uff0c")):
            worth -= 1.0
    return worth


def _is_alone(words: Sequence[_Word]) -> bool:
    first = words[0].text
    if len(words) == 1:
        return is_spanning(first)
    return (is_spanning(first) or _SUMS.fullmatch(first) is not None) and all(
        is_number(word.text) or word.text in "-—/" for word in words[1:]
    )


def _is_begun(words: Sequence[_Word], borders: Sequence[int]) -> bool:
    return bool(words) and _column(words[0], borders) == 0 and bool(_INDEX.fullmatch(words[0].text))


def _grid(heads: Sequence[str], rows: Sequence[_Row]) -> Grid | None:
    width = len(heads)
    spans = [Span(1, column, text=text) for column, text in enumerate(heads, 1)]
    for at, row in enumerate(rows, 2):
        if row.is_alone and len(row.cells) == 1:
            spans.append(Span(at, 1, 1, width, text=next(iter(row.cells.values()))[0]))
            continue
        for column, texts in row.cells.items():
            spans.append(Span(at, column + 1, text="\n".join(tidy(text) for text in texts)))
    grid = make_grid(spans, height=len(rows) + 1)
    return replace(grid, has_borders=True) if grid else None
