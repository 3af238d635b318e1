"""Mid-year changes, plans without money, projects without numbers, monthly and quarterly rounds on one plan."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from notices.approved_rows import sources_of
from notices.compile import compile_row
from progress import services
from progress.nav import _owing
from progress.selectors import last_revisions, project_rows
from progress.selectors.board import board
from progress.selectors.filing import own_rounds
from progress.selectors.reported_money import money_reported
from progress.selectors.year import overview, task_year
from progress.standing import Value
from projects.models import PlanChange, Task
from projects.promises import changes_in_words
from projects.services.additions import Addition
from projects.services.changes import (
    ChangeRefused,
    approve_change,
    drop_change,
    propose_addition,
    propose_change,
)
from tests.factories import (
    AT,
    BEIJING,
    make_district,
    make_indicator,
    make_project,
    make_round,
    make_unit,
)
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
    return approve_change(
        change_id=change.pk, actor=story.reviewer, at=AT, money_reported=money_reported
    )


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
            approve_change(
                change_id=change.pk, actor=story.compiler, at=AT, money_reported=money_reported
            )
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


class TestFigures:
    """An adjustment changes numbers together with the text; what they were stays visible."""

    def adjust(self, story, **values):
        figures = {
            f"target-{story.indicator.pk}": "3",
            f"month-{story.indicator.pk}-6": "2",
            "money": "450",
        }
        change = propose(story, figures=figures, decided_on=date(2025, 4, 18), **values)
        story.indicator.refresh_from_db()
        assert story.indicator.target == 2, "nothing changes before the approval"
        approve(story, change)
        story.indicator.refresh_from_db()
        return change

    def test_target_month_value_and_money_change_with_the_text(self, story):
        change = self.adjust(story)
        assert story.indicator.target == 3 and story.indicator.target_printed == "3"
        assert story.indicator.milestone_targets.get().value == 2
        project = story.task.project
        project.refresh_from_db()
        assert project.investment_plan == 450
        assert project.target == "新建口袋公园3个。", "the promise of the project follows"
        assert change.original == (
            "新建口袋公园2个；口袋公园全年目标2个；口袋公园6月底目标1个；年度投资计划300万元"
        )

    def test_the_original_figures_stand_on_form_review_year_and_register(self, story):
        self.adjust(story)
        services.save_report(
            **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
        )
        pages = [
            signed_in(story.reporter).get(address(story, "report")),
            signed_in(story.reviewer).get(address(story, "review")),
            signed_in(story.reviewer).get(
                reverse("progress:task", args=[story.task.pk]) + "?day=2025-04-20"
            ),
            signed_in(story.reviewer).get(reverse("progress:change-list")),
        ]
        for response in pages:
            text = page(response)
            assert "新建口袋公园2个" in text and "新建口袋公园3个" in text
            assert re.search(r"口袋公园全年目标.{0,12}2个", text), response.request["PATH_INFO"]
        assert "原目标：新建口袋公园2个；口袋公园全年目标2个" in changes_in_words(story.task)

    def test_a_published_row_carries_the_original_in_its_remark(self, story):
        self.adjust(story)
        (row,) = sources_of(story.round.plan, story.round).rows
        content = compile_row(row)
        assert content["target"] == "新建口袋公园3个。"
        assert content["remark"] == (
            "未报送；2025年4月18日调整（万州府办发〔2025〕9号），原目标：新建口袋公园2个；"
            "口袋公园全年目标2个；口袋公园6月底目标1个；年度投资计划300万元"
        )

    def test_a_paused_project_is_not_called_missing_in_a_notice(self, story):
        approve(story, propose(story, "pause"))
        sources = sources_of(story.round.plan, story.round)
        assert sources.missing == ()
        assert (
            compile_row(sources.rows[0])["remark"] == "2025年4月18日暂停（万州府办发〔2025〕9号）"
        )

    def test_a_day_before_the_decision_is_judged_by_the_original(self, story):
        march = make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 10))
        where = {"task_id": story.task.pk, "round_id": march.pk}
        early = datetime(2025, 4, 9, 9, tzinfo=BEIJING)
        services.save_report(
            **where,
            actor=story.reporter,
            at=early,
            values={**COMPLETE, story.value_key: "2"},
            base_version=0,
        )
        services.submit_report(**where, actor=story.reporter, at=early, version=1)
        services.approve_report(**where, actor=story.reviewer, at=early)
        self.adjust(story)
        before = task_year(story.reviewer, story.task.pk, date(2025, 4, 17))
        after = task_year(story.reviewer, story.task.pk, date(2025, 4, 18))
        assert before.standing.details[0].value is Value.DONE and before.text == "新建口袋公园2个。"
        assert before.indicators[0].target == 2 and not before.changes
        assert after.standing.details[0].value is not Value.DONE
        assert after.indicators[0].target == 3 and after.text == "新建口袋公园3个。"

    @pytest.mark.parametrize(
        ("value", "says"),
        [
            ("", "不能留空"),
            ("三", "不是数字"),
            ("-1", "不能是负数"),
            ("1.23456", "最多4位"),
            ("3公里", "单位不对"),
        ],
    )
    def test_a_figure_that_cannot_be_taken_is_refused_with_its_name(self, story, value, says):
        with pytest.raises(ChangeRefused, match=f"口袋公园全年目标.*{says}"):
            propose(story, figures={f"target-{story.indicator.pk}": value})

    def test_figures_alone_may_change(self, story):
        change = propose(story, text_after="", figures={f"target-{story.indicator.pk}": "3"})
        assert change.original == "口袋公园全年目标2个"
        approve(story, change)
        story.task.refresh_from_db()
        assert story.task.text == "新建口袋公园2个。"

    def test_a_figure_changed_meanwhile_is_entered_again(self, story):
        change = propose(story, figures={f"target-{story.indicator.pk}": "3"})
        story.indicator.target = Decimal(5)
        story.indicator.save()
        with pytest.raises(ChangeRefused, match="又改过，请重新录入"):
            approve(story, change)

    def test_a_number_printed_in_ten_thousands_stays_so(self, story):
        people = make_indicator(
            story.task,
            "惠及群众",
            unit="人",
            unit_printed="万人",
            target=Decimal(15000),
            target_printed="1.5",
        )
        approve(story, propose(story, figures={f"target-{people.pk}": "18000"}))
        people.refresh_from_db()
        assert (people.target, people.target_printed) == (18000, "1.8")

    def test_a_figure_is_asked_for_in_the_unit_its_promise_is_printed_in_and_echoed(self, story):
        people = make_indicator(
            story.task,
            "惠及群众",
            unit="人",
            unit_printed="万人",
            target=Decimal(15000),
            target_printed="1.5",
        )
        staff, new = signed_in(story.compiler), reverse("progress:change-new")
        text = page(staff.get(f"{new}?task={story.task.pk}"))
        assert "惠及群众全年目标（万人）" in text and "即 15,000 人" in text
        name = f"f-target-{people.pk}"
        typed = {
            "task": story.task.pk,
            "kind": "adjust",
            "text_after": story.task.text,
            name: "1.8",
            f"{name}-unit": "万人",
            "deciding_body": "区政府",
            "decided_on": "2025-04-18",
            "reason": "选址调整",
        }
        refused = staff.post(new, typed | {name: "18000"})
        assert refused.status_code == 422 and "1000倍以上，请核对单位" in page(refused)
        assert 'value="18000"' in refused.content.decode(), "what was typed stays"
        assert staff.post(new, typed).status_code == 302
        change = PlanChange.objects.get()
        assert change.original == "惠及群众全年目标1.5万人"
        assert "1.5万人 改为 <b>1.8万人</b>" in page(staff.get(reverse("progress:change-list")))
        approve(story, change)
        people.refresh_from_db()
        assert (people.target, people.target_printed) == (18000, "1.8")

    def test_a_figure_with_a_unit_of_its_own_and_one_of_an_older_page_mean_what_they_say(
        self, story
    ):
        area = make_indicator(
            story.task,
            "绿地",
            unit="平方米",
            unit_printed="万平方米",
            target=Decimal(1530000),
            target_printed="153",
        )
        key = f"target-{area.pk}"
        for typed, stands in (
            ("160万平方米", "1600000"),
            ("1600000", "1600000"),
            ("2公顷", "20000"),
        ):
            change = propose(story, text_after="", figures={key: typed})
            assert change.details[0]["after"] == stands
            change.delete()

    def test_by_the_page(self, story):
        staff = signed_in(story.compiler)
        new = reverse("progress:change-new")
        text = page(staff.get(f"{new}?task={story.task.pk}"))
        assert "口袋公园全年目标（个）" in text and "6月底阶段性目标" in text
        typed = {
            "task": story.task.pk,
            "kind": "adjust",
            "text_after": "新建口袋公园3个。",
            f"f-target-{story.indicator.pk}": "3",
            "deciding_body": "区政府",
            "document_number": "",
            "decided_on": "2025-04-18",
            "reason": "选址调整",
        }
        assert staff.post(new, typed).status_code == 302
        (one,) = PlanChange.objects.get().details
        assert (one["before"], one["after"]) == ("2", "3")


class TestAdditions:
    """A task decided in mid-year is owed from its own period on, and nowhere before."""

    def add(self, story, decided_on=date(2025, 4, 18), **values):
        return propose_addition(
            plan_id=story.round.plan.pk,
            addition=Addition(
                **{
                    "text": "新增停车位500个。",
                    "units": [story.lead, story.helper],
                    "name": "停车位建设",
                    "investment_plan": Decimal(120),
                    "milestones": [(6, "开工建设。")],
                    "indicators": [("停车位", Decimal(500), "个")],
                }
                | values
            ),
            deciding_body="区人大常委会",
            document_number="",
            decided_on=decided_on,
            reason="票决增加",
            actor=story.compiler,
            at=AT,
        )

    def added(self, story, **values):
        change = approve(story, self.add(story, **values))
        return change.task

    def test_nothing_is_added_before_a_second_person_approves(self, story):
        change = self.add(story)
        assert change.task is None and str(change) == "增加 停车位建设"
        with pytest.raises(PermissionDenied):
            approve_change(
                change_id=change.pk, actor=story.compiler, at=AT, money_reported=money_reported
            )
        task = approve(story, change).task
        assert (task.project.number, task.project.investment_plan) == (2, 120)
        assert task.added_on == date(2025, 4, 18) and task.carries_money
        assert [tu.unit for tu in task.task_units.all()] == [story.lead, story.helper]
        assert task.indicators.get().target == 500 and task.milestones.get().month == 6

    def test_a_promise_added_in_ten_thousands_counts_as_one_of_the_document_does(self, story):
        indicator = self.added(
            story, indicators=[("惠及群众", Decimal("1.5"), "万人")]
        ).indicators.get()
        assert (indicator.target, indicator.unit) == (15000, "人")
        assert (indicator.target_printed, indicator.unit_printed) == ("1.5", "万人")

    def test_a_task_of_a_project_that_stands(self, story):
        task = self.added(story, project=story.task.project, name="")
        assert (task.project_id, task.number) == (story.task.project_id, 2)
        assert not task.carries_money
        assert task.project.target == "新建口袋公园2个。\n新增停车位500个。"

    def test_it_is_owed_in_the_round_of_its_own_period_and_in_none_before(self, story):
        march = make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 10))
        task = self.added(story)
        numbers = [
            [row.task.project.number for row in board(round_, AT.date()).rows]
            for round_ in (march, story.round)
        ]
        assert numbers == [[1], [1, 2]]
        owed = {one.round.pk: len(one.rows) for one in own_rounds(story.reporter, AT.date())}
        assert owed == {march.pk: 1, story.round.pk: 2}
        (text,) = [one.text for one in board(march, AT.date()).owing]
        assert "停车位" not in text
        assert [row.project.number for row in project_rows(march)] == [1]
        assert [row.number for row in sources_of(march.plan, march).rows] == [1]
        where = {"task_id": task.pk, "round_id": march.pk, "at": AT}
        with pytest.raises(Task.DoesNotExist):
            services.save_report(**where, actor=story.reporter, values=COMPLETE, base_version=0)
        unit = signed_in(story.reporter)
        assert unit.get(reverse("progress:report", args=[task.pk, march.pk])).status_code == 404
        assert "停车位" not in page(unit.get(reverse("progress:sheet", args=[march.pk])))
        assert "停车位" in page(unit.get(reverse("progress:sheet", args=[story.round.pk])))

    def test_its_standing_is_not_unreported_for_rounds_before_it(self, story):
        make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 10))
        task = self.added(story)
        here = task_year(story.reviewer, task.pk, AT.date())
        assert here.standing.value is not Value.UNREPORTED
        late = task_year(story.reviewer, task.pk, date(2025, 4, 26))
        assert late.standing.value is Value.UNREPORTED, "its own round is due by then"

    def test_the_overview_of_an_earlier_day_does_not_know_it(self, story):
        self.added(story)
        plan = story.round.plan
        assert [line.project.number for line in overview(plan, date(2025, 4, 17)).lines] == [1]
        assert [line.project.number for line in overview(plan, AT.date()).lines] == [1, 2]

    def test_the_count_of_what_i_owe_leaves_earlier_rounds_out(self, story):
        make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 10))
        before = _owing(story.reporter, AT.date())
        self.added(story)
        assert _owing(story.reporter, AT.date()) == before + 1

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"name": " "}, "还缺项目名称"),
            ({"units": []}, "还缺责任单位"),
            ({"text": ""}, "还缺目标任务"),
            ({"decided_on": date(2025, 5, 1)}, "不能晚于今天"),
        ],
    )
    def test_an_addition_without_its_facts_is_refused(self, story, values, says):
        with pytest.raises(ChangeRefused, match=says):
            self.add(story, **values)

    def test_a_unit_of_another_district_cannot_be_given_a_task(self, story):
        foreign = make_unit(make_district("qianjiang"), "别处的局")
        with pytest.raises(ChangeRefused, match="应是本方案的"):
            self.add(story, units=[foreign])

    def test_by_the_pages(self, story):
        staff, add = signed_in(story.compiler), reverse("progress:change-add")
        assert "增加任务" in page(staff.get(f"{add}?plan={story.round.plan.pk}"))
        typed = {
            "plan": story.round.plan.pk,
            "name": "停车位建设",
            "text": "新增停车位500个。",
            "lead": story.lead.pk,
            "label-1": "停车位",
            "deciding_body": "区人大常委会",
            "decided_on": "2025-04-18",
            "reason": "票决增加",
        }
        assert "要一起填" in page(staff.post(add, typed))
        assert staff.post(add, typed | {"target-1": "500", "unit-1": "个"}).status_code == 302
        reviewer = signed_in(story.reviewer)
        text = page(reviewer.get(reverse("progress:change-list")))
        assert "增加 停车位建设" in text and "停车位 500个" in text
        change = PlanChange.objects.get()
        reviewer.post(reverse("progress:change-approve", args=[change.pk]))
        assert Task.objects.filter(project__name="停车位建设").exists()


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
