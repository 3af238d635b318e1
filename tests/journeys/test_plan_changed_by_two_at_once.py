"""Two people change one plan at the same moment: by an import, by a decision, by what they type. One after the other
holds, and neither goes without a word."""

from __future__ import annotations

from datetime import date

import pytest

from intake import services
from intake.refusals import ImportRefused
from progress.models import ReportDraft
from progress.selectors.reported_money import money_reported
from progress.services import autosave_draft
from projects.models import AnnualPlan, PlanChange, ResponsibleUnit, Task
from projects.services.changes import ChangeRefused, approve_change
from projects.services.delisting import propose_delisting
from tests.factories import AT, make_task
from tests.journeys.test_plans_issued_anew import PLAN, Year, but, in_excel
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


class Both(Year):
    """A project of two tasks, the second of which no document prints."""

    def __init__(self) -> None:
        super().__init__()
        unit = ResponsibleUnit.objects.get(name="区城市管理局")
        self.first_task = self.project("parks").tasks.get()
        self.second_task = make_task(
            self.project("parks"), 2, units=[unit], text="安装健身器材10套。"
        )
        self.run = self.preview(*in_excel(but(PLAN, "parks", money="500")))

    def importing(self) -> AnnualPlan:
        return services.apply_import(
            run_id=self.run.pk, actor=self.compiler, at=AT, accept_warnings=True
        )

    def deciding(self, task: Task) -> PlanChange:
        return propose_delisting(
            task_id=task.pk, row=f"task-{task.pk}", deciding_body="区人民政府",
            document_number="区府发〔2025〕7号", decided_on=date(2025, 4, 10), reason="不再列入。",
            actor=self.compiler, at=AT,
        )  # fmt: skip

    def approving(self, change: PlanChange) -> PlanChange:
        return approve_change(
            change_id=change.pk, actor=self.reviewer, at=AT, money_reported=money_reported
        )


def refusals(outcomes: list[object]) -> list[Exception]:
    return [one for one in outcomes if isinstance(one, Exception)]


def test_an_import_is_applied_once_from_two_tabs():
    year = Both()
    (refused,) = refusals(at_once(year.importing, year.importing))
    assert isinstance(refused, ImportRefused) and "不能再次导入" in str(refused)
    assert year.project("parks").investment_plan == 500


def test_two_decisions_never_take_out_all_tasks_of_a_project():
    year = Both()
    changes = [year.deciding(one) for one in (year.first_task, year.second_task)]
    (refused,) = refusals(at_once(*(lambda one=one: year.approving(one) for one in changes)))
    assert isinstance(refused, ChangeRefused) and "只有这一项任务" in str(refused)
    (left,) = Task.objects.filter(project=year.of["parks"]).listed()
    assert left.carries_money


def test_what_is_typed_on_a_task_while_an_import_drops_it_is_kept_or_its_writer_is_told():
    year = Both()
    outcomes = at_once(
        year.importing,
        lambda: autosave_draft(
            task_id=year.second_task.pk, round_id=year.second.pk, user=year.compiler, at=AT,
            values={"narrative": "器材装了七套。"}, base_version=0,
        ),
    )  # fmt: skip
    kept = ReportDraft.objects.filter(task=year.second_task.pk).exists()
    (refused,) = refusals(outcomes)
    assert isinstance(refused, ImportRefused if kept else Task.DoesNotExist)
    assert Task.objects.filter(pk=year.second_task.pk).exists() is kept


def test_a_decision_about_a_row_that_an_import_dropped_says_so():
    year = Both()
    indicator = year.second_task.indicators.create(label="器材", unit="套", position=1)
    change = propose_delisting(
        task_id=year.second_task.pk, row=f"indicator-{indicator.pk}", deciding_body="区人民政府",
        document_number="", decided_on=date(2025, 4, 10), reason="不再列入。",
        actor=year.compiler, at=AT,
    )  # fmt: skip
    indicator.delete()
    with pytest.raises(ChangeRefused, match="录入之后方案重新印发，这一项已不在方案里"):
        year.approving(change)
