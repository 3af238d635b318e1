"""The frozen JSON of a notice (rules.md, Formats) as typed values. Reads what is there, invents nothing: a key that
an older or sealed content lacks becomes "" or an empty tuple."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, cast

from documents.writing.column_kinds import COLUMN_KINDS, SUMMED
from documents.writing.wording import months_words
from notices.columns import keys_of_heads
from notices.window_days import Window
from projects.json_values import Json, Stage, day, moment, text
from projects.periods import Period, Subject, parse_notice_number

KindOfNotice = Literal["targets", "progress", "completion", "correction", ""]
KINDS = frozenset({"targets", "progress", "completion", "correction"})


@dataclass(frozen=True)
class Measure:
    """An indicator as a notice tells it."""

    task: int
    label: str
    unit: str
    target: str
    reported: str


@dataclass(frozen=True)
class Row:
    """A project's row in a notice; figures as printed, "" where blank."""

    number: int
    name: str
    target: str = ""
    investment_plan: str = ""
    units: tuple[str, ...] = ()
    progress: str = ""
    invested: str = ""
    invested_through: int | None = None
    """The last month of the earlier published period whose amount the row carries on."""
    ratio: str = ""
    remark: str = ""
    stages: tuple[Stage, ...] = ()
    measures: tuple[Measure, ...] = ()
    standing: str = ""
    standing_why: str = ""
    further: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Columns that no page asks for by name, by their keys."""
    key: int = 0
    """What the project is followed by from notice to notice, whatever number it had in each."""

    @property
    def units_text(self) -> str:
        return "、".join(self.units)

    @property
    def carried_months(self) -> str:
        """1—3月, where the amount is that of an earlier period; empty where it is this period's own."""
        return months_words(1, self.invested_through) if self.invested_through else ""

    def cell(self, key: str) -> str:
        """What it says in a column of one text or figure."""
        if key == "units":
            return self.units_text
        return self.further[key] if key in self.further else str(getattr(self, key))


@dataclass(frozen=True)
class Sums:
    investment_plan: str = ""
    invested: str = ""
    ratio: str = ""
    further: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Other columns that are summed, by their keys."""

    def cell(self, key: str) -> str:
        return self.further[key] if key in self.further else str(getattr(self, key))

    @property
    def has_money(self) -> bool:
        return bool(self.investment_plan or self.invested)


@dataclass(frozen=True)
class Group:
    """A category of a notice with its subtotals."""

    name: str
    sums: Sums
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class NoticeContent:
    number: str
    district_name: str
    kind: KindOfNotice
    version: int
    title: str
    lead: str
    period: Period | None
    columns: tuple[str, ...]
    published_at: datetime | None
    signed_on: date | None
    source: str
    window: Window | None
    contact_name: str
    contact_phone: str
    contact_address: str
    contact_hours: str
    groups: tuple[Group, ...]
    totals: Sums
    brought_over_source: str
    brought_over_on: date | None
    brought_over_sha256: str
    is_brought_over: bool
    content_sha256: str
    content_sm3: str
    record_sha256: str
    previous_record_sha256: str
    replaces: str
    replaced_by: str
    withdrawn_at: datetime | None
    rows: dict[int, Row] = field(hash=False, compare=False, repr=False)

    @cached_property
    def by_key(self) -> dict[int, Row]:
        """Its rows by what each project is followed by."""
        return {row.key: row for row in self.rows.values()}

    @property
    def year(self) -> int | None:
        """The plan year: of the period, else of the number (2025-q1)."""
        if self.period:
            return self.period.year
        found = re.match(r"\d{4}", self.number)
        return int(found[0]) if found else None

    @property
    def subject(self) -> Subject | None:
        """What it is about: a correction is about what its number says; None where that is no number of ours."""
        if self.kind in {"targets", "progress", "completion"}:
            return self.kind
        try:
            return parse_notice_number(self.number).subject
        except ValueError:
            return None

    @property
    def keys(self) -> tuple[str | None, ...]:
        """The key of each of its heads as far as the portal printed it; of a notice brought over none is known."""
        subject = self.subject
        if self.is_brought_over or subject is None or self.year is None:
            return (None,) * len(self.columns)
        return keys_of_heads(self.columns, year=self.year, subject=subject, period=self.period)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def shown_date(self) -> date | None:
        """The day a reader knows it by: of the source if brought over, else of publication here."""
        if self.brought_over_on:
            return self.brought_over_on
        return self.published_at.date() if self.published_at else None

    @property
    def counts_by_category(self) -> str:
        """市级重点民生实事 9 件，区级民生实事 11 件; empty when there is but one."""
        if len(self.groups) < 2:
            return ""
        return "，".join(
            f"{group.name} {len(group.rows)} 件" for group in self.groups if group.name
        )


_SUMS = frozenset(one.name for one in fields(Sums))
_FURTHER = tuple(
    kind.key
    for kind in COLUMN_KINDS
    if kind.offered_in and not kind.is_monthly and kind.key not in {one.name for one in fields(Row)}
)


def key_in(row: Mapping[str, Any]) -> int:
    """What the project of a row of a content is followed by: written only where it is not its number there."""
    return int(row.get("key") or row.get("number") or 0)


def keys_of_rows(content: Mapping[str, Any] | None) -> dict[int, int]:
    """By the number a project stands under in a notice's content, what it is followed by."""
    return {
        int(row["number"]): key_in(row)
        for group in (content or {}).get("categories") or ()
        for row in group.get("projects") or ()
        if row.get("number")
    }


def key_of_row(content: Mapping[str, Any] | None, number: int) -> int:
    """What the project of one row is followed by; the number itself where no row has it."""
    return keys_of_rows(content).get(number, number)


def _sums(data: Json | None) -> Sums:
    data = data or {}
    return Sums(
        text(data, "investment_plan"),
        text(data, "invested"),
        text(data, "ratio"),
        {key: text(data, key) for key in SUMMED if key not in _SUMS},
    )


def _row(data: Json) -> Row:
    standing = data.get("standing") or {}
    return Row(
        number=int(data.get("number") or 0),
        name=text(data, "name"),
        target=text(data, "target"),
        investment_plan=text(data, "investment_plan"),
        units=tuple(str(unit) for unit in data.get("units") or ()),
        progress=text(data, "progress"),
        invested=text(data, "invested"),
        invested_through=data.get("invested_through"),
        ratio=text(data, "ratio"),
        remark=text(data, "remark"),
        stages=tuple(
            Stage(int(stage["month"]), text(stage, "text"))
            for stage in data.get("milestones") or ()
        ),
        measures=tuple(
            Measure(
                int(measure.get("task") or 1),
                text(measure, "label"),
                text(measure, "unit"),
                text(measure, "target"),
                text(measure, "reported"),
            )
            for measure in data.get("indicators") or ()
        ),
        standing=text(standing, "value"),
        standing_why=text(standing, "sentence"),
        further={key: text(data, key) for key in _FURTHER},
        key=key_in(data),
    )


def read_notice(data: Json) -> NoticeContent:
    """The content of a notice as values. A sealed one may hold little more than its number and digests."""
    groups = tuple(
        Group(
            text(group, "name"),
            _sums(group),
            tuple(_row(project) for project in group.get("projects") or ()),
        )
        for group in data.get("categories") or ()
    )
    period, window = data.get("period"), data.get("window")
    contact, digest = data.get("contact") or {}, data.get("digest") or {}
    over = data.get("brought_over")
    kind = text(data, "kind")
    opens_on = day((window or {}).get("opens_on"))
    closes_on = day((window or {}).get("closes_on"))
    return NoticeContent(
        number=text(data, "number"),
        district_name=text(data.get("district") or {}, "name"),
        kind=cast(KindOfNotice, kind if kind in KINDS else ""),
        version=int(data.get("version") or 1),
        title=text(data, "title"),
        lead=text(data, "lead"),
        period=Period(period["year"], period["from_month"], period["to_month"]) if period else None,
        columns=tuple(str(column) for column in data.get("columns") or ()),
        published_at=moment(data.get("published_at")),
        signed_on=day(data.get("signed_on")),
        source=text(data, "source"),
        window=Window(opens_on, closes_on, text(window or {}, "rule"))
        if opens_on and closes_on
        else None,
        contact_name=text(contact, "name"),
        contact_phone=text(contact, "phone"),
        contact_address=text(contact, "address"),
        contact_hours=text(contact, "hours"),
        groups=groups,
        totals=_sums(data.get("totals")),
        brought_over_source=text(over or {}, "source"),
        brought_over_on=day((over or {}).get("published_on")),
        brought_over_sha256=text(over or {}, "file_sha256"),
        is_brought_over=over is not None,
        content_sha256=text(digest, "content_sha256"),
        content_sm3=text(digest, "content_sm3"),
        record_sha256=text(digest, "record_sha256"),
        previous_record_sha256=text(digest, "previous_record_sha256"),
        replaces=text(data, "replaces"),
        replaced_by=text(data, "replaced_by"),
        withdrawn_at=moment(data.get("withdrawn_at")),
        rows={row.number: row for group in groups for row in group.rows},
    )
