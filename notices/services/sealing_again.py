"""What was sealed stays sealed when a backup of an earlier day brings its content back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from accounts.models import User
from look.moments import BEIJING
from notices import workflow
from notices.models import Notice, Picture
from notices.services import ending, pictures, sealing_plans
from notices.services.locking import locked
from projects.models import PlanVersion

Again = Callable[[User, User, datetime, str], bool]
"""Seals one again in the names of two people, with a reason where none stands; False where only people can."""


@transaction.atomic
def replay_seals(*, at: datetime) -> tuple[int, tuple[str, ...]]:
    """Seal again whatever the journal names: how many, and the numbers of those that people have to seal anew.

    In the names of the two who decided it, who stand in the journal. Where the backup knows one of them not yet, or holds
    a notice as a draft still, only people can do it. Safe to repeat. Raises
    `accounts.erasure_journal.JournalUnreadable`.
    """
    sealed, by_hand = 0, []
    for entry, seal_again in _standing():
        found = User.objects.in_bulk(entry.by)
        people = [found[key] for key in entry.by if key in found]
        reason = f"原已于{entry.at.astimezone(BEIJING):%Y-%m-%d}封存，恢复备份后再次封存。"
        if len(people) == 2 and seal_again(people[0], people[1], at, reason):
            sealed += 1
        else:
            by_hand.append(entry.number)
    return sealed, tuple(by_hand)


def seals_not_replayed() -> list[str]:
    """Numbers of notices and versions of plans that the journal names and this database still holds."""
    return [entry.number for entry, _ in _standing()]


def _standing() -> list[tuple[Entry, Again]]:
    held = Notice.objects.kept().exclude(status=workflow.SEALED)
    versions = PlanVersion.objects.filter(sealed_at__isnull=True).select_related("plan")
    notices = [
        (entry, _notice_again(notice.pk))
        for entry in erasure_journal.entries(ending.KIND)
        for notice in held.filter(district__code=entry.district_code, number=entry.number)
    ]
    plans = [
        (entry, _version_again(version.pk))
        for entry in erasure_journal.entries(sealing_plans.KIND)
        for version in versions.filter(plan__district__code=entry.district_code)
        if sealing_plans.number_of(version) == entry.number
    ]
    shown = Picture.objects.shown()
    taken_down = [
        (entry, _picture_again(picture.pk))
        for entry in erasure_journal.entries(pictures.KIND)
        for picture in shown.filter(
            district__code=entry.district_code, content_sha256__startswith=entry.number
        )
    ]
    return [*notices, *plans, *taken_down]


def _notice_again(key: int) -> Again:
    def again(signer: User, security_admin: User, at: datetime, reason: str) -> bool:
        notice = locked(key)
        if not workflow.SEAL.starts_from(notice.status):
            return False
        if notice.seal_asked_by != signer:
            ending.write_request(notice, signer, at, reason)
        ending.destroy(notice, security_admin, at)
        return True

    return again


def _version_again(key: int) -> Again:
    def again(signer: User, security_admin: User, at: datetime, reason: str) -> bool:
        version = sealing_plans.locked_version(key)
        if version.seal_asked_by != signer:
            sealing_plans.write_request(version, signer, at, reason)
        sealing_plans.destroy(version, security_admin, at)
        return True

    return again


def _picture_again(key: int) -> Again:
    def again(released_by: User, taken_down_by: User, at: datetime, reason: str) -> bool:
        pictures.destroy(
            pictures.locked_picture(key), taken_down_by, at, reason.replace("封存", "撤下")
        )
        return True

    return again
