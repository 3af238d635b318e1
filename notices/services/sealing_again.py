"""What was sealed stays sealed when a backup of an earlier day brings its content back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from accounts.models import User
from look.moments import BEIJING
from notices import workflow
from notices.models import Notice
from notices.services import ending
from notices.services.locking import locked


@transaction.atomic
def replay_seals(*, at: datetime) -> tuple[int, tuple[str, ...]]:
    """Seal again whatever the journal names: how many, and the numbers of those that people have to seal anew.

    In the names of the two who decided it, who stand in the journal. Where the backup knows one of them not yet, or holds
    the notice as a draft still, only people can do it. Safe to repeat. Raises
    `accounts.erasure_journal.JournalUnreadable`.
    """
    sealed, by_hand = 0, []
    for entry, notice_id in _standing():
        notice = locked(notice_id)
        people = User.objects.in_bulk(entry.by)
        if len(people) != 2 or not workflow.SEAL.starts_from(notice.status):
            by_hand.append(notice.number)
            continue
        signer, security_admin = (people[key] for key in entry.by)
        if notice.seal_asked_by != signer:
            day = entry.at.astimezone(BEIJING)
            ending.write_request(
                notice, signer, at, f"原已于{day:%Y-%m-%d}封存，恢复备份后再次封存。"
            )
        ending.destroy(notice, security_admin, at)
        sealed += 1
    return sealed, tuple(by_hand)


def seals_not_replayed() -> list[str]:
    """Numbers of notices that the journal names and this database still holds."""
    return [entry.number for entry, _ in _standing()]


def _standing() -> list[tuple[Entry, int]]:
    found = []
    for entry in erasure_journal.entries(ending.KIND):
        held = Notice.objects.kept().exclude(status=workflow.SEALED)
        key = (
            held.filter(district__code=entry.district_code, number=entry.number)
            .values_list("pk", flat=True)
            .first()
        )
        if key is not None:
            found.append((entry, key))
    return found
