"""The groups of words that the public search takes for one another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import must
from projects.edited_rows import must_hold
from projects.models import SearchWordGroup
from projects.search_words import MOST_GROUPS, problems, words_in
from projects.workflow import StepRefused


@transaction.atomic
def put_search_words(
    *, text: str, actor: User, at: datetime, group_id: int | None = None
) -> SearchWordGroup:
    """Write a group, or (with `group_id`) write it anew. The search follows at once.

    Raises PermissionDenied, or StepRefused with everything that is wrong with it.
    """
    must(access.can_keep_search_words(actor))
    every = {one.pk: one for one in SearchWordGroup.objects.select_for_update()}
    group = every.pop(group_id, None) if group_id is not None else SearchWordGroup()
    if group is None:
        raise StepRefused("这一组已经被别人去掉了，请核对后再登记。")
    words = words_in(text)
    wrong = problems(words, [words_in(other.words) for other in every.values()])
    if len(every) >= MOST_GROUPS:
        wrong.append(f"最多 {MOST_GROUPS} 组，请先去掉用不着的。")
    if wrong:
        raise StepRefused("".join(wrong))
    before, group.words = group.words, "、".join(words)
    if before == group.words:
        return group
    must_hold(group)
    group.save()
    detail = {"changes": {"同义词": [before, group.words]}}
    audit.record(at=at, actor=actor, verb="search_words.set", subject=group, detail=detail)
    return group


@transaction.atomic
def remove_search_words(*, group_id: int, actor: User, at: datetime) -> None:
    must(access.can_keep_search_words(actor))
    group = SearchWordGroup.objects.select_for_update().get(pk=group_id)
    detail = {"changes": {"同义词": [group.words, ""]}}
    audit.record(at=at, actor=actor, verb="search_words.remove", subject=group, detail=detail)
    group.delete()
