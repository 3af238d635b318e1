"""Goes through a document's blocks: which tables hold projects, which go on from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.dates import Months, period_in, year_in
from documents.drafts import ListDraft
from documents.grids import Cell, Grid, Loaded, Paragraph
from documents.tables import categories
from documents.tables.columns import Head
from documents.tables.earlier_years import without_earlier_years
from documents.tables.evidence import around
from documents.tables.heads import find_head, own_cells
from documents.tables.hidden import without_hidden_twins
from documents.tables.joining import place_in
from documents.tables.meanings import Meaning
from documents.tables.parted import with_parted_columns
from documents.tables.rownames import yearly_goal
from documents.tables.rows import RowReader
from documents.tables.settled import settled, told_of
from documents.tables.side_by_side import stacked
from documents.tables.turned import upright
from documents.text import bare, clean, squeeze

_TITLE_WORDS = re.compile(
    r"表|方案|任务|清单|情况|目标|计划|安排|一览|台账|项目|实事|明细|分解|进展|公示"
)
_NO_TITLE = re.compile(
    r"附件|附表|单位[::]|单位名称|填报|制表|截[至止]|日期|联系|监督|共\d+页|[(]|公示(?:时间|期|内容|日期)|异议"
)
_PLAIN_SHEET = re.compile(
    r"sheet\d*|工作表\d*|附件.{0,3}|附表.{0,3}|表\d+|\d+|第?\d+页", re.IGNORECASE
)
_MAX_HEADLESS_ROWS = 60


def read_tables(loaded: Loaded) -> list[ListDraft]:
    """The lists of projects in a document's tables, in order; tables that go on are one list.

    A table with the same projects as an earlier one (the second attachment) is a list of its own.
    """
    parts: list[ListDraft] = []
    previous: tuple[ListDraft, Head] | None = None
    before: list[str] = []
    titles: list[str] = []
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            before.append(clean(block.text))
            continue
        titles = titles or [line for line in before if _names_the_list(line)]
        read = _read_grid(block, before, previous, titles)
        before = []
        if read is None:
            continue
        part, head = read
        if previous is not None and part is previous[0]:
            continue
        if not part.projects:
            continue
        parts.append(part)
        previous = (part, head)
    lists: list[ListDraft] = []
    own = next((year for line in titles if (year := year_in(line))), None)
    for part in without_earlier_years(parts, own):
        part.names = {bare(project.name) for project in part.projects if project.name}
        place_in(lists, part)
    return lists


def _read_grid(
    grid: Grid,
    before: Sequence[str],
    previous: tuple[ListDraft, Head] | None,
    titles: Sequence[str],
) -> tuple[ListDraft, Head] | None:
    if (turned := stacked(grid) or upright(grid)) is not None:
        title, grid = turned
        before = [*before, *title]
    grid = with_parted_columns(grid)
    head = find_head(grid)
    if head is not None:
        head = without_hidden_twins(grid, head)
    if head is not None and previous is not None and _has_rows_above(grid, head, previous[1]):
        head = None
    above = [clean(cell.text) for cell in _cells_above(grid, head)] if head else []
    nearby = [line for line in before[-6:] if line]
    said = around([*titles, *nearby, *above])
    if head is not None:
        head = settled(grid, head, said)
    if head is None or not (head.of(Meaning.NAME, Meaning.TARGET)):
        if previous is None or not _goes_on(grid, previous[1]):
            return None
        part, head = previous
        _open_heading(part, nearby)
        part.tables.append((grid, replace(head, top=1, bottom=0)))
        RowReader(part, grid, head, said).read(1)
        return part, head
    part = ListDraft(title=_title([*nearby, *above]), columns=_labels(head), lines=above)
    part.has_progress = bool(head.of(Meaning.PROGRESS, Meaning.PERIODIC))
    part.has_money = bool(head.of(Meaning.PLAN, Meaning.INVESTED))
    part.has_units = bool(head.of(Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING))
    part.has_numbers = bool(head.of(Meaning.NUMBER))
    part.has_targets = bool(head.of(Meaning.TARGET)) or yearly_goal(head) is not None
    months = {column.months.last for column in head.of(Meaning.MILESTONE) if column.months}
    part.months = tuple(sorted(months))
    part.period = _period(head)
    if grid.name and not _PLAIN_SHEET.fullmatch(bare(grid.name)):
        part.lines.append(grid.name)
        part.sheet = grid.name
    _open_heading(part, [*nearby, *above])
    part.tables.append((grid, head))
    part.findings.extend(told_of(grid, head))
    RowReader(part, grid, head, said).read(head.bottom + 1)
    return part, head


def _period(head: Head) -> Months | None:
    """The period of what is reported: the newest its heads name."""
    named: list[Months] = []
    for column in head.of(Meaning.PROGRESS, Meaning.INVESTED, Meaning.PERIODIC):
        period = next(filter(None, map(period_in, (column.label, *column.path))), None)
        if period is not None and period.kind == "month" and column.said.is_cumulative:
            period = Months(1, period.last, "until")
        named += [period] if period else []
    return max(named, key=lambda period: (period.last, -period.first), default=None)


def _cells_above(grid: Grid, head: Head) -> list[Cell]:
    return [cell for row in range(1, head.top) for cell in own_cells(grid, row) if bare(cell.text)]


def _labels(head: Head) -> tuple[str, ...]:
    return tuple(column.label for column in head.columns if column.label)


def _title(lines: Sequence[str]) -> str | None:
    """The title over a table: after 附件1 the first line, else the last that reads like one."""
    marked = [
        position
        for position, line in enumerate(lines)
        if re.fullmatch(r"附[件表]\s*\d*[::]?", bare(line))
    ]
    if marked:
        lines = lines[marked[-1] + 1 :]
    likely = [line for line in lines if _sounds_like_title(line)]
    if not likely:
        return None
    return squeeze(likely[0] if marked else likely[-1])


def _sounds_like_title(line: str) -> bool:
    text = bare(line)
    return (
        6 <= len(text) <= 60
        and _TITLE_WORDS.search(text) is not None
        and not _NO_TITLE.match(text)
        and not text.endswith(("。", ";", ":", ",", "的"))
        and not categories.has_numeral(text)
        and text.count("|") < 2
    )


def _names_the_list(line: str) -> bool:
    """A line of the document's title, which holds for all its tables."""
    return year_in(line) is not None and re.search(r"民生|实事|项目|工程", line) is not None


def _open_heading(part: ListDraft, lines: Sequence[str]) -> None:
    """A heading between tables (一、市级重点民生实事) opens a category for the rows that follow."""
    for line in reversed(lines[-3:]):
        if categories.has_numeral(line) and categories.sounds_like_heading(line):
            category = part.category(categories.heading(line))
            part.categories.remove(category)
            part.categories.append(category)
            return


def _goes_on(grid: Grid, head: Head) -> bool:
    """A table without a head, as wide as the one before: its rows go on over the page."""
    return grid.width == len(head.columns) and len(grid.rows) <= _MAX_HEADLESS_ROWS * 50


def _has_rows_above(grid: Grid, head: Head, previous: Head) -> bool:
    """Whether a page begins with rows of the table before, and the head comes again only further down."""
    if head.top == 1 or not _goes_on(grid, previous):
        return False
    return any(
        sum(bool(bare(cell.text)) for cell in own_cells(grid, row)) >= 3
        for row in range(1, head.top)
    )
