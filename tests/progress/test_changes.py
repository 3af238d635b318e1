"""Mid-year changes, plans without money, projects without numbers, monthly and quarterly rounds on one plan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from progress import services
from progress.selectors import last_revisions, project_rows
from progress.selectors.year import overview, task_year
from progress.standing import Value
from projects.models import PlanChange
from projects.services.changes import (
    ChangeRefused,
    approve_change,
    drop_change,
    propose_change,
)
from tests.factories import AT, BEIJING, make_project, make_round
from tests.progress.conftest import COMPLETE
from tests.progress.test_unit_desk import address, page, signed_in

pytestmark = pytest.mark.django_db


def propose(story, kind="adjust", **values):
    given = {
        "deciding_body": "区政府常务会议",
        "document_number": "万州府办发〔2025〕9号",
        "decided_on": date(2025, 4, 18),
        "reason": "选址调整",
        "text_after": "新建口袋公园3个。" if kind == "adjust" else "",
        "actor": story.compiler,
        "at": AT,
    }
    return propose_change(task_id=story.task.pk, kind=kind, **{**given, **values})


def approve(story, change):
    return approve_change(change_id=change.pk, actor=story.reviewer, at=AT)


class TestChanges:
    def test_an_adjusted_target_keeps_its_original_everywhere(self, story):
        change = propose(story)
        story.task.refresh_from_db()
        assert story.task.text == "新建口袋公园2个。", "nothing changes before the approval"
        approve(story, change)
        story.task.refresh_from_db()
        assert story.task.text == "新建口袋公园3个。"
        for client, name in (
            (signed_in(story.reporter), "report"),
            (signed_in(story.reviewer), "review"),
        ):
            text = page(client.get(address(story, name)))
            assert "新建口袋公园3个。" in text
            assert "原目标：新建口袋公园2个。" in text and "万州府办发〔2025〕9号" in text

    def test_a_second_person_approves(self, story):
        change = propose(story)
        with pytest.raises(PermissionDenied):
            approve_change(change_id=change.pk, actor=story.compiler, at=AT)
        with pytest.raises(PermissionDenied):
            propose(story, actor=story.reviewer)
        approve(story, change)
        with pytest.raises(ChangeRefused, match="已经批准"):
            approve(story, change)

    def test_a_paused_task_owes_nothing_until_it_is_resumed(self, story):
        approve(story, propose(story, "pause"))
        unit = signed_in(story.reporter)
        assert "已暂停" in page(unit.get(reverse("progress:report-list")))
        with pytest.raises(services.StepRefused, match="已暂停，不用填报"):
            services.save_report(
                **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
            )
        with pytest.raises(services.StepRefused, match="没有要催报的单位"):
            services.remind_units(round_id=story.round.pk, actor=story.compiler, at=AT)
        year = task_year(story.reviewer, story.task.pk, AT.date())
        assert year.standing.value is Value.PAUSED
        approve(story, propose(story, "resume", decided_on=date(2025, 4, 20)))
        assert (
            task_year(story.reviewer, story.task.pk, AT.date()).standing.value is not Value.PAUSED
        )
        services.save_report(
            **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
        )

    def test_a_stopped_task_stays_stopped_and_says_so(self, story):
        approve(story, propose(story, "stop"))
        assert task_year(story.reviewer, story.task.pk, AT.date()).standing.value is Value.STOPPED
        assert task_year(story.reviewer, story.task.pk, date(2025, 4, 1)).standing.value is not (
            Value.STOPPED
        ), "as of a day before the decision"
        with pytest.raises(ChangeRefused, match="已终止，不能再暂停"):
            propose(story, "pause")

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"deciding_body": " "}, "还缺决定机关"),
            ({"reason": ""}, "还缺原因"),
            ({"text_after": ""}, "还缺调整后的目标任务"),
            ({"text_after": "新建口袋公园2个。"}, "和现在的一样"),
            ({"decided_on": date(2025, 5, 1)}, "不能晚于今天"),
        ],
    )
    def test_a_change_without_its_grounds_is_refused(self, story, values, says):
        with pytest.raises(ChangeRefused, match=says):
            propose(story, **values)

    def test_one_open_change_at_a_time_and_it_can_be_dropped(self, story):
        change = propose(story)
        with pytest.raises(ChangeRefused, match="还有一项调整没有批准"):
            propose(story, "pause")
        drop_change(change_id=change.pk, actor=story.reviewer, at=AT)
        assert not PlanChange.objects.exists()

    def test_by_the_pages(self, story):
        staff = signed_in(story.compiler)
        new = reverse("progress:change-new")
        assert "现在的目标" in page(staff.get(f"{new}?task={story.task.pk}"))
        typed = {
            "task": story.task.pk,
            "kind": "pause",
            "text_after": "",
            "deciding_body": "区政府",
            "document_number": "",
            "decided_on": "2025-04-18",
            "reason": "",
        }
        assert staff.post(new, typed).status_code == 422
        staff.post(new, typed | {"reason": "资金统筹"})
        reviewer = signed_in(story.reviewer)
        text = page(reviewer.get(reverse("progress:change-list")))
        assert "等待批准" in text and "资金统筹" in text
        change = PlanChange.objects.get()
        reviewer.post(reverse("progress:change-approve", args=[change.pk]))
        story.task.refresh_from_db()
        assert story.task.state == "paused"
        outsider = signed_in(story.outsider)
        assert (
            outsider.post(reverse("progress:change-approve", args=[change.pk])).status_code == 404
        )


class TestKindsOfPlans:
    def test_monthly_and_quarterly_rounds_stand_on_one_plan(self, story):
        """The last round of a month is the one before it, whatever its step."""
        january = make_round(
            story.round.plan, 1, opens_on=date(2025, 2, 1), due_on=date(2025, 2, 8)
        )
        quarter = make_round(
            story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 8)
        )
        for round_, text in ((quarter, "三月底的话"), (january, "一月底的话")):
            where = {"task_id": story.task.pk, "round_id": round_.pk, "at": AT}
            services.save_report(
                **where,
                actor=story.reporter,
                values={**COMPLETE, "narrative": text},
                base_version=0,
            )
            services.submit_report(**where, actor=story.reporter, version=1)
            services.approve_report(**where, actor=story.reviewer)
        last = last_revisions(story.round)[story.task.pk]
        assert last.content["narrative"] == "三月底的话"
        assert last_revisions(quarter)[story.task.pk].content["narrative"] == "一月底的话"
        assert last_revisions(january) == {}

    def test_a_plan_without_money_asks_for_none_and_has_no_ratio(self, story):
        task = make_project(story.round.plan, 2, name="政策落实", units=[story.lead]).tasks.get()
        where = {"task_id": task.pk, "round_id": story.round.pk, "at": AT}
        services.save_report(
            **where, actor=story.reporter, values={**COMPLETE, "invested": ""}, base_version=0
        )
        services.submit_report(**where, actor=story.reporter, version=1)
        services.approve_report(**where, actor=story.reviewer)
        unit = signed_in(story.reporter)
        form = page(unit.get(reverse("progress:report", args=[task.pk, story.round.pk])))
        assert "没有填完成投资" not in form
        (_, row) = project_rows(story.round)
        assert row.invested is None and row.approved
        found = overview(story.round.plan, AT.date())
        assert found.ratio is None

    def test_a_project_without_numbers_is_judged_by_its_words(self, story):
        """The word milestone of June is answered; nothing else is there to judge."""
        story.indicator.milestone_targets.all().delete()
        story.indicator.delete()
        june = make_round(story.round.plan, 6, opens_on=date(2025, 7, 1), due_on=date(2025, 7, 9))
        moment = datetime(2025, 7, 5, 9, tzinfo=BEIJING)
        where = {"task_id": story.task.pk, "round_id": june.pk, "at": moment}
        answers = {
            f"a{milestone.pk}": "partly" if milestone.month == 6 else "yes"
            for milestone in story.task.milestones.all()
        }
        services.save_report(
            **where, actor=story.reporter, values={**COMPLETE, **answers}, base_version=0
        )
        services.submit_report(**where, actor=story.reporter, version=1)
        services.approve_report(**where, actor=story.reviewer)
        standing = task_year(story.reviewer, story.task.pk, date(2025, 7, 6)).standing
        assert standing.value in (Value.SLOW, Value.BEHIND)
        assert "单位自报" in standing.sentence

    def test_zero_money_is_money(self, story):
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=AT,
            values={**COMPLETE, "invested": "0"},
            base_version=0,
        )
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
        services.approve_report(**story.where, actor=story.reviewer, at=AT)
        (row,) = project_rows(story.round)
        assert row.invested == Decimal(0)
