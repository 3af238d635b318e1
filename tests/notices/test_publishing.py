"""Publishing is one transaction: all of it or nothing, once, at the server's moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from notices import drafts, services, workflow
from notices.compile import compile_content
from notices.digests import content_digest
from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep, PaperSigning
from notices.refusals import StepRefused
from notices.services import publishing
from projects.models import Role
from publicity.models import Generation
from tests.factories import AT, make_district, make_person, make_post
from tests.notices.conftest import later
from tests.scanned import scanned_pdf

pytestmark = pytest.mark.django_db


def signed_on_paper(office, **other) -> services.PaperSignature:
    given = {"signer": office.signer.pk, "signed_on": AT.date(), "scan": scanned_pdf(2)}
    return services.PaperSignature(**{**given, "scan_name": "签发件.pdf", **other})


def make_handler(office):
    return make_person("handler", office.district, Role.HANDLER)


def everything():
    """Every row publishing touches, as values."""
    return (
        list(Notice.objects.order_by("pk").values()),
        list(NoticeHead.objects.values()),
        list(NoticeFile.objects.order_by("pk").values()),
        list(NoticeStep.objects.order_by("pk").values()),
        list(AuditEvent.objects.order_by("pk").values()),
        list(Generation.objects.values()),
    )


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("place", range(len(publishing.FREEZING)))
def test_killed_at_any_step_nothing_is_half_published(office, monkeypatch, place, moment):
    notice = office.approved()
    NoticeHead.objects.get_or_create(district=office.district)
    before = everything()
    act = publishing.FREEZING[place]

    def dying(notice, at):
        if moment == "after":
            act(notice, at)
        raise Killed

    steps = (*publishing.FREEZING[:place], dying, *publishing.FREEZING[place + 1 :])
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "FREEZING", steps)
        with pytest.raises(Killed):
            services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    assert everything() == before

    again = services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    assert again.status == workflow.PUBLISHED
    assert NoticeHead.objects.get().count == 1


def test_killed_while_leaving_the_trail_nothing_is_published(office, monkeypatch):
    notice = office.approved()

    def dying(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "left", dying)
        with pytest.raises(Killed):
            services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    notice.refresh_from_db()
    assert (notice.status, notice.content) == (workflow.APPROVED, None)
    assert not NoticeFile.objects.exists()


@pytest.mark.parametrize("is_on_paper", [False, True])
def test_a_publication_compiles_and_digests_its_content_once(office, monkeypatch, is_on_paper):
    notice = office.approved()
    compiled, digested = [], []

    def compiling(*args, **kwargs):
        compiled.append(args)
        return compile_content(*args, **kwargs)

    def digesting(content):
        digested.append(content)
        return content_digest(content)

    monkeypatch.setattr(drafts, "compile_content", compiling)
    monkeypatch.setattr(drafts, "content_digest", digesting)
    actor = make_handler(office) if is_on_paper else office.signer
    paper = signed_on_paper(office) if is_on_paper else None
    published = services.publish_notice(notice_id=notice.pk, actor=actor, at=AT, paper=paper)
    assert (len(compiled), len(digested)) == (1, 1)
    assert published.content == digested[0]
    assert published.content_sha256 == notice.approved_digest


def test_a_double_click_and_a_retry_give_the_same_one_version(office):
    first = office.published()
    before = everything()
    again = services.publish_notice(notice_id=first.pk, actor=office.signer, at=later(minutes=3))
    other = make_person("second-signer", office.district, Role.SIGNER)
    late = services.publish_notice(notice_id=first.pk, actor=other, at=later(days=9))
    assert first.pk == again.pk == late.pk
    assert first.published_at == again.published_at == late.published_at
    assert everything() == before


def test_the_moment_is_the_servers_to_the_second_in_beijing(office, client):
    notice = office.approved()
    at = datetime(2025, 4, 20, 2, 30, 15, 999999, tzinfo=UTC)
    services.publish_notice(notice_id=notice.pk, actor=office.signer, at=at)
    said = client.get("/wanzhou/notices/2025-q1.json").json()
    assert said["published_at"] == "2025-04-20T10:30:15+08:00"


def test_every_form_is_stored_once_with_its_digests(office, client):
    notice = office.published()
    files = {file.format: file for file in NoticeFile.objects.all()}
    assert sorted(files) == ["csv", "docx", "json", "pdf", "xlsx"]
    for form, file in files.items():
        assert len(file.sha256) == len(file.sm3) == 64
        assert client.get(f"/wanzhou/notices/2025-q1.{form}").content == bytes(file.data)
    assert notice.content_sha256 in bytes(files["json"].data).decode()


def test_records_are_chained_per_district(office):
    first = office.published()
    second = office.corrected(first)
    assert first.previous_record_sha256 == ""
    assert second.previous_record_sha256 == first.record_sha256
    assert (first.chain_position, second.chain_position) == (1, 2)
    assert NoticeHead.objects.get().record_sha256 == second.record_sha256


def test_a_signature_on_paper_is_entered_by_one_who_had_no_hand_in_the_notice(office):
    notice = office.approved()
    for person in (office.compiler, office.reviewer, office.signer):
        with pytest.raises(PermissionDenied):
            services.publish_notice(
                notice_id=notice.pk, actor=person, at=AT, paper=signed_on_paper(office)
            )
    for person in (office.compiler, office.reviewer):
        make_post(person, office.district, Role.HANDLER)
        with pytest.raises(PermissionDenied, match="另一人办理"):
            services.publish_notice(
                notice_id=notice.pk, actor=person, at=AT, paper=signed_on_paper(office)
            )
    handler = make_handler(office)
    published = services.publish_notice(
        notice_id=notice.pk, actor=handler, at=AT, paper=signed_on_paper(office)
    )
    assert (published.signed_by, published.paper_signer) == (None, office.signer.name)
    signing = published.paper_signing
    assert (signing.signer, signing.entered_by, signing.pages) == (office.signer, handler, 2)
    assert signing.said is None
    assert published.steps.get(step="publish").detail["paper_signer"] == office.signer.name


def test_only_a_holder_of_the_post_may_have_signed_on_paper(office):
    notice = office.approved()
    handler = make_handler(office)
    elsewhere = make_person("far-signer", make_district("qianjiang"), Role.SIGNER)
    left = make_person("left-signer", office.district, Role.SIGNER, is_active=False)
    make_post(office.compiler, office.district, Role.SIGNER)
    make_post(office.reviewer, office.district, Role.SIGNER)
    for person in (elsewhere, left, office.compiler, office.reviewer, handler):
        with pytest.raises(StepRefused, match="签发人要从"):
            services.publish_notice(
                notice_id=notice.pk,
                actor=handler,
                at=AT,
                paper=signed_on_paper(office, signer=person.pk),
            )
    make_post(handler, office.district, Role.SIGNER)
    with pytest.raises(StepRefused, match="直接用动态口令签发"):
        services.publish_notice(
            notice_id=notice.pk,
            actor=handler,
            at=AT,
            paper=signed_on_paper(office, signer=handler.pk),
        )
    assert Notice.objects.get(pk=notice.pk).status == workflow.APPROVED


def test_a_paper_signature_needs_a_scan_that_opens_and_a_day_that_has_been(office):
    notice = office.approved()
    handler = make_handler(office)
    for other, words in (
        ({"scan": b""}, "扫描件"),
        ({"scan": b"%PDF-1.7 no such file"}, "打不开"),
        ({"scan": b"\x89PNG\r\n\x1a\n no picture"}, "打不开"),
        ({"scan": b"MZ no scan"}, "不是"),
        ({"signed_on": later(days=1).date()}, "不能晚于今天"),
    ):
        with pytest.raises(StepRefused, match=words):
            services.publish_notice(
                notice_id=notice.pk, actor=handler, at=AT, paper=signed_on_paper(office, **other)
            )
    assert not PaperSigning.objects.exists()
