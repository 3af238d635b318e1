"""A round as staff see it: every row, the counts, and who still owes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import User
from progress import contributors, workflow
from progress.access import lead_units
from progress.deadlines import deadline
from progress.models import ProgressReport, ReportingRound
from progress.reminders import text_for
from progress.selectors.judging import bench
from progress.selectors.task_rows import (
    WORDS,
    StateRow,
    TaskRow,
    state_rows,
    task_rows,
    whole_tasks,
)
from progress.standing import WORST_FIRST, Standing
from projects import access
from projects.models import ResponsibleUnit, Task
from projects.money import total
from projects.periods import through_words


@dataclass(frozen=True)
class UnitOwing:
    """A unit with what it still owes: whom to call, how much, since when."""

    unit: ResponsibleUnit
    rows: tuple[TaskRow, ...]

    @property
    def most_pressing(self) -> TaskRow:
        return min(self.rows, key=lambda row: row.deadline.due_on)

    @property
    def text(self) -> str:
        """The reminder, ready to be sent."""
        pressing = self.most_pressing
        return text_for(
            self.unit.name,
            through_words(pressing.round.through_month),
            [(row.number, row.task.project.name, row.word) for row in self.rows],
            pressing.deadline.due_on,
            pressing.deadline.words,
        )

    @property
    def listing(self) -> str:
        """ "17 填报中，18 未报"."""
        return "，".join(f"{row.number} {row.word}" for row in self.rows)


_BAR = {"approved": "ok", "submitted": "rv", "returned": "bk", "draft": "df", "none": "no"}


@dataclass(frozen=True)
class Board:
    round: ReportingRound
    rows: tuple[TaskRow, ...]
    day: date

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Per state: its code in the address, its word, how many."""
        return [
            (status or "none", word, sum(row.status == status for row in self.rows))
            for status, word in WORDS.items()
        ]

    @property
    def due_words(self) -> str:
        return deadline(self.round.due_on, self.day).words

    @property
    def bar(self) -> list[tuple[str, str, str]]:
        """The share of every state as a bar: its class, where it begins, how wide it is, in percent."""
        order = ("approved", "submitted", "returned", "draft", "none")
        counts = {status: count for status, _, count in self.counts}
        start, parts = 0, []
        for status in order:
            parts.append((_BAR[status], self._percent(start), self._percent(counts[status])))
            start += counts[status]
        return parts

    def _percent(self, count: int) -> str:
        return f"{100 * count / len(self.rows):.2f}" if self.rows else "0"

    @property
    def hint_count(self) -> int:
        return sum(bool(row.checks) for row in self.rows)

    @property
    def nothing_count(self) -> int:
        return sum(row.is_nothing for row in self.rows)

    @property
    def approved(self) -> tuple[TaskRow, ...]:
        return tuple(row for row in self.rows if row.status == workflow.APPROVED)

    @property
    def approved_money(self) -> Decimal | None:
        return total(
            row.invested for row in self.approved if row.task.carries_on(self.round.ends_on)
        )

    @property
    def owing(self) -> list[UnitOwing]:
        """Units that still owe, most rows first as printed order keeps ties; group units stand for themselves."""
        by_unit: dict[int, tuple[ResponsibleUnit, list[TaskRow]]] = {}
        for row in self.rows:
            if row.is_owing:
                for unit in lead_units(row.task)[:1]:
                    by_unit.setdefault(unit.pk, (unit, []))[1].append(row)
        found = [UnitOwing(unit, tuple(rows)) for unit, rows in by_unit.values()]
        return sorted(found, key=lambda one: (-len(one.rows), one.unit.order, one.unit.pk))

    @property
    def owing_count(self) -> int:
        return sum(row.is_owing for row in self.rows)


def board(round_: ReportingRound, day: date) -> Board:
    """Every task the plan held in the round's period with its report. A constant number of queries."""
    held = Task.objects.filter(project__plan_id=round_.plan_id).existing_on(round_.ends_on)
    return Board(round_, tuple(task_rows(round_, whole_tasks(held, on=round_.ends_on), day)), day)


def judged_board(round_: ReportingRound, day: date) -> tuple[Board, dict[int, Standing]]:
    """The board with the light beside each row, by task key."""
    held = Task.objects.filter(project__plan_id=round_.plan_id).existing_on(round_.ends_on)
    tasks = list(whole_tasks(held, on=round_.ends_on))
    judged = bench(round_.plan, tasks, day)
    rows = task_rows(round_, tasks, day, judged)
    return Board(round_, tuple(rows), day), {
        row.task.pk: judged.light(row.task, row.report, round_) for row in rows
    }


def reports_to_review(user: User) -> QuerySet[ProgressReport]:
    """What waits for this reviewer, oldest submission first, over all their districts."""
    return ProgressReport.objects.filter(
        status=ProgressReport.Status.SUBMITTED,
        round__plan__district__in=access.keys_where(user, access.Act.REVIEW_REPORT),
    ).order_by("submitted_at", "pk")


def waiting_keys(user: User) -> list[tuple[int, int]]:
    """Task and round of each."""
    return list(reports_to_review(user).values_list("task_id", "round_id"))


@dataclass(frozen=True)
class Ranked:
    """A report that waits, and how it would stand once approved."""

    row: TaskRow
    standing: Standing

    @property
    def key(self) -> tuple[int, int]:
        """Task and round."""
        return self.row.task.pk, self.row.round.pk

    @property
    def risk(self) -> tuple[int, int]:
        """Most warnings first, of equal ones the worse standing."""
        value = self.standing.value
        rank = WORST_FIRST.index(value) if value in WORST_FIRST else len(WORST_FIRST)
        return -len(self.row.warnings), rank


@dataclass(frozen=True)
class Waiting(Ranked):
    """The same with whether this reviewer wrote at it, and so may not approve it."""

    is_own: bool

    @property
    def can_tick(self) -> bool:
        """Whether it may be approved with others."""
        return not self.why_alone

    @property
    def why_alone(self) -> str:
        """Why it cannot be approved with others; blank where it can."""
        return "您经手过，须另一人审核" if self.is_own else ""


def by_risk(user: User, day: date) -> list[Ranked]:
    """What waits for this reviewer, by risk, of equal risk the oldest submission first."""
    wanted = waiting_keys(user)
    rounds = (
        ReportingRound.objects.select_related("plan__district")
        .order_by()
        .in_bulk({round_id for _, round_id in wanted})
    )
    by_key: dict[tuple[int, int], Ranked] = {}
    for round_id, round_ in rounds.items():
        tasks = list(
            whole_tasks(
                Task.objects.filter(pk__in=[t for t, one in wanted if one == round_id]),
                on=round_.ends_on,
            )
        )
        judged = bench(round_.plan, tasks, day)
        for row in task_rows(round_, tasks, day, judged):
            if row.report is not None:
                standing = judged.light(row.task, row.report, round_)
                by_key[row.task.pk, round_id] = Ranked(row, standing)
    return sorted((by_key[key] for key in wanted if key in by_key), key=lambda one: one.risk)


def row_to_review(user: User, task_id: int, round_id: int) -> StateRow | None:
    """A row of this reviewer's districts, whether it waits or not; None for what is not theirs."""
    round_ = ReportingRound.objects.filter(
        pk=round_id, plan__district__in=access.keys_where(user, access.Act.REVIEW_REPORT)
    ).first()
    if round_ is None:
        return None
    held = Task.objects.filter(pk=task_id, project__plan_id=round_.plan_id)
    return next(iter(state_rows(round_, held.existing_on(round_.ends_on))), None)


def waiting(user: User, day: date) -> list[Waiting]:
    """The same with what the reviewer had a hand in."""
    found = by_risk(user, day)
    hands = contributors.of_reports([one.row.report for one in found if one.row.report])
    return [
        Waiting(one.row, one.standing, user.pk in hands[one.row.report.pk])
        for one in found
        if one.row.report
    ]


def waiting_rows(user: User, day: date) -> list[TaskRow]:
    """The rows of `by_risk`, in its order."""
    return [one.row for one in by_risk(user, day)]


def staff_rounds(user: User) -> QuerySet[ReportingRound]:
    """The rounds of the districts where the person is staff, newest first."""
    return (
        ReportingRound.objects.filter(plan__district__in=access.staff_keys(user))
        .select_related("plan__district")
        .order_by("-plan__year", "-through_month")
    )


def shown(
    rows: Iterable[TaskRow],
    *,
    status: str = "",
    unit: str = "",
    category: str = "",
    words: str = "",
) -> list[TaskRow]:
    """The rows a filter leaves; blank leaves all."""
    found = []
    for row in rows:
        if status and not _is(row, status):
            continue
        if unit and all(str(tu.unit_id) != unit for tu in row.task.task_units.all()):
            continue
        if category and str(row.task.project.category_id) != category:
            continue
        if words and words not in row.task.project.name:
            continue
        found.append(row)
    return found


def _is(row: TaskRow, status: str) -> bool:
    """Whether a row belongs under a tab of the board."""
    match status:
        case "nothing":
            return row.is_nothing
        case "owing":
            return row.is_owing
        case "hint":
            return bool(row.checks)
    return row.mark == status
