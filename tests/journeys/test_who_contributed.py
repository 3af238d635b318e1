"""Who had a hand in a row or text since it was last approved does not approve it, whoever touched it last.

Each by the requests of the pages themselves: the button is not offered, and the request is refused with its reason.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from intake import services as importing
from intake.models import ImportRun
from intake.services.receiving import read_source
from notices import services as notices
from notices.models import Notice
from objections import privacy_text, receipts
from objections import services as objecting
from objections.models import Objection
from progress import services as reporting
from projects.models import AnnualPlan, District, PlanVersion, Role
from tests.factories import AT, make_person, make_post
from tests.notices.conftest import make_office
from tests.progress.conftest import COMPLETE, make_story

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a file"
HEAD = "序号,项目名称,责任单位,2026年工作目标任务,2026年投资计划(万元)\n"
FIRST = HEAD + "1,新路灯,区电力局,新装路灯60盏。,100\n"
SECOND = HEAD + "1,新路灯,区电力局,新装路灯80盏。,100\n"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def who_does_both(name: str, district: District) -> User:
    """A compiler who is a reviewer as well, as people of a small commission are."""
    person = make_person(name, district, Role.COMPILER)
    make_post(person, district, Role.REVIEWER)
    return person


def imported(
    district: District, text: str, by: User, *, finished_by: User | None = None
) -> ImportRun:
    source = importing.receive_document(
        district=district, name="plan.csv", data=text.encode(), actor=by, at=AT
    )
    run = importing.start_import(
        source=source, reading=read_source(source), kind=ImportRun.Kind.PLAN, actor=by, at=AT
    )
    importing.apply_import(run_id=run.pk, actor=finished_by or by, at=AT, accept_warnings=True)
    return run


def publish(plan: AnnualPlan, by: User):
    return signed_in(by).post(reverse("projects:plan-publish", args=[plan.pk]))


def test_a_plan_entered_by_one_and_touched_by_another_is_published_by_a_third():
    office = make_office()
    first, second = (
        who_does_both("first", office.district),
        who_does_both("second", office.district),
    )
    imported(office.district, FIRST, first)
    imported(office.district, SECOND, second)
    plan = AnnualPlan.objects.get(year=2026)

    for person in (first, second):
        page = signed_in(person).get(reverse("projects:plan-read", args=[plan.pk])).content.decode()
        assert "发布方案须由另一人办理" in page and "发布第 1 版" not in page
        assert publish(plan, person).status_code == 403
    assert not PlanVersion.objects.filter(plan=plan).exists()

    assert publish(plan, office.reviewer).status_code == 302
    assert PlanVersion.objects.get(plan=plan).published_by == office.reviewer


def test_what_was_published_is_settled_and_its_writer_may_publish_what_others_change_later():
    office = make_office()
    first, second = (
        who_does_both("first", office.district),
        who_does_both("second", office.district),
    )
    imported(office.district, FIRST, first)
    plan = AnnualPlan.objects.get(year=2026)
    publish(plan, office.reviewer)
    imported(office.district, SECOND, second)
    assert publish(plan, second).status_code == 403
    assert publish(plan, first).status_code == 302


def test_who_settled_a_cell_of_the_preview_does_not_publish_the_plan_another_applied():
    office = make_office()
    first, second = (
        who_does_both("first", office.district),
        who_does_both("second", office.district),
    )
    source = importing.receive_document(
        district=office.district, name="plan.csv", data=FIRST.encode(), actor=first, at=AT
    )
    run = importing.start_import(
        source=source, reading=read_source(source), kind="plan", actor=first, at=AT
    )
    cell = {"table": 1, "row": 2, "column": 4, "text": "新装路灯70盏。"}
    answer = signed_in(second).post(reverse("intake:import-answers", args=[run.pk]), cell)
    assert answer.status_code == 302
    importing.apply_import(run_id=run.pk, actor=first, at=AT, accept_warnings=True)
    plan = AnnualPlan.objects.get(year=2026)
    assert publish(plan, second).status_code == 403
    assert publish(plan, first).status_code == 403
    assert publish(plan, office.reviewer).status_code == 302


def test_a_change_approved_by_another_leaves_its_writer_out_of_the_publication():
    office = make_office()
    first, second = (
        who_does_both("first", office.district),
        who_does_both("second", office.district),
    )
    imported(office.district, FIRST, first)
    plan = AnnualPlan.objects.get(year=2026)
    task = plan.projects.get().tasks.get()
    grounds = {
        "kind": "adjust", "deciding_body": "区政府常务会议", "decided_on": "2025-04-18",
        "reason": "追加。", "text_after": "新装路灯90盏。",
    }  # fmt: skip
    entered = signed_in(second).post(
        f"{reverse('progress:change-new')}?task={task.pk}", {**grounds, "task": task.pk}
    )
    assert entered.status_code == 302
    change = plan.changes.get()
    page = signed_in(second).get(reverse("progress:change-list")).content.decode()
    assert "批准方案调整须由另一人办理" in page
    approve = reverse("progress:change-approve", args=[change.pk])
    assert signed_in(second).post(approve).status_code == 403
    assert signed_in(first).post(approve).status_code == 302
    # The last hand in the plan is the second person's: the first entered the rest of it.
    assert publish(plan, first).status_code == 403
    assert publish(plan, second).status_code == 403
    assert publish(plan, office.reviewer).status_code == 302


def test_a_report_is_not_approved_by_who_filled_in_a_part_of_it_for_the_unit():
    story = make_story()
    helps = who_does_both("helps", story.district)
    given = {**story.where, "at": AT}
    reporting.save_report(
        **given, actor=helps, values={"narrative": "代填的进展。"}, base_version=0
    )
    reporting.save_report(**given, actor=story.reporter, values=COMPLETE, base_version=1)
    reporting.submit_report(**given, actor=story.reporter, version=story.report().version)

    desk = signed_in(helps)
    address = [story.task.pk, story.round.pk]
    assert "您经手过，须另一人审核" in desk.get(reverse("progress:review-queue")).content.decode()
    assert (
        "审核报告须由另一人办理"
        in desk.get(reverse("progress:review", args=address)).content.decode()
    )
    approve = reverse("progress:review-approve", args=address)
    version = {"version": story.report().version}
    assert desk.post(approve, version).status_code == 403
    assert story.report().status == "submitted"
    assert signed_in(story.reviewer).post(approve, version).status_code == 302

    # Reopened, what another writes from then on is another matter.
    reporting.reopen_report(
        **given, actor=story.reviewer, reason="数字有误。", correction="2025-q1-r1"
    )
    reporting.save_report(
        **given,
        actor=story.reporter,
        values={"narrative": "更正。"},
        base_version=story.report().version,
    )
    reporting.submit_report(**given, actor=story.reporter, version=story.report().version)
    assert desk.post(approve, {"version": story.report().version}).status_code == 302


def test_a_file_added_for_the_unit_is_a_hand_in_its_report():
    story = make_story()
    helps = who_does_both("helps", story.district)
    given = {**story.where, "at": AT}
    reporting.save_report(**given, actor=story.reporter, values=COMPLETE, base_version=0)
    reporting.add_evidence(**given, actor=helps, name="a.pdf", data=PDF)
    reporting.submit_report(**given, actor=story.reporter, version=1)
    approve = reverse("progress:review-approve", args=[story.task.pk, story.round.pk])
    assert signed_in(helps).post(approve, {"version": 1}).status_code == 403


def test_a_take_over_is_confirmed_by_one_who_settled_nothing_of_it():
    office = make_office()
    first, second = (
        who_does_both("first", office.district),
        who_does_both("second", office.district),
    )
    text = (
        "关于2024年万州区重点民生实事1季度推进情况公示\n\n公示时间：2024年4月11日—2024年5月11日。\n\n"
        "序号\t项目名称\t2024年工作目标任务\t2024年投资计划(万元)\t责任单位\t月度进展情况(1-3月)\t"
        "完成额度(万元)\t占比(%)\n1\t口袋公园\t新建口袋公园2个。\t300\t区教委\t开工1个。\t92\t30.7\n"
    )
    source = importing.receive_document(
        district=office.district, name="2024.txt", data=text.encode(), actor=first, at=AT
    )
    run = importing.start_import(
        source=source, reading=read_source(source), kind="notice", actor=first, at=AT
    )
    signed_in(second).post(reverse("intake:import-answers", args=[run.pk]), {"unit-区教委": ""})
    importing.apply_import(run_id=run.pk, actor=first, at=AT, accept_warnings=True)
    confirm = reverse("intake:import-confirm", args=[run.pk])
    page = signed_in(second).get(reverse("intake:import-preview", args=[run.pk])).content.decode()
    assert "确认转入须由另一人办理" in page
    assert signed_in(second).post(confirm).status_code == 403
    assert signed_in(first).post(confirm).status_code == 403
    assert signed_in(office.reviewer).post(confirm).status_code == 302
    assert Notice.objects.get(origin="brought_over").reviewed_by == office.reviewer


def test_an_extension_worded_anew_by_another_is_not_granted_by_who_asked_first():
    office = make_office()
    first = make_person("first", office.district, Role.HANDLER)
    make_post(first, office.district, Role.REVIEWER)
    second = make_person("second", office.district, Role.HANDLER)
    receipt = objecting.receive_web_objection(
        notice=office.published(),
        words=objecting.Words(text="牌子上写的是两个。", project_number=1),
        token=receipts.new_token("one", AT),
        privacy_version=privacy_text.current().version,
        at=AT,
    )
    case = {"objection_id": receipt.objection_id, "at": AT}
    objecting.accept_objection(**case, actor=first, summary="反映第1件开工数不符。")
    objecting.ask_extension(**case, actor=first, days=10, reason="需要测量。")
    objecting.ask_extension(**case, actor=second, days=30, reason="需要测量。")
    grant = reverse("objections:extension-grant", args=[receipt.objection_id])
    assert signed_in(first).post(grant).status_code == 403
    assert Objection.objects.get().extended_days == 0
    assert signed_in(office.reviewer).post(grant).status_code == 302
    assert Objection.objects.get().extended_days == 30


def test_a_sealing_worded_anew_by_another_signer_is_not_confirmed_by_who_asked_first():
    office = make_office()
    notice = office.published()
    first = make_person("first", office.district, Role.SIGNER)
    make_post(first, office.district, Role.SECURITY_ADMIN)
    for asker in (first, office.signer):
        notices.ask_to_seal(notice_id=notice.pk, signer=asker, at=AT, reason="内容有误。")
    confirm = reverse("notices:seal-confirm", args=[notice.pk])
    assert signed_in(first).post(confirm).status_code == 403
    admin = make_person("admin", office.district, Role.SECURITY_ADMIN)
    assert signed_in(admin).post(confirm).status_code == 302
    assert Notice.objects.get(pk=notice.pk).status == "sealed"
