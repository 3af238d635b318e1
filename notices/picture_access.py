"""Who may do what with a picture: the unit offers, a reviewer releases, the compiler publishes; staff take it down."""

from __future__ import annotations

from accounts.models import User
from notices.models import Picture
from progress import contributors
from progress.access import standpoint
from progress.models import Evidence
from projects import access
from projects.access import Act, Decision
from projects.models import Task


def can_offer(user: User, task: Task) -> Decision:
    """People of the task's units; the compiler on the behalf of a unit."""
    return standpoint(user, [task]).can_save(task)


def can_decide(user: User, picture: Picture) -> Decision:
    """A reviewer who is none of the unit's people and had no hand in the picture (rules.md, Powers)."""
    decision = access.can(user, Act.REVIEW_REPORT, picture.district)
    if not decision:
        return decision
    if standpoint(user).own_units_of(picture.task):
        return Decision(False, "放行图片须由责任单位以外的人办理，您是这个单位的人。")
    return access.not_a_contributor(user, hands(picture), act="放行图片", of="图片")


def can_publish(user: User, picture: Picture) -> Decision:
    """The compiler, and not who released it."""
    decision = access.can(user, Act.COMPILE_NOTICE, picture.district)
    if not decision:
        return decision
    return access.another_person(user, picture.decided_by, act="公布图片")


def can_choose_head(user: User, picture: Picture) -> Decision:
    return access.can(user, Act.COMPILE_NOTICE, picture.district)


def can_take_down(user: User, picture: Picture) -> Decision:
    """Any of the commission's staff, alone: what should not be seen goes at once."""
    acts = (Act.REVIEW_NOTICE, Act.SIGN_NOTICE, Act.COMPILE_NOTICE)
    found = [access.can(user, act, picture.district) for act in acts]
    return next((one for one in found if one), found[0])


def can_take_back(user: User, picture: Picture) -> Decision:
    """Whoever may offer it, before it is published."""
    return can_offer(user, picture.task)


def hands(picture: Picture) -> set[int]:
    """Who offered it, attached the photo, or wrote at the reports it is attached to."""
    photos = Evidence.objects.filter(
        report__task=picture.task_id, sha256=picture.source_sha256
    ).select_related("report")
    found = {picture.offered_by_id}
    reports = []
    for photo in photos:
        found.add(photo.added_by_id)
        reports.append(photo.report)
    for people in contributors.of_reports(reports).values():
        found |= people
    return found
