"""What a document says, as values: the contract between the reader and everything that uses it.

Numbers are kept as printed (without separators) in strings; money is in 万元. `Reading.as_json()` gives the
shape printed by `manage.py read_document --json`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
IndicatorKind = Literal["quantity", "rate", "percent_of_work"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: table, row and column, each counted from 1."""

    table: int
    row: int
    column: int

    def as_json(self) -> dict[str, int]:
        return {"table": self.table, "row": self.row, "column": self.column}


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about the document, told with its place, what was printed and what was expected."""

    severity: Severity
    code: str
    message: str
    project: int | None = None
    place: Place | None = None
    printed: str | None = None
    expected: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "severity": self.severity,
            "code": self.code,
            "project": self.project,
            "place": self.place.as_json() if self.place else None,
            "printed": self.printed,
            "expected": self.expected,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    role: Literal["lead", "cooperating"]

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "role": self.role}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity promised. `value` and `unit` as printed; month values are in the same unit."""

    label: str
    kind: IndicatorKind
    qualifier: str | None
    value: str | None
    unit: str
    direction: Literal["up", "down"] = "up"
    milestones: dict[str, str] = field(default_factory=dict)
    """Month as text ("6") to the value due by its end, in `unit`."""
    reported: str | None = None
    stage_only: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "kind": self.kind,
            "qualifier": self.qualifier,
            "value": self.value,
            "unit": self.unit,
            "direction": self.direction,
            "milestones": dict(sorted(self.milestones.items(), key=lambda item: int(item[0]))),
            "reported": self.reported,
            "stage_only": self.stage_only,
        }


@dataclass(frozen=True, slots=True)
class Milestone:
    month: int
    text: str
    percents: tuple[str, ...] = ()
    """Percents of the whole work that the text states, as printed, without the sign."""

    def as_json(self) -> dict[str, Any]:
        return {"month": self.month, "text": self.text, "percents": list(self.percents)}


@dataclass(frozen=True, slots=True)
class Task:
    number: int
    text: str
    units: tuple[str, ...]
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "text": self.text,
            "units": list(self.units),
            "milestones": [milestone.as_json() for milestone in self.milestones],
            "indicators": [indicator.as_json() for indicator in self.indicators],
        }


@dataclass(frozen=True, slots=True)
class Project:
    number: int
    printed_number: str | None
    name: str
    category: str | None
    target: str
    investment_plan: str | None
    units: tuple[Unit, ...]
    tasks: tuple[Task, ...]
    progress: str | None = None
    invested: str | None = None
    ratio: str | None = None
    remark: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "printed_number": self.printed_number,
            "name": self.name,
            "category": self.category,
            "target": self.target,
            "investment_plan": self.investment_plan,
            "units": [unit.as_json() for unit in self.units],
            "tasks": [task.as_json() for task in self.tasks],
            "progress": self.progress,
            "invested": self.invested,
            "ratio": self.ratio,
            "remark": self.remark,
        }


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    count: int
    """How many projects stand under it in the table (a printed "(10件)" that differs is a finding)."""
    investment_plan: str | None = None
    invested: str | None = None
    ratio: str | None = None
    printed_heading: str = ""
    """As printed, with its numeral and count; not part of the JSON."""

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "count": self.count,
            "investment_plan": self.investment_plan,
            "invested": self.invested,
            "ratio": self.ratio,
        }


@dataclass(frozen=True, slots=True)
class Period:
    year: int
    from_month: int
    to_month: int

    def as_json(self) -> dict[str, int]:
        return {"year": self.year, "from_month": self.from_month, "to_month": self.to_month}


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What the notice around the table says. Dates are ISO texts, None where absent or damaged beyond repair."""

    opens_on: str | None = None
    closes_on: str | None = None
    published_on: str | None = None
    source: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    channels: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "opens_on": self.opens_on,
            "closes_on": self.closes_on,
            "published_on": self.published_on,
            "source": self.source,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
            "channels": list(self.channels),
        }


@dataclass(frozen=True, slots=True)
class Totals:
    investment_plan: str | None
    invested: str | None
    ratio: str | None

    def as_json(self) -> dict[str, str | None]:
        return {
            "investment_plan": self.investment_plan,
            "invested": self.invested,
            "ratio": self.ratio,
        }


@dataclass(frozen=True)
class Reading:
    kind: Literal["plan", "progress"]
    district: str | None
    year: int | None
    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: str | None
    period: Period | None
    notice: NoticeFacts | None
    categories: tuple[Category, ...]
    projects: tuple[Project, ...]
    totals: Totals | None
    findings: tuple[Finding, ...]
    columns: tuple[str, ...] = ()
    """Heads as printed, in order, layout spaces removed, split heads joined to their last part; not part of the JSON."""
    table_title: str | None = None
    """The title over the table where it differs from the document's; not part of the JSON."""
    lead: str | None = None
    """Paragraphs of a notice between its title and its signature, one a line; not part of the JSON."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def has_warnings(self) -> bool:
        return any(finding.severity == "warning" for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The contract of rules.md, Reading: every key present, absent values null or empty lists."""
        return {
            "kind": self.kind,
            "district": self.district,
            "year": self.year,
            "title": self.title,
            "document_number": self.document_number,
            "issuer": self.issuer,
            "issued_on": self.issued_on,
            "period": self.period.as_json() if self.period else None,
            "notice": self.notice.as_json() if self.notice else None,
            "categories": [category.as_json() for category in self.categories],
            "projects": [project.as_json() for project in self.projects],
            "totals": self.totals.as_json() if self.totals else None,
            "findings": [finding.as_json() for finding in self.findings],
        }

    @cached_property
    def record(self) -> dict[str, Any]:
        """Everything it holds, as plain data: how it comes out of the reading process and is kept until it is applied.

        Made once; nobody changes it.
        """
        return asdict(self)


def from_record(record: dict[str, Any]) -> Reading:
    """The reading that `Reading.record` kept. It gives that very record again."""
    reading = Reading(
        **{
            **record,
            "period": Period(**record["period"]) if record["period"] else None,
            "notice": _notice(record["notice"]),
            "categories": tuple(Category(**category) for category in record["categories"]),
            "projects": tuple(_project(project) for project in record["projects"]),
            "totals": Totals(**record["totals"]) if record["totals"] else None,
            "findings": tuple(_finding(finding) for finding in record["findings"]),
            "columns": tuple(record["columns"]),
        }
    )
    reading.__dict__["record"] = record
    return reading


def _notice(record: dict[str, Any] | None) -> NoticeFacts | None:
    return NoticeFacts(**{**record, "channels": tuple(record["channels"])}) if record else None


def _finding(record: dict[str, Any]) -> Finding:
    place = Place(**record["place"]) if record["place"] else None
    return Finding(**{**record, "place": place})


def _project(record: dict[str, Any]) -> Project:
    return Project(
        **{
            **record,
            "units": tuple(Unit(**unit) for unit in record["units"]),
            "tasks": tuple(_task(task) for task in record["tasks"]),
        }
    )


def _task(record: dict[str, Any]) -> Task:
    return Task(
        number=record["number"],
        text=record["text"],
        units=tuple(record["units"]),
        milestones=tuple(
            Milestone(**{**milestone, "percents": tuple(milestone["percents"])})
            for milestone in record["milestones"]
        ),
        indicators=tuple(Indicator(**indicator) for indicator in record["indicators"]),
    )
