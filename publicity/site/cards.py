"""A notice as lists and strips show it: state, window, ways to object, what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notices.content_reading import NoticeContent
from notices.window_days import Drawing, Window, drawing
from publicity.site import addresses, figures
from publicity.site.phases import Phase, phase_of
from publicity.site.snapshots import District, PublishedNotice, Site


@dataclass(frozen=True)
class OpenWindow:
    """The window as a page draws it, counted on `day`."""

    window: Window
    day: date
    drawing: Drawing

    @property
    def left(self) -> int:
        return self.window.left(self.day)

    @property
    def nth(self) -> int:
        return self.window.nth(self.day)


@dataclass(frozen=True)
class Card:
    """One notice, ready for a template."""

    notice: PublishedNotice
    said: NoticeContent
    district: District
    phase: Phase
    window: OpenWindow | None
    form_url: str
    """Where the form for objections stands, empty when nowhere."""

    @property
    def objection_url(self) -> str:
        """Where to object on the web now: in the window; afterwards too (it counts as late), but not to a notice
        brought over, whose printed window is all it has. Empty when not."""
        late = self.phase.name == "ended" and not self.said.is_brought_over
        return self.form_url if self.phase.name == "open" or late else ""

    @property
    def path(self) -> str:
        return self.notice.path

    @property
    def title(self) -> str:
        """A sealed notice may have lost even its title."""
        return self.said.title or f"{self.district.name} {self.notice.number} 号公示"

    @property
    def receiver(self) -> str:
        """Who takes letters and visits: the issuing body as printed."""
        return self.said.source or self.district.commission

    @property
    def period_label(self) -> str:
        return self.said.period.months if self.said.period else ""

    @property
    def stands(self) -> bool:
        """Whether its figures stand: neither sealed nor withdrawn nor corrected since."""
        return self.phase.name in {"draft", "soon", "open", "ended", "plain"}

    @property
    def tells_values(self) -> bool:
        """Whether it tells the figures of a period, and they stand."""
        return self.stands and self.said.period is not None

    @property
    def summary(self) -> str:
        """20 件 · 完成投资 55,219.1 万元，占年度计划 30.2%; no share where there is no plan, nothing once it does not stand."""
        said = self.said
        parts: list[str] = []
        if said.count and self.stands:
            parts.append(f"{said.count} 件")
        if said.totals.invested and self.stands:
            money = f"完成投资 {figures.grouped(said.totals.invested)} 万元"
            if said.totals.ratio:
                money += f"，占年度计划 {said.totals.ratio}%"
            parts.append(money)
        return " · ".join(parts)


def card(site: Site, notice: PublishedNotice) -> Card:
    """Needs the notice and its district."""
    district = site.district(notice.district)
    if district is None:
        raise LookupError(f"no district {notice.district}")
    said = notice.said
    phase = phase_of(said, site.day, is_sealed=notice.is_sealed, is_draft=notice.is_draft)
    return Card(
        notice=notice,
        said=said,
        district=district,
        phase=phase,
        window=OpenWindow(said.window, site.day, drawing(said.window, site.day))
        if said.window
        else None,
        form_url=addresses.objection_address(site.objection_url, notice.district, notice.number),
    )


def cards_of(site: Site, slug: str) -> list[Card]:
    """All notices of a district, newest first: by the date a reader knows them by, then by their number's version."""
    cards = [card(site, notice) for notice in site.notices_of(slug)]
    cards.sort(
        key=lambda card: (
            card.said.shown_date or date.min,
            card.said.published_at is not None,
            card.notice.number,
        ),
        reverse=True,
    )
    return cards


def newest_told(cards: list[Card], year: int) -> Card | None:
    """The notice whose figures are the latest of a year: the longest period, then the newest version."""
    telling = [card for card in cards if card.tells_values and card.said.year == year]
    return max(
        telling,
        key=lambda card: (
            card.said.period.to_month if card.said.period else 0,
            card.said.version,
            card.notice.number,
        ),
        default=None,
    )
