"""A sealed notice stays sealed when a backup of an earlier day brings its content back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from notices import services
from notices.models import Notice, NoticeFile
from notices.verification import verify_district
from projects.models import Role
from projects.workflow import StepRefused
from tests.factories import AT, make_person

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


@pytest.fixture
def admin(office):
    return make_person("security", office.district, Role.SECURITY_ADMIN)


def sealed_elsewhere(office, admin, number: str = "2025-q1") -> None:
    """The line that the sealing left, after a backup without it was restored."""
    erasure_journal.add([Entry(AT, "500101", "notice", number, 1, (office.signer.pk, admin.pk))])


def test_sealing_leaves_its_line(office, admin):
    notice = office.published()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    by = (office.signer.pk, admin.pk)
    assert erasure_journal.entries("notice") == [
        Entry(AT, "500101", "notice", "2025-q1", notice.pk, by)
    ]
    assert services.seals_not_replayed() == []
    assert services.replay_seals(at=LATER) == (0, ())


def test_without_a_journal_nothing_is_sealed(office, admin, settings, tmp_path):
    (tmp_path / "in the way").write_text("")
    settings.PORTAL_JOURNAL = tmp_path / "in the way" / "erasures.journal"
    notice = office.published()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    with pytest.raises(StepRefused, match="清除日志写不了"):
        services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    assert Notice.objects.get(pk=notice.pk).content


def test_what_a_backup_brought_back_is_sealed_again_in_the_names_of_the_two(office, admin):
    notice = office.published()
    sealed_elsewhere(office, admin)
    assert services.seals_not_replayed() == ["2025-q1"]
    assert services.replay_seals(at=LATER) == (1, ())
    notice.refresh_from_db()
    assert (notice.status, notice.content, notice.sealed_at) == ("sealed", None, LATER)
    assert "再次封存" in notice.seal_reason
    assert not NoticeFile.objects.filter(data__isnull=False).exists()
    steps = dict(notice.steps.filter(at=LATER).values_list("step", "by"))
    assert steps == {"ask_to_seal": office.signer.pk, "seal": admin.pk}
    assert verify_district(office.district).faults == ()
    assert services.replay_seals(at=LATER) == (0, ())


def test_one_that_was_asked_for_in_the_backup_keeps_its_reason(office, admin):
    notice = office.published()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    sealed_elsewhere(office, admin)
    assert services.replay_seals(at=LATER) == (1, ())
    assert Notice.objects.get(pk=notice.pk).seal_reason == "泄露。"


def test_a_draft_or_unknown_people_are_left_to_people_and_named(office, admin):
    office.approved()
    sealed_elsewhere(office, admin)
    assert services.replay_seals(at=LATER) == (0, ("2025-q1",))
    admin_gone = type(admin)(pk=987654)
    other = services.start_notice(plan=office.plan, kind="targets", compiler=office.compiler, at=AT)
    sealed_elsewhere(office, admin_gone, number=other.number)
    assert services.replay_seals(at=LATER)[1] == ("2025-q1", "2025-targets")
