"""The sheet: many rows at once, only what was touched is written, nothing is dropped without a word."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts import typed_text
from progress import services
from progress.models import ProgressReport, ReportDraft
from projects.models import Membership, Role
from tests.factories import AT, make_indicator, make_person, make_project, make_round
from tests.progress.conftest import COMPLETE, Story
from tests.progress.test_query_budgets import grow, queries
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(story):
    """A second task of the same unit, with its own number."""
    project = make_project(story.round.plan, 2, name="托管", units=[story.lead], investment_plan=50)
    story.second = project.tasks.get()
    story.second_key = f"m{make_indicator(story.second, '点位', target=15).pk}"
    return story


def sheet(story: Story, name: str = "sheet") -> str:
    return reverse(f"progress:{name}", args=[story.round.pk])


def filled(client: Client, story: Story, **changed) -> dict[str, str]:
    """What the browser would post: every cell as shown, with these changed."""
    data = {}
    for line in client.get(sheet(story)).context["sheet"].rows:
        if not line.is_editable:
            continue
        data[f"{line.row.task.pk}-base"] = str(line.base_version)
        for cell in line.cells:
            if cell.field:
                data[cell.name] = cell.text
                if cell.field.is_converted:
                    data[cell.unit_name] = cell.field.entry_unit
    return data | changed


def report(story: Story, task) -> ProgressReport | None:
    return ProgressReport.objects.filter(round=story.round, task=task).first()


def test_only_touched_rows_are_written(two):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-narrative": "点位4个。"})
    response = client.post(sheet(two), typed, follow=True)
    assert "已保存1行" in page(response)
    assert report(two, two.task) is None
    second = report(two, two.second)
    assert second.narrative == "点位4个。"
    assert second.filled_by == "王芳"
    assert second.steps.get().detail["source"] == "sheet"


def test_prefilled_numbers_are_shown_and_written_only_with_their_row(two):
    earlier = make_round(two.round.plan, 3)
    now, two.round = two.round, earlier
    for task in (two.task, two.second):
        where = {"task_id": task.pk, "round_id": earlier.pk, "at": AT}
        services.save_report(**where, actor=two.reporter, values=COMPLETE, base_version=0)
        services.submit_report(**where, actor=two.reporter, version=1)
        answers = {"invested-invested_above_plan": "有追加批复。"}
        services.approve_report(**where, actor=two.reviewer, answers=answers)
    two.round = now
    client = signed_in(two.reporter)
    typed = filled(client, two)
    assert typed[f"{two.task.pk}-invested"] == "92"
    assert "没有改动" in page(client.post(sheet(two), typed, follow=True))
    assert not ProgressReport.objects.filter(round=now).exists()
    client.post(sheet(two), typed | {f"{two.task.pk}-remark": "改了"})
    assert report(two, two.task).invested == 92
    assert report(two, two.second) is None


def test_every_wrong_cell_is_told_at_once_and_nothing_is_saved(two):
    client = signed_in(two.reporter)
    typed = filled(
        client,
        two,
        **{
            f"{two.task.pk}-invested": "-5",
            f"{two.second.pk}-{two.second_key}": "很多",
            f"{two.second.pk}-narrative": "写好的话",
        },
    )
    response = client.post(sheet(two), typed)
    text = page(response)
    assert response.status_code == 422
    assert "有 2 格要改" in text
    assert "第1件完成投资：不能是负数" in text and "第2件点位：“很多”不是数字" in text
    assert "写好的话" in text and 'value="-5"' in text
    assert not ProgressReport.objects.exists()


def test_a_conflict_in_one_row_does_not_hold_up_the_others(two):
    client = signed_in(two.reporter)
    services.save_report(**two.where, actor=two.reporter, at=AT, values=COMPLETE, base_version=0)
    typed = filled(
        client,
        two,
        **{
            f"{two.task.pk}-narrative": "我在表里改的",
            f"{two.second.pk}-narrative": "另一行",
        },
    )
    services.save_report(
        **two.where,
        actor=two.helper_reporter,
        at=AT,
        values={"narrative": "民政改的", "remark": "民政备注"},
        base_version=1,
    )
    response = client.post(sheet(two), typed)
    text = page(response)
    assert response.status_code == 409
    assert "已保存1行" in text and "1行没有存入" in text
    assert "民政改的" in text and "我在表里改的" in text
    assert report(two, two.second).narrative == "另一行"
    first = report(two, two.task)
    assert (first.narrative, first.remark) == ("民政改的", "民政备注")
    lines = {line.row.task.pk: line for line in response.context["sheet"].rows}
    again = {f"{two.task.pk}-base": str(lines[two.task.pk].base_version)}
    again |= {cell.name: cell.text for cell in lines[two.task.pk].cells if cell.field}
    client.post(sheet(two), again)
    first = report(two, two.task)
    assert (first.narrative, first.remark) == ("我在表里改的", "民政备注")


def test_rows_of_others_and_submitted_rows_cannot_be_written(two):
    services.save_report(**two.where, actor=two.reporter, at=AT, values=COMPLETE, base_version=0)
    services.submit_report(**two.where, actor=two.reporter, at=AT, version=1)
    stranger = make_project(two.round.plan, 3, units=[two.helper]).tasks.get()
    client = signed_in(two.reporter)
    client.post(
        sheet(two),
        {
            f"{two.task.pk}-narrative": "改已提交的",
            f"{two.task.pk}-base": "1",
            f"{stranger.pk}-narrative": "改别人的",
            f"{stranger.pk}-base": "0",
        },
    )
    assert report(two, two.task).narrative == COMPLETE["narrative"]
    assert report(two, stranger) is None


def test_staff_fill_in_the_whole_district_and_are_recorded(two):
    client = signed_in(two.compiler)
    response = client.get(sheet(two))
    assert "您在为单位代填" in page(response)
    typed = filled(client, two, **{f"{two.task.pk}-narrative": "代填的"})
    client.post(sheet(two), typed)
    assert report(two, two.task).steps.get().detail["on_behalf"] is True
    only = client.get(sheet(two) + f"?unit={two.helper.pk}").context["sheet"]
    assert [line.row.task for line in only.rows] == [two.task]


def test_a_reviewer_and_a_stranger_get_an_empty_sheet_or_none(two):
    text = page(signed_in(two.outsider).get(sheet(two)))
    assert "没有您单位的任务" in text
    elsewhere = make_person("auditor", two.district, Role.AUDITOR)
    assert signed_in(elsewhere).get(sheet(two)).status_code == 404


def test_changed_lines_are_kept_as_drafts_and_come_back(two):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-{two.second_key}": "4x"})
    answer = client.post(sheet(two, "sheet-autosave"), typed)
    assert answer.json()["kept"] == 1
    assert ReportDraft.objects.get().task == two.second
    assert 'value="4x"' in page(client.get(sheet(two)))
    assert not ProgressReport.objects.exists()


def test_the_sheet_survives_the_end_of_the_session(two):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-narrative": "写了很久"})
    typed["note"] = client.get(sheet(two)).context["note"]
    client.logout()
    assert client.post(sheet(two), typed).status_code == 302
    client.force_login(two.reporter)
    assert "写了很久" in page(client.get(sheet(two)))


def test_a_paste_is_checked_without_writing(two):
    client = signed_in(two.reporter)
    answer = client.post(
        sheet(two, "sheet-check"),
        {
            f"{two.task.pk}-invested": "１，234.50",
            f"{two.second.pk}-invested": "30.2%",
            f"{two.second.pk}-{two.second_key}": "—",
            f"{two.second.pk}-narrative": " 两行\r\n文字 ",
            "999-invested": "1",
        },
    ).json()
    assert answer[f"{two.task.pk}-invested"] == {"text": "1234.5"}
    assert "百分比" in answer[f"{two.second.pk}-invested"]["error"]
    assert answer[f"{two.second.pk}-{two.second_key}"] == {"text": ""}
    assert answer[f"{two.second.pk}-narrative"] == {"text": "两行\n文字"}
    assert "999-invested" not in answer
    assert not ProgressReport.objects.exists()


def test_showing_and_saving_cost_the_same_for_few_and_many(story):
    client = signed_in(story.compiler)
    grow(story, 6)
    few = queries(client, sheet(story))
    grow(story, 60)
    assert queries(client, sheet(story)) == few

    def saving(rows: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        typed = filled(client, story)
        names = [name for name in typed if name.endswith("-remark")][:rows]
        with CaptureQueriesContext(connection) as captured:
            client.post(sheet(story), typed | dict.fromkeys(names, f"备注{rows}"))
        return len(captured)

    few = saving(3)
    assert saving(25) <= few + 6, "a few more for what SQLite writes in batches, none per row"


def test_a_row_that_cannot_be_changed_reads_in_words(two):
    values = {**COMPLETE, "nothing_cause": "procedure"}
    services.save_report(**two.where, actor=two.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**two.where, actor=two.reporter, at=AT, version=1)
    text = page(signed_in(two.reporter).get(sheet(two)))
    assert "<span>前期手续办理中</span>" in text
    assert ">procedure</span>" not in text


class TestHandingIn:
    """Rows that are complete go in from the sheet, by the rules of a single submission."""

    def place(self, story, name="sheet-submit"):
        return reverse(f"progress:{name}", args=[story.round.pk])

    def saved(self, story, task, actor=None, **values):
        services.save_report(
            task_id=task.pk,
            round_id=story.round.pk,
            actor=actor or story.reporter,
            at=AT,
            values={**COMPLETE, **values},
            base_version=0,
        )

    def test_saving_leads_on_to_the_list(self, two):
        client = signed_in(two.reporter)
        response = client.post(
            self.place(two, "sheet"), {f"{two.task.pk}-narrative": "新建1个。", "then": "submit"}
        )
        assert response["Location"] == self.place(two)
        context = client.get(self.place(two)).context
        assert [one.row.task for one in context["ready"]] == [two.task]
        assert [(one.row.task, one.reason) for one in context["waiting"]] == [
            (two.second, "还没有填。")
        ]

    def test_all_are_handed_in_with_one_confirmation(self, two):
        self.saved(two, two.task)
        self.saved(two, two.second, narrative="做了一些。")
        client = signed_in(two.reporter)
        keys = [one.key for one in client.get(self.place(two)).context["ready"]]
        text = page(client.post(self.place(two), {"row": keys}, follow=True))
        assert "已提交2件：第1件、第2件" in text
        assert set(ProgressReport.objects.values_list("status", flat=True)) == {"submitted"}

    def test_what_is_missing_is_told_and_cannot_be_handed_in(self, two):
        self.saved(two, two.task, narrative="")
        client = signed_in(two.reporter)
        found = client.get(self.place(two))
        assert not found.context["ready"]
        assert "进展情况没有填" in page(found)
        text = page(client.post(self.place(two), {"row": f"{two.task.pk}-1"}, follow=True))
        assert "第1件没有提交：" in text and "进展情况没有填" in text
        assert two.report().status == "draft"

    def test_a_row_changed_after_the_list_is_looked_at_again(self, two):
        self.saved(two, two.task)
        client = signed_in(two.reporter)
        services.save_report(
            **two.where, actor=two.helper_reporter, at=AT, values={"remark": "改"}, base_version=1
        )
        text = page(client.post(self.place(two), {"row": f"{two.task.pk}-1"}, follow=True))
        assert "又有改动，请再核对一遍" in text
        assert two.report().status == "draft"

    def test_text_that_is_not_saved_is_not_left_behind(self, two):
        self.saved(two, two.task)
        services.autosave_draft(
            **two.where,
            user=two.reporter,
            at=AT,
            base_version=1,
            values={"narrative": "还没有存的话"},
        )
        (one, _) = signed_in(two.reporter).get(self.place(two)).context["waiting"]
        assert one.reason == "有自动保存的草稿还没有存入，请先保存。"

    def test_a_cooperating_unit_hands_nothing_in(self, two):
        self.saved(two, two.task)
        client = signed_in(two.helper_reporter)
        assert "由牵头单位区教委提交" in page(client.get(self.place(two)))
        client.post(self.place(two), {"row": f"{two.task.pk}-1"})
        assert two.report().status == "draft"

    def test_staff_hand_in_only_for_units_without_an_account(self, two):
        self.saved(two, two.task, actor=two.compiler)
        client = signed_in(two.compiler)
        assert "由它自己提交" in page(client.get(self.place(two)))
        Membership.objects.filter(unit=two.lead).delete()
        (one,) = client.get(self.place(two)).context["ready"]
        client.post(self.place(two), {"row": one.key})
        report = two.report()
        assert report.status == "submitted" and report.on_behalf

    def test_another_units_rows_are_not_there(self, two):
        self.saved(two, two.task)
        client = signed_in(two.outsider)
        assert "没有要提交的" in page(client.get(self.place(two)))
        client.post(self.place(two), {"row": [f"{two.task.pk}-1", "x", "1-2-3"]})
        assert two.report().status == "draft"


def test_what_is_saved_after_the_round_closed_is_kept_and_the_reason_said(two):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-narrative": "点位4个。"})
    two.round.closed_at = AT
    two.round.save()
    answer = client.post(sheet(two), typed)
    assert answer.status_code == 409
    text = page(answer)
    assert "没有改动，不用" not in text and "已经关闭" in text and "已留作您的草稿" in text
    draft = ReportDraft.objects.get(user=two.reporter)
    assert draft.task == two.second and draft.values["narrative"] == "点位4个。"
    form = page(client.get(reverse("progress:report", args=[two.second.pk, two.round.pk])))
    assert "点位4个。" in form and "重新开启本轮" in form


def test_what_is_saved_after_a_colleague_submitted_is_kept_even_where_a_cell_is_wrong(two):
    client = signed_in(two.reporter)
    where = {"task_id": two.second.pk, "round_id": two.round.pk, "at": AT}
    services.save_report(**where, actor=two.reporter, values=COMPLETE, base_version=0)
    typed = filled(client, two, **{f"{two.second.pk}-invested": "约五十"})
    services.submit_report(**where, actor=two.reporter, version=1)
    assert "没有改动，不用" not in page(client.post(sheet(two), typed))
    assert ReportDraft.objects.get(user=two.reporter).values["invested"] == "约五十"


def test_a_line_that_is_no_longer_ones_own_is_named_and_its_words_are_offered_back(two):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-narrative": "点位4个。"})
    typed["writer"] = typed_text.note(two.reporter)
    two.second.task_units.update(unit=two.helper)
    text = page(client.post(sheet(two), typed, follow=True))
    assert "1行已不在您可填的范围" in text and "没有改动，不用" not in text
    assert "点位4个。" in text and "没有存入" in text
