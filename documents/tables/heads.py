"""Finds the head of a table, over one row or several, and says what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from documents.dates import Months, months_in
from documents.grids import Cell, Grid
from documents.money import scale_in
from documents.numbers import parse_number
from documents.tables.meanings import Meaning, core_of, meaning_of, name_rank
from documents.text import bare, squeeze

_MAX_HEAD_ROWS = 4
_LONGEST_HEAD = 40
_TEXT = {Meaning.NAME, Meaning.TARGET}
_TELLING = {
    Meaning.NUMBER,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.PLAN,
    Meaning.INVESTED,
    Meaning.RATIO,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.REMARK,
    Meaning.CATEGORY,
    Meaning.IGNORED,
}
_PROGRESS_WORDS = re.compile(
    r"进展|推进|完成情况|落实|实施情况|开展情况|工作情况|执行情况|实际|投资|成效"
)
_SCHEDULE_WORDS = re.compile(r"目标|计划|安排|节点|序时|任务|阶段|时限|进度")
_YEARLY = {"year", "year-end"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it stands, its printed heads from top to bottom, and what they mean."""

    position: int
    """Counted from 1."""
    path: tuple[str, ...]
    meaning: Meaning | None
    months: Months | None = None
    scale: Decimal | None = None
    """万元 in one unit of the head, where it names one."""

    @property
    def label(self) -> str:
        """The head as printed, the last part of a split one."""
        if not self.path:
            return ""
        last = self.path[-1]
        if len(self.path) > 1 and re.fullmatch(r"\([^()]*\)?", bare(last)):
            last = self.path[-2] + last
        return last


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table and its columns, from the first to the last."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    _by_meaning: dict[tuple[Meaning, ...], tuple[Column, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, *meanings: Meaning) -> tuple[Column, ...]:
        """The columns that hold any of these, in order."""
        found = self._by_meaning.get(meanings)
        if found is None:
            found = tuple(column for column in self.columns if column.meaning in meanings)
            self._by_meaning[meanings] = found
        return found

    def first(self, *meanings: Meaning) -> Column | None:
        """The first column that holds one of these."""
        found = self.of(*meanings)
        return found[0] if found else None


def find_head(grid: Grid, *, start: int = 1, stop: int | None = None) -> Head | None:
    """The first head of the table from a row on; None where no row names what its columns hold."""
    last = min(stop or len(grid.rows), len(grid.rows))
    for row in range(start, last + 1):
        if is_head_row(grid, row):
            if _is_better_head(grid, row + 1, row):
                continue
            top, bottom = _extent(grid, row, start)
            return head_at(grid, top, bottom)
    return None


def _is_better_head(grid: Grid, row: int, above: int) -> bool:
    """A whole second head right under a first one (a form's own line of heads) with more to say."""
    if row > len(grid.rows) or any(
        cell is not None and cell.rowspan > 1 for cell in grid.rows[above - 1]
    ):
        return False
    counts = [sum(bool(bare(cell.text)) for cell in own_cells(grid, line)) for line in (row, above)]
    return counts[0] > counts[1] and is_head_row(grid, row)


def head_at(grid: Grid, top: int, bottom: int) -> Head:
    """The head that stands in these rows."""
    paths = _paths(grid, top, bottom)
    columns = [_column(position, path) for position, path in enumerate(paths, start=1)]
    return Head(top, bottom, resolve(columns))


def is_head_row(grid: Grid, row: int) -> bool:
    """Whether a row names columns: several known heads, one of them for names or targets, and no data."""
    cells = own_cells(grid, row)
    texts = [cell.text for cell in cells if bare(cell.text)]
    if len(texts) < 2 or any(len(bare(text)) > _LONGEST_HEAD for text in texts):
        return False
    if any(cell.number is not None or re.fullmatch(r"[\d,.%]+", bare(cell.text)) for cell in cells):
        return False
    meanings = [_strict_meaning(text) for text in texts]
    months = sum(months_in(text) is not None and len(bare(text)) <= 12 for text in texts)
    known = {meaning for meaning in meanings if meaning}
    recognised = sum(meaning is not None for meaning in meanings)
    return (
        bool(known & (_TEXT | {Meaning.SCHEDULE}))
        and bool(known & _TELLING)
        and len(known) >= 2
        and (recognised + months) * 2 >= len(texts)
    )


def own_cells(grid: Grid, row: int) -> list[Cell]:
    """The cells that begin in a row, from left to right."""
    found: list[Cell] = []
    for cell in grid.rows[row - 1]:
        if cell is not None and cell.row == row and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _strict_meaning(text: str) -> Meaning | None:
    """A head's meaning, where the words are short enough to be a head and not a project's name or target."""
    meaning = meaning_of(text)
    core = core_of(text)
    if meaning is Meaning.NAME and "名称" not in core and len(core) > 8:
        return None
    if meaning in {Meaning.TARGET, Meaning.UNIT} and (len(core) > 14 or re.search(r"[,。;]", core)):
        return None
    return meaning


def _extent(grid: Grid, row: int, start: int) -> tuple[int, int]:
    top = row
    if row > start:
        above = [cell for cell in own_cells(grid, row - 1) if bare(cell.text)]
        if len(above) >= 2 and all(
            len(bare(cell.text)) <= 15 and not re.search(r"[::;。]|\d{3}", bare(cell.text))
            for cell in above
        ):
            top = row - 1
    bottom = row
    while bottom - top + 1 < _MAX_HEAD_ROWS and bottom < len(grid.rows):
        spans = [cell for cell in grid.rows[bottom - 1] if cell is not None and bare(cell.text)]
        reach = max((cell.row + cell.rowspan - 1 for cell in spans), default=bottom)
        if (reach > bottom and _is_no_data(grid, bottom + 1)) or _is_lower_head(
            grid, row, bottom + 1
        ):
            bottom += 1
        else:
            break
    return top, bottom


def _is_no_data(grid: Grid, row: int) -> bool:
    cells = own_cells(grid, row)
    return all(len(bare(cell.text)) <= _LONGEST_HEAD for cell in cells) and not (
        cells and cells[0].column == 1 and parse_number(cells[0].text)
    )


def _is_lower_head(grid: Grid, main: int, row: int) -> bool:
    """A second line of a head without merged cells: words under some heads, nothing under the others."""
    cells = [cell for cell in own_cells(grid, row) if bare(cell.text)]
    if not cells or len(cells) >= sum(
        cell is not None and bool(bare(cell.text)) for cell in grid.rows[main - 1]
    ):
        return False
    for cell in cells:
        text = bare(cell.text)
        above = grid.cell(main, cell.column)
        parent = above.text if above else ""
        is_head = (
            re.fullmatch(r"\([^()]*\)?", text) is not None
            or (months_in(text) is not None and len(text) <= 12)
            or (cell.number is None and _strict_meaning(text) not in {None, Meaning.NAME})
            or (
                cell.number is None
                and len(text) <= 8
                and meaning_of(parent + text) in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
                and not re.search(r"\d", text)
            )
        )
        if not is_head or (parent and meaning_of(parent) in {Meaning.NUMBER, Meaning.NAME}):
            return False
    return True


def _paths(grid: Grid, top: int, bottom: int) -> list[tuple[str, ...]]:
    """The heads over each column; a head over two columns that are not merged counts for both."""
    rows: list[list[str]] = []
    for row in range(top, bottom + 1):
        texts: list[str] = []
        for column in range(1, grid.width + 1):
            cell = grid.cell(row, column)
            text = head_text(cell.text) if cell else ""
            below = any(
                (lower := grid.cell(under, column)) is not None
                and lower.row == under
                and bare(lower.text)
                for under in range(row + 1, bottom + 1)
            )
            if not text and below and texts and texts[-1]:
                left_below = any(
                    (lower := grid.cell(under, column - 1)) is not None
                    and lower.row == under
                    and bare(lower.text)
                    for under in range(row + 1, bottom + 1)
                )
                text = texts[-1] if left_below else ""
            texts.append(text)
        rows.append(texts)
    paths = []
    for column in range(grid.width):
        path: list[str] = []
        for texts in rows:
            if texts[column] and (not path or path[-1] != texts[column]):
                path.append(texts[column])
        paths.append(tuple(path))
    return paths


def head_text(text: str) -> str:
    """A head as printed, without blanks and line breaks, its bracket closed."""
    head = squeeze(text).replace(" ", "")
    for opening, closing in (("(", ")"), ("\uff08", "\uff09")):
        if opening in head and not re.search(r"[)\uff09]", head):
            head += closing
    return head


def _column(position: int, path: tuple[str, ...]) -> Column:
    if not path:
        return Column(position, (), None)
    last = path[-1]
    if len(path) > 1 and re.fullmatch(r"\([^()]*\)?", bare(last)):
        last = path[-2] + last
    parents = "".join(core_of(part) for part in path[:-1])
    whole = "".join(path)
    months = next((found for part in reversed(path) if (found := months_in(part))), None)
    scale = next((unit for part in reversed(path) if (unit := scale_in(part)) is not None), None)
    return Column(position, path, _meaning(last, parents, whole, months), months, scale)


def _meaning(last: str, parents: str, whole: str, months: Months | None) -> Meaning | None:
    own = meaning_of(last)
    if parents and meaning_of(parents) in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}:
        joined = meaning_of(parents + last)
        if own not in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}:
            own = _money_part(core_of(last)) or joined or own
    elif own is None:
        own = meaning_of(parents + last) or (meaning_of(parents) if parents else None)
    elif own is Meaning.UNIT and parents:
        own = meaning_of(parents + last) or own
    if months is None:
        return own
    if own in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO, Meaning.IGNORED, Meaning.REMARK}:
        return own
    if own is Meaning.PROGRESS or _PROGRESS_WORDS.search(whole):
        return own if own in {Meaning.DEADLINE, Meaning.UNIT} else Meaning.PROGRESS
    if months.kind in _YEARLY and not _SCHEDULE_WORDS.search(parents) and own is not None:
        return own
    if own in {None, Meaning.TARGET, Meaning.SCHEDULE}:
        return Meaning.MILESTONE
    return own


def _money_part(core: str) -> Meaning | None:
    """What a part of a split money head says: 年度计划, 累计完成, 完成率."""
    if re.search(r"率|比|%", core):
        return Meaning.RATIO
    if re.search(r"完成|累计|实际|支出", core):
        return Meaning.INVESTED
    if re.search(r"计划|年度|总|预算|安排|小计|合计", core):
        return Meaning.PLAN
    return None


def settle_by_rows(grid: Grid, head: Head) -> Head:
    """What the rows tell about the heads: a 工程名称 that stands for several numbered rows is a category."""
    number = head.first(Meaning.NUMBER)
    name = head.first(Meaning.NAME)
    if number is None or name is None or len(head.of(Meaning.TARGET)) < 2:
        return head
    numbered = shared = 0
    for row in range(head.bottom + 1, len(grid.rows) + 1):
        cell, named = grid.cell(row, number.position), grid.cell(row, name.position)
        if cell is None or cell.row != row or parse_number(cell.text) is None:
            continue
        numbered += 1
        shared += named is None or named.row != row or not bare(named.text)
    if numbered < 2 or shared * 4 < numbered:
        return head
    columns = list(head.columns)
    _set(columns, name, Meaning.CATEGORY)
    _settle_words(columns)
    return Head(head.top, head.bottom, tuple(columns))


def resolve(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What the heads mean beside each other: which of two is the name, which unit leads, which sum counts."""
    columns = list(columns)
    _settle_words(columns)
    _settle_units(columns)
    _settle_money(columns)
    _settle_schedule(columns)
    return tuple(columns)


def _set(columns: list[Column], column: Column, meaning: Meaning | None) -> None:
    columns[column.position - 1] = replace(column, meaning=meaning)


def _with(columns: Sequence[Column], *meanings: Meaning) -> list[Column]:
    return [column for column in columns if column.meaning in meanings]


def _settle_words(columns: list[Column]) -> None:
    words = _with(columns, Meaning.NAME, Meaning.TARGET)
    if len(words) < 2:
        return
    ranked = sorted(words, key=lambda column: (-name_rank(column.label), column.position))
    if name_rank(ranked[0].label) == name_rank(ranked[1].label) == 0:
        return
    for column in words:
        _set(columns, column, Meaning.NAME if column is ranked[0] else Meaning.TARGET)


def _settle_units(columns: list[Column]) -> None:
    units = _with(columns, Meaning.UNIT)
    leads = _with(columns, Meaning.LEAD)
    if leads:
        for column in (*leads[1:], *units):
            _set(columns, column, Meaning.COOPERATING)
    elif len(units) > 1:
        main = next((column for column in units if "责任" in column.label), units[0])
        for column in units:
            if column is not main:
                _set(columns, column, Meaning.COOPERATING)


def _settle_money(columns: list[Column]) -> None:
    plans = _with(columns, Meaning.PLAN)
    if len(plans) > 1:
        _keep_best(
            columns,
            plans,
            lambda text: (
                bool(re.search(r"年度|20\d\d年|本年|当年|今年", text)),
                bool(re.search("小计|合计|总额", text)),
            ),
        )
    invested = _with(columns, Meaning.INVESTED)
    if len(invested) > 1:
        _keep_best(
            columns,
            invested,
            lambda text: ("累计" in text, bool(re.search(r"年|截至|至", text)), "本月" not in text),
        )
    ratios = _with(columns, Meaning.RATIO)
    if ratios and not _with(columns, Meaning.PLAN, Meaning.INVESTED):
        for column in ratios:
            _set(columns, column, Meaning.IGNORED)
    elif len(ratios) > 1:
        _keep_best(
            columns,
            ratios,
            lambda text: (bool(re.search(r"年度|本年|投资|占", text)), "累计" in text),
        )


def _keep_best(columns: list[Column], rivals: list[Column], key: object) -> None:
    assert callable(key)
    best = max(rivals, key=lambda column: (key("".join(column.path)), -column.position))
    for column in rivals:
        if column is not best:
            _set(columns, column, Meaning.IGNORED)


def _settle_schedule(columns: list[Column]) -> None:
    """The year's goal beside goals by month is a target where there is no other, else the year's end."""
    milestones = _with(columns, Meaning.MILESTONE)
    if not milestones:
        return
    if not _with(columns, Meaning.TARGET, Meaning.NAME):
        for column in milestones:
            if column.months and column.months.kind in _YEARLY:
                _set(columns, column, Meaning.TARGET)
                return
