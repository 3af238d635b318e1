"""What an erasure takes out of the database, and taking it out again after a backup brought it back.

What stays is what a register is for: numbers, days, states, who did what, and of an answer that was given what the
office found and decided. All that may repeat the words goes with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import erasure_journal, wiping
from accounts.erasure_journal import Entry
from accounts.models import User
from notices import services as notices
from objections import typed_text, workflow
from objections.models import Objection
from objections.sealing import seal, unseal
from objections.services.taking_steps import record

KIND = "objection"
"""Of its lines in the journal."""
NOTHING = b""
"""In the place of a sealed text that the state of a case asks for: there was one, and it holds nothing any more."""
NOT_KEPT_OF_AN_ANSWER = ("request", "returned_because")
"""What the person had asked, and why the approver sent a draft back."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay of the journal found: erased again, erased already, and not in this database at all."""

    erased: int = 0
    already: int = 0
    unknown: int = 0
    sealed: int = 0
    by_hand: tuple[str, ...] = ()
    """Numbers of notices and plans that could not be sealed again, since one of the two people came after the backup."""


def empty(
    objection: Objection, *, erased_at: datetime, actor: User | None, at: datetime, note: str
) -> Entry:
    """Take identity and words out of a locked objection and all that hangs on it, and leave the step.

    Gives the line for the journal, which the caller adds.
    """
    objection.sealed_words = objection.sealed_identity = None
    objection.words_mark = objection.contact_mark = objection.source_mark = ""
    for name in ("sealed_summary", "sealed_refusal", "sealed_extension"):
        if getattr(objection, name) is not None:
            setattr(objection, name, NOTHING)
    objection.sealed_answer = _what_stays_of_the_answer(objection)
    if not objection.outcome_released:
        objection.public_outcome = ""
    objection.identity_erased_at = erased_at
    objection.save()
    objection.scans.all().delete()
    objection.inquiries.update(sealed_question=NOTHING)
    objection.inquiries.filter(sealed_reply__isnull=False).update(sealed_reply=NOTHING)
    typed_text.forget_about(objection)
    record(objection, workflow.ERASE, actor=actor, was=objection.status, at=at, note=note)
    return Entry(erased_at, objection.district.code, KIND, objection.receipt, objection.pk)


@transaction.atomic
def replay_erasures(*, at: datetime) -> Replayed:
    """Erase and seal again whatever the journal names: after a backup was restored, before anybody can sign in.

    Safe to repeat. Raises `accounts.erasure_journal.JournalUnreadable`.
    """
    erased = already = unknown = 0
    for entry in erasure_journal.entries(KIND):
        objection = (
            Objection.objects.select_for_update(of=("self",))
            .select_related("district")
            .filter(receipt=entry.number, district__code=entry.district_code)
            .first()
        )
        if objection is None:
            unknown += 1
        elif objection.identity_erased_at:
            already += 1
        else:
            empty(
                objection,
                erased_at=entry.at,
                actor=None,
                at=at,
                note="恢复备份后按清除日志再次清除",
            )
            erased += 1
    sealed, by_hand = notices.replay_seals(at=at)
    wiping.wipe_after_commit()
    return Replayed(erased, already, unknown, sealed, by_hand)


def not_replayed() -> int:
    """How many that the journal names hold something in this database. Raises JournalUnreadable."""
    named = {entry.number for entry in erasure_journal.entries(KIND)}
    standing = Objection.objects.filter(identity_erased_at__isnull=True)
    return len(notices.seals_not_replayed()) + sum(
        receipt in named for receipt in standing.values_list("receipt", flat=True)
    )


def _what_stays_of_the_answer(objection: Objection) -> bytes | None:
    """Of an answer that was given what was found and decided; of a draft nothing."""
    if objection.status != Objection.Status.ANSWERED:
        return None
    parts = unseal(objection.sealed_answer)
    return seal({key: text for key, text in parts.items() if key not in NOT_KEPT_OF_AN_ANSWER})
