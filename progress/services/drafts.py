"""A person's own autosaved copy: raw, as typed. It never changes the report and nobody else sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from progress.models import ReportDraft
from progress.services import rows
from progress.services.refusals import StepRefused

MAX_CHARACTERS = 40_000


@transaction.atomic
def autosave_draft(
    *,
    task_id: int,
    round_id: int,
    user: User,
    at: datetime,
    base_version: int,
    values: Mapping[str, str],
) -> ReportDraft:
    """Keep what was typed so far, even half a number. Only fields of the task are kept.

    Raises PermissionDenied where the report is not the person's to fill in, StepRefused where the text is beyond
    all bounds. The report's state does not matter: what was typed is never lost.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    rows.require(locked.standpoint(user).can_save(locked.task))
    known = {field.key for field in locked.fields} | {"kind"}
    kept = {key: text for key, text in values.items() if key in known}
    if sum(map(len, kept.values())) > MAX_CHARACTERS:
        raise StepRefused("内容太长，草稿没有保存。")
    draft, _ = ReportDraft.objects.update_or_create(
        task_id=task_id,
        round_id=round_id,
        user=user,
        defaults={"base_version": base_version, "values": kept, "saved_at": at},
    )
    return draft


def discard_draft(*, task_id: int, round_id: int, user: User) -> None:
    """Throw the person's own draft away, at their wish."""
    ReportDraft.objects.filter(task_id=task_id, round_id=round_id, user=user).delete()


def drop_saved(
    *, round_id: int, user: User, saved: Mapping[int, tuple[Collection[str], Mapping[str, str]]]
) -> None:
    """What was saved is no draft any more. `saved` maps a task to the fields of the save and what is stored now.

    Fields that were not part of the save stay a draft, where they say more: a sheet shows fewer fields than the
    form, and what was typed in the others is not its to throw away.
    """
    done, kept = [], []
    for draft in ReportDraft.objects.filter(task__in=saved, round_id=round_id, user=user):
        fields, stored = saved[draft.task_id]
        left = {
            key: text
            for key, text in draft.values.items()
            if key != "kind" and key not in fields and text.strip() != stored.get(key, "")
        }
        if left:
            draft.values = left
            kept.append(draft)
        else:
            done.append(draft.pk)
    if done:
        ReportDraft.objects.filter(pk__in=done).delete()
    if kept:
        ReportDraft.objects.bulk_update(kept, ["values"])
