"""A year's calendar (RFC 5545): windows of its notices and the milestones of its plan, as all-day events.

A day here is a day in China: the events have dates without a time, which every calendar shows on that date.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from publicity.pages.errors import NoSuchPage
from publicity.site.cards import Card, cards_of
from publicity.site.identity import authority
from publicity.site.moments import notice_changed, plan_changed
from publicity.site.rendering import Page
from publicity.site.snapshots import District, PublishedPlan, Site

CONTENT_TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
"""A line of a calendar holds at most so many octets, its end not counted (RFC 5545, 3.1)."""


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


def escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11; other control signs have no place in it."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no sign of several octets cut apart."""
    pieces, piece, room = [], "", OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            # The space that marks a continuation counts.
            piece, room = "", OCTETS - 1
        piece += sign
        room -= size
    return "\r\n ".join([*pieces, piece])


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _event_lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_stamp(event.changed)}"
    yield f"LAST-MODIFIED:{_stamp(event.changed)}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    # The end of an all-day event is the day after.
    yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _window(site: Site, card: Card) -> Event | None:
    """The window of a notice. A sealed one has lost its dates; what was withdrawn or corrected is called off."""
    window = card.said.window
    if window is None or card.notice.is_sealed:
        return None
    word = {"withdrawn": "已撤回", "corrected": "已更正"}.get(card.phase.name, "")
    ways = [
        f"公示期 {window.total} 天，到 {window.closes_on.isoformat()} 24:00 截止，首尾两天都算。",
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


def _lines(name: str, events: list[Event]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//minsheng portal//public calendar//ZH"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escaped(name)}"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield "TIMEZONE-ID:Asia/Shanghai"
    yield "X-WR-TIMEZONE:Asia/Shanghai"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    for event in events:
        yield from _event_lines(event)
    yield "END:VCALENDAR"


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
    body = "".join(folded(line) + "\r\n" for line in _lines(name, events))
    return Page(
        path=f"/{slug}/{year}/calendar.ics",
        title=name,
        body=body.encode(),
        content_type=CONTENT_TYPE,
    )
