"""The commission's pages: the board, the queue, one report to review, rounds to manage."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from progress import services
from progress.checks import table
from progress.models import ReportingRound
from projects.models import Role
from tests.factories import AT, make_district, make_person, make_post, make_project, make_round
from tests.progress.conftest import COMPLETE
from tests.progress.test_unit_desk import address, page, signed_in

pytestmark = pytest.mark.django_db


def submit(story, task=None, **values):
    where = {"task_id": (task or story.task).pk, "round_id": story.round.pk, "at": AT}
    services.save_report(
        **where, actor=story.reporter, values={**COMPLETE, **values}, base_version=0
    )
    services.submit_report(**where, actor=story.reporter, version=1)


@pytest.fixture
def reviewer(story):
    return signed_in(story.reviewer)


@pytest.fixture
def compiler(story):
    return signed_in(story.compiler)


def board(client, story, query=""):
    return client.get(reverse("progress:round-board", args=[story.round.pk]) + query)


def test_the_board_shows_every_row_and_who_still_owes(story, compiler):
    make_project(story.round.plan, 2, name="没人报的", units=[story.helper])
    submit(story)
    text = page(board(compiler, story))
    assert "关爱青少年" in text and "没人报的" in text
    assert "还差 1 件" in text
    assert '区民政局 <span class="nw">1 件</span>' in text
    assert "4月25日截止，还有5天" in text
    assert "30.7" in text, "92 of 300"


def test_the_board_filters_by_state_unit_and_words(story, compiler):
    make_project(story.round.plan, 2, name="没人报的", units=[story.helper])
    submit(story)

    def shown(query):
        return [row.task.project.number for row, _ in board(compiler, story, query).context["rows"]]

    assert shown("?status=none") == [2]
    assert shown("?status=submitted") == [1]
    assert shown(f"?unit={story.lead.pk}") == [1]
    assert shown(f"?unit={story.helper.pk}") == [1, 2]
    assert shown("?words=没人") == [2]
    assert shown("?status=approved") == []
    assert shown("?standing=behind") == []
    assert shown("?standing=unknown") == [2]


def test_a_returned_row_owes_again_and_is_counted_apart(story, compiler):
    submit(story)
    services.return_report(
        **story.where, actor=story.reviewer, at=AT, reasons={"": "x"}, due_on=date(2025, 4, 20)
    )
    found = board(compiler, story).context["board"]
    assert found.owing_count == 1
    assert ("returned", "已退回", 1) in found.counts


def test_units_do_not_see_the_board(story):
    assert board(signed_in(story.reporter), story).status_code == 404


def test_staff_of_another_district_do_not_either(story):
    elsewhere = make_person("elsewhere", make_district("qianjiang"), Role.COMPILER)
    assert board(signed_in(elsewhere), story).status_code == 404


def test_the_queue_puts_contradictions_first(story, reviewer):
    calm = make_project(story.round.plan, 2, units=[story.lead], investment_plan=300).tasks.get()
    submit(story, calm)
    submit(story, invested="301")
    rows = reviewer.get(reverse("progress:review-queue")).context["rows"]
    assert [one.row.task.project.number for one in rows] == [1, 2]
    assert "投资超计划" in rows[0].row.hint
    assert [one.can_tick for one in rows] == [True, True], "what it asks is answered on the way"


def test_the_review_page_shows_target_difference_standing_and_warnings(story, reviewer):
    submit(story, **{story.value_key: "3", "problem": "征地"})
    text = page(reviewer.get(address(story, "review")))
    assert "新建口袋公园2个。" in text
    assert "超过全年目标2个" in text
    assert "完成" in text and "全年目标2个。截至4月底填报3个" in text
    assert "征地" in text and "不公开" in text


def test_approving_goes_on_to_the_next(story, reviewer):
    second = make_project(story.round.plan, 2, units=[story.lead]).tasks.get()
    submit(story)
    submit(story, second)
    response = reviewer.post(address(story, "review-approve"), {"version": "1"})
    assert response["Location"] == reverse("progress:review", args=[second.pk, story.round.pk])
    assert story.report().status == "approved"


def test_after_the_last_comes_the_queue(story, reviewer):
    submit(story)
    response = reviewer.post(address(story, "review-approve"), {"version": "1"}, follow=True)
    assert "现在没有等待审核的" in page(response)


def test_an_approved_row_shows_who_and_when(story, reviewer):
    submit(story)
    reviewer.post(address(story, "review-approve"), {"version": "1"})
    assert "陈静于2025年4月20日" in page(reviewer.get(address(story, "review")))


def test_returning_with_reasons_per_field(story, reviewer):
    submit(story)
    response = reviewer.post(
        address(story, "review-return"),
        {"version": "1", "whole": "", "r-invested": "请核对", "due_on": "2025-04-28"},
        follow=True,
    )
    assert "已退回区教委" in page(response)
    assert story.report().steps.last().detail["reasons"] == {"invested": "请核对"}


def test_a_return_without_a_reason_keeps_what_was_typed(story, reviewer):
    submit(story)
    response = reviewer.post(
        address(story, "review-return"), {"version": "1", "whole": "", "due_on": "2025-04-28"}
    )
    assert response.status_code == 422
    assert "请写明退回的理由" in page(response)
    assert 'value="2025-04-28"' in page(response)
    assert story.report().status == "submitted"


def test_own_submissions_have_no_button_and_say_why(story):
    make_post(story.reporter, story.district, Role.REVIEWER)
    submit(story)
    client = signed_in(story.reporter)
    text = page(client.get(address(story, "review")))
    assert "须由另一位审核人审核" in text
    assert 'action="' + address(story, "review-approve") not in text
    response = client.post(address(story, "review-approve"), {"version": "1"})
    assert response.status_code == 403
    assert story.report().status == "submitted"


def test_the_slower_reviewer_gets_the_page_that_says_so(story, reviewer):
    submit(story)
    reviewer.post(address(story, "review-approve"), {"version": "1"})
    slower = signed_in(story.second_reviewer)
    response = slower.post(address(story, "review-approve"), {"version": "1"})
    assert response.status_code == 409
    assert "陈静已于" in page(response) and "没有生效" in page(response)
    response = slower.post(address(story, "review-return"), {"version": "1", "whole": "改"})
    assert response.status_code == 409


def test_beginning_a_review_stops_the_unit_from_taking_back(story, reviewer):
    submit(story)
    reviewer.post(address(story, "review-begin"))
    text = page(signed_in(story.reporter).get(address(story)))
    assert "已经开始审核，不能撤回" in text
    assert "撤回修改" not in text


def test_reading_begins_nothing(story, reviewer):
    submit(story)
    reviewer.get(address(story, "review"))
    assert story.report().review_begun_at is None


def test_a_row_nobody_filed_is_said_to_be_so(story, reviewer):
    text = page(reviewer.get(address(story, "review")))
    assert "区教委还没有填报这一件" in text


def test_a_correction_is_asked_for_by_name(story, reviewer):
    submit(story)
    reviewer.post(address(story, "review-approve"), {"version": "1"})
    reviewer.post(address(story, "review-reopen"), {"reason": "有误", "correction": ""})
    assert story.report().status == "approved"
    reviewer.post(address(story, "review-reopen"), {"reason": "有误", "correction": "2025-m04-r1"})
    assert story.report().status == "returned"


def test_the_compiler_reads_the_review_page_but_does_not_decide(story, compiler):
    submit(story)
    text = page(compiler.get(address(story, "review")))
    assert "审核岗办理，您没有这个岗位" in text
    response = compiler.post(address(story, "review-approve"), {"version": "1"})
    assert response.status_code == 403


def test_opening_a_round_by_the_page(story, compiler):
    opening = reverse("progress:round-open")
    response = compiler.get(f"{opening}?plan={story.round.plan_id}")
    assert response.context["form"]["through_month"].value() == 5
    response = compiler.post(
        opening,
        {
            "plan": story.round.plan_id,
            "through_month": "6",
            "opens_on": "2025-07-01",
            "due_on": "2025-07-08",
        },
        follow=True,
    )
    assert "已开启万州区2025年1—6月填报" in page(response)


def test_a_round_that_stands_already_is_refused_in_words(story, compiler):
    response = compiler.post(
        reverse("progress:round-open"),
        {
            "plan": story.round.plan_id,
            "through_month": "4",
            "opens_on": "2025-07-01",
            "due_on": "2025-07-08",
        },
    )
    assert response.status_code == 422
    assert "1—4月已经开启过填报" in page(response)


def test_a_reviewer_opens_no_round(story, reviewer):
    response = reviewer.get(f"{reverse('progress:round-open')}?plan={story.round.plan_id}")
    assert response.status_code == 404


def test_extending_closing_and_opening_again_by_the_page(story, compiler):
    def at(name):
        return reverse(f"progress:round-{name}", args=[story.round.pk])

    response = compiler.post(
        at("extend"), {"unit": story.lead.pk, "due_on": "2025-04-30", "reason": "汛期"}, follow=True
    )
    assert "延至 4月30日：汛期" in page(response)
    assert compiler.post(at("extend"), {"unit": "", "due_on": "", "reason": ""}).status_code == 422
    compiler.post(at("close"))
    assert not ReportingRound.objects.get().is_open
    assert compiler.post(at("reopen"), {"reason": ""}).status_code == 422
    compiler.post(at("reopen"), {"reason": "补报"})
    assert ReportingRound.objects.get().is_open


def test_a_reviewer_does_not_manage_rounds(story, reviewer):
    response = reviewer.get(reverse("progress:round-manage", args=[story.round.pk]))
    assert response.status_code == 403
    assert reviewer.post(reverse("progress:round-close", args=[story.round.pk])).status_code == 403


def tick(row):
    return f"{row.key}-{row.report.version}"


def test_rows_without_warnings_are_approved_in_one_go(story, reviewer):
    others = [
        make_project(story.round.plan, number, units=[story.lead], investment_plan=300).tasks.get()
        for number in (2, 3)
    ]
    for task in others:
        submit(story, task)
    submit(story, invested="")
    rows = [one.row for one in reviewer.get(reverse("progress:review-queue")).context["rows"]]
    response = reviewer.post(
        reverse("progress:review-approve-many"), {"row": [tick(row) for row in rows]}, follow=True
    )
    text = page(response)
    assert "已通过2件：第2件、第3件" in text
    assert "看过再通过 1 件" in text and "没有填完成投资" in text, "the third is looked at first"
    assert story.report().status == "submitted"


NEW = {"invested_above_plan"}


def test_a_new_check_is_a_note_in_its_first_round_and_a_warning_in_the_next(
    story, reviewer, monkeypatch
):
    rules = [replace(rule, since=AT.date()) for rule in table.RULES if rule.code in NEW]
    monkeypatch.setattr(table, "RULES", rules)
    submit(story, invested="301")
    text = page(reviewer.get(address(story, "review")))
    assert "<b>提示</b> 完成投资301万元，超过年度投资计划300万元，多1万元" in text
    (one,) = reviewer.get(reverse("progress:review-queue")).context["rows"]
    assert one.can_tick and one.row.note_hint == "投资超计划" and not one.row.hint
    response = reviewer.post(
        reverse("progress:review-approve-many"), {"row": [tick(one.row)]}, follow=True
    )
    assert "已通过1件" in page(response)

    story.round = make_round(
        story.round.plan, 6, opens_on=date(2025, 4, 20), due_on=date(2025, 4, 28)
    )
    submit(story, invested="301", narrative="又做了一些。")
    (one,) = reviewer.get(reverse("progress:review-queue")).context["rows"]
    assert one.row.hint == "投资超计划" and one.row.warnings[0].asks


def test_a_row_changed_meanwhile_is_left_out_of_the_bulk(story, reviewer):
    submit(story)
    response = reviewer.post(
        reverse("progress:review-approve-many"),
        {"row": [f"{story.task.pk}-{story.round.pk}-7", "nonsense", "1-2"]},
        follow=True,
    )
    assert "单位又改过内容" in page(response)
    assert story.report().status == "submitted"


def test_own_submissions_are_not_ticked_nor_approved_in_bulk(story):
    make_post(story.reporter, story.district, Role.REVIEWER)
    submit(story)
    client = signed_in(story.reporter)
    (one,) = client.get(reverse("progress:review-queue")).context["rows"]
    assert not one.can_tick
    response = client.post(
        reverse("progress:review-approve-many"), {"row": [tick(one.row)]}, follow=True
    )
    assert "须由另一位审核人审核" in page(response)
    assert story.report().status == "submitted"


def test_a_change_is_grouped_as_the_figures_beside_it_are():
    from progress.report_fields import INVESTED
    from progress.report_lines import difference

    assert difference(INVESTED, "3500", "35000") == ("+31,500", "up")
    assert difference(INVESTED, "35000", "3500.5") == ("−31,499.5", "down")


def test_what_changed_in_the_text_is_marked(story, reviewer):
    from tests.factories import make_round

    earlier = make_round(story.round.plan, 3)
    now, story.round = story.round, earlier
    submit(story)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    story.round = now
    submit(story, narrative="新建口袋公园2个。")
    text = page(reviewer.get(address(story, "review")))
    assert re.search(r"<del>1</del\s*><ins>2</ins>", text)


def lights(text):
    """The lights a page shows, in words."""
    return re.findall(r'class="standing standing--[^"]*">.*?</svg>([^<]+)</span>', text, re.S)


def test_board_queue_and_review_page_show_one_light_of_a_row(story, reviewer, compiler):
    """Which was that of the last approved report on the board, and of the submitted one beside its figures."""
    story.round.through_month = 6
    story.round.save()
    submit(story, **{story.value_key: "0"})
    for _ in range(2):
        shown = board(compiler, story)
        row_light = shown.context["rows"][0][1]
        reviewed = reviewer.get(address(story, "review"))
        assert lights(page(reviewed)) == [row_light.value.word]
        assert reviewed.context["standing"] == row_light
        queue = reviewer.get(reverse("progress:review-queue")).context["rows"]
        assert [one.standing for one in queue] == [row_light] * len(queue)
        if queue:
            assert row_light.value == "behind"
            assert "通过后" in page(shown) and "通过后" in page(reviewed)
            services.approve_report(**story.where, actor=story.reviewer, at=AT)


def test_a_row_nobody_filed_shows_the_light_of_the_board_on_its_review_page(
    story, reviewer, compiler
):
    shown, reviewed = board(compiler, story), reviewer.get(address(story, "review"))
    row_light = shown.context["rows"][0][1]
    assert lights(page(reviewed)) == [row_light.value.word]
    assert row_light.sentence in page(reviewed)


def test_a_reviewer_reads_what_was_found_and_the_unit_what_to_do(story, reviewer):
    earlier = make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=date(2025, 4, 5))
    where = {"task_id": story.task.pk, "round_id": earlier.pk, "at": AT}
    services.save_report(**where, actor=story.reporter, values=COMPLETE, base_version=0)
    services.submit_report(**where, actor=story.reporter, version=1)
    services.approve_report(**where, actor=story.reviewer)
    submit(story)
    text = page(reviewer.get(address(story, "review")))
    assert "文字与上期（截至3月底）完全相同。" in text
    assert "请写本期的进展" not in text
    services.take_back(**story.where, actor=story.reporter, at=AT)
    unit = signed_in(story.reporter)
    assert "请写本期的进展" in page(unit.get(address(story, "report-check")))
    assert "请写本期的进展" in page(unit.get(address(story)))


def test_a_contact_is_registered_at_the_board_itself(story, compiler, reviewer):
    way = reverse("projects:unit-edit", args=[story.district.slug, story.lead.pk])
    for name in ("round-board", "round-owing"):
        where = reverse(f"progress:{name}", args=[story.round.pk])
        assert 'name="contact_phone"' in page(compiler.get(where))
        shown = page(reviewer.get(where))
        assert 'name="contact_phone"' not in shown
        assert "登记联系人" not in shown.replace("没有登记联系人", "")
    assert "看得到" in page(compiler.get(way))
    assert "没有账号的单位看不到" in page(compiler.get(where))
