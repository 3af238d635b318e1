"""Two districts with one row of every table of the register, and people who hold different posts in both.

Every text of the second district's rows carries `MARK`, so that one look at a page tells whether it leaked.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts import audit
from accounts.models import User
from progress.models import ProgressReport, ReportStep
from projects.models import District, PlanVersion, Role, UnitAlias
from projects.services import grant_post
from tests.factories import (
    AT,
    make_category,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_report,
    make_round,
    make_unit,
)
from tests.guards.cast import Cast

MARK = "黔江暗记"

TWO_POSTS: dict[str, tuple[tuple[str, Role], ...]] = {
    "compiler_and_far_security": (("here", Role.COMPILER), ("far", Role.SECURITY_ADMIN)),
    "auditor_and_far_compiler": (("here", Role.AUDITOR), ("far", Role.COMPILER)),
    "system_and_far_reviewer": (("here", Role.SYSTEM_ADMIN), ("far", Role.REVIEWER)),
    "reporter_and_far_office": (
        ("here", Role.REPORTER),
        ("far", Role.COMPILER),
        ("far", Role.REVIEWER),
        ("far", Role.SIGNER),
        ("far", Role.HANDLER),
        ("far", Role.SECURITY_ADMIN),
    ),
    "far_auditor": (("far", Role.AUDITOR),),
    "far_system": (("far", Role.SYSTEM_ADMIN),),
}
"""Who holds which posts where; a reporter's unit is one whose rows are named `foreign` in the cast."""


@dataclass(frozen=True)
class Posts:
    """The posts of a person, as the matrix looks them up."""

    held: frozenset[tuple[int | None, Role]]

    def districts(self, roles: frozenset[Role]) -> set[int]:
        """Where one of the roles is held; every district for a post of the whole installation."""
        places = {district for district, role in self.held if role in roles}
        if None in places:
            return set(District.objects.values_list("pk", flat=True))
        return {place for place in places if place is not None}


def make_two_districts(cast: Cast) -> None:
    """Adds to the cast what the register shows and the cast lacks, in both districts, and the people above."""
    one_of_each(cast.district, "万州")
    one_of_each(cast.far_district, MARK)
    places = {"here": cast.district, "far": cast.far_district}
    for part, posts in TWO_POSTS.items():
        cast.people[part] = person = make_person(part)
        for where, role in posts:
            unit = cast.units["other"] if role == Role.REPORTER else None
            grant_post(user=person, district=places[where], role=role, unit=unit, actor=None, at=AT)
        person.refresh_from_db()


def one_of_each(district: District, mark: str) -> None:
    """One row of every table of the register that belongs to a district, its texts marked."""
    unit = make_unit(district, f"{mark}单位")
    UnitAlias.objects.create(district=district, unit=unit, name=f"{mark}写法")
    person = make_person(f"at-{district.slug}", name=f"{mark}人员")
    make_post(person, district, Role.REPORTER, unit)
    plan = make_plan(district, 2019, title=f"{mark}方案")
    project = make_project(
        plan, 1, name=f"{mark}项目", category=make_category(plan, f"{mark}类"), units=[unit]
    )
    PlanVersion.objects.create(
        plan=plan,
        number=1,
        content={"projects": []},
        content_sha256="0" * 64,
        published_by=person,
        published_at=AT,
    )
    report = make_report(
        project.tasks.get(), make_round(plan, 2), narrative=f"{mark}进展", filled_by=f"{mark}人员"
    )
    _step(report, person, mark)
    audit.record(at=AT, actor=person, verb="test.act", subject=project, district_code=district.code)


def _step(report: ProgressReport, person: User, mark: str) -> None:
    ReportStep.objects.create(
        report=report, step="save", to_status="draft", by=person, at=AT, note=f"{mark}意见"
    )


def posts_of(person: User) -> Posts:
    rows = person.memberships.values_list("district_id", "role")
    return Posts(frozenset((district, Role(role)) for district, role in rows))
