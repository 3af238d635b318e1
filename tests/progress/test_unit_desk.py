"""The unit's pages: its own rows and nobody else's, the form, the check page, what follows a submission."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from progress import services
from progress.models import ProgressReport, ReportDraft
from projects.models import Role
from tests.factories import (
    AT,
    make_milestone,
    make_person,
    make_project,
    make_round,
)
from tests.progress.conftest import COMPLETE, Story

pytestmark = pytest.mark.django_db

FORM = {
    "kind": "progress",
    "nothing_cause": "",
    **COMPLETE,
    "remark": "",
    "problem": "",
    "next_step": "",
}


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(story: Story, name: str = "report") -> str:
    return reverse(f"progress:{name}", args=[story.task.pk, story.round.pk])


def posted(story: Story, **values):
    return {**FORM, story.value_key: "1", "base_version": "0", **values}


@pytest.fixture
def unit(story):
    return signed_in(story.reporter)


def page(response) -> str:
    return response.content.decode()


def test_the_list_shows_own_rows_with_state_and_days(story, unit):
    make_project(story.round.plan, 2, name="别人的项目", units=[make_other(story)])
    text = page(unit.get(reverse("progress:report-list")))
    assert "关爱青少年" in text
    assert "别人的项目" not in text
    assert "未报" in text
    assert "4月25日前，还有5天" in text
    assert "还有 1 件要报" in text


def make_other(story):
    from tests.factories import make_unit

    return make_unit(story.district, "区城管局")


def test_a_submitted_row_is_calm_and_a_late_one_says_so(story, unit):
    story.round.due_on = date(2025, 4, 18)
    story.round.save()
    assert "已逾期2天" in page(unit.get(reverse("progress:report-list")))
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    text = page(unit.get(reverse("progress:report-list")))
    assert "已提交" in text and "晚2天" in text and "都报齐了" in text


def test_nothing_this_period_is_said_in_words(story, unit):
    values = {**COMPLETE, "nothing_cause": "season"}
    services.save_report(**story.where, actor=story.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    assert "本期无进展" in page(unit.get(reverse("progress:report-list")))


def test_the_form_shows_target_milestone_and_last_round_beside_the_fields(story, unit):
    make_milestone(story.task, 12, "全部建成。")
    earlier = make_round(story.round.plan, 3)
    now, story.round = story.round, earlier
    values = {**COMPLETE, story.value_key: "1"}
    services.save_report(**story.where, actor=story.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    story.round = now
    response = unit.get(address(story))
    text = page(response)
    assert "新建口袋公园2个。" in text
    assert "6月底要到" in text
    assert "新建口袋公园1个。" in text
    assert "上期 1—3月" in text
    form = response.context["form"]
    assert form["invested"].value() == "92"
    assert "上期数，没有变化可不改" in text
    assert not ProgressReport.objects.filter(round=now).exists(), "prefilled, not written"


def test_a_save_goes_back_to_the_form_and_keeps_everything(story, unit):
    response = unit.post(address(story), posted(story), follow=True)
    assert response.redirect_chain == [(address(story), 302)]
    assert "还没有提交" in page(response)
    assert story.report().narrative == COMPLETE["narrative"]
    assert response["Cache-Control"] == "no-store"


def test_check_and_submit(story, unit):
    response = unit.post(address(story), posted(story, then="check"), follow=True)
    assert response.redirect_chain[-1][0] == address(story, "report-check")
    assert "提交1—4月进展" in page(response)
    response = unit.post(address(story, "report-submit"), {"version": "1"}, follow=True)
    assert "已提交“关爱青少年”1—4月进展，等待审核。" in page(response)
    assert story.report().status == "submitted"
    assert "撤回修改" in page(response)
    unit.post(address(story, "report-take-back"))
    assert story.report().status == "draft"


def test_the_check_page_names_what_is_missing_and_does_not_submit(story, unit):
    unit.post(address(story), posted(story, narrative="", filled_by=""))
    text = page(unit.get(address(story, "report-check")))
    assert "还缺 2 项" in text
    assert f"{address(story)}#id_narrative" in text
    response = unit.post(address(story, "report-submit"), {"version": "1"}, follow=True)
    assert "还缺：" in page(response)
    assert story.report().status == "draft"


def test_the_check_page_shows_contradictions_without_blocking(story, unit):
    unit.post(address(story), posted(story, invested="301"))
    text = page(unit.get(address(story, "report-check")))
    assert "超过年度投资计划300万元" in text
    unit.post(address(story, "report-submit"), {"version": "1"})
    assert story.report().status == "submitted"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-5", "不能是负数"),
        ("三百", "不是数字"),
        ("1.00001", "最多4位"),
        ("－３", "不能是负数"),
    ],
)
def test_a_bad_number_gets_a_sentence_and_the_typed_text_stays(story, unit, typed, says):
    response = unit.post(address(story), posted(story, invested=typed, narrative="写好的话"))
    text = page(response)
    assert response.status_code == 422
    assert says in text
    assert f'value="{typed}"' in text
    assert "写好的话" in text
    assert 'href="#id_invested"' in text
    assert "<title>错误：" in text
    assert not ProgressReport.objects.exists()


def test_full_width_digits_are_accepted(story, unit):
    unit.post(address(story), posted(story, invested="４１１．５"))
    assert str(story.report().invested) == "411.5000"


def test_nothing_without_a_cause_is_asked_for_the_cause(story, unit):
    response = unit.post(address(story), posted(story, kind="nothing"))
    assert response.status_code == 422
    assert "请选原因" in page(response)


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("get", "report"),
        ("post", "report"),
        ("post", "report-autosave"),
        ("post", "report-discard"),
        ("get", "report-check"),
        ("post", "report-submit"),
        ("post", "report-take-back"),
        ("get", "review"),
        ("post", "review-begin"),
        ("post", "review-approve"),
        ("post", "review-return"),
        ("post", "review-reopen"),
    ],
)
def test_another_units_row_is_not_there_however_it_is_asked_for(story, method, name):
    outsider = signed_in(story.outsider)
    response = getattr(outsider, method)(address(story, name), posted(story))
    assert response.status_code == 404
    assert not ProgressReport.objects.exists()
    assert not ReportDraft.objects.exists()


def test_a_round_of_another_plan_is_not_there_either(story, unit):
    from tests.factories import make_plan

    other = make_round(make_plan(story.district, 2024), 4)
    response = unit.get(reverse("progress:report", args=[story.task.pk, other.pk]))
    assert response.status_code == 404


def test_the_unit_does_not_reach_the_review_of_its_own_row(story, unit):
    response = unit.get(address(story, "review"))
    assert response.status_code == 403
    assert "审核页只给" in page(response)


def test_the_cooperating_unit_saves_and_is_told_who_submits(story):
    helper = signed_in(story.helper_reporter)
    text = page(helper.get(address(story)))
    assert "由牵头单位区教委提交" in text
    assert "核对并提交" not in text
    helper.post(address(story), posted(story, narrative="", **{f"p{story.helper.pk}": "民政来稿"}))
    lead = signed_in(story.reporter)
    assert "民政来稿" in page(lead.get(address(story)))
    lead.post(address(story), posted(story, narrative="牵头稿", base_version="1", then="merge"))
    form = lead.get(address(story)).context["form"]
    assert form["narrative"].value() == "牵头稿\n民政来稿"
    assert story.report().narrative == "", "only a save changes the report"


def test_what_no_draft_takes_stays_on_the_page_when_texts_are_put_together(story, unit):
    typed = "写了很久的进展。" * 6000
    response = unit.post(address(story), posted(story, narrative=typed, then="merge"))
    assert response.status_code == 422
    assert "内容太长，草稿没有保存。" in page(response)
    assert response.context["form"]["narrative"].value() == typed


def test_the_last_text_comes_by_one_button_without_a_script(story, unit):
    earlier = make_round(story.round.plan, 3)
    now, story.round = story.round, earlier
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    story.round = now
    response = unit.post(
        address(story), posted(story, narrative="", invested="95", then="last"), follow=True
    )
    form = response.context["form"]
    assert form["narrative"].value() == COMPLETE["narrative"]
    assert form["invested"].value() == "95"


def test_two_people_on_one_row_see_mine_theirs_and_before(story, unit):
    unit.post(address(story), posted(story))
    services.save_report(
        **story.where,
        actor=story.helper_reporter,
        at=AT,
        values={"narrative": "民政改的话", "remark": "民政备注"},
        base_version=1,
    )
    response = unit.post(
        address(story), posted(story, narrative="我改的话", problem="我写的问题", base_version="1")
    )
    text = page(response)
    assert response.status_code == 409
    for words in ("新建口袋公园1个。", "民政改的话", "我改的话", "我写的问题", "李强"):
        assert words in text
    assert story.report().narrative == "民政改的话"
    form = response.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    unit.post(address(story), {**again, "narrative": "两人的话"})
    report = story.report()
    assert (report.narrative, report.remark, report.problem) == (
        "两人的话",
        "民政备注",
        "我写的问题",
    )


def test_taking_the_others_words_on_the_conflict_page(story, unit):
    unit.post(address(story), posted(story))
    services.save_report(
        **story.where,
        actor=story.helper_reporter,
        at=AT,
        values={"narrative": "民政改的话"},
        base_version=1,
    )
    response = unit.post(address(story), posted(story, narrative="我改的话", base_version="1"))
    form = response.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    unit.post(address(story), {**again, "theirs": "narrative"})
    assert story.report().narrative == "民政改的话"


def test_the_draft_comes_back_and_can_be_thrown_away(story, unit):
    answer = unit.post(
        address(story, "report-autosave"), posted(story, narrative="写到一半", invested="4a")
    )
    assert answer.json()["saved_at"].count(":") == 2
    text = page(unit.get(address(story)))
    assert "写到一半" in text and 'value="4a"' in text
    assert "这是您自动保存的草稿" in text
    unit.post(address(story, "report-discard"))
    assert "写到一半" not in page(unit.get(address(story)))


def test_somebody_else_at_the_same_row_is_announced(story, unit):
    signed_in(story.helper_reporter).post(
        address(story, "report-autosave"), posted(story, narrative="半句")
    )
    text = page(unit.get(address(story)))
    assert "李强也在填这一件" in text
    assert "半句" not in text


def test_what_was_typed_survives_the_end_of_the_session(story, unit):
    note = unit.get(address(story)).context["note"]
    unit.logout()
    typed = posted(story, narrative="会话过期时写的长文", note=note)
    response = unit.post(address(story), typed)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("accounts:sign-in"))
    unit.force_login(story.reporter)
    assert "会话过期时写的长文" in page(unit.get(address(story)))
    assert not ProgressReport.objects.exists()


def test_without_the_note_an_expired_post_writes_nothing(story):
    for note in ("", "forged", "x:y:z"):
        Client().post(address(story), posted(story, note=note))
    assert not ReportDraft.objects.exists()


def test_a_note_for_one_row_opens_no_other(story, unit):
    note = unit.get(address(story)).context["note"]
    other = make_project(story.round.plan, 2, units=[story.lead]).tasks.get()
    Client().post(
        reverse("progress:report", args=[other.pk, story.round.pk]), posted(story, note=note)
    )
    assert not ReportDraft.objects.exists()


def test_a_stale_check_code_keeps_the_text_too(story):
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.reporter)
    note = client.get(address(story)).context["note"]
    response = client.post(address(story), posted(story, narrative="旧页面上的话", note=note))
    assert response.status_code == 302
    text = page(client.get(address(story)))
    assert "旧页面上的话" in text
    assert "填的内容已留作草稿" in text


def test_a_browser_that_lost_its_cookies_says_once_that_the_words_are_kept(story, unit):
    note = unit.get(address(story)).context["note"]
    client = Client(enforce_csrf_checks=True)
    for name in ("report-autosave", "report"):
        response = client.post(address(story, name), posted(story, narrative="没丢的话", note=note))
    signing_in = page(client.get(response["Location"]))
    assert signing_in.count("已经留好") == 1
    client.force_login(story.reporter)
    text = page(client.get(address(story)))
    assert text.count("填的内容已留作草稿") == 1
    assert "没丢的话" in text


class TestForgedRequests:
    """Another site makes the victim's browser post: the cookies are there, the check code and the note are not."""

    @pytest.fixture
    def browser(self, story):
        client = Client(enforce_csrf_checks=True)
        client.force_login(story.reporter)
        client.get(address(story))
        services.autosave_draft(
            **story.where,
            user=story.reporter,
            at=AT,
            base_version=0,
            values={"narrative": "本人写到一半的话"},
        )
        return client

    def nothing_written(self, owner):
        assert not ProgressReport.objects.exists()
        (draft,) = ReportDraft.objects.all()
        assert (draft.user, draft.values) == (owner, {"narrative": "本人写到一半的话"})

    def note_of(self, person, story):
        client = Client()
        client.force_login(person)
        return client.get(address(story)).context["note"]

    @pytest.mark.parametrize("name", ["report", "report-autosave"])
    @pytest.mark.parametrize("note", ["", "forged", "WzEsMSwxXQ:1tabcd:xyz"])
    @pytest.mark.parametrize("token", ["", "x" * 64])
    def test_nothing_is_written(self, story, browser, name, note, token):
        data = posted(story, narrative="伪造", note=note, csrfmiddlewaretoken=token)
        assert browser.post(address(story, name), data).status_code == 403
        self.nothing_written(story.reporter)

    def test_nor_in_the_sheet(self, story, browser):
        for name in ("sheet", "sheet-autosave"):
            for note in ("", "forged", self.note_of(story.reporter, story)):
                place = reverse(f"progress:{name}", args=[story.round.pk])
                data = {f"{story.task.pk}-narrative": "伪造", "note": note}
                assert browser.post(place, data).status_code == 403
        self.nothing_written(story.reporter)

    def test_an_attackers_own_note_does_not_reach_the_victims_draft(self, story, browser):
        data = posted(story, narrative="伪造", note=self.note_of(story.helper_reporter, story))
        browser.post(address(story), data)
        assert not ProgressReport.objects.exists()
        assert ReportDraft.objects.get(user=story.reporter).values == {
            "narrative": "本人写到一半的话"
        }

    @pytest.mark.parametrize("signed_out", [False, True])
    def test_a_note_is_void_once_its_person_may_not_fill_in(self, story, browser, signed_out):
        note = self.note_of(story.helper_reporter, story)
        story.helper_reporter.memberships.all().delete()
        client = Client(enforce_csrf_checks=True) if signed_out else browser
        client.post(address(story), posted(story, narrative="伪造", note=note))
        self.nothing_written(story.reporter)

    def test_a_note_is_void_after_a_day(self, story, browser, monkeypatch):
        note = self.note_of(story.reporter, story)
        monkeypatch.setattr("accounts.typed_text.GOOD_FOR", timedelta(seconds=-1))
        assert browser.post(address(story), posted(story, note=note)).status_code == 403
        self.nothing_written(story.reporter)

    def test_the_steps_after_saving_keep_nothing(self, story, browser):
        note = self.note_of(story.reporter, story)
        for name in ("report-submit", "report-discard", "report-take-back"):
            response = browser.post(address(story, name), {"note": note, "version": "1"})
            assert response.status_code == 403
        self.nothing_written(story.reporter)


def test_the_reasons_of_a_return_stand_above_the_form_and_lead_to_the_field(story, unit):
    unit.post(address(story), posted(story))
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.return_report(
        **story.where,
        actor=story.reviewer,
        at=AT,
        reasons={"invested": "是否含配套资金？"},
        due_on=date(2025, 4, 28),
    )
    text = page(unit.get(address(story)))
    assert "审核退回" in text and "是否含配套资金？" in text
    assert 'href="#id_invested"' in text
    assert "4月28日截止" in text


def test_staff_open_the_form_to_fill_in_for_a_unit(story):
    staff = signed_in(story.compiler)
    assert "您在为单位代填" in page(staff.get(address(story)))
    staff.post(address(story), posted(story))
    assert story.report().steps.get().detail["on_behalf"]


def test_a_reviewer_reads_but_does_not_write(story):
    reviewer = signed_in(story.reviewer)
    assert "您没有它的填报岗位" in page(reviewer.get(address(story)))
    assert reviewer.post(address(story), posted(story)).status_code == 403


def test_paragraphs_cannot_be_smuggled_in(story, unit):
    unit.post(address(story), posted(story, **{f"p{story.helper.pk}": "冒名的话"}))
    assert not story.report().paragraphs.exists()


def test_states_cannot_be_smuggled_in(story, unit):
    unit.post(
        address(story),
        posted(story, status="approved", approved_by=str(story.reviewer.pk), version="9"),
    )
    report = story.report()
    assert (report.status, report.version, report.approved_by) == ("draft", 1, None)


def test_earlier_rounds_stay_readable(story, unit):
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    assert "现在没有要填报的轮次" in page(unit.get(reverse("progress:report-list")))
    text = page(unit.get(reverse("progress:report-list") + "?earlier=1"))
    assert "本轮已关闭，没有报" in text


def test_a_person_without_a_unit_is_told_whom_to_ask(story):
    client = signed_in(make_person("signer", story.district, Role.SIGNER))
    assert "请联系安全管理员" in page(client.get(reverse("progress:report-list")))


def test_a_number_in_the_text_is_offered_and_taken_by_one_button(story, unit):
    answer = unit.post(
        address(story, "report-autosave"), posted(story, narrative="已建成口袋公园2个。")
    )
    assert answer.json()["offers"] == {story.value_key: "2"}
    text = page(unit.get(address(story)))
    assert "文字里写了 <b>2</b> 个，填入" in text
    typed = posted(
        story,
        narrative="已建成口袋公园2个。",
        take=story.value_key,
        draft=ReportDraft.objects.get().mark,
    )
    form = unit.post(address(story), typed, follow=True).context["form"]
    assert form[story.value_key].value() == "2"
    assert not ProgressReport.objects.exists(), "taken into the draft, not saved"


def test_a_text_without_a_number_offers_nothing(story, unit):
    answer = unit.post(address(story, "report-autosave"), posted(story, narrative="正在推进。"))
    assert answer.json()["offers"] == {}


@pytest.mark.parametrize(
    "typed", [{"narrative": "打了半小时"}, {"narrative": "打了半小时", "invested": "约五十"}]
)
def test_a_form_saved_after_its_round_closed_is_a_draft_on_the_page_that_says_why(
    story, unit, typed
):
    story.round.closed_at = AT
    story.round.save()
    text = page(unit.post(address(story), posted(story, **typed), follow=True))
    assert "已经关闭" in text and "已留作您的草稿" in text and "重新开启本轮" in text
    assert all(words in text for words in typed.values())
    assert ReportDraft.objects.get(user=story.reporter).values.items() >= typed.items()


def test_the_list_is_what_is_to_be_done_with_what_is_done_folded(story, unit):
    second = make_project(story.round.plan, 2, name="已交的一件", units=[story.lead])
    where = {"task_id": second.tasks.get().pk, "round_id": story.round.pk, "at": AT}
    services.save_report(**where, actor=story.reporter, values=COMPLETE, base_version=0)
    services.submit_report(**where, actor=story.reporter, version=1)
    text = page(unit.get(reverse("progress:report-list")))
    owed, done = text.split('<details class="more myrows__done">')
    assert "关爱青少年" in owed and "已交的一件" not in owed
    assert "1/2 已交" in owed and "0/3 已填" in owed and ">去填</a>" in owed
    assert "已交的一件" in done and "已交的 1 件" in done
    unit.post(address(story), posted(story, narrative=""))
    text = page(unit.get(reverse("progress:report-list")))
    assert "2/3 已填" in text and ">修改</a>" in text


def test_each_number_s_field_is_tied_to_its_target_and_last_value(story, unit):
    unit.post(address(story), posted(story))
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    later = make_round(story.round.plan, 6, opens_on=date(2025, 4, 2))
    text = page(unit.get(reverse("progress:report", args=[story.task.pk, later.pk])))
    field = re.search(rf'<input[^>]*id="id_{story.value_key}"[^>]*>', text)[0]
    described = re.search('aria-describedby="([^"]*)"', field)[1].split()
    told = "".join(re.search(f'id="{one}">([^<]*)<', text)[1] for one in described)
    assert "全年目标 2个" in told and "6月底目标 1个" in told and "上期 1个" in told


@pytest.mark.parametrize(
    ("typed", "unit_of", "echo"),
    [
        ("1530000", "平方米", "即 153 万平方米，是计划 2,000,000 平方米的 76.5%"),
        ("12345.6", "人次", "即 1.23456 万人次，是计划 2,000,000 人次的 0.6%"),
        ("9999", "平方米", "是计划 2,000,000 平方米的 0.5%"),
        ("153", "万元", "是计划 2,000,000 万元的 0%"),
        ("35000", "万元", "即 3.5 亿元，是计划 2,000,000 万元的 1.8%"),
    ],
)
def test_a_large_number_is_read_back_in_ten_thousands(story, unit, typed, unit_of, echo):
    story.indicator.unit, story.indicator.target = unit_of, 2_000_000
    story.indicator.save()
    unit.post(address(story), posted(story, **{story.value_key: typed}))
    assert echo_of(story.value_key, page(unit.get(address(story)))) == echo


def echo_of(key: str, text: str) -> str:
    return re.search(rf'id="id_{key}_echo">([^<]*)<', text)[1]


def test_files_come_with_the_first_save(story, unit):
    assert 'name="file"' in page(unit.get(address(story)))
    picture = SimpleUploadedFile("现场.txt", b"not a picture")
    unit.post(address(story), posted(story) | {"file": picture})
    assert story.report().narrative == COMPLETE["narrative"], (
        "a file that is refused costs no words"
    )
    assert not story.report().evidence.exists()


def test_a_file_of_the_first_save_is_kept_beside_the_report(story, unit):
    sheet = SimpleUploadedFile("说明.pdf", b"%PDF-1.7 minimal")
    unit.post(address(story), posted(story) | {"file": sheet}, follow=True)
    assert [one.name for one in story.report().evidence.all()] == ["说明.pdf"]
