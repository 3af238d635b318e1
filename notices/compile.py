"""The content of a notice: exactly what is hashed and frozen (rules.md, Formats).

Pure: rows come in as values, a JSON-ready dict comes out. Every subtotal, total and ratio is computed here from
the rows, never copied and never a mean of ratios. A row without an approved report keeps its plan in the sums and the
amount last published of it: the rows always add up to the totals, and a total does not fall because somebody is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from documents.writing.wording import NOT_REPORTED, carried_words, months_words
from notices.window_days import Window
from projects.money import printed, printed_ratio, ratio, total
from projects.periods import Period


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as printed; `reported` in the same unit, None where the round gave no value."""

    task: int
    label: str
    unit: str
    target: str | None
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """What a round says about a project. A typed 0 stays 0; only an absent amount is None."""

    progress: str | None
    invested: Decimal | None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The cumulative amount last published of a project, and the last month it stands for."""

    invested: Decimal
    through_month: int


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project of the table. `reported` is None where the round has no approved report of it."""

    number: int
    name: str
    category: str | None
    target: str
    investment_plan: Decimal | None
    units: tuple[str, ...]
    reported: Reported | None = None
    milestones: tuple[tuple[int, str], ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    standing: tuple[str, str] | None = None
    """(value, sentence) where the district shows standings."""
    changed: str = ""
    """What was changed in mid-year, with the original target: it stands in the remark."""
    rests: bool = False
    """All its tasks are paused or stopped: no report is owed."""
    key: int | None = None
    """What the project is followed by; None: by its number."""
    has_left: bool = False
    """It is not in the plan any more; it was at the end of the period."""
    carried: Carried | None = None
    """What the row says of money while it has no approved report."""
    without_report: str = NOT_REPORTED
    """Why it has none, as the remark says it."""

    @property
    def invested(self) -> Decimal | None:
        if self.reported:
            return self.reported.invested
        return self.carried.invested if self.carried else None


@dataclass(frozen=True, slots=True)
class Contact:
    """How to object. Empty text is null in the content: what a source lacks is never made up."""

    name: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""

    def as_json(self) -> dict[str, str | None]:
        return {
            "name": self.name or None,
            "phone": self.phone or None,
            "address": self.address or None,
            "hours": self.hours or None,
        }


@dataclass(frozen=True, slots=True)
class BroughtOver:
    """Where a notice of an older site was taken from; its date is the source's claim."""

    source: str | None
    published_on: date | None
    file_sha256: str

    def as_json(self) -> dict[str, str | None]:
        return {
            "source": self.source or None,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "file_sha256": self.file_sha256,
        }


@dataclass(frozen=True, slots=True)
class Head:
    """All of a notice but its table."""

    district_code: str
    district_name: str
    number: str
    kind: str
    version: int
    title: str
    lead: str
    period: Period | None
    columns: Sequence[str]
    source: str
    signed_on: date | None = None
    window: Window | None = None
    contact: Contact = field(default_factory=Contact)
    brought_over: BroughtOver | None = None
    replaces: str | None = None


def compile_content(
    head: Head,
    rows: Iterable[ProjectRow],
    *,
    categories: Sequence[str | None] = (),
    shows_progress: bool = True,
) -> dict[str, Any]:
    """The content of a notice: the keys of `<notice>.json` without the four that are not sealed.

    `categories` chooses and orders them; empty takes all in the order of the rows. A target notice
    (`shows_progress` false) carries no progress, invested sum or ratio.
    """
    groups = grouped(rows, categories)
    shown = [row for _, members in groups for row in members]
    return {
        "district": {"code": head.district_code, "name": head.district_name},
        "number": head.number,
        "kind": head.kind,
        "version": head.version,
        "title": head.title,
        "lead": "\n".join(filter(None, [head.lead, _carried_sentence(shown, shows_progress)])),
        "period": head.period.as_json() if head.period else None,
        "columns": list(head.columns),
        "signed_on": head.signed_on.isoformat() if head.signed_on else None,
        "source": head.source,
        "window": head.window.as_json() if head.window else None,
        "contact": head.contact.as_json(),
        "categories": [
            {
                "name": name,
                **_sums(members, shows_progress),
                "projects": [compile_row(row, shows_progress) for row in members],
            }
            for name, members in groups
        ],
        "totals": _sums(shown, shows_progress),
        "brought_over": head.brought_over.as_json() if head.brought_over else None,
        "replaces": head.replaces,
    }


def grouped(
    rows: Iterable[ProjectRow], categories: Sequence[str | None] = ()
) -> list[tuple[str | None, list[ProjectRow]]]:
    """Rows by category: those chosen in the chosen order, or all in the order they first appear."""
    groups: dict[str | None, list[ProjectRow]] = {name: [] for name in categories}
    for row in sorted(rows, key=lambda row: row.number):
        if not categories or row.category in groups:
            groups.setdefault(row.category, []).append(row)
    return [(name, members) for name, members in groups.items() if members]


def _sums(rows: Sequence[ProjectRow], shows_progress: bool) -> dict[str, str | None]:
    plan = total(row.investment_plan for row in rows)
    invested = total(row.invested for row in rows) if shows_progress else None
    return {
        "investment_plan": _amount(plan),
        "invested": _amount(invested),
        "ratio": _ratio(invested, plan),
    }


def compile_row(row: ProjectRow, shows_progress: bool = True) -> dict[str, Any]:
    """A row of the table as data."""
    said = row.reported if shows_progress else None
    invested = row.invested if shows_progress else None
    carried = row.carried if shows_progress and said is None else None
    return {
        "number": row.number,
        **({} if row.key in (None, row.number) else {"key": row.key}),
        "name": row.name,
        "target": row.target,
        "investment_plan": _amount(row.investment_plan),
        "units": list(row.units),
        "progress": (said.progress or None) if said else None,
        "invested": _amount(invested),
        "invested_through": carried.through_month if carried else None,
        "ratio": _ratio(invested, row.investment_plan),
        "remark": _remark(row, shows_progress),
        "milestones": [{"month": month, "text": text} for month, text in row.milestones],
        "indicators": [
            {
                "task": indicator.task,
                "label": indicator.label,
                "unit": indicator.unit,
                "target": indicator.target,
                "reported": indicator.reported if said else None,
            }
            for indicator in row.indicators
        ],
        "standing": {"value": row.standing[0], "sentence": row.standing[1]}
        if row.standing and shows_progress
        else None,
    }


def _remark(row: ProjectRow, shows_progress: bool) -> str | None:
    told = ""
    if shows_progress:
        told = (row.reported.remark or "") if row.reported else _without_report(row)
    return "；".join(filter(None, [told, row.changed])) or None


def _without_report(row: ProjectRow) -> str:
    return "，".join(
        filter(
            None,
            [
                "" if row.rests else row.without_report,
                carried_words(row.carried.through_month) if row.carried else "",
            ],
        )
    )


def _carried_sentence(rows: Sequence[ProjectRow], shows_progress: bool) -> str:
    """The lead says which rows carry an earlier amount on; nobody has to remember to write it."""
    carried: dict[int, list[int]] = {}
    for row in rows if shows_progress else ():
        if row.reported is None and row.carried:
            carried.setdefault(row.carried.through_month, []).append(row.number)
    parts = [
        f"第{'、'.join(map(str, numbers))}件没有本期审定的数，完成额度沿用{months_words(1, month)}公示的数"
        for month, numbers in sorted(carried.items(), reverse=True)
    ]
    return f"其中{'；'.join(parts)}。" if parts else ""


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else printed(value)


def _ratio(invested: Decimal | None, plan: Decimal | None) -> str | None:
    share = ratio(invested, plan)
    return None if share is None else printed_ratio(share)


DIGEST_KEYS = ("content_sha256", "content_sm3", "record_sha256", "previous_record_sha256")


def whole_json(
    content: Mapping[str, Any],
    *,
    published_at: str | None,
    digest: Mapping[str, str | None] | None,
    replaced_by: str | None = None,
    withdrawn_at: str | None = None,
) -> dict[str, Any]:
    """`<notice>.json`: the sealed content with what is known, or may change, only afterwards.

    A draft has neither moment nor digest yet.
    """
    return {
        **content,
        "published_at": published_at,
        "digest": {key: (digest or {}).get(key) for key in DIGEST_KEYS},
        "replaced_by": replaced_by,
        "withdrawn_at": withdrawn_at,
    }
