"""The page for an address that names nothing published: it says what is there instead."""

from __future__ import annotations

from publicity.site.cards import card, cards_of
from publicity.site.frame import Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, PublishedNotice, Site


def _help(site: Site, path: str) -> tuple[str, str, list[Link], District | None]:
    """(what is missing, what there is, ways on, the district if it is known)."""
    parts = [part for part in path.split("/") if part]
    one = site.district(parts[0]) if parts else None
    if one is None:
        known = [Link(district.name, district.path) for district in site.districts]
        return "没有这个地址", "本站有这些区县：" if known else "", known, None
    if parts[1:2] == ["notices"]:
        cards = cards_of(site, one.slug)
        ways = [Link(card.title, card.path) for card in cards[:8]]
        if published := _asked(site, one, parts):
            # It is there: only what was asked of it is not (a frame that no site may show, a mistyped end).
            title = "公示已封存" if published.is_sealed else card(site, published).title
            ways = [Link(title, published.path)]
            return "这份公示没有这个页面", f"{one.name}的这份公示在：", ways, one
        note = f"{one.name}发布过的公示：" if ways else f"{one.name}还没有发布公示。"
        return f"{one.name}没有这份公示", note, ways or [Link(f"{one.name}概况", one.path)], one
    plans = site.plans_of(one.slug)
    if len(parts) > 1 and parts[1].isdigit():
        year = parts[1]
        plan = next((plan for plan in plans if str(plan.year) == year), None)
        if plan:
            numbers = sorted(plan.said.by_number)
            many = (
                f"{one.name} {year} 年的方案共 {len(numbers)} 件，编号 {numbers[0]} 到 {numbers[-1]}："
                if numbers
                else ""
            )
            ways = [
                Link(f"{n} {plan.said.by_number[n].name}", plan.project_path(n)) for n in numbers
            ]
            return f"{year} 年的方案里没有这一件", many, ways, one
        ways = [Link(f"{plan.year} 年方案", plan.path) for plan in plans]
        note = f"{one.name}已发布的方案：" if ways else f"{one.name}还没有发布年度方案。"
        return (
            f"{one.name}没有 {year} 年的方案",
            note,
            ways or [Link(f"{one.name}概况", one.path)],
            one,
        )
    ways = [Link(f"{one.name}概况", one.path), Link("公告公示", one.notices_path)]
    ways[1:1] = [Link(f"{plan.year} 年方案", plan.path) for plan in plans[:3]]
    return "没有这个地址", f"{one.name}有这些页面：", ways, one


def _asked(site: Site, one: District, parts: list[str]) -> PublishedNotice | None:
    """The notice of which something was asked that it does not have."""
    return site.notice(one.slug, parts[2].partition(".")[0]) if len(parts) > 2 else None


def missing(site: Site, path: str) -> Page:
    """A page of status 404 that helps. Its links start at the root, as it is shown at any address.

    Needs the districts; for a known district also its plans and notices.
    """
    said, note, ways, one = _help(site, path)
    return render(
        "publicity/missing.html",
        frame(site, "", said, district=one),
        {"said": said, "note": note, "ways": ways, "district": one},
        status=404,
    )
