"""Corrections, withdrawals and seals: what is seen where, and what is gone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from notices import services, workflow
from notices.drafts import draft_of
from notices.models import Notice, NoticeFile
from notices.refusals import ChecklistOpen, StepRefused
from projects.models import Role
from tests.factories import AT, make_person, make_post
from tests.notices.conftest import later

pytestmark = pytest.mark.django_db
FORMS = ("json", "csv", "xlsx", "docx", "pdf")


def page(client, number="2025-q1"):
    return client.get(f"/wanzhou/notices/{number}/").content.decode()


def reported_again(office, number, invested):
    """The report of a project reopened and approved with another amount."""
    task = office.plan.projects.get(number=number).tasks.get()
    report = task.reports.get(round=office.round)
    from progress.models import ReportRevision
    from progress.report_values import frozen

    report.invested = Decimal(invested)
    report.save()
    ReportRevision.objects.create(
        report=report,
        number=2,
        content=frozen(report, task),
        approved_by=report.approved_by,
        approved_at=AT,
    )


def test_a_correction_takes_the_next_number_and_both_stay_readable(office, client):
    first = office.published()
    reported_again(office, 1, "95")
    second = office.corrected(first, at=later(days=1))
    assert (second.number, second.version, second.kind) == ("2025-q1-r1", 2, "correction")
    assert second.content["replaces"] == "2025-q1"
    assert second.content["totals"]["invested"] == "185.5"
    first.refresh_from_db()
    assert first.status == workflow.CORRECTED

    old, new = page(client), page(client, "2025-q1-r1")
    assert "已更正" in old
    assert "2025-q1-r1" in old
    assert "95" in new
    said = client.get("/wanzhou/notices/2025-q1.json").json()
    assert said["replaced_by"] == "2025-q1-r1"
    assert said["totals"]["invested"] == "182.5"


def test_a_correction_shows_old_and_new_cells_side_by_side(office, client):
    first = office.published()
    reported_again(office, 1, "95")
    office.corrected(first)
    new = page(client, "2025-q1-r1")
    assert "第1件金额有误" in new
    assert '<td role="cell" class="o4" data-label="原公示"><del>92</del>' in new
    assert "<ins>95</ins>" in new
    assert "<del>182.5</del>" in new


def test_a_notice_is_replaced_at_most_once_and_the_next_corrects_the_newest(office):
    first = office.published()
    second = office.corrected(first)
    with pytest.raises(StepRefused, match="已由 2025-q1-r1 更正"):
        services.start_correction(notice_id=first.pk, compiler=office.compiler, at=AT)
    third = office.corrected(second)
    assert (third.number, third.version) == ("2025-q1-r2", 3)


def test_starting_a_correction_twice_opens_the_same_draft(office):
    first = office.published()
    one = services.start_correction(notice_id=first.pk, compiler=office.compiler, at=AT)
    two = services.start_correction(notice_id=first.pk, compiler=office.compiler, at=AT)
    assert one.pk == two.pk


def test_a_draft_correction_is_not_public(office, client):
    first = office.published()
    services.start_correction(
        notice_id=first.pk, compiler=office.compiler, at=AT, reason="秘密原因"
    )
    assert "2025-q1-r1" not in page(client)
    assert "秘密原因" not in page(client)
    assert client.get("/wanzhou/notices/2025-q1.json").json()["replaced_by"] is None


def test_a_published_end_never_moves_earlier(office):
    first = office.published()
    draft = services.start_correction(
        notice_id=first.pk, compiler=office.compiler, at=AT, reason="文字有误。"
    )
    shorter = first.closes_on.replace(day=10)
    draft = office.edited(draft, restarts_window=False, signed_on=AT.date(), closes_on=shorter)
    with pytest.raises(ChecklistOpen, match="公示期不合规定"):
        office.sent(draft)


def test_a_correction_says_whether_the_window_restarts(office):
    first = office.published()
    draft = services.start_correction(
        notice_id=first.pk, compiler=office.compiler, at=AT, reason="文字有误。"
    )
    draft = office.edited(draft, signed_on=AT.date())
    with pytest.raises(ChecklistOpen, match="公示期是否重新计算"):
        office.sent(draft)


def test_a_withdrawn_notice_keeps_its_page_with_reason_and_date(office, client):
    notice = office.published()
    services.withdraw_notice(
        notice_id=notice.pk,
        signer=office.signer,
        at=later(days=1),
        reason="数据口径有误。",
        table_stays_visible=True,
    )
    text = page(client)
    for words in ("已撤回", "数据口径有误。", "口袋公园"):
        assert words in text
    assert (
        client.get("/wanzhou/notices/2025-q1.json").json()["withdrawn_at"]
        == "2025-04-21T09:30:00+08:00"
    )
    assert client.get("/wanzhou/notices/2025-q1.csv").status_code == 200


def test_a_withdrawn_table_that_may_not_be_seen_is_seen_nowhere(office, client):
    notice = office.published()
    services.withdraw_notice(
        notice_id=notice.pk,
        signer=office.signer,
        at=AT,
        reason="数据口径有误。",
        table_stays_visible=False,
    )
    assert "口袋公园" not in page(client)
    for form in FORMS:
        answer = client.get(f"/wanzhou/notices/2025-q1.{form}")
        assert answer.status_code == 410
        assert "口袋公园" not in answer.content.decode()


def test_a_withdrawal_needs_a_reason_and_cannot_be_undone(office):
    notice = office.published()
    with pytest.raises(StepRefused, match="请写明撤回的原因"):
        services.withdraw_notice(
            notice_id=notice.pk, signer=office.signer, at=AT, reason=" ", table_stays_visible=True
        )


def seal(office, notice):
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露个人信息。")
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    return services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)


def test_a_sealed_notice_has_lost_its_content_everywhere_and_kept_digest_and_reason(office, client):
    task = office.plan.projects.get(number=2).tasks.get()
    task.reports.all().update(narrative="x")
    notice = office.published()
    digest, record = notice.content_sha256, notice.record_sha256
    seal(office, notice)

    notice.refresh_from_db()
    assert (notice.status, notice.content, notice.table_html, notice.title) == (
        "sealed",
        None,
        "",
        "",
    )
    assert (notice.content_sha256, notice.record_sha256) == (digest, record)
    assert not NoticeFile.objects.filter(data__isnull=False).exists()
    text = page(client)
    assert "泄露个人信息。" in text
    assert "口袋公园" not in text
    for form in FORMS:
        answer = client.get(f"/wanzhou/notices/2025-q1.{form}")
        assert answer.status_code == 410
        assert "口袋公园" not in answer.content.decode()
    left = client.get("/wanzhou/notices/2025-q1.json").json()
    assert left["digest"]["content_sha256"] == digest
    for path in ("/", "/wanzhou/", "/wanzhou/notices/", "/api/wanzhou/notices.json"):
        assert "口袋公园" not in client.get(path).content.decode()


def test_sealing_leaves_nothing_of_the_words_in_any_column_or_step(office):
    notice = office.published(office.edited(office.started(), lead="张三的电话写错了地方。"))
    seal(office, notice)
    row = Notice.objects.filter(pk=notice.pk).values().get()
    assert not [name for name, value in row.items() if "张三" in str(value)]
    for step in notice.steps.all():
        assert "张三" not in f"{step.note}{step.detail}"


def test_a_seal_needs_a_signer_and_another_person_as_security_administrator(office):
    notice = office.published()
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    with pytest.raises(StepRefused, match="先由签发人提出"):
        services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    with pytest.raises(PermissionDenied, match="安全管理员"):
        services.seal_notice(notice_id=notice.pk, security_admin=office.reviewer, at=AT)
    make_post(office.signer, office.district, Role.SECURITY_ADMIN)
    with pytest.raises(PermissionDenied, match="另一人"):
        services.seal_notice(notice_id=notice.pk, security_admin=office.signer, at=AT)
    assert Notice.objects.get().content is not None


def test_a_sealed_notice_may_be_followed_by_a_clean_one(office, client):
    notice = office.published()
    seal(office, notice)
    clean = office.corrected(Notice.objects.get(pk=notice.pk))
    assert clean.number == "2025-q1-r1"
    assert "口袋公园" in page(client, "2025-q1-r1")
    assert Notice.objects.get(number="2025-q1").status == "sealed"


def test_a_reopened_report_is_missing_from_the_correction_until_it_is_approved_again(office):
    first = office.published()
    task = office.plan.projects.get(number=1).tasks.get()
    task.reports.update(status="returned", approved_by=None, approved_at=None)
    draft = services.start_correction(
        notice_id=first.pk, compiler=office.compiler, at=AT, reason="更正。"
    )
    assert [gap.number for gap in draft_of(draft).missing] == [1]


def test_cells_of_a_withdrawn_table_do_not_come_back_in_its_corrections_comparison(office, client):
    """The table was taken away with its notice: the page that replaces it must not show it cell by cell."""
    first = office.published()
    office.plan.projects.filter(number=1).update(target="新建口袋公园3个。")
    second = office.corrected(first)
    page = "/wanzhou/notices/2025-q1-r1/"
    assert "更正了哪些" in client.get(page).content.decode()
    services.withdraw_notice(
        notice_id=second.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=False
    )
    text = client.get(page).content.decode()
    assert "更正了哪些" not in text
    assert "新建口袋公园3个" not in text
    assert "更正它的公示也已撤回" in client.get("/wanzhou/notices/2025-q1/").content.decode()


def test_a_correction_of_a_withdrawn_hidden_table_shows_none_of_its_old_cells(office, client):
    first = office.published()
    services.withdraw_notice(
        notice_id=first.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=False
    )
    office.plan.projects.filter(number=1).update(target="新建口袋公园3个。")
    office.corrected(first)
    text = client.get("/wanzhou/notices/2025-q1-r1/").content.decode()
    assert "新建口袋公园3个" in text
    assert "更正了哪些" not in text
