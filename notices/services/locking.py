"""A notice, locked and in the right state for a step, by somebody who may take it."""

from __future__ import annotations

from accounts.models import User
from notices import access, workflow
from notices.models import Notice
from projects.access import must
from projects.workflow import Step


def locked(notice_id: int) -> Notice:
    """The notice under a row lock (the whole file's on SQLite) with what a step asks about it."""
    return (
        Notice.objects.select_for_update(of=("self",))
        .select_related("district", "plan__district", "round")
        .get(pk=notice_id)
    )


def for_step(notice_id: int, step: Step, actor: User) -> Notice:
    """The locked notice. Raises PermissionDenied or StepRefused, each with a sentence."""
    notice = locked(notice_id)
    must(access.can_take(actor, step, notice))
    workflow.must_start(step, notice.status)
    return notice
