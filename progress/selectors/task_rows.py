"""The rows of every list: a task in a round, where its report stands, and until when it is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from progress import report_values, workflow
from progress.access import lead_units, unit_names
from progress.checks import Check
from progress.deadlines import Deadline, deadline, due_day, late_days
from progress.models import ProgressReport, ReportingRound, ReportRevision
from progress.report_fields import Values, value_key
from progress.selectors.approved import last_revisions
from progress.selectors.hanging_rows import with_entries, with_parts
from progress.selectors.judging import Bench, check_report, checks_on_trial
from progress.selectors.later_days import later_days
from projects.models import Task
from projects.money import ratio

WORDS = {
    workflow.NONE: "未报",
    workflow.DRAFT: "填报中",
    workflow.SUBMITTED: "已提交",
    workflow.RETURNED: "已退回",
    workflow.APPROVED: "已通过",
}
NOTHING_WORD = "本期无进展"


@dataclass(frozen=True)
class StateRow:
    """A task in a round and where its report stands: what a list to go on from shows. Reading it costs no query."""

    task: Task
    round: ReportingRound
    report: ProgressReport | None

    @property
    def status(self) -> str:
        return self.report.status if self.report else workflow.NONE

    @property
    def is_running(self) -> bool:
        return self.task.state == Task.State.RUNNING

    @property
    def is_nothing(self) -> bool:
        return self.report is not None and self.report.is_nothing

    @property
    def mark(self) -> str:
        """The key of the state's drawing."""
        return self.status or "none"

    @property
    def word(self) -> str:
        """Silence, 本期无进展, and returned and not corrected are three different words (rules.md, Report)."""
        if not self.report and not self.is_running:
            return str(self.task.get_state_display())
        if self.is_nothing and self.status in (workflow.SUBMITTED, workflow.APPROVED):
            return NOTHING_WORD
        return WORDS[self.status]

    @property
    def is_owing(self) -> bool:
        """Somebody still has to hand it in."""
        if self.status == workflow.RETURNED:
            return True
        return (
            self.status in (workflow.NONE, workflow.DRAFT)
            and self.is_running
            and self.round.is_open
        )

    @property
    def number(self) -> str:
        """The project's number, with the task's behind it where the project has several ("10-2")."""
        project = self.task.project.number
        several = getattr(self.task, "siblings", 1) > 1
        return f"{project}-{self.task.number}" if several else str(project)

    @property
    def key(self) -> str:
        return f"{self.task.pk}-{self.round.pk}"


@dataclass(frozen=True)
class TaskRow(StateRow):
    """One line of a list, with its due day and what does not add up. Reading it costs no query."""

    deadline: Deadline
    extended: bool
    last: ReportRevision | None = None
    on_trial: frozenset[str] = frozenset()

    @property
    def is_missed(self) -> bool:
        """The round closed without it."""
        return (
            self.status in (workflow.NONE, workflow.DRAFT)
            and self.is_running
            and not self.round.is_open
        )

    @property
    def late_by(self) -> int:
        """Days after the due day it was handed in; 0 where in time or still owing."""
        if self.report is None or self.report.submitted_at is None or self.report.brought_over:
            return 0
        return late_days(timezone.localtime(self.report.submitted_at).date(), self.deadline.due_on)

    @property
    def unit_names(self) -> str:
        return unit_names(self.task)

    @property
    def lead_names(self) -> str:
        return "、".join(unit.name for unit in lead_units(self.task))

    @property
    def latest_at(self) -> datetime | None:
        return self.report.updated_at if self.report else None

    @property
    def plan(self) -> Decimal | None:
        carries = self.task.carries_on(self.round.ends_on)
        return self.task.project.investment_plan if carries else None

    @property
    def invested(self) -> Decimal | None:
        return self.report.invested if self.report else None

    @cached_property
    def values(self) -> Values:
        """What is stored."""
        return report_values.values_of(self.report)

    @cached_property
    def last_values(self) -> Values:
        """What was last approved (上期)."""
        return report_values.values_of_revision(self.last)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What does not add up in what is stored; nothing where nothing is."""
        if self.report is None:
            return ()
        found = check_report(self.task, self.round, self.report, self.last, as_notes=self.on_trial)
        return tuple(one for one in found if one.severity != "blocking")

    @property
    def warnings(self) -> tuple[Check, ...]:
        return tuple(one for one in self.checks if one.severity == "warning")

    @property
    def notes(self) -> tuple[Check, ...]:
        return tuple(one for one in self.checks if one.severity == "note")

    @property
    def hint(self) -> str:
        """What to look at again, in a few words each; the sentences stand beside their fields."""
        return _hints(self.warnings)

    @property
    def note_hint(self) -> str:
        """What is only noted, in a few words each."""
        return _hints(self.notes)

    @property
    def _asked_for(self) -> list[str]:
        """The keys of what a unit is asked for: the text, each promised number, the money where there is a plan."""
        keys = ["narrative", *(value_key(one.pk) for one in self.task.indicators.all())]
        return keys + (["invested"] if self.plan is not None else [])

    @property
    def asked(self) -> int:
        return len(self._asked_for)

    @property
    def filled(self) -> int:
        """How many of them are stored; 本期无进展 with its cause answers for all."""
        if self.values.get("nothing_cause"):
            return self.asked
        return sum(bool(self.values.get(key)) for key in self._asked_for)

    @property
    def ratio(self) -> Decimal | None:
        return ratio(self.invested, self.plan)


def _hints(checks: Iterable[Check]) -> str:
    return "；".join(dict.fromkeys(one.hint for one in checks))


def whole_tasks(tasks: QuerySet[Task], *, on: date | None = None) -> QuerySet[Task]:
    """The tasks with everything a list or a form shows of them, as the plan lists it or listed it `on` a day; a constant
    number of queries."""
    return with_parts(
        tasks.select_related("project__plan__district", "project__category")
        .annotate(siblings=_siblings())
        .order_by("project__number", "number"),
        on=on,
    )


def _siblings() -> Count:
    """How many tasks of its project the plan lists."""
    listed = Q(project__tasks__left_on__isnull=True)
    return Count("project__tasks", filter=listed, distinct=True)


def task_rows(
    round_: ReportingRound, tasks: Iterable[Task], day: date, judged: Bench | None = None
) -> list[TaskRow]:
    """A row per task, reported or not, in the order given. `tasks` come from `whole_tasks`.

    What was read to judge these tasks is not read again.
    """
    found = list(tasks)
    reports = {
        report.task_id: report
        for report in with_entries(
            ProgressReport.objects.filter(round=round_, task__in=[t.pk for t in found])
            .select_related("approved_by")
            .order_by()
        )
    }
    if judged is not None:
        extensions, last = judged.extensions.get(round_.pk, {}), judged.last_before(round_)
    else:
        extensions = extension_days(round_)
        last = last_revisions(round_, [task.pk for task in found])
    on_trial = checks_on_trial(round_)
    return [
        task_row(round_, task, reports.get(task.pk), extensions, day, last.get(task.pk), on_trial)
        for task in found
    ]


def state_rows(round_: ReportingRound, tasks: QuerySet[Task]) -> list[StateRow]:
    """A row per task in two queries, for a list beside another page."""
    found = list(
        tasks.select_related("project")
        .annotate(siblings=_siblings())
        .order_by("project__number", "number")
    )
    reports = {
        report.task_id: report
        for report in ProgressReport.objects.filter(
            round=round_, task__in=[t.pk for t in found]
        ).order_by()
    }
    return [StateRow(task, round_, reports.get(task.pk)) for task in found]


def task_row(
    round_: ReportingRound,
    task: Task,
    report: ProgressReport | None,
    extensions: Mapping[int, date],
    day: date,
    last: ReportRevision | None = None,
    on_trial: frozenset[str] = frozenset(),
) -> TaskRow:
    due_on = due_day(round_, task, extensions)
    extended = due_on != round_.due_on
    if report is not None and report.due_again_on:
        due_on = report.due_again_on
    return TaskRow(task, round_, report, deadline(due_on, day), extended, last, on_trial)


def extension_days(round_: ReportingRound) -> dict[int, date]:
    """Unit key to its later due day."""
    return later_days(Q(round=round_)).get(round_.pk, {})
