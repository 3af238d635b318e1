"""/<district>/notices/<notice>/ : one notice. First what it is, whether, until when and how one may object; then all of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from documents.writing.file_forms import OFFERED
from notices.content_reading import NoticeContent, Row
from notices.table import table_html
from projects.json_values import lines
from projects.public_addresses import NOTICE
from publicity.pages.errors import NoSuchPage
from publicity.site import addresses, figures, linked
from publicity.site.cards import Card, card
from publicity.site.changes import Change, changes
from publicity.site.delivery import Delivery, Promise, delivery_told
from publicity.site.frame import FIRST, NOTICES, Article, Frame, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, PublishedNotice, PublishedPlan, Site
from publicity.site.succession import in_force, newest


@dataclass(frozen=True)
class Money:
    """The sums of the notice in words; plain figures, with the share computed from sums."""

    plan: str
    plan_yi: str
    invested: str
    ratio: str


@dataclass(frozen=True)
class Item:
    """A row of the notice, folded: its result and its money first, the rest behind them."""

    row: Row
    delivery: Delivery
    path: str
    """Of the project's page; empty where there is none."""

    @property
    def result(self) -> str:
        """The first figure the notice itself tells of this project; empty where it tells none."""
        told = self.delivery.first_told
        return told.figure if told else ""

    @property
    def words(self) -> str:
        """What stands beside the result: the money, or why there is none of the two."""
        money = self.row.invested
        if money:
            share = f" {self.row.ratio}%" if self.row.ratio else ""
            return f"投资{share or f' {figures.grouped(money)} 万元'}"
        return "" if self.result else self.delivery.said or "没有公布数字"

    @property
    def others(self) -> tuple[Promise, ...]:
        return tuple(one for one in self.delivery.promises if one.reported)

    @property
    def progress(self) -> tuple[str, ...]:
        return lines(self.row.progress)


def _money(one: Card) -> Money | None:
    sums = one.said.totals
    if not sums.has_money:
        return None
    return Money(
        figures.grouped(sums.investment_plan),
        figures.in_yi(sums.investment_plan),
        figures.grouped(sums.invested),
        sums.ratio,
    )


def _files(notice: PublishedNotice) -> list[tuple[str, str, str]]:
    """(word, site path, hint) of the forms that exist."""
    return [
        (form.label, notice.file_path(form.ending), form.hint)
        for form in OFFERED
        if form.ending in notice.formats
    ]


def visible_table(notice: PublishedNotice, is_visible: bool) -> SafeString:
    """The frozen table, else the one made from the content; nothing where the content is gone or hidden."""
    if not is_visible or not notice.said.rows:
        return SafeString("")
    # The fragment was rendered with autoescape at publication and is guarded by a database trigger since.
    return mark_safe(notice.table_html) if notice.table_html else table_html(notice.said)  # noqa: S308


def _without_ratio(one: Card) -> list[int]:
    """Rows whose share is blank because there is no plan: said below the table."""
    return [
        row.number
        for row in one.said.rows.values()
        if not row.ratio and (figures.value(row.investment_plan) or 0) == 0
    ]


def _other(site: Site, slug: str, number: str) -> Card | None:
    found = site.notice(slug, number) if number else None
    return card(site, found) if found else None


def _is_hidden(one: Card) -> bool:
    """Sealed, or withdrawn with its table."""
    return one.notice.is_sealed or (
        one.phase.name == "withdrawn" and not one.notice.table_stays_visible
    )


def _changes(old: Card | None, new: Card) -> list[Change]:
    """Nothing where one of the two no longer shows its table: its cells would stand here again."""
    if old is None or _is_hidden(old) or _is_hidden(new):
        return []
    return changes(old.said, new.said)


def _frame(site: Site, one: District, this: Card, title: str) -> Frame:
    published, said = this.notice, this.said
    words = (one.name, "民生实事", said.period.title if said.period else "")
    return frame(
        site,
        published.path,
        title,
        description="" if published.is_sealed else f"{title}。{this.summary}",
        district=one,
        current="notices",
        crumbs=(
            FIRST,
            Link(one.name, one.path),
            Link("公告公示", one.notices_path),
            Link("正文"),
        ),
        column=NOTICES,
        article=Article(
            title,
            said.published_at,
            said.brought_over_source or said.source,
            keywords=tuple(word for word in words if word),
        ),
        things=(linked.report(site, one, published, is_hidden=_is_hidden(this)),),
    )


def _items(plan: PublishedPlan | None, said: NoticeContent) -> list[Item]:
    """Its rows, each with the page of its project where the plan still has it."""
    promised = plan.said.by_key if plan else {}
    return [
        Item(
            row,
            delivery_told(row),
            plan.project_path(promised[row.key].number) if plan and row.key in promised else "",
        )
        for row in said.rows.values()
    ]


def _shown(site: Site, this: Card) -> dict[str, object]:
    """What the notice itself tells; nothing of it where it is sealed or its table hidden."""
    said, published = this.said, this.notice
    if _is_hidden(this):
        return {
            "lead": (),
            "table": visible_table(published, False),
            "money": None,
            "files": [],
            "without_ratio": "",
            "items": [],
        }
    without_ratio = "、".join(str(number) for number in _without_ratio(this))
    return {
        "lead": lines(said.lead),
        "table": visible_table(published, True),
        "money": _money(this),
        "files": _files(published),
        "without_ratio": without_ratio if said.totals.ratio else "",
        "items": _items(site.plan(published.district, said.year) if said.year else None, said),
    }


def _succession(site: Site, this: Card) -> dict[str, object]:
    """Which version is in force instead, if one is, and the newest of all."""
    said, slug = this.said, this.district.slug
    last = newest(site, this.notice)
    return {
        "in_force": in_force(site, this.notice),
        "newest": last,
        "newest_path": last.path if last else NOTICE.path(district=slug, notice=said.replaced_by),
        "replacement_number": said.replaced_by,
    }


def notice(site: Site, slug: str, number: str) -> Page:
    """Needs the district, the notice, those it replaces and is replaced by, and the plan of its year (for links to
    projects). Raises NoSuchPage."""
    one, published = site.district(slug), site.notice(slug, number)
    if one is None or published is None:
        raise NoSuchPage(f"{slug}/notices/{number}")
    this = card(site, published)
    said = this.said
    replaced = _other(site, slug, said.replaces)
    title = "公示已封存" if published.is_sealed else this.title
    return render(
        "publicity/notice.html",
        _frame(site, one, this, title),
        {
            "card": this,
            "said": said,
            "notice": published,
            "district": one,
            "title": title,
            "is_hidden": _is_hidden(this),
            **_shown(site, this),
            "replaced": replaced,
            "replaced_number": said.replaces,
            **_succession(site, this),
            "changes": _changes(replaced, this),
            "shows_objections": bool(published.outcomes or published.objections_received)
            or (published.objections_received == 0 and not said.is_brought_over),
            "check_url": addresses.check_address(site.objection_url),
            "day": site.day,
        },
        depends_on_day=this.phase.depends_on_day,
    )
