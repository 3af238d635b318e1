"""Publishing is one transaction: all of it or nothing, once, at the server's moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from notices import drafts, services, workflow
from notices.compile import compile_content
from notices.digests import content_digest
from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep
from notices.refusals import StepRefused
from notices.services import publishing
from projects.models import Role
from publicity.models import Generation
from tests.factories import AT, make_person
from tests.notices.conftest import later

pytestmark = pytest.mark.django_db
SCAN = services.PaperSignature("马主任", AT.date(), b"%PDF-1.7 scan", "签发件.pdf")


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


@pytest.mark.parametrize("paper", [None, SCAN])
def test_a_publication_compiles_and_digests_its_content_once(office, monkeypatch, paper):
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
    signer = office.reviewer if paper else office.signer
    published = services.publish_notice(notice_id=notice.pk, actor=signer, at=AT, paper=paper)
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


def test_a_signature_on_paper_is_entered_by_another_than_the_compiler(office):
    notice = office.approved()
    with pytest.raises(PermissionDenied):
        services.publish_notice(notice_id=notice.pk, actor=office.compiler, at=AT, paper=SCAN)
    published = services.publish_notice(
        notice_id=notice.pk, actor=office.reviewer, at=AT, paper=SCAN
    )
    assert (published.signed_by, published.paper_signer) == (None, "马主任")
    assert published.steps.get(step="publish").detail["paper_signer"] == "马主任"


def test_paper_does_not_let_the_reviewer_or_the_compiler_sign(office):
    notice = office.approved()
    for person, words in ((office.compiler, "编制人"), (office.reviewer, "三个人")):
        paper = services.PaperSignature(person.name, AT.date(), b"%PDF-", "a.pdf")
        with pytest.raises(StepRefused, match=words):
            services.publish_notice(notice_id=notice.pk, actor=office.reviewer, at=AT, paper=paper)


def test_a_paper_signature_needs_name_scan_and_a_day_that_has_been(office):
    notice = office.approved()
    for paper, words in (
        (services.PaperSignature(" ", AT.date(), b"%PDF-"), "姓名"),
        (services.PaperSignature("马主任", AT.date()), "扫描件"),
        (services.PaperSignature("马主任", later(days=1).date(), b"%PDF-"), "不能晚于今天"),
    ):
        with pytest.raises(StepRefused, match=words):
            services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT, paper=paper)
