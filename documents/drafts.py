"""A document's list of projects while it is read: mutable, with the place of every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from documents.dates import Months
from documents.grids import Grid
from documents.money import Figure
from documents.reading import Finding, Place, Severity
from documents.schedules import Due
from documents.text import bare
from documents.units import Role


@dataclass(slots=True)
class MilestoneDraft:
    month: int
    text: str
    place: Place | None = None
    is_deadline: bool = False
    """Only a date was printed: the whole task is due by then."""
    year: int | None = None
    """The year the text itself names."""
    is_next_year: bool = False
    """The text says 次年, 明年."""


def due_milestone(due: Due, place: Place | None = None) -> MilestoneDraft:
    """A milestone from what a text of deadlines says."""
    return MilestoneDraft(due.month, due.text, place, not due.has_words, due.year, due.is_next_year)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding about a project whose number is not settled yet."""

    severity: Severity
    code: str
    told: str
    """The sentence behind 第N项."""
    place: Place | None = None
    printed: str | None = None
    expected: str | None = None

    def of(self, number: int) -> Finding:
        """The finding, once the project has its number."""
        message = f"第{number}项{self.told}"
        return Finding(
            self.severity, self.code, message, number, self.place, self.printed, self.expected
        )


@dataclass(slots=True)
class UnitText:
    """What a cell says about units, not yet told apart, and the role its column gives them."""

    text: str
    role: Role | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a row is done, or why not, as its column prints it: 是否完成 and 否."""

    label: str
    text: str
    place: Place | None = None
    alone: bool = False
    """The table has no column of what is reported beside it."""
    is_reason: bool = False


@dataclass(slots=True)
class TaskDraft:
    text: str = ""
    """As printed, with its number."""
    place: Place | None = None
    unit_texts: list[UnitText] = field(default_factory=list)
    milestones: list[MilestoneDraft] = field(default_factory=list)
    progress: str = ""
    answers: list[tuple[Answer, ...]] = field(default_factory=list)
    """Row by row; no figure is taken from them."""
    name: str = ""
    """A name of its own under its project's."""


@dataclass(slots=True)
class ProjectDraft:
    printed_number: str | None = None
    value: int | None = None
    """The printed number's value."""
    number: int = 0
    """Unique in its list, once numbers are settled."""
    name: str = ""
    names: list[str] = field(default_factory=list)
    category: CategoryDraft | None = None
    heading: CategoryDraft | None = None
    """The nearest heading, where an upper one is the category."""
    tasks: list[TaskDraft] = field(default_factory=list)
    plan: Figure | None = None
    invested: Figure | None = None
    ratio: Figure | None = None
    progress: str = ""
    remark: str = ""
    answer: str = ""
    """The tasks' answers as one text, once they are settled."""
    answers_alone: bool = False
    places: dict[str, Place] = field(default_factory=dict)
    table: int = 0
    starts_table: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    own_amounts: set[str] = field(default_factory=set)
    """Amounts that its first row prints: parts below are in them."""


@dataclass(slots=True, eq=False)
class CategoryDraft:
    name: str
    printed: str = ""
    printed_count: int | None = None
    place: Place | None = None
    plan: Figure | None = None
    invested: Figure | None = None
    ratio: Figure | None = None
    places: dict[str, Place] = field(default_factory=dict)
    level: int = 1
    parent: CategoryDraft | None = None
    """The heading this one stands under: 一、 over (一)."""


@dataclass(slots=True)
class SumsDraft:
    """A row of totals: what it prints and where."""

    plan: Figure | None = None
    invested: Figure | None = None
    ratio: Figure | None = None
    places: dict[str, Place] = field(default_factory=dict)
    printed_count: int | None = None
    place: Place | None = None


@dataclass(slots=True)
class ListDraft:
    """One list of projects: a table, the parts of a table over several pages or sheets, or a prose list."""

    title: str | None = None
    columns: tuple[str, ...] = ()
    projects: list[ProjectDraft] = field(default_factory=list)
    categories: list[CategoryDraft] = field(default_factory=list)
    totals: SumsDraft | None = None
    period: Months | None = None
    findings: list[Finding] = field(default_factory=list)
    has_progress: bool = False
    has_money: bool = False
    has_units: bool = False
    has_numbers: bool = False
    has_targets: bool = True
    has_derived_names: bool = False
    """Some names are first clauses of their targets: the document prints none."""
    months: tuple[int, ...] = ()
    """Months the head has a column of goals for."""
    sheet: str = ""
    """The name of its sheet, where somebody gave it one."""
    has_sheet_categories: bool = False
    """Its categories are its sheets."""
    by_heading: dict[tuple[str, int], CategoryDraft] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Names of its projects without blanks, for telling a second attachment from a second page."""
    lines: list[str] = field(default_factory=list)
    """Lines above the head and below the rows: titles, unit lines, notes."""

    note_rows: set[tuple[int, int]] = field(default_factory=set)
    """Table and row, as it is read, of a form's foot and of sums that run on over pages."""
    tables: list[tuple[Grid, Any]] = field(default_factory=list)
    """The grids its rows were read from, as they were read, each with its head."""

    def category(self, named: CategoryDraft) -> CategoryDraft:
        """The category of this name under the same heading: the one known, or this one from now on."""
        key = bare(named.name), id(named.parent)
        known = self.by_heading.get(key)
        if known is None:
            self.by_heading[key] = known = named
            self.categories.append(named)
        return known

    def members(self) -> dict[int, list[ProjectDraft]]:
        """By id of a category its projects, those under its sub-headings included."""
        found: dict[int, list[ProjectDraft]] = {}
        for project in self.projects:
            above = project.heading or project.category
            while above is not None:
                found.setdefault(id(above), []).append(project)
                above = above.parent
        return found
