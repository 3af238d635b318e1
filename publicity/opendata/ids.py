"""Stable identifiers of the open data: district code, year, printed number. They outlive a new version of a plan."""

from __future__ import annotations

from projects.plan_reading import PlanIndicator
from publicity.site.identity import short
from publicity.site.snapshots import District, PublishedNotice


def plan_id(district: District, year: int) -> str:
    """500101-2025"""
    return f"{district.code}-{year}"


def project_id(district: District, year: int, number: int) -> str:
    """500101-2025-3"""
    return f"{district.code}-{year}-{number}"


def notice_id(district: District, notice: PublishedNotice) -> str:
    """500101-2025-q1; unlike a project's it always ends in a word."""
    return f"{district.code}-{notice.number}"


def indicator_ids(project: str, task: int, indicators: tuple[PlanIndicator, ...]) -> list[str]:
    """500101-2025-3-1-5f0c2a91: made of label and unit, so that a change of order leaves it; a second one of the same
    words gets -2."""
    seen: dict[str, int] = {}
    found = []
    for indicator in indicators:
        name = f"{project}-{task}-{short(indicator.label, indicator.unit)}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found
