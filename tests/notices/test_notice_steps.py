"""Every step from every state, by the right person and by the wrong ones."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from notices import services, workflow
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import ApprovalVoid, ChecklistOpen, EditConflict, StepRefused
from progress.models import ReportRevision
from projects.models import Role
from tests.factories import (
    AT,
    make_approved,
    make_indicator,
    make_person,
    make_post,
    make_project,
    make_rule_set,
)
from tests.notices.conftest import WINDOW, later

pytestmark = pytest.mark.django_db


def in_state(office, state: str) -> Notice:
    """A notice that came to the state by its steps."""
    if state == workflow.DRAFT:
        return office.started()
    if state == workflow.IN_REVIEW:
        return office.sent()
    if state == workflow.APPROVED:
        return office.approved()
    if state == workflow.DISCARDED:
        return discard(office, office.started())
    notice = office.published()
    if state == workflow.CORRECTED:
        office.corrected(notice)
    elif state == workflow.WITHDRAWN:
        withdraw(office, notice)
    elif state == workflow.SEALED:
        seal(office, notice)
    return Notice.objects.get(pk=notice.pk)


def withdraw(office, notice, reason="数据有误。"):
    return services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=AT, reason=reason, table_stays_visible=True
    )


def discard(office, notice, reason="这一季度不单独公示。"):
    return services.discard_notice(
        notice_id=notice.pk, compiler=office.compiler, at=AT, reason=reason
    )


def seal(office, notice):
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露个人信息。")
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    return services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)


def approve(office, notice, **values):
    return services.approve_notice(
        **{
            "notice_id": notice.pk,
            "reviewer": office.reviewer,
            "at": AT,
            "digest": "" if notice.status == workflow.SEALED else draft_of(notice).digest.sha256,
            "secrecy_reviewer": "周保密",
            "secrecy_reviewed_on": AT.date(),
            **values,
        }
    )


STEPS = {
    "edit": lambda office, notice: office.edited(notice, lead="另一段话。"),
    "send": lambda office, notice: services.send_to_review(
        notice_id=notice.pk, compiler=office.compiler, at=AT
    ),
    "return": lambda office, notice: services.return_to_draft(
        notice_id=notice.pk, actor=office.reviewer, at=AT, note="标题不对。"
    ),
    "approve": approve,
    "publish": lambda office, notice: services.publish_notice(
        notice_id=notice.pk, actor=office.signer, at=AT
    ),
    "withdraw": withdraw,
    "seal": seal,
    "discard": discard,
}
IDEMPOTENT = {("publish", state) for state in workflow.PUBLIC} | {
    ("withdraw", workflow.WITHDRAWN),
    ("discard", workflow.DISCARDED),
}


@pytest.mark.parametrize("state", workflow.STATES)
@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_is_taken_from_its_states_and_refused_with_a_sentence_from_others(
    office, state, name
):
    notice = in_state(office, state)
    step = workflow.STEPS[name]
    before = notice.steps.count()
    if step.starts_from(state):
        assert STEPS[name](office, notice).status == step.target_from(state)
        assert notice.steps.count() > before
    elif (name, state) in IDEMPOTENT:
        assert STEPS[name](office, notice).status == state
        assert notice.steps.count() == before
    else:
        with pytest.raises(StepRefused, match="这份公示"):
            STEPS[name](office, notice)
        assert Notice.objects.get(pk=notice.pk).status == state
        assert notice.steps.count() == before


@pytest.mark.parametrize(
    ("name", "state", "right"),
    [
        ("edit", workflow.DRAFT, "compiler"),
        ("send", workflow.DRAFT, "compiler"),
        ("return", workflow.IN_REVIEW, "reviewer"),
        ("approve", workflow.IN_REVIEW, "reviewer"),
        ("publish", workflow.APPROVED, "signer"),
        ("withdraw", workflow.PUBLISHED, "signer"),
        ("discard", workflow.APPROVED, "compiler"),
    ],
)
@pytest.mark.parametrize("wrong", ["compiler", "reviewer", "signer", "outsider"])
def test_only_the_right_post_takes_a_step(office, name, state, right, wrong):
    if wrong == right:
        return
    notice = in_state(office, state)
    setattr(office, right, getattr(office, wrong, None) or make_person("outsider"))
    with pytest.raises(PermissionDenied, match=r"没有这个岗位|另一人|三个人"):
        STEPS[name](office, notice)


def test_whoever_compiled_does_not_review_or_sign_even_with_all_posts(office):
    for role in (Role.REVIEWER, Role.SIGNER):
        make_post(office.compiler, office.district, role)
    notice = office.sent()
    with pytest.raises(PermissionDenied, match="您编制过"):
        approve(office, notice, reviewer=office.compiler)
    approve(office, notice)
    with pytest.raises(PermissionDenied, match="您编制过"):
        services.publish_notice(notice_id=notice.pk, actor=office.compiler, at=AT)


def test_whoever_edited_once_counts_as_a_compiler(office):
    second = make_person("second-compiler", office.district, Role.COMPILER)
    make_post(second, office.district, Role.REVIEWER)
    notice = office.started()
    services.edit_notice(
        notice_id=notice.pk,
        editor=second,
        at=AT,
        edit_version=notice.edit_version,
        values={"lead": "改了一句。"},
    )
    notice = office.sent(Notice.objects.get(pk=notice.pk))
    with pytest.raises(PermissionDenied, match="您编制过"):
        approve(office, notice, reviewer=second)


def test_the_reviewer_signs_only_where_the_district_chose_two_people(office):
    make_post(office.reviewer, office.district, Role.SIGNER)
    notice = office.approved()
    with pytest.raises(PermissionDenied, match="三个人"):
        services.publish_notice(notice_id=notice.pk, actor=office.reviewer, at=AT)
    office.district.reviewer_may_sign = True
    office.district.save()
    published = services.publish_notice(notice_id=notice.pk, actor=office.reviewer, at=AT)
    assert published.signed_by == published.reviewed_by == office.reviewer


def test_an_edit_after_approval_voids_it(office):
    notice = office.edited(office.approved(), lead="改了一句。")
    assert (notice.status, notice.reviewed_by, notice.approved_digest) == (workflow.DRAFT, None, "")
    assert notice.secrecy_reviewed_on is None
    with pytest.raises(StepRefused, match="请先送审核"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)


def test_saving_without_a_change_voids_nothing(office):
    notice = office.approved()
    assert office.edited(notice, title=notice.title).status == workflow.APPROVED


def test_a_report_changed_after_approval_voids_it_when_it_is_signed(office):
    notice = office.approved()
    office.plan.projects.filter(number=1).update(investment_plan="301")
    with pytest.raises(ApprovalVoid, match="审核已失效"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    notice.refresh_from_db()
    assert (notice.status, notice.reviewed_by, notice.published_at) == (workflow.DRAFT, None, None)
    assert "审核已失效" in notice.steps.latest("pk").note


def test_a_reviewer_agrees_only_to_what_the_page_showed(office):
    notice = office.sent()
    shown = draft_of(notice).digest.sha256
    office.plan.projects.filter(number=1).update(name="口袋公园建设")
    with pytest.raises(ApprovalVoid, match="刷新后重新阅读"):
        approve(office, notice, digest=shown)


def test_approval_asks_for_the_secrecy_review(office):
    notice = office.sent()
    with pytest.raises(StepRefused, match="保密审查人"):
        approve(office, notice, secrecy_reviewer=" ")
    with pytest.raises(StepRefused, match="不能晚于今天"):
        approve(office, notice, secrecy_reviewed_on=date(2025, 4, 21))


def test_a_return_needs_its_reason(office):
    notice = office.sent()
    with pytest.raises(StepRefused, match="请写明退回的原因"):
        services.return_to_draft(notice_id=notice.pk, actor=office.reviewer, at=AT, note="  ")


def test_the_signer_may_return_what_is_approved_but_not_what_is_in_review(office):
    notice = office.sent()
    with pytest.raises(PermissionDenied):
        services.return_to_draft(notice_id=notice.pk, actor=office.signer, at=AT, note="不签。")
    approve(office, notice)
    back = services.return_to_draft(notice_id=notice.pk, actor=office.signer, at=AT, note="不签。")
    assert back.status == workflow.DRAFT


def test_a_second_save_from_an_old_page_is_told(office):
    notice = office.started()
    office.edited(notice, lead="先存的。")
    with pytest.raises(EditConflict, match="刚被别人保存过"):
        office.edited(notice, lead="后存的。")
    notice.refresh_from_db()
    assert notice.lead == "先存的。"


@pytest.mark.parametrize(
    "field", ["status", "published_at", "number", "content", "signed_by", "version"]
)
def test_nobody_writes_what_is_not_the_compilers(office, field):
    with pytest.raises(ValueError, match="not a compiler's field"):
        office.edited(office.started(), **{field: "x"})


def test_one_notice_per_kind_and_round(office):
    office.started()
    with pytest.raises(StepRefused, match="已经在编制"):
        office.started()


def test_a_second_one_of_a_published_period_is_a_correction(office):
    office.published()
    with pytest.raises(StepRefused, match="请办理更正"):
        office.started()


def test_rows_not_approved_block_unless_they_may_stay_blank(office):
    task = make_project(office.plan, 4, investment_plan="100").tasks.get()
    notice = office.started()
    with pytest.raises(ChecklistOpen, match="第4件“项目4”未报"):
        office.sent(notice)
    notice = office.edited(notice, missing_rows="blank")
    content = office.published(notice).content
    row = content["categories"][-1]["projects"][-1]
    assert (row["number"], row["progress"], row["remark"]) == (4, None, "未报送")
    assert content["totals"]["investment_plan"] == "800"
    assert task.reports.count() == 0


def test_a_project_with_two_tasks_merges_and_numbers_their_texts(office):
    project = make_project(office.plan, 4, investment_plan="100")
    second = project.tasks.create(number=2, text="第二项。")
    make_approved(
        project.tasks.get(number=1), office.round, narrative="第一项开工。", invested="10"
    )
    notice = office.started()
    assert [gap.number for gap in draft_of(notice).missing] == [4]
    make_approved(second, office.round, narrative="第二项招标。", invested=None)
    row = draft_of(notice).content["categories"][-1]["projects"][-1]
    assert row["progress"] == "1.第一项开工。\n2.第二项招标。"
    assert row["invested"] == "10"


def test_the_window_may_not_open_before_the_day_of_publishing(office):
    notice = office.approved()
    with pytest.raises(ChecklistOpen, match="公示期不合规定"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=later(days=1))
    assert not Notice.objects.get(pk=notice.pk).is_published


def test_the_database_itself_keeps_compiler_reviewer_and_signer_apart(office):
    notice = office.approved()
    for field in ("reviewed_by", "signed_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**{field: office.compiler})


def test_a_target_notice_starts_from_the_plan(office):
    notice = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    notice = office.published(office.edited(notice, **WINDOW))
    assert notice.number == "2025-targets"
    assert notice.content["period"] is None
    assert notice.content["totals"]["invested"] is None


def test_standings_are_told_only_where_the_district_shows_them(office):
    make_rule_set()
    task = office.plan.projects.get(number=1).tasks.get()
    make_indicator(task, by_month={3: 2, 12: 4}, target=4)
    notice = office.started()
    rows = draft_of(notice).content["categories"][0]["projects"]
    assert [row["standing"] for row in rows] == [None, None]
    office.district.shows_standing = True
    office.district.save()
    rows = draft_of(Notice.objects.get(pk=notice.pk)).content["categories"][0]["projects"]
    assert all(set(row["standing"]) == {"value", "sentence"} for row in rows)


def test_indicators_are_told_in_the_printed_unit(office):
    task = office.plan.projects.get(number=1).tasks.get()
    indicator = make_indicator(
        task, "培训人次", unit="人次", target=16000, target_printed="1.6", unit_printed="万人次"
    )
    report = task.reports.get()
    content = report.revisions.get().content
    content["measurements"] = [
        {
            "indicator": indicator.pk,
            "label": "培训人次",
            "unit": "人次",
            "printed": "4102",
            "value": "4102",
        }
    ]
    ReportRevision.objects.create(
        report=report, number=2, content=content, approved_by=report.approved_by, approved_at=AT
    )
    row = draft_of(office.started()).content["categories"][0]["projects"][0]
    assert row["indicators"] == [
        {"task": 1, "label": "培训人次", "unit": "万人次", "target": "1.6", "reported": "0.4102"}
    ]


def test_money_promised_in_yi_is_told_in_yi(office):
    """An 亿元 holds 10000 of the register's 万元, not as many as it holds 元."""
    task = office.plan.projects.get(number=1).tasks.get()
    indicator = make_indicator(
        task, "发放贷款", unit="万元", target=10_000, target_printed="1", unit_printed="亿元"
    )
    report = task.reports.get()
    content = report.revisions.get().content
    content["measurements"] = [
        {"indicator": indicator.pk, "label": "发放贷款", "unit": "万元", "printed": "0.555亿元",
         "value": "5550"}
    ]  # fmt: skip
    ReportRevision.objects.create(
        report=report, number=2, content=content, approved_by=report.approved_by, approved_at=AT
    )
    row = draft_of(office.started()).content["categories"][0]["projects"][0]
    assert row["indicators"][0]["reported"] == "0.555"
