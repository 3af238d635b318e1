"""The desk's pages of notices, as each person finds them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices import access, services, workflow
from notices.drafts import draft_of
from notices.forms import NoticeForm
from notices.models import Notice
from notices.nav import entries
from projects.models import Role
from tests.factories import (
    AT,
    make_approved,
    make_person,
    make_post,
    make_project,
    make_round,
    make_unit,
)
from tests.notices.conftest import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, monkeypatch):
    """Somebody signed in, second factor passed; the business clock stands at the tests' moment."""
    for module in ("overview", "editing", "deciding", "afterwards"):
        monkeypatch.setattr(f"notices.views.{module}.now", lambda: AT, raising=False)
    monkeypatch.setattr("notices.views.previewing.now", lambda: AT)

    def enter(user):
        client.force_login(user)
        return client

    return enter


def at(name, notice):
    return reverse(name if name == "notice-preview" else f"notices:{name}", args=[notice.pk])


def typed(notice, **changes):
    """What the editor's form would send."""
    form = NoticeForm(notice)
    data = {}
    for field in form:
        value = field.value()
        if value is True:
            data[field.name] = "on"
        elif value not in (None, False):
            data[field.name] = str(value)
    return {**data, **changes}


def test_the_whole_way_through_the_pages(office, sign_in):
    page = sign_in(office.compiler)
    answer = page.post(
        reverse("notices:notice-start"), {"origin": f"round-{office.round.pk}-progress"}
    )
    notice = Notice.objects.get()
    assert answer.url == at("notice-edit", notice)
    answer = page.get(answer.url)
    assert "必须补" in answer.content.decode()

    answer = page.post(
        at("notice-edit", notice),
        typed(notice, opens_on="2025-04-20", signed_on="2025-04-20", then="send"),
        follow=True,
    )
    assert "已送审核" in answer.content.decode()
    notice.refresh_from_db()
    assert (notice.status, str(notice.closes_on)) == (workflow.IN_REVIEW, "2025-05-20")

    page = sign_in(office.reviewer)
    read = page.get(at("notice", notice)).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', read)[1]
    answer = page.post(
        at("notice-approve", notice),
        {"digest": digest, "secrecy_reviewer": "周保密", "secrecy_reviewed_on": "2025-04-20"},
        follow=True,
    )
    assert "审核通过" in answer.content.decode()

    page = sign_in(office.signer)
    assert "签发并公示" in page.get(at("notice", notice)).content.decode()
    answer = page.post(at("notice-publish", notice), follow=True)
    assert "公示页已经公开" in answer.content.decode()
    assert page.get("/wanzhou/notices/2025-q1/").status_code == 200


def test_the_preview_is_the_very_page_that_is_published(office, sign_in):
    notice = office.approved()
    page = sign_in(office.signer)
    preview = page.get(at("notice-preview", notice)).content.decode()
    services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    published = page.get("/wanzhou/notices/2025-q1/").content.decode()

    def body(html):
        """From the title to the signature, without the links to files that only publication makes."""
        html = re.sub(r'<div class="tablebar.*?</div>', "", html.split("<main")[1], flags=re.S)
        return re.sub(r"\s+", "", html.split("核对与分享")[0])

    assert body(preview) == body(published)


def test_the_preview_shows_what_is_typed_and_saves_nothing(office, sign_in):
    notice = office.started()
    page = sign_in(office.compiler)
    answer = page.post(at("notice-preview", notice), typed(notice, title="只是看一看1季度"))
    assert "只是看一看1季度" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    notice.refresh_from_db()
    assert notice.title != "只是看一看1季度"


def test_the_draft_opens_as_an_official_document(office, sign_in):
    answer = sign_in(office.reviewer).get(at("notice-document", office.sent()))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_on": "2025-04-01", "opens_on": "2025-04-20"}, "结束日期不能早于开始日期"),
        ({"opens_on": "四月"}, "2025-04-11 这样填写"),
        ({"column_name": ""}, "不能去掉"),
        ({"column_ratio": "abc"}, "1 到 99 的数字"),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(office, sign_in, changes, words):
    notice = office.started()
    page = sign_in(office.compiler)
    answer = page.post(at("notice-edit", notice), typed(notice, lead="刚刚写的。", **changes))
    text = answer.content.decode()
    assert words in text
    assert "刚刚写的。" in text
    notice.refresh_from_db()
    assert notice.lead != "刚刚写的。"


def test_columns_and_categories_come_in_the_typed_order(office, sign_in):
    notice = office.started()
    first, second = office.plan.categories.order_by("order")
    changes = {
        "column_remark": "", "column_units": "3", "column_target": "9",
        f"category_{first.pk}": "2", f"category_{second.pk}": "1",
    }  # fmt: skip
    sign_in(office.compiler).post(at("notice-edit", notice), typed(notice, **changes))
    content = draft_of(Notice.objects.get(pk=notice.pk)).content
    assert content["columns"][2] == "责任单位"
    assert content["columns"][-1] == "2025年目标任务"
    assert "备注" not in content["columns"]
    assert [group["name"] for group in content["categories"]] == [
        "区级民生实事",
        "市级重点民生实事",
    ]


def test_a_conflict_shows_mine_beside_theirs_and_loses_nothing(office, sign_in):
    notice = office.started()
    data = typed(notice, lead="我写的。")
    office.edited(notice, lead="别人先存的。")
    page = sign_in(office.compiler)
    answer = page.post(at("notice-edit", notice), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "我写的。" in text
    assert "别人先存的。" in text
    version = re.search(r'name="edit_version" value="(\d+)"', text)[1]
    page.post(at("notice-edit", notice), {**data, "edit_version": version})
    assert Notice.objects.get(pk=notice.pk).lead == "我写的。"


def test_another_districts_notice_is_not_there(office, sign_in):
    notice = office.started()
    stranger = make_office("qianjiang")
    for person in (stranger.compiler, stranger.reviewer, stranger.signer):
        page = sign_in(person)
        for name in (
            "notice",
            "notice-edit",
            "notice-preview",
            "notice-document",
            "notice-withdraw",
        ):
            assert page.get(at(name, notice)).status_code == 404
        for name in (
            "notice-send",
            "notice-approve",
            "notice-publish",
            "notice-return",
            "notice-paper",
        ):
            assert page.post(at(name, notice)).status_code == 404
        assert notice.title not in page.get(reverse("notices:notices")).content.decode()
    page = sign_in(stranger.compiler)
    origin = f"round-{office.round.pk}-progress"
    assert page.post(reverse("notices:notice-start"), {"origin": origin}).status_code == 404


def test_a_units_reporter_finds_no_notice_in_work(office, sign_in):
    notice = office.started()
    reporter = make_person(
        "unit-reporter", role=Role.REPORTER, unit=make_unit(office.district, "区民政局")
    )
    page = sign_in(reporter)
    assert page.get(at("notice", notice)).status_code == 404
    assert "公示" not in [entry.label for entry in entries(reporter)]


@pytest.mark.parametrize(
    ("person", "name", "state"),
    [
        ("reviewer", "notice-edit", "started"),
        ("signer", "notice-edit", "started"),
        ("compiler", "notice-approve", "sent"),
        ("reviewer", "notice-publish", "approved"),
        ("compiler", "notice-withdraw", "published"),
        ("reviewer", "notice-correct", "published"),
        ("compiler", "notice-seal", "published"),
    ],
)
def test_in_sight_but_not_yours_is_403_with_the_reason(office, sign_in, person, name, state):
    notice = getattr(office, state)()
    page = sign_in(getattr(office, person))
    data = {
        "digest": draft_of(notice).digest.sha256, "secrecy_reviewer": "周保密",
        "secrecy_reviewed_on": "2025-04-20", "reason": "原因",
    }  # fmt: skip
    answer = page.post(at(name, notice), data)
    assert answer.status_code == 403
    assert "岗位" in answer.content.decode()


def test_the_wrong_moment_is_a_message_and_the_way_back(office, sign_in):
    notice = office.started()
    answer = sign_in(office.signer).post(at("notice-publish", notice), follow=True)
    assert answer.status_code == 200
    assert "请先送审核" in answer.content.decode()


def test_withdrawing_and_correcting_through_the_pages(office, sign_in):
    notice = office.published()
    page = sign_in(office.signer)
    assert page.post(at("notice-withdraw", notice), {"reason": ""}).status_code == 422
    page.post(at("notice-withdraw", notice), {"reason": "数据有误。", "table_stays_visible": "yes"})
    assert Notice.objects.get(pk=notice.pk).status == workflow.WITHDRAWN
    page = sign_in(office.compiler)
    answer = page.post(at("notice-correct", notice), {"reason": "第1件金额有误。"})
    correction = Notice.objects.get(replaces=notice)
    assert answer.url == at("notice-edit", correction)
    assert "第1件金额有误。" in page.get(answer.url).content.decode()


def test_the_security_administrator_sees_what_to_seal_but_not_what_it_says(office, sign_in):
    notice = office.published()
    sign_in(office.signer).post(at("notice-seal", notice), {"reason": "泄露个人信息。"})
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    page = sign_in(admin)
    text = page.get(reverse("notices:seals")).content.decode()
    assert "泄露个人信息。" in text
    assert "口袋公园" not in text
    assert page.get(at("notice", notice)).status_code == 404
    assert ("封存", 1) in [(e.label, e.count) for e in entries(admin)]
    page.post(at("seal-confirm", notice))
    assert Notice.objects.get(pk=notice.pk).status == workflow.SEALED
    assert sign_in(office.signer).get(at("notice", notice)).status_code == 200


def test_nobody_else_reaches_the_seals(office, sign_in):
    notice = office.published()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    for person in (office.compiler, office.reviewer, office.signer):
        page = sign_in(person)
        assert page.get(reverse("notices:seals")).status_code == 403
        assert page.post(at("seal-confirm", notice)).status_code == 403
    assert Notice.objects.get(pk=notice.pk).status == workflow.PUBLISHED


def test_the_list_offers_rounds_without_a_notice_and_says_what_waits(office, sign_in):
    make_round(office.plan, 4)
    notice = office.sent()
    page = sign_in(office.compiler)
    text = page.get(reverse("notices:notices")).content.decode()
    assert "万州区2025年1—4月推进情况" in text
    assert "万州区2025年目标任务" in text
    assert "round-" + str(office.round.pk) not in text
    text = sign_in(office.reviewer).get(reverse("notices:notices")).content.decode()
    assert "等您办 1 份" in text
    assert notice.title in text
    assert ("公示", 1) in [(e.label, e.count) for e in entries(office.reviewer)]


@pytest.mark.parametrize("may_sign", [False, True])
@pytest.mark.parametrize("state", ["started", "sent", "approved"])
def test_the_bars_number_is_what_the_list_says_waits_and_what_may_be_done(
    office, sign_in, state, may_sign
):
    """One person of every post, and one who holds all three: the rules bind persons, not posts."""
    office.district.reviewer_may_sign = may_sign
    office.district.save()
    for role in (Role.REVIEWER, Role.SIGNER):
        make_post(office.compiler, office.district, role)
    make_post(office.reviewer, office.district, Role.SIGNER)
    notice = getattr(office, state)()
    step = {"started": workflow.SEND, "sent": workflow.APPROVE, "approved": workflow.PUBLISH}[state]
    for person in (office.compiler, office.reviewer, office.signer):
        may = bool(access.can_take(person, step, notice))
        count = next(e.count for e in entries(person) if e.label == "公示")
        text = sign_in(person).get(reverse("notices:notices")).content.decode()
        assert (count == 1, "等您办 1 份" in text) == (may, may), person


def test_whoever_edited_a_notice_is_not_told_to_review_it(office):
    editor = make_person("second", office.district, Role.COMPILER)
    make_post(editor, office.district, Role.REVIEWER)
    notice = office.started()
    services.edit_notice(
        notice_id=notice.pk, editor=editor, at=AT, edit_version=notice.edit_version,
        values={"lead": "现将1季度情况予以公示。"},
    )  # fmt: skip
    office.sent(Notice.objects.get(pk=notice.pk))
    assert not access.waiting_for(editor).exists()
    assert access.waiting_for(office.reviewer).count() == 1


def test_a_published_notice_is_read_at_the_desk_with_its_digests(office, sign_in):
    notice = office.published()
    text = sign_in(office.compiler).get(at("notice", notice)).content.decode()
    for words in (
        notice.content_sha256,
        notice.content_sm3,
        notice.record_sha256,
        "链上第 1 条",
        "周保密",
    ):
        assert words in text
    assert "撤回</a>" not in text


def test_a_page_costs_the_same_queries_with_3_and_with_30_rows(office, sign_in):
    notice = office.sent()
    page = sign_in(office.reviewer)
    page.get(at("notice", notice))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page.get(at("notice", notice))
        return len(captured)

    few = queries()
    for number in range(4, 31):
        task = make_project(office.plan, number, investment_plan="10").tasks.get()
        make_approved(task, office.round, invested="1")
    assert queries() == few < 45


def test_many_rows_with_the_same_gap_are_one_line_that_names_each(office, sign_in):
    """The field's gaps stay in sight: eighteen rows not reported do not push the form off the screen."""
    for number in range(4, 9):
        make_project(office.plan, number, name=f"“暖心{number}”行动", investment_plan="10")
    text = sign_in(office.compiler).get(at("notice-edit", office.started())).content.decode()
    assert "5 件未通过审核，挡住发布" in text
    assert text.count("未通过审核，挡住发布") == 1
    for number in range(4, 9):
        assert f'href="#row-{number}"' in text
        assert f"第{number}件“‘暖心{number}’行动”未报" in text
