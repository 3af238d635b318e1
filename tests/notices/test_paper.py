"""Signed on paper, by the pages: who enters it, and what the signer says at the next sign-in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import AuditEvent, User
from notices import workflow
from notices.models import Notice
from projects.models import Role
from tests.factories import AT, make_district, make_person, make_post
from tests.scanned import scanned_pdf, scanned_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_tests_moment(monkeypatch):
    for module in ("paper", "overview", "deciding", "afterwards"):
        monkeypatch.setattr(f"notices.views.{module}.now", lambda: AT)


def signed_in(person: User, *, with_code: bool = True) -> Client:
    client = Client()
    client.force_login(person)
    if with_code:
        device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=True)
        session = client.session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client


def given(signer: object, scan: bytes | None = None, name: str = "签发件.pdf") -> dict[str, object]:
    file = SimpleUploadedFile(name, scanned_pdf(2) if scan is None else scan)
    return {"signer": signer, "signed_on": "2025-04-20", "scan": file}


def enter(notice: Notice, person: User, data: dict[str, object], **how: bool):
    return signed_in(person, **how).post(reverse("notices:notice-paper", args=[notice.pk]), data)


@pytest.fixture
def handler(office):
    return make_person("handler", office.district, Role.HANDLER, name="何经办")


@pytest.fixture
def published(office, handler):
    """A notice published by a signature on paper, which its signer has not owned yet."""
    notice = office.approved()
    assert enter(notice, handler, given(office.signer.pk)).status_code == 302
    return Notice.objects.get(pk=notice.pk)


def test_a_reviewer_with_an_invented_signer_and_a_file_that_is_no_scan_publishes_nothing(office):
    """As it was found: no one-time code, a name nobody holds, five bytes called a PDF."""
    notice = office.approved()
    reviewer = signed_in(office.reviewer, with_code=False)
    invented = given("马主任", b"%PDF-")
    answer = reviewer.post(reverse("notices:notice-paper", args=[notice.pk]), invented)
    assert answer.status_code == 403
    assert Notice.objects.get(pk=notice.pk).status == workflow.APPROVED
    assert (
        "登记并公示"
        not in reviewer.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    )


def test_each_gap_of_an_entry_is_told_beside_what_was_typed(office, handler):
    notice = office.approved()
    for data, words in (
        (given("马主任"), "签发人要从名单里选"),
        (given(office.reviewer.pk), "签发人要从名单里选"),
        (given(office.signer.pk, b"%PDF-1.7"), "打不开"),
        (given(office.signer.pk, b"MZ.", "a.exe"), "不是可以上传的类型"),
    ):
        answer = enter(notice, handler, data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    without_code = enter(notice, handler, given(office.signer.pk), with_code=False)
    assert without_code.status_code == 403
    assert "动态口令" in without_code.content.decode()
    assert Notice.objects.get(pk=notice.pk).status == workflow.APPROVED


def test_it_counts_at_once_and_waits_for_the_signers_own_word(office, published, client):
    assert client.get("/wanzhou/notices/2025-q1/").status_code == 200
    trail = signed_in(office.reviewer).get(reverse("notices:notice", args=[published.pk]))
    text = trail.content.decode()
    assert "在纸上签发" in text and "由何经办登记，待本人确认" in text

    desk = signed_in(office.signer)
    first = desk.get(reverse("desk"))
    assert first.url == reverse("notices:signings")
    page = desk.get(first.url).content.decode()
    assert "确认，是我签的" in page and "不是我签的" in page
    scan = desk.get(reverse("notices:notice-scan", args=[published.pk])).content
    assert scan == scanned_pdf(2)

    own = reverse("notices:signing-own", args=[published.paper_signing.pk])
    assert desk.post(own).status_code == 302
    assert desk.get(reverse("desk")).url != reverse("notices:signings")
    text = desk.get(reverse("notices:notice", args=[published.pk])).content.decode()
    assert "本人已确认" in text and "待本人确认" not in text
    assert "已经答复过" in desk.post(own, follow=True).content.decode()


def test_nobody_owns_a_signature_for_the_signer(office, published):
    own = reverse("notices:signing-own", args=[published.paper_signing.pk])
    other = make_person("second-signer", office.district, Role.SIGNER)
    for person in (office.reviewer, office.compiler, other):
        assert signed_in(person).post(own).status_code == 403
    assert signed_in(office.signer, with_code=False).post(own).status_code == 403
    published.refresh_from_db()
    assert published.paper_signing.said is None


def test_not_mine_is_audited_and_alarms_those_who_can_end_it(office, published):
    admin = make_person("admin", office.district, Role.SECURITY_ADMIN)
    desk = signed_in(office.signer)
    desk.post(reverse("notices:signing-disown", args=[published.paper_signing.pk]))
    event = AuditEvent.objects.get(verb="notice.disown_paper")
    assert (event.actor, event.district_code) == (office.signer, "500101")

    withdraw = reverse("notices:notice-withdraw", args=[published.pk])
    for person in (office.reviewer, admin):
        page = signed_in(person)
        assert page.get(reverse("desk")).url == reverse("notices:signings")
        text = page.get(reverse("notices:signings")).content.decode()
        assert "不是本人签发的" in text and "何经办" in text
        assert withdraw not in text
    assert withdraw in desk.get(reverse("notices:signings")).content.decode()
    assert "口袋公园" not in signed_in(admin).get(reverse("notices:signings")).content.decode()

    desk.post(withdraw, {"reason": "未经签发。", "table_stays_visible": "no"})
    assert Notice.objects.get(pk=published.pk).status == workflow.WITHDRAWN
    assert signed_in(admin).get(reverse("desk")).url != reverse("notices:signings")
    assert (
        "签发异常"
        not in signed_in(office.reviewer).get(reverse("notices:signings")).content.decode()
    )


def test_a_security_administrator_enters_it_from_a_picture_without_reading_the_notice(office):
    notice = office.approved()
    admin = make_person("admin", office.district, Role.SECURITY_ADMIN)
    page = signed_in(admin)
    listed = page.get(reverse("notices:papers")).content.decode()
    assert notice.called in listed and "口袋公园" not in listed
    data = given(office.signer.pk, scanned_picture(), "签发.png")
    assert page.post(reverse("notices:notice-paper", args=[notice.pk]), data).status_code == 302
    notice.refresh_from_db()
    assert (notice.paper_scan_name, notice.paper_signing.pages) == ("签发.jpg", 1)
    assert page.get(reverse("notices:notice", args=[notice.pk])).status_code == 404


def test_another_districts_notice_is_not_there_to_be_entered(office):
    notice = office.approved()
    stranger = make_person("stranger", make_district("qianjiang"), Role.HANDLER)
    assert enter(notice, stranger, given(office.signer.pk)).status_code == 404
    assert notice.number not in signed_in(stranger).get(reverse("notices:papers")).content.decode()


def test_a_handler_who_compiled_it_does_not_enter_it(office):
    notice = office.approved()
    make_post(office.compiler, office.district, Role.HANDLER)
    answer = enter(notice, office.compiler, given(office.signer.pk))
    assert answer.status_code == 403
    assert "您编制过这份公示" in answer.content.decode()
