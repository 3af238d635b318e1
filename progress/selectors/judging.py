"""Facts for the pure modules: how tasks stand (亮灯), and what in a report contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from django.db.models import Q
from django.utils import timezone

from progress import checks, workflow
from progress.deadlines import due_day
from progress.models import ProgressReport, ReportingRound, ReportRevision, RuleSet
from progress.report_fields import value_key
from progress.report_values import Figures, figures_of, figures_of_revision
from progress.selectors.changes import figures_before
from progress.selectors.later_days import later_days
from progress.standing import (
    ChangeFacts,
    IndicatorFacts,
    MilestoneFacts,
    ReportFacts,
    RoundFacts,
    Standing,
    TaskFacts,
    judge_task,
    rules_on,
)
from progress.standing import RuleSet as Rules
from projects.models import AnnualPlan, Indicator, PlanChange, Task
from projects.periods import judged_on


@dataclass(frozen=True)
class Bench:
    """All that is needed to judge the tasks of one plan: loaded once, in a constant number of queries."""

    plan: AnnualPlan
    day: date
    facts: Mapping[int, TaskFacts]
    rules: Rules
    revisions: Mapping[int, list[ReportRevision]]
    """By task key, all that was ever approved of it, oldest approval first."""
    extensions: Mapping[int, Mapping[int, date]]
    """By round key the later due days of units, by theirs."""

    def last_before(self, round_: ReportingRound) -> dict[int, ReportRevision]:
        """What was last approved for each task in an earlier round, by task key, as `last_revisions` finds it."""
        earlier: dict[int, ReportRevision] = {}
        for task_id, revisions in self.revisions.items():
            before = [
                one for one in revisions if one.report.round.through_month < round_.through_month
            ]
            if before:
                earlier[task_id] = max(before, key=lambda one: (one.report.round.through_month, one.number))  # fmt: skip
        return earlier

    def standing(self, task_id: int) -> Standing:
        """As known on the day."""
        return judge_task(self.facts[task_id], self.day, self.rules)

    def light(self, task: Task, report: ProgressReport | None, round_: ReportingRound) -> Standing:
        """The light beside a row, wherever the row is shown: one that waits for review as it would stand once
        approved, any other as known on the day."""
        if report is not None and report.status == workflow.SUBMITTED:
            return self.preview(task, report, round_.through_month)
        return self.standing(task.pk)

    def preview(self, task: Task, filed: ProgressReport, through_month: int) -> Standing:
        """As it would stand were this report approved on the day: what a reviewer is about to do."""
        facts = self.facts[task.pk]
        measured = figures_of(filed).measured
        answers = {one.milestone_id: one.answer for one in filed.answers.all()}
        report = ReportFacts(
            through_month=through_month,
            approved_on=self.day,
            values={one.pk: measured.get(one.pk) for one in task.indicators.all()},
            answers={
                one.month: answers[one.pk]  # type: ignore[misc]
                for one in task.milestones.all()
                if answers.get(one.pk)
            },
            nothing=bool(filed.nothing_cause),
        )
        others = [one for one in facts.reports if one.through_month != through_month]
        return judge_task(replace(facts, reports=[*others, report]), self.day, self.rules)


def bench(plan: AnnualPlan, tasks: Iterable[Task], day: date) -> Bench:
    """Everything about the tasks up to a day. `tasks` come from `whole_tasks`."""
    found = list(tasks)
    ids = [task.pk for task in found]
    reports: dict[int, list[ReportRevision]] = {}
    for revision in (
        ReportRevision.objects.filter(report__task__in=ids, report__round__plan=plan)
        .select_related("report__round")
        .order_by("approved_at", "pk")
    ):
        reports.setdefault(revision.report.task_id, []).append(revision)
    rounds = list(ReportingRound.objects.filter(plan=plan).order_by("through_month"))
    for one in rounds:
        one.plan = plan
    later = later_days(Q(round__plan=plan))
    changes: dict[int, list[PlanChange]] = {}
    for change in PlanChange.objects.filter(task__in=ids, approved_at__isnull=False).order_by(
        "decided_on", "pk"
    ):
        changes.setdefault(cast(int, change.task_id), []).append(change)
    before = {task.pk: figures_before(changes.get(task.pk, ()), day) for task in found}
    facts = {
        task.pk: TaskFacts(
            year=plan.year,
            indicators=[indicator_facts(one, before[task.pk]) for one in task.indicators.all()],
            milestones=[
                MilestoneFacts(m.month, before[task.pk].get(f"milestone-{m.pk}", m.text))
                for m in task.milestones.all()
            ],
            reports=[revision_facts(one) for one in reports.get(task.pk, [])],
            rounds=[
                RoundFacts(one.through_month, due_day(one, task, later.get(one.pk, {})))
                for one in rounds
                if task.existed_on(one.ends_on)
            ],
            changes=[
                ChangeFacts(one.kind, one.decided_on, one.document_number)  # type: ignore[arg-type]
                for one in changes.get(task.pk, [])
                if one.kind in (PlanChange.Kind.PAUSE, PlanChange.Kind.STOP, PlanChange.Kind.RESUME)
            ],
            label=task.text[:30],
        )
        for task in found
    }
    return Bench(plan, day, facts, rules_on(_rule_sets(), day), reports, later)


def indicator_facts(
    indicator: Indicator, before: Mapping[str, str] | None = None
) -> IndicatorFacts:
    """The promise of a number. `before` are figures that were changed only later, by key (`figures_before`)."""
    was = {
        key: Decimal(text)
        for key, text in (before or {}).items()
        if key.startswith(("target-", "month-"))
    }
    months = {m.pk: m.month for m in indicator.task.milestones.all()}
    return IndicatorFacts(
        key=indicator.pk,
        label=indicator.label,
        unit=indicator.unit,
        unit_printed=indicator.unit_printed,
        target=was.get(f"target-{indicator.pk}", indicator.target),
        kind=indicator.kind,  # type: ignore[arg-type]
        baseline=indicator.baseline,
        direction=indicator.direction,  # type: ignore[arg-type]
        basis=indicator.basis,  # type: ignore[arg-type]
        milestones={
            month: was.get(f"month-{indicator.pk}-{month}", target.value)
            for target in indicator.milestone_targets.all()
            if (month := months.get(target.milestone_id)) is not None
        },
    )


def revision_facts(revision: ReportRevision) -> ReportFacts:
    content = revision.content
    return ReportFacts(
        through_month=content["through_month"],
        approved_on=timezone.localtime(revision.approved_at).date(),
        values=figures_of_revision(revision).measured,
        answers={one["month"]: one["answer"] for one in content["answers"]},
        nothing=bool(content["nothing_cause"]),
    )


def check_report(
    task: Task,
    round_: ReportingRound,
    report: ProgressReport,
    last: ReportRevision | None,
    *,
    as_notes: Iterable[str] = (),
) -> list[checks.Check]:
    """What does not add up in what is stored, beside what was last approved. Costs no query."""
    filing = _filing(
        figures_of(report), report.narrative, report.nothing_cause, round_.through_month
    )
    return check_filing(task, filing, last, as_notes=as_notes)


def check_printed(
    task: Task,
    round_: ReportingRound,
    figures: Figures,
    narrative: str,
    last: ReportRevision | None,
    *,
    as_notes: Iterable[str] = (),
) -> list[checks.Check]:
    """The same of figures that are nobody's report yet: an older notice printed them. `round_` need not be stored."""
    filing = _filing(figures, narrative, "", round_.through_month)
    return check_filing(task, filing, last, as_notes=as_notes)


def check_filing(
    task: Task,
    filing: checks.Filing,
    last: ReportRevision | None,
    *,
    as_notes: Iterable[str] = (),
) -> list[checks.Check]:
    indicators = [indicator_facts(one) for one in task.indicators.all()]
    before = last.content if last else {}
    project = task.project
    carries = task.carries_on(judged_on(project.plan.year, filing.through_month))
    return checks.check_report(
        checks.CheckFacts(
            filing=filing,
            previous=_filing(
                figures_of_revision(last),
                before["narrative"],
                before["nothing_cause"],
                before["through_month"],
            )
            if last
            else None,
            plan=project.investment_plan if carries else None,
            carries_money=carries,
            indicators=indicators,
        ),
        field_of=lambda key: value_key(int(str(key))),
        as_notes=list(as_notes),
    )


def checks_on_trial(round_: ReportingRound) -> frozenset[str]:
    """Codes of the checks that are still notes in this round. One query, none while no check is new."""
    if not checks.has_new_rules():
        return frozenset()
    earlier = ReportingRound.objects.filter(
        plan__district__plans=round_.plan_id, opens_on__lt=round_.opens_on, brought_over=False
    ).values_list("opens_on", "closed_at")
    return checks.on_trial(
        round_.opens_on,
        [
            checks.Running(opened, timezone.localtime(closed).date() if closed else None)
            for opened, closed in earlier
        ],
    )


def _filing(
    figures: Figures, narrative: str, nothing_cause: str, through_month: int
) -> checks.Filing:
    return checks.Filing(
        through_month=through_month,
        narrative=narrative,
        invested=figures.invested,
        values=figures.measured,
        nothing_cause=nothing_cause,
    )


def _rule_sets() -> list[Rules]:
    return [
        Rules(
            name=one.name,
            effective_from=one.effective_from,
            milestone_behind_over=one.milestone_behind_over,
            elapsed_slow_over=one.elapsed_slow_over,
            elapsed_behind_over=one.elapsed_behind_over,
            ahead_from=one.ahead_from,
        )
        for one in RuleSet.objects.all()
    ]
