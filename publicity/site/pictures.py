"""The published pictures of a project, and the one in a district's head."""

from __future__ import annotations

from publicity.site.picture_values import PublishedPicture
from publicity.site.snapshots import Site

STAGES = ("before", "now", "after")
FEW = 6
"""So many pictures of a page are loaded with it: a browser prints those it has. Of more, each waits to be scrolled to."""


def by_stage(
    site: Site, slug: str, year: int, key: int
) -> list[tuple[str, list[PublishedPicture]]]:
    """Those that stand, before, now and after, each by the day it was taken; a stage without one is left out."""
    found: dict[str, list[PublishedPicture]] = {stage: [] for stage in STAGES}
    for one in _of(site, slug, year, key):
        if one.withdrawn_at is None:
            found[one.stage].append(one)
    return [
        (ones[0].stage_words, sorted(ones, key=lambda one: one.taken_on))
        for ones in found.values()
        if ones
    ]


def wait(stages: list[tuple[str, list[PublishedPicture]]]) -> bool:
    """Whether a page's pictures are loaded one by one, as they come in sight."""
    return sum(len(ones) for _, ones in stages) > FEW


def taken_down(site: Site, slug: str, year: int, key: int) -> list[PublishedPicture]:
    """What is left of those that were taken down: moment, reason, digest."""
    return [one for one in _of(site, slug, year, key) if one.withdrawn_at is not None]


def of_head(site: Site, slug: str) -> dict[str, object]:
    """What the district's head shows: the chosen picture and its project, where both still stand; else nothing."""
    for one in site.pictures_of(slug):
        plan = site.plan(slug, one.year) if one.in_head else None
        project = plan.said.by_key.get(one.key) if plan else None
        if plan and project:
            return {
                "head_picture": one,
                "head_project": f"第 {project.number} 件 {project.name}",
                "head_project_path": plan.project_path(project.number),
            }
    return {"head_picture": None}


def _of(site: Site, slug: str, year: int, key: int) -> list[PublishedPicture]:
    return [one for one in site.pictures_of(slug) if (one.year, one.key) == (year, key)]
