"""/<district>/ : the year at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from notices.content_reading import Row, Sums
from progress.standing import MOST_URGENT_FIRST
from projects.plan_reading import PlanContent
from publicity.pages.errors import NoSuchPage
from publicity.site import figures, pictures
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.delivery import Count, Delivery, counts, delivery_of, delivery_told
from publicity.site.frame import FIRST, OVERVIEW, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, PublishedPlan, Site
from publicity.site.stage_days import StageDays, stage_days
from publicity.site.told_series import money_of_year
from publicity.site.topics import district_tiles, subjects
from publicity.site.yearline import YearLine, yearline

_URGENCY = {str(value): place for place, value in enumerate(MOST_URGENT_FIRST)}


@dataclass(frozen=True)
class Item:
    """A project in the list of the year."""

    number: int
    name: str
    path: str
    units: str
    row: Row | None
    delivery: Delivery

    @property
    def money(self) -> str:
        """投资 30.2%; without a share the sum; empty where none is published."""
        if self.row is None or not self.row.invested:
            return ""
        return (
            f"{self.row.ratio}%" if self.row.ratio else f"{figures.grouped(self.row.invested)} 万元"
        )


@dataclass(frozen=True)
class MoneyRow:
    name: str
    count: int
    sums: Sums
    is_total: bool = False

    @property
    def share(self) -> str:
        number = figures.value(self.sums.ratio)
        return figures.percent(number, Decimal(100)) if number is not None else ""


def _items(plan: PublishedPlan | None, told: Card | None) -> list[tuple[str, list[Item]]]:
    """Projects by category: of the plan, else (a district that has only brought notices over) of the newest notice."""
    rows = told.said.by_key if told else {}
    if plan:
        return [
            (
                name,
                [
                    Item(
                        project.number,
                        project.name,
                        plan.project_path(project.number),
                        project.units_text,
                        row := rows.get(project.key),
                        delivery_of(project, row),
                    )
                    for project in projects
                ],
            )
            for name, projects in plan.said.groups
            if projects
        ]
    if not told:
        return []
    return [
        (
            group.name,
            [
                Item(
                    row.number,
                    row.name,
                    f"{told.path}#p{row.number}",
                    row.units_text,
                    row,
                    delivery_told(row),
                )
                for row in group.rows
            ],
        )
        for group in told.said.groups
    ]


def _money(told: Card | None) -> list[MoneyRow]:
    if not told or not told.said.totals.has_money:
        return []
    rows = [
        MoneyRow(group.name, len(group.rows), group.sums)
        for group in told.said.groups
        if group.name
    ]
    return [*rows, MoneyRow("合计", told.said.count, told.said.totals, is_total=True)]


def _standings(told: Card | None) -> list[tuple[str, list[int]]]:
    """Counts by standing with the numbers behind them; empty unless the notice carries standings (the district shows them)."""
    found: dict[str, list[int]] = {}
    for row in told.said.rows.values() if told else ():
        if row.standing:
            found.setdefault(row.standing, []).append(row.number)
    return sorted(found.items(), key=lambda pair: _URGENCY.get(pair[0], len(_URGENCY)))


def _opening(
    count: int, plan: PlanContent | None, told: Card | None, counted: tuple[Count, ...]
) -> str:
    """What was promised, how far it is by the published numbers, and only then the money."""
    if not count:
        return ""
    parts = [f"承诺 {count} 件。"]
    if told and told.said.period and (counted or told.said.totals.invested):
        sums = told.said.totals
        month = f"到 {told.said.period.to_month} 月底，"
        if counted:
            told_of = sum(one.count for one in counted if one.state in ("reached", "moving"))
            promised = sum(one.count for one in counted if one.state != "words")
            parts.append(f"{month}{promised} 件有数字目标，公布了数字的 {told_of} 件。")
            month = ""
        if not sums.invested:
            return "".join(parts)
        if sums.investment_plan:
            parts.append(
                f"{month}计划投资 {figures.grouped(sums.investment_plan)} 万元完成了 {figures.grouped(sums.invested)} 万元。"
            )
        else:
            parts.append(f"{month}完成投资 {figures.grouped(sums.invested)} 万元。")
    elif plan and plan.months:
        parts.append(f"第一个阶段目标在 {plan.months[0]} 月底，还没有公布进展。")
    return "".join(parts)


def _figures(
    count: int, plan: PublishedPlan | None, told: Card | None, counted: tuple[Count, ...]
) -> list[tuple[str, str, str, str]]:
    """Four figures at most: (name, figure, unit, what it means). How far the projects are stands before the money."""
    said = plan.said if plan else None
    by_category = (said.counts_by_category if said else "") or (
        told.said.counts_by_category if told else ""
    )
    found = [("承诺", str(count), "件", by_category)]
    if counted and told:
        wordy = f"另有 {counted[3].count} 件没有数字目标，看文字进展" if len(counted) > 3 else ""
        found += [(one.word, str(one.count), "件", one.meaning) for one in counted[:2]]
        found.append((counted[2].word, str(counted[2].count), "件", wordy or counted[2].meaning))
        return found
    sums = told.said.totals if told else Sums()
    if sums.investment_plan:
        yi = figures.in_yi(sums.investment_plan)
        found.append(
            (
                "年度计划投资",
                figures.grouped(sums.investment_plan),
                "万元",
                f"约 {yi}" if yi else "",
            )
        )
    if sums.invested and told:
        yi = figures.in_yi(sums.invested)
        found.append(
            (
                f"{told.period_label}完成投资",
                figures.grouped(sums.invested),
                "万元",
                f"约 {yi}" if yi else "",
            )
        )
    if sums.ratio:
        found.append(("占比", sums.ratio, "%", "完成额 ÷ 计划额"))
    if len(found) == 1 and said:
        units = {name for project in said.projects for name in project.unit_names}
        tasks = sum(len(project.tasks) for project in said.projects)
        stages = sum(len(task.stages) for project in said.projects for task in project.tasks)
        found.append(("责任单位", str(len(units)), "个", "排在第一位的牵头"))
        if tasks > count:
            found.append(("目标任务", str(tasks), "项", "一件可以有几项任务"))
        if stages:
            months = "、".join(f"{month}月" for month in said.months)
            found.append(("阶段目标", str(stages), "个", f"{months}底各到哪一步"))
    return found


def _head_facts(
    district: District, plan: PublishedPlan | None, cards: list[Card]
) -> dict[str, object]:
    newest = next((card for card in cards if card.stands), cards[0] if cards else None)
    said = newest.said if newest else None
    return {
        "newest": newest,
        "contact_name": (said.contact_name if said else "") or district.contact.name,
        "contact_phone": (said.contact_phone if said else "") or district.contact.phone,
        "document": plan.said.document_number if plan else "",
    }


def _along_the_year(
    year: int, plan: PlanContent | None, told: Card | None, cards: list[Card], day: date
) -> tuple[YearLine, StageDays]:
    """The year as a line, and where its stages stand on the day."""
    period = told.said.period if told else None
    month, label = (period.to_month, period.months) if period else (0, "")
    this_year = [card for card in cards if card.said.year == year]
    return (
        yearline(year, plan, this_year, month, label),
        stage_days(year, plan.months if plan else (), month, day),
    )


def district(site: Site, slug: str) -> Page:
    """Needs the district, its plans and its notices. Raises NoSuchPage."""
    one = site.district(slug)
    if one is None:
        raise NoSuchPage(slug)
    cards = cards_of(site, slug)
    plans = site.plans_of(slug)
    plan = plans[0] if plans else None
    year = plan.year if plan else (cards[0].said.year if cards else None)
    told = newest_told(cards, year) if year else None
    groups = _items(plan, told)
    count = sum(len(items) for _, items in groups)
    standings = _standings(told) if one.shows_standing else []
    counted = counts(item.delivery for _, items in groups for item in items) if told else ()
    opening = _opening(count, plan.said if plan else None, told, counted)
    title = f"{one.name} {year} 年民生实事" if year else f"{one.name}民生实事"
    said = plan.said if plan else None
    line, stages = _along_the_year(year, said, told, cards, site.day) if year else (None, None)
    return render(
        "publicity/district.html",
        frame(
            site,
            one.path,
            title,
            description=f"{title}：{opening}" if opening else title,
            district=one,
            current="district",
            crumbs=(FIRST, Link(one.name)),
            column=OVERVIEW,
        ),
        {
            "district": one,
            "title": title,
            "year": year,
            "plan": plan,
            "told": told,
            "opening": opening,
            "figures": _figures(count, plan, told, counted) if count and not standings else [],
            "groups": groups,
            "count": count,
            "money": _money(told),
            "search_path": site.search_path,
            "tiles": district_tiles(slug, subjects(site, slug, newest_only=True)),
            "standings": standings,
            "open": [card for card in cards if card.phase.name == "open"],
            "cards": cards[:5],
            "more_notices": len(cards) > 5,
            "line": line,
            "money_year": money_of_year(cards, year, said.months if said else ()) if year else None,
            "stages": stages,
            "other_years": plans[1:],
            "day": site.day,
            **pictures.of_head(site, slug),
            **_head_facts(one, plan, cards),
        },
        depends_on_day=bool(stages and stages.next)
        or any(card.phase.depends_on_day for card in cards),
    )
