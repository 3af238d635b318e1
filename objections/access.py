"""Who may take which step with an objection. The rules bind persons, not posts (rules.md, Powers)."""

from __future__ import annotations

from accounts.models import User
from objections import workflow
from objections.models import Objection
from projects import access
from projects.access import YES, Act, Decision
from projects.workflow import Step

_OTHERS: dict[Step, Act] = {
    workflow.GRANT_EXTENSION: Act.APPROVE_ANSWER,
    workflow.DECLINE_EXTENSION: Act.APPROVE_ANSWER,
    workflow.RETURN: Act.APPROVE_ANSWER,
    workflow.ANSWER: Act.APPROVE_ANSWER,
    workflow.RELEASE: Act.APPROVE_ANSWER,
    workflow.CORRECT: Act.COMPILE_NOTICE,
    workflow.REOPEN: Act.REVIEW_REPORT,
    workflow.ERASE: Act.ERASE_IDENTITY,
}
BY_THE_PERSON = frozenset({workflow.WITHDRAW, workflow.RATE, workflow.ASK_ERASURE})
"""Steps of whoever objected: receipt and code let them in, no post."""


def act_of(step: Step, objection: Objection) -> Act:
    """The act of rules.md, Powers that a step at the desk is: the handler's, where the table names nobody else.

    Where a district does without an approver, the handler releases the outcome as well.
    """
    assert step not in BY_THE_PERSON, step.name
    if step is workflow.RELEASE and not objection.district.answers_need_approval:
        return Act.HANDLE_OBJECTION
    return _OTHERS.get(step, Act.HANDLE_OBJECTION)


def can_take(user: User, step: Step, objection: Objection) -> Decision:
    """Whether the person may take the step with this objection, apart from the moment (see `objections.workflow`)."""
    act = act_of(step, objection)
    decision = access.can(user, act, objection.district)
    if not decision or act is not Act.APPROVE_ANSWER:
        return decision
    if step in (workflow.GRANT_EXTENSION, workflow.DECLINE_EXTENSION):
        return _did_not_ask(user, objection)
    if step in (workflow.ANSWER, workflow.RELEASE):
        return _is_not_the_writer(user, objection, act=step.label)
    return decision


_SETTLED = (workflow.GRANT_EXTENSION.name, workflow.DECLINE_EXTENSION.name)


def _did_not_ask(user: User, objection: Objection) -> Decision:
    """Whoever asked for this extension, also before another worded it anew, does not decide about it."""
    settled = objection.steps.filter(step__in=_SETTLED).order_by("-pk")
    since = settled.values_list("pk", flat=True).first() or 0
    asked = objection.steps.filter(step=workflow.ASK_EXTENSION.name, pk__gt=since)
    hands = {*asked.values_list("by_id", flat=True), objection.extension_asked_by_id}
    return access.not_a_contributor(user, hands, act="批准延长", of="延长申请")


def _is_not_the_writer(user: User, objection: Objection, *, act: str) -> Decision:
    """Whoever wrote the answer, or worded its public line anew, does not approve or release it."""
    wrote = objection.steps.filter(
        step__in=(workflow.DRAFT.name, workflow.SUBMIT.name, workflow.REWORD.name), by=user
    ).exists()
    if wrote or objection.answered_by_id == user.pk:
        return Decision(False, f"{act}须由另一人办理，您写过这份答复。")
    return YES
