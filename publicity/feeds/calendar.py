"""A year's calendar (RFC 5545): windows of its notices and the milestones of its plan, as all-day events.

A day here is a day in China: the events have dates without a time, which every calendar shows on that date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from projects.public_addresses import CALENDAR
from publicity.pages.errors import NoSuchPage
from publicity.site.cards import Card, cards_of
from publicity.site.identity import authority
from publicity.site.moments import notice_changed, plan_changed
from publicity.site.rendering import Page
from publicity.site.snapshots import District, PublishedPlan, Site

CONTENT_TYPE = "text/calendar; charset=utf-8"
ABOUT = (
    ("version", "2.0"),
    ("prodid", "-//minsheng portal//public calendar//ZH"),
    ("calscale", "GREGORIAN"),
    ("method", "PUBLISH"),
    ("timezone-id", "Asia/Shanghai"),
    ("x-wr-timezone", "Asia/Shanghai"),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs that have no place in a text of a calendar (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Event:
    """From `first` to `last`, both included."""

    uid: str
    first: date
    last: date
    changed: datetime
    summary: str
    description: str
    url: str
    is_cancelled: bool = False


def _window(site: Site, card: Card) -> Event | None:
    """The window of a notice. A sealed one has lost its dates; what was withdrawn or corrected is called off."""
    window = card.said.window
    if window is None or card.notice.is_sealed:
        return None
    word = {"withdrawn": "已撤回", "corrected": "已更正"}.get(card.phase.name, "")
    ways = [
        f"公示期到 {window.closes_on.isoformat()} 24:00 截止，{window.counted}。",
        f"提出异议：{card.said.contact_name} {card.said.contact_phone}".rstrip()
        if card.said.contact_phone
        else "",
    ]
    return Event(
        uid=f"notice-{card.notice.number}@{card.district.code}.{authority(site)}",
        first=window.opens_on,
        last=window.closes_on,
        changed=notice_changed(site, card.notice),
        summary=(f"【{word}】" if word else "公示：") + card.title,
        description="\n".join(way for way in ways if way),
        url=site.base_url + card.path,
        is_cancelled=bool(word),
    )


def _milestone(site: Site, district: District, plan: PublishedPlan, month: int) -> Event:
    """What must stand by a month's end: one event, on its last day, with every project's words."""
    told = [
        (project, text) for project in plan.said.projects if (text := project.stage(month).strip())
    ]
    last = date(plan.year, month, calendar.monthrange(plan.year, month)[1])
    return Event(
        uid=f"milestone-{plan.year}-{month:02d}@{district.code}.{authority(site)}",
        first=last,
        last=last,
        changed=plan_changed(plan),
        summary=f"{district.name}民生实事 {month} 月底阶段目标（{len(told)} 件）",
        description="\n".join(
            f"第{project.number}项 {project.name}：{text}" for project, text in told
        ),
        url=site.base_url + plan.path,
    )


_BACKSLASHES = bytes.maketrans(b"\x00\x01", b"\\\\")
"""The library takes a written \\N for the end of a line; so it gets two signs that no text holds, and no backslash."""


def _plain(text: str) -> str:
    """What a calendar can hold of a text, its backslashes as they come out escaped."""
    return _NO_TEXT.sub("", text).replace("\\", "\x00\x01")


def calendar_bytes(name: str, events: Iterable[Event]) -> bytes:
    """The calendar as UTF-8, in this order. No moment but those of the events: equal events give equal bytes."""
    import icalendar  # 3 MB, loaded when somebody asks for a calendar

    whole = icalendar.Calendar()
    for key, value in (*ABOUT, ("name", name), ("x-wr-calname", name)):
        whole.add(key, value)
    whole.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for event in events:
        changed = event.changed.astimezone(UTC)
        one = icalendar.Event()
        for key, said in (
            ("uid", event.uid),
            ("dtstamp", changed),
            ("last-modified", changed),
            ("dtstart", event.first),
            ("dtend", event.last + timedelta(days=1)),  # of an all-day event: the day after
            ("summary", _plain(event.summary)),
            ("description", _plain(event.description)),
            ("url", event.url),
            ("status", "CANCELLED" if event.is_cancelled else "CONFIRMED"),
            ("transp", "TRANSPARENT"),
        ):
            if said:
                one.add(key, said)
        whole.add_component(one)
    return whole.to_ical(sorted=False).translate(_BACKSLASHES)


def year_calendar(site: Site, slug: str, year: int) -> Page:
    """/<district>/<year>/calendar.ics. Needs the plan and the notices of the year. Raises NoSuchPage."""
    one, plan = site.district(slug), site.plan(slug, year)
    cards = [card for card in cards_of(site, slug) if card.said.year == year] if one else []
    if one is None or (plan is None and not cards):
        raise NoSuchPage(f"{slug}/{year}/calendar.ics")
    events = [event for card in cards if (event := _window(site, card))]
    if plan:
        events += [_milestone(site, one, plan, month) for month in plan.said.months]
    events.sort(key=lambda event: (event.first, event.uid))
    name = f"{one.name} {year} 年民生实事"
    return Page(
        path=CALENDAR.path(district=slug, year=year),
        title=name,
        body=calendar_bytes(name, events),
        content_type=CONTENT_TYPE,
        headers=(("Content-Disposition", f'inline; filename="{slug}-{year}.ics"'),),
    )
