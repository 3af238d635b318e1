"""Everything the preview of an import shows: doubts, units, differences, the table as it came and as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.corrections import Place, cell_key, corrected
from documents.grids import Cell, Grid, Loaded, UnreadableDocument
from documents.identity import Matching
from documents.reading import Reading
from documents.signs import likeness
from documents.text import clean
from intake.asked_rows import Question
from intake.differences import ProjectDifference
from intake.matches import compared, standing_projects
from intake.models import Finding, ImportRun
from intake.plan_entry import unit_names
from intake.plan_head import head_changes
from intake.reading_files import ROWS_SHOWN, Opened, opened, opened_whole
from intake.register_reading import reading_of_plan
from intake.selectors.shown_matches import ShownMatch, is_told, shown_match
from intake.undrawn import word_of, wordless
from intake.units import UnitBook, likely_kind
from notices.services import VouchedSigns
from notices.sign_checks import with_its_code
from projects.look_alikes import by_look
from projects.models import AnnualPlan, Project, ResponsibleUnit


@dataclass(frozen=True)
class UnknownUnit:
    """A printed unit the register does not know, and what the person tied it to."""

    name: str
    kind: str
    tied_to: int | None
    looks_like: str = ""
    """A known spelling that a reader takes for the same; blank where there is none."""


@dataclass(frozen=True)
class ShownCell:
    """A cell of the table as it came: its anchor, its span, whether a person corrected it or a doubt names it."""

    key: str
    text: str
    rowspan: int
    colspan: int
    is_corrected: bool
    doubts: list[Finding]
    """Those that name it."""
    is_unused: bool = False
    """Nothing was taken from it."""

    @property
    def marks(self) -> str:
        """The classes of its place in the table."""
        if self.is_corrected and not self.is_doubtful:
            mark = "corrected"
        elif self.doubts and not self.is_unused:
            mark = "doubt" if self.is_doubtful else "seen"
        else:
            mark = "seen" if self.doubts else ""
        return f"{mark} unused".strip() if self.is_unused else mark

    @property
    def is_doubtful(self) -> bool:
        return any(not finding.decision for finding in self.doubts)


@dataclass(frozen=True)
class ShownGrid:
    index: int
    name: str
    rows: list[list[ShownCell]]
    left_out: int


@dataclass(frozen=True)
class ShownLine:
    text: str
    is_unused: bool


@dataclass(frozen=True)
class Preview:
    run: ImportRun
    reading: Reading
    findings: list[Finding]
    unknown_units: list[UnknownUnit]
    known_units: list[ResponsibleUnit]
    differences: list[ProjectDifference]
    matching: Matching
    grids: list[ShownGrid]
    lines: list[ShownLine]
    """The text outside the tables, as it came."""
    notes: tuple[str, ...]
    """What was left out of the file on purpose, a sentence each."""
    plan: AnnualPlan | None
    standing: dict[int, Project]
    """The plan's projects, of which each of the file's may be one (`intake.matches.standing_projects`)."""

    def row_around(self, key: str) -> list[ShownCell]:
        """The row of the table as it came in which that cell stands; empty where none does."""
        rows = (row for grid in self.grids for row in grid.rows)
        return next((row for row in rows if any(cell.key == key for cell in row)), [])

    @property
    def counts(self) -> list[tuple[str, int]]:
        words = [row.word for row in self.differences]
        return [(word, words.count(word)) for word in dict.fromkeys(words)]

    @property
    def plan_changes(self) -> list[ProjectDifference]:
        """Only what differs."""
        return [row for row in self.differences if row.state != "unchanged"]

    @cached_property
    def head(self) -> list[tuple[str, str, str]]:
        """What becomes another of the plan itself: label, what stands, what the document prints."""
        if self.plan is None or not self.kind_compares:
            return []
        return head_changes(reading_of_plan(self.plan), self.reading)

    @property
    def open_errors(self) -> int:
        return sum(f.severity == Finding.Severity.ERROR and not f.decision for f in self.findings)

    @property
    def open_warnings(self) -> int:
        return sum(f.severity == Finding.Severity.WARNING and not f.decision for f in self.findings)

    @property
    def obstacle(self) -> str:
        """Why it cannot be applied yet, in words; blank when it can."""
        if self.open_errors:
            return f"有 {self.open_errors} 处错误要先更正"
        if self.reading.year is None:
            return "要先填年度"
        if self.open_warnings:
            return f"还有 {self.open_warnings} 处疑点要确认"
        if self.undrawn:
            return f"有 {len(self.undrawn)} 个字印不出来，要写明原因"
        if self.kind_compares and self.matching.open:
            return f"还有 {len(self.matching.open)} 件要认定是原来的哪一件"
        if self.open_parts:
            return f"还有 {self.open_parts} 处任务、指标或阶段性目标要认定"
        return ""

    @property
    def questions(self) -> list[Question]:
        """What is asked of tasks, indicators and milestones, those still open first."""
        if not self.kind_compares:
            return []
        asked = [one for row in self.differences for one in row.parts.questions]
        return sorted(asked, key=lambda one: not one.is_open)

    @property
    def open_parts(self) -> int:
        return sum(one.is_open for one in self.questions)

    @cached_property
    def undrawn(self) -> list[str]:
        """Characters that no face can draw and nobody gave a word for, each with its number, of a past notice that may
        come into the register still."""
        if self.run.status not in (ImportRun.Status.PREVIEW, ImportRun.Status.WAITING):
            return []
        return [with_its_code(sign) for sign in wordless(self.run)]

    @cached_property
    def word(self) -> VouchedSigns | None:
        """What was said to those that no face can draw."""
        return word_of(self.run) if self.run.kind == ImportRun.Kind.NOTICE else None

    @property
    def kind_compares(self) -> bool:
        """Whether importing it brings the plan that stands to what the file says."""
        return self.plan is not None and self.run.kind == ImportRun.Kind.PLAN

    @property
    def shown_matches(self) -> list[ShownMatch]:
        """Where a number or name changed or a person has to look; doubtful ones first."""
        if not self.kind_compares:
            return []
        shown = [shown_match(one, self.standing) for one in self.matching.matches if is_told(one)]
        return sorted(shown, key=lambda one: not one.match.is_open)

    @property
    def quiet_matches(self) -> int:
        """How many stand under number and name as before."""
        return len(self.matching.matches) - len(self.shown_matches)

    @property
    def projects_shown(self) -> Sequence[object]:
        return self.reading.projects[:ROWS_SHOWN]


def preview_of(run: ImportRun) -> Preview:
    """The preview of a run, with a fixed number of queries whatever its length."""
    document = run.document
    book = UnitBook.of(run.district)
    tied = run.corrections.get("aliases", {})
    plan = AnnualPlan.objects.filter(district=run.district, year=document.year or 0).first()
    findings = list(run.findings.all())
    file = _opened(run)
    known_by_look = by_look(book.by_name)
    matching, differences = compared(run, plan, document)
    return Preview(
        run=run,
        reading=document,
        findings=findings,
        unknown_units=[
            UnknownUnit(
                name,
                ResponsibleUnit.Kind(likely_kind(name)).label,
                tied.get(name),
                known_by_look.get(likeness(name), ""),
            )
            for name in book.unknown(unit_names(document))
        ],
        known_units=list(ResponsibleUnit.objects.filter(district=run.district)),
        differences=differences,
        matching=matching,
        standing=standing_projects(plan),
        grids=_grids(run, file, _Marked.of(run, findings)),
        lines=_lines(file.loaded, findings),
        notes=file.loaded.notes,
        plan=plan,
    )


def _opened(run: ImportRun) -> Opened:
    """The file as it came; empty where it cannot be opened any more, so that what was read is shown still."""
    try:
        return opened(run.source)
    except UnreadableDocument as refusal:
        return Opened.of(Loaded("", (), notes=(str(refusal),)))


def _grids(run: ImportRun, file: Opened, marked: _Marked) -> list[ShownGrid]:
    tables = corrected(file.loaded, marked.cells).grids
    return [marked.grid(grid, file.heights[grid.index]) for grid in tables]


def row_below(preview: Preview, place: Place) -> list[ShownCell]:
    """The row of a cell below those that are shown, out of the file opened anew; empty where there is none."""
    table, number, _ = place
    if not any(one.index == table and number > len(one.rows) for one in preview.grids):
        return []
    marked = _Marked.of(preview.run, preview.findings)
    try:
        whole = opened_whole(preview.run.source)
    except UnreadableDocument:
        return []
    for grid in corrected(whole, marked.cells).grids:
        if grid.index == table and number <= len(grid.rows):
            return marked.row(grid, number, until=number)
    return []


def _lines(loaded: Loaded, findings: Sequence[Finding]) -> list[ShownLine]:
    """The printed lines outside the tables; those nothing was taken from are marked."""
    unused = {
        clean(line)
        for finding in findings
        if finding.code == "text_unused" and finding.place is None
        for line in (finding.printed or "").split("\n")
    }
    return [
        ShownLine(line, clean(line) in unused)
        for paragraph in loaded.paragraphs
        for line in paragraph.text.split("\n")
        if line.strip()
    ]


@dataclass(frozen=True)
class Unused:
    """The columns and single cells a reading took nothing from."""

    columns: frozenset[tuple[int, int]]
    cells: frozenset[str]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> Unused:
        columns, cells = set(), set()
        for finding in findings:
            if not (place := finding.place):
                continue
            if finding.code == "column_unused":
                columns.add((place["table"], place["column"]))
            elif finding.code == "text_unused":
                cells.add(cell_key(place["table"], place["row"], place["column"]))
        return cls(frozenset(columns), frozenset(cells))

    def has(self, table: int, cell: Cell) -> bool:
        key = cell_key(table, cell.row, cell.column)
        return key in self.cells or (cell.colspan == 1 and (table, cell.column) in self.columns)


@dataclass(frozen=True)
class _Marked:
    """What is said of the cells of a file: what a person corrected, what is doubtful, what was not used."""

    cells: Mapping[str, str]
    doubts: Mapping[str, list[Finding]]
    unused: Unused

    @classmethod
    def of(cls, run: ImportRun, findings: Sequence[Finding]) -> _Marked:
        doubts: dict[str, list[Finding]] = {}
        for finding in findings:
            if place := finding.place:
                key = cell_key(place["table"], place["row"], place["column"])
                doubts.setdefault(key, []).append(finding)
        return cls(run.corrections.get("cells", {}), doubts, Unused.of(findings))

    def row(self, grid: Grid, number: int, *, until: int) -> list[ShownCell]:
        """The cells that begin in the row of this number; none reaches below the row `until`."""
        shown = []
        for column, cell in enumerate(grid.rows[number - 1], start=1):
            if cell is None:
                cell = Cell("", number, column)
            if (cell.row, cell.column) != (number, column):
                continue
            key = cell_key(grid.index, cell.row, cell.column)
            shown.append(
                ShownCell(
                    key,
                    cell.text,
                    min(cell.rowspan, until - number + 1),
                    cell.colspan,
                    key in self.cells,
                    self.doubts.get(key, []),
                    bool(cell.text.strip()) and self.unused.has(grid.index, cell),
                )
            )
        return shown

    def grid(self, grid: Grid, height: int) -> ShownGrid:
        numbers = range(1, len(grid.rows) + 1)
        rows = [self.row(grid, number, until=ROWS_SHOWN) for number in numbers]
        return ShownGrid(grid.index, grid.name, rows, height - len(grid.rows))
