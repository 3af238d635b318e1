"""A notice in work as the content it would publish: computed anew each time, from what is written and approved now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notices.approved_rows import MissingReport, numbered, sources_of
from notices.asked_points import Point, points_of
from notices.columns import printed_heads
from notices.compile import Contact, Head, compile_content
from notices.content_reading import keys_of_rows
from notices.digests import ContentDigest, content_digest
from notices.models import Notice
from notices.moved_rows import Moved
from notices.moved_rows import numbered as moved_since
from notices.published_before import Fallen, fallen_sums, multiplied_sums
from notices.window import CountedWindow, CountingRule, window_between
from projects.models import AnnualPlan, CalendarDay
from projects.periods import Period, Subject, parse_notice_number


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now, and which projects have no approved report."""

    content: Mapping[str, Any]
    missing: tuple[MissingReport, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    """Cumulative sums below those last published."""
    moved: tuple[Moved, ...] = ()
    """Rows whose projects changed since their figures were reported."""
    points: tuple[Point, ...] = ()
    """Figures that contradict each other or the plan, of rows and sums."""
    gone_categories: tuple[str, ...] = ()
    """Chosen categories that the plan has no more."""
    left_out: tuple[int, ...] = ()
    """Numbers of the rows that stand in no chosen category."""

    @property
    def digest(self) -> ContentDigest:
        return content_digest(self.content)


def draft_of(notice: Notice) -> Draft:
    """The content as it stands. For a notice brought over: what was read from its source."""
    if notice.brought_content is not None:
        return Draft(notice.brought_content)
    subject = subject_of(notice)
    sources = sources_of(notice.plan, notice.round if subject != "targets" else None)
    if notice.replaces and notice.replaces.content:
        # A correction keeps the numbers of what it corrects, whatever numbers the projects have since.
        printed = {key: number for number, key in keys_of_rows(notice.replaces.content).items()}
        sources = numbered(sources, printed)
    content = compile_content(
        _head(notice, subject),
        sources.rows,
        categories=notice.categories or in_plan_order(notice.plan),
        shows_progress=subject != "targets",
    )
    shown = {project["number"] for group in content["categories"] for project in group["projects"]}
    return Draft(
        content,
        tuple(gap for gap in sources.missing if gap.number in shown),
        tuple(fallen_sums(content, sources.earlier)),
        moved_since(
            sources.figures, {key: number for number, key in keys_of_rows(content).items()}
        ),
        points_of(content, sources.asked, multiplied_sums(content, sources.earlier)),
        tuple(
            name
            for name in notice.categories
            if name and name not in {row.category for row in sources.rows}
        ),
        tuple(row.number for row in sources.rows if row.number not in shown),
    )


def in_plan_order(plan: AnnualPlan) -> list[str | None]:
    """Every category in the plan's order, and the projects of none behind them."""
    return [*plan.categories.order_by("order").values_list("name", flat=True), None]


def subject_of(notice: Notice) -> Subject:
    """What the notice is about; a correction keeps the subject of what it replaces."""
    return parse_notice_number(notice.number).subject


def period_of(notice: Notice) -> Period | None:
    """The one period that words title, head and rows."""
    return parse_notice_number(notice.number).period


def rule_of(notice: Notice) -> CountingRule:
    return CountingRule(
        "working" if notice.day_kind == Notice.DayKind.WORKING else "natural",
        notice.first_day_counts,
        notice.minimum_days,
    )


def calendar_overrides() -> dict[date, bool]:
    return dict(CalendarDay.objects.values_list("day", "is_workday"))


def window_of(notice: Notice) -> CountedWindow | None:
    """The window as typed, counted by its rule; None while a date is missing."""
    if notice.opens_on is None or notice.closes_on is None:
        return None
    overrides = calendar_overrides() if notice.day_kind == Notice.DayKind.WORKING else {}
    return window_between(notice.opens_on, notice.closes_on, rule_of(notice), overrides)


def contact_of(notice: Notice) -> Contact:
    """The contact as one reads it: address with its code, place with its hours."""
    address = notice.postal_address
    if address and notice.postal_code:
        address = f"{address}（邮编 {notice.postal_code}）"
    return Contact(
        name=notice.contact_name,
        phone=notice.contact_phone,
        address=address,
        hours="，".join(part for part in (notice.visiting_place, notice.visiting_hours) if part),
    )


def _head(notice: Notice, subject: Subject) -> Head:
    period = period_of(notice)
    window = window_of(notice)
    return Head(
        district_code=notice.district.code,
        district_name=notice.district.name,
        number=notice.number,
        kind=notice.kind,
        version=notice.version,
        title=notice.title,
        lead=notice.lead,
        period=period,
        columns=printed_heads(
            notice.columns, year=notice.plan.year, subject=subject, period=period
        ),
        source=notice.source,
        signed_on=notice.signed_on,
        window=window,
        contact=contact_of(notice),
        replaces=notice.replaces.number if notice.replaces else None,
    )
