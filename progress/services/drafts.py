"""A person's own autosaved copy: raw, as typed. It never changes the report and nobody else sees it.

A person may have the same form open twice. What one page keeps never takes the place of what another page kept
later: a page says which draft it has seen, and where there is a newer one its own text is set aside, to be looked
at and chosen from.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from progress.entry import texts_entered
from progress.models import ReportDraft
from progress.services import rows
from progress.services.refusals import StepRefused
from projects.access import must
from projects.models import Task

MAX_CHARACTERS = 40_000
MOST_ASIDE = 20
"""So many texts are kept aside of one draft; then the person is asked to choose first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page knows of its person's draft: the mark of the one it shows, and a name the page gave itself."""

    mark: str = ""
    tab: str = ""

    def knows(self, draft: ReportDraft) -> bool:
        """Whether the draft is the one this page shows, or was kept by this very page."""
        return self.mark == draft.mark or bool(self.tab and self.tab == draft.tab)


@dataclass(frozen=True, slots=True)
class Kept:
    """The text as it was kept; `newer` is the draft it did not take the place of, then it was set aside.

    `task` comes with its parts (`progress.selectors.hanging_rows`).
    """

    draft: ReportDraft
    task: Task
    newer: ReportDraft | None = None


@transaction.atomic
def autosave_draft(
    *,
    task_id: int,
    round_id: int,
    user: User,
    at: datetime,
    base_version: int,
    values: Mapping[str, str],
    seen: Seen | None = None,
    over: str = "",
) -> Kept:
    """Keep what was typed so far, even half a number. Only fields of the task are kept; a bare figure is kept with the
    unit its page asked for.

    Where the person's draft is newer than what the page has seen, the text is set aside and the draft stays, unless
    the person says which draft it is to be kept over (`over`, its mark). Without `seen` there is no page that could be
    stale. Fields that are not in `values` stay as the draft has them: a sheet shows fewer than the form.
    Raises PermissionDenied where the report is not the person's to fill in, StepRefused where the text is beyond
    all bounds. The report's state does not matter: what was typed is never lost.
    """
    (locked,) = rows.lock_many(task_ids=[task_id], round_id=round_id, with_reports=False)
    must(locked.standpoint(user).can_save(locked.task))
    typed = texts_entered(locked.fields, values)
    if "kind" in values:
        typed["kind"] = values["kind"]
    if sum(map(len, typed.values())) > MAX_CHARACTERS:
        raise StepRefused("内容太长，草稿没有保存。")
    tab = seen.tab if seen else ""
    standing = _drafts(task_id, round_id, user)
    draft = next((one for one in standing if not one.aside), None)
    asides = [one for one in standing if one.aside]
    if draft is None:
        draft = ReportDraft(task_id=task_id, round_id=round_id, user=user, sequence=0)
    elif seen is not None and not seen.knows(draft) and over != draft.mark:
        if _says_the_same(draft, typed):
            return Kept(draft, locked.task)
        aside = _set_aside(draft, asides, typed, base_version, tab, at)
        return Kept(aside, locked.task, draft)
    draft.values = draft.values | typed
    draft.base_version, draft.saved_at, draft.tab = base_version, at, tab
    draft.sequence += 1
    draft.save()
    if stale := [one.pk for one in asides if tab and one.tab == tab]:
        # What this page had to set aside before is the draft now.
        ReportDraft.objects.filter(pk__in=stale).delete()
    return Kept(draft, locked.task)


def _drafts(task_id: int, round_id: int, user: User) -> list[ReportDraft]:
    found = ReportDraft.objects.filter(task_id=task_id, round_id=round_id, user=user)
    return list(found.order_by("pk"))


def _says_the_same(draft: ReportDraft, typed: Mapping[str, str]) -> bool:
    return all(draft.values.get(key, "") == text for key, text in typed.items())


def _set_aside(
    draft: ReportDraft,
    asides: Sequence[ReportDraft],
    typed: dict[str, str],
    base_version: int,
    tab: str,
    at: datetime,
) -> ReportDraft:
    """The text of a page that has not seen the draft, beside it: one for each page, one for each text of no page."""
    for one in asides:
        if one.tab == tab if tab else one.values == typed:
            break
    else:
        if len(asides) >= MOST_ASIDE:
            raise StepRefused("这一件另存的内容太多，没有再存。请打开填报页，先处理另存的内容。")
        one = ReportDraft(
            task_id=draft.task_id,
            round_id=draft.round_id,
            user_id=draft.user_id,
            aside=secrets.token_hex(8),
            tab=tab,
            sequence=0,
        )
    one.values, one.base_version, one.saved_at = typed, base_version, at
    one.sequence += 1
    one.save()
    return one


@transaction.atomic
def choose_aside(*, aside_id: int, task_id: int, round_id: int, user: User) -> ReportDraft:
    """Make a text that was set aside the draft, at the person's wish; the draft so far is set aside instead.

    Raises StepRefused where it is gone, Task.DoesNotExist or ReportingRound.DoesNotExist for what is not there.
    """
    rows.lock(task_id=task_id, round_id=round_id)
    standing = _drafts(task_id, round_id, user)
    chosen = next((one for one in standing if one.pk == aside_id and one.aside), None)
    if chosen is None:
        raise StepRefused("那一份内容已经不在了。")
    before = next((one for one in standing if not one.aside), None)
    name = chosen.aside
    if before is not None:
        # Both swap their places; no two drafts may stand in the same one meanwhile.
        chosen.aside = secrets.token_hex(8)
        chosen.save(update_fields=["aside"])
        before.aside = name
        before.save(update_fields=["aside"])
    chosen.aside, chosen.sequence = "", chosen.sequence + 1
    chosen.save(update_fields=["aside", "sequence"])
    return chosen


@transaction.atomic
def discard_draft(
    *,
    task_id: int,
    round_id: int,
    user: User,
    aside_id: int | None = None,
    mark: str | None = None,
) -> None:
    """Throw the person's own draft away, or one text that was set aside, at their wish.

    With `mark` only the draft that the person saw: raises StepRefused where another page kept a newer one since.
    """
    rows.lock(task_id=task_id, round_id=round_id)
    for draft in _drafts(task_id, round_id, user):
        if aside_id is not None:
            if draft.aside and draft.pk == aside_id:
                draft.delete()
        elif not draft.aside:
            if mark not in (None, draft.mark):
                raise StepRefused(
                    "您在另一个窗口里又存过草稿，没有放弃。下面是最新的那一份，请核对。"
                )
            draft.delete()


@dataclass(frozen=True, slots=True)
class OfASave:
    """What became of a task in a save: the fields that were in it, what is stored now, what its page had seen."""

    fields: Set[str]
    stored: Mapping[str, str]
    seen: Seen | None


def drop_saved(*, round_id: int, user: User, saved: Mapping[int, OfASave]) -> None:
    """What was saved is no draft any more. `saved` is by task key.

    Fields that were not part of the save stay a draft, where they say more: a sheet shows fewer fields than the
    form, and what was typed in the others is not its to throw away. Nor is a draft that its page has not seen.
    """
    done, kept = [], []
    for draft in ReportDraft.objects.filter(task__in=saved, round_id=round_id, user=user):
        act = saved[draft.task_id]
        is_known = not draft.aside if act.seen is None else act.seen.knows(draft)
        left = {
            key: text
            for key, text in draft.values.items()
            if key != "kind"
            and not (is_known and key in act.fields)
            and text.strip() != act.stored.get(key, "")
        }
        if not left:
            done.append(draft.pk)
        elif left != draft.values:
            draft.values = left
            kept.append(draft)
    if done:
        ReportDraft.objects.filter(pk__in=done).delete()
    if kept:
        ReportDraft.objects.bulk_update(kept, ["values"])
