"""Everything a person needs in front of them to fill in, or to review, one task in one round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from progress import access, workflow
from progress.models import (
    ProgressReport,
    Reminder,
    ReportDraft,
    ReportingRound,
    ReportRevision,
    ReportStep,
)
from progress.report_fields import Field, Values, fields_of
from progress.selectors.approved import last_revisions
from progress.selectors.changes import approved_changes
from progress.selectors.former_units import led_on
from progress.selectors.hanging_rows import with_entries
from progress.selectors.judging import checks_on_trial
from progress.selectors.task_rows import (
    StateRow,
    TaskRow,
    extension_days,
    state_rows,
    task_row,
    task_rows,
    whole_tasks,
)
from projects import access as register
from projects.models import Indicator, Milestone, PlanChange, Task
from projects.periods import through_words

EDITING_FOR = timedelta(minutes=10)
"""A draft saved within this time means that somebody is at it now."""


@dataclass(frozen=True)
class Filing:
    """One task in one round, as one person sees it."""

    row: TaskRow
    fields: list[Field]
    standpoint: access.Standpoint
    draft: ReportDraft | None
    asides: tuple[ReportDraft, ...]
    """Own texts of pages that had not seen the draft, newest first."""
    editing: tuple[ReportDraft, ...]
    steps: tuple[ReportStep, ...]
    changes: tuple[PlanChange, ...] = ()

    @property
    def task(self) -> Task:
        return self.row.task

    @property
    def round(self) -> ReportingRound:
        return self.row.round

    @property
    def report(self) -> ProgressReport | None:
        return self.row.report

    @property
    def last(self) -> ReportRevision | None:
        return self.row.last

    @property
    def values(self) -> Values:
        """What is stored."""
        return self.row.values

    @property
    def last_values(self) -> Values:
        """What was last approved (上期)."""
        return self.row.last_values

    @property
    def last_period(self) -> str:
        return through_words(self.last.content["through_month"]) if self.last else ""

    @property
    def version(self) -> int:
        return self.report.version if self.report else 0

    @property
    def milestone(self) -> Milestone | None:
        """The milestone worked towards: the first at or after the period's end, else the last one."""
        milestones = list(self.task.milestones.all())
        ahead = [m for m in milestones if m.month >= self.round.through_month]
        return ahead[0] if ahead else (milestones[-1] if milestones else None)

    @property
    def is_editable(self) -> bool:
        """Whether the report's state and its round take a save now (not: whose it is)."""
        if self.row.status == workflow.RETURNED:
            return True
        return (
            self.row.status in workflow.EDITABLE
            and self.round.is_open
            and (self.row.is_running or self.report is not None)
        )

    @property
    def last_return(self) -> ReportStep | None:
        """The return that is still to be answered."""
        if self.row.status != workflow.RETURNED:
            return None
        return next((s for s in reversed(self.steps) if s.step in ("return", "reopen")), None)

    def due_value(self, indicator: Indicator, field: Field) -> str:
        """What the indicator must have reached at the milestone worked towards, in its field's unit."""
        milestone = self.milestone
        for target in indicator.milestone_targets.all():
            if milestone is not None and target.milestone_id == milestone.pk:
                return field.number(target.value)
        return ""


def filing(user: User, task_id: int, round_id: int, *, at: datetime) -> Filing:
    """The filing, for those who may see it. Raises Task.DoesNotExist or ReportingRound.DoesNotExist otherwise."""
    round_ = ReportingRound.objects.select_related("plan__district").get(pk=round_id)
    held = register.visible_tasks(user).filter(project__plan=round_.plan_id)
    task = whole_tasks(held, on=round_.ends_on).get(pk=task_id)
    if not task.existed_on(round_.ends_on):
        raise Task.DoesNotExist
    report = (
        with_entries(ProgressReport.objects.filter(task=task, round=round_))
        .select_related("submitted_by", "approved_by", "review_begun_by")
        .order_by()
        .first()
    )
    if report is not None:
        report.task, report.round = task, round_
    drafts = list(
        ReportDraft.objects.filter(task=task, round=round_)
        .select_related("user")
        .order_by("saved_at", "pk")
    )
    steps = list(report.steps.select_related("by").order_by("pk")) if report else []
    fields = fields_of(task, round_.through_month)
    for one in drafts:
        one.values = led_on(one.values, {field.key for field in fields})
    return Filing(
        row=task_row(
            round_,
            task,
            report,
            extension_days(round_),
            at.date(),
            last_revisions(round_, [task.pk]).get(task.pk),
            checks_on_trial(round_),
        ),
        fields=fields,
        standpoint=access.standpoint(user, [task]),
        draft=next((one for one in drafts if one.user_id == user.pk and not one.aside), None),
        asides=tuple(one for one in reversed(drafts) if one.user_id == user.pk and one.aside),
        editing=tuple(
            draft
            for draft in drafts
            if draft.user_id != user.pk and not draft.aside and at - draft.saved_at < EDITING_FOR
        ),
        steps=tuple(steps),
        changes=tuple(approved_changes([task.pk]).get(task.pk, ())),
    )


@dataclass(frozen=True)
class OwnStates:
    """A round with the person's own rows in it, to go from one to the next."""

    round: ReportingRound
    rows: tuple[StateRow, ...]

    @property
    def done(self) -> int:
        return _done(self.rows)


def _done(rows: Iterable[StateRow]) -> int:
    return sum(row.status in (workflow.SUBMITTED, workflow.APPROVED) for row in rows)


@dataclass(frozen=True)
class OwnRound:
    """A round with the person's own rows in it."""

    round: ReportingRound
    rows: tuple[TaskRow, ...]

    @property
    def owing(self) -> int:
        return sum(row.is_owing for row in self.rows)

    @property
    def done(self) -> int:
        return _done(self.rows)

    @property
    def to_do(self) -> tuple[TaskRow, ...]:
        """What is still owed."""
        return tuple(row for row in self.rows if row.is_owing)

    @property
    def others(self) -> tuple[TaskRow, ...]:
        return tuple(row for row in self.rows if not row.is_owing)

    @property
    def first_due(self) -> TaskRow | None:
        """The most pressing row that is still owed."""
        owing = [row for row in self.rows if row.is_owing]
        return min(owing, key=lambda row: row.deadline.due_on, default=None)


def own_rounds(user: User, day: date, *, earlier: bool = False) -> list[OwnRound]:
    """The rounds with the person's own tasks: open ones and those with something returned, or the earlier ones.

    Oldest first, as the oldest is owed first.
    """
    tasks = _own_tasks(user)
    plans = {task.project.plan_id for task in tasks}
    rounds = ReportingRound.objects.filter(plan__in=plans, opens_on__lte=day).select_related(
        "plan__district"
    )
    found = []
    for round_ in rounds.order_by("plan__year", "through_month"):
        own = OwnRound(round_, tuple(task_rows(round_, _of(tasks, round_), day)))
        if own.rows and (round_.is_open or own.owing > 0) != earlier:
            found.append(own)
    return found


def own_round(user: User, round_: ReportingRound) -> OwnStates | None:
    """The person's own rows of one round; None where there are none."""
    own = Task.objects.filter(pk__in=_own_keys(user), project__plan=round_.plan_id)
    rows = state_rows(round_, own.existing_on(round_.ends_on))
    return OwnStates(round_, tuple(rows)) if rows else None


def _own_tasks(user: User) -> list[Task]:
    return list(whole_tasks(Task.objects.filter(pk__in=_own_keys(user))))


def _own_keys(user: User) -> QuerySet[Task, Any]:
    return Task.objects.filter(task_units__unit__in=register.own_units(user)).values("pk")


def _of(tasks: list[Task], round_: ReportingRound) -> list[Task]:
    return [
        task
        for task in tasks
        if task.project.plan_id == round_.plan_id and task.existed_on(round_.ends_on)
    ]


def last_reminders(user: User, rounds: Iterable[OwnRound]) -> list[Reminder]:
    """The newest reminder of each of the person's units, for the rounds in which they still owe something."""
    owing = [one.round.pk for one in rounds if one.owing]
    found = Reminder.objects.filter(
        round__in=owing, unit__in=register.own_units(user)
    ).select_related("by", "unit", "round__plan__district")
    return list({(one.round_id, one.unit_id): one for one in found}.values())
