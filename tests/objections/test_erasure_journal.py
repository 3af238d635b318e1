"""The journal of erasures: numbers only, on the disk before the commit, read again after a backup; reasons name nobody."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts import erasure_journal
from accounts.erasure_journal import Entry, JournalUnreadable
from accounts.services import mark_production
from objections import services
from objections.models import Erasure, Objection
from ops.doctor import keeping_looks
from ops.doctor.findings import Severity
from projects.workflow import StepRefused
from tests.factories import AT
from tests.objections.conftest import NAME, PHONE, WORDS

pytestmark = pytest.mark.django_db


def withdrawn(desk) -> Objection:
    objection = desk.received()
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    return objection


def proposed(desk, *objections: Objection, reason: str = "本人申请") -> Erasure:
    return services.propose_erasure(
        district=desk.district, objections=objections, actor=desk.handler, reason=reason, at=AT
    )


def approved(desk, erasure: Erasure) -> int:
    return services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)


# ------------------------------------------------------------- reasons
@pytest.mark.parametrize(
    ("reason", "sign"),
    [
        (f"{NAME}本人申请", "当事人的称呼"),
        ("来电 139 8301 2345 要求", "当事人的电话"),
        ("身份证 50010119900101123X 核对过", "身份证"),
        ("联系 13612345678", "手机"),
    ],
)
def test_a_reason_that_says_who_somebody_is_is_refused_with_the_sign_named(desk, reason, sign):
    with pytest.raises(StepRefused, match=sign):
        proposed(desk, withdrawn(desk), reason=reason)
    assert not Erasure.objects.exists()


def test_of_several_each_ones_name_is_looked_for(desk):
    first = withdrawn(desk)
    second = desk.received(name="林秋实", contact="13700001111", text="另一件")
    services.withdraw_objection(objection_id=second.pk, at=AT)
    with pytest.raises(StepRefused, match="当事人的"):
        proposed(desk, first, second, reason="林秋实要求")


# ------------------------------------------------------------- journal
def test_a_line_holds_numbers_and_nothing_of_the_person(desk, settings):
    objection = withdrawn(desk)
    approved(desk, proposed(desk, objection))
    text = Path(settings.PORTAL_JOURNAL).read_text("ascii")
    people = f"{desk.handler.pk},{desk.security_admin.pk}"
    assert text == (
        f"2025-04-20T09:30:00+08:00 500101 objection {objection.receipt} {objection.pk} {people}\n"
    )
    assert not any(said in text for said in (NAME, PHONE, WORDS))
    assert Path(settings.PORTAL_JOURNAL).stat().st_mode & 0o777 == 0o600
    (entry,) = erasure_journal.entries("objection")
    assert (entry.at, entry.number, entry.key) == (AT, objection.receipt, objection.pk)


def test_without_a_journal_that_can_be_written_nothing_is_erased(desk, settings, tmp_path):
    (tmp_path / "in the way").write_text("")
    settings.PORTAL_JOURNAL = tmp_path / "in the way" / "erasures.journal"
    objection = withdrawn(desk)
    with pytest.raises(StepRefused, match="清除日志写不了"):
        approved(desk, proposed(desk, objection))
    objection.refresh_from_db()
    assert objection.sealed_words and not objection.identity_erased_at
    assert Erasure.objects.get().approved_at is None


def test_a_line_torn_off_by_a_power_cut_is_no_line_and_the_next_one_is_whole(settings):
    path = Path(settings.PORTAL_JOURNAL)
    first, second = (
        Entry(AT, "500101", "objection", "WZ-1", 1),
        Entry(AT, "500101", "objection", "WZ-2", 2),
    )
    erasure_journal.add([first])
    path.write_text(path.read_text() + "2025-04-20T09:3")
    assert erasure_journal.entries("objection") == [first]
    erasure_journal.add([second])
    assert erasure_journal.entries("objection") == [first, second]


def test_a_line_that_no_erasure_wrote_stops_a_replay(desk, settings):
    Path(settings.PORTAL_JOURNAL).write_text("everything is fine\n")
    with pytest.raises(JournalUnreadable, match="第 1 行"):
        services.replay_erasures(at=AT)
    with pytest.raises(CommandError, match="第 1 行"):
        call_command("replay_erasures")


def test_a_replay_erases_a_case_that_the_backup_shows_still_open(desk):
    """The backup is older than the end of the case."""
    objection = desk.accepted()
    erasure_journal.add(
        [Entry(AT + timedelta(days=9), "500101", "objection", objection.receipt, objection.pk)]
    )
    erasure_journal.add([Entry(AT, "500114", "objection", objection.receipt, objection.pk)])
    out = StringIO()
    call_command("replay_erasures", stdout=out)
    assert "再次清除 1 件，原已清除 0 件，库里没有的 1 件；再次封存 0 份" in out.getvalue()
    objection.refresh_from_db()
    assert objection.sealed_words is None and bytes(objection.sealed_summary) == b""
    assert objection.identity_erased_at == AT + timedelta(days=9)
    step = objection.steps.get(step="erase")
    assert step.by is None and "按清除日志" in step.note


def test_the_doctor_names_what_a_backup_brought_back(desk):
    objection = withdrawn(desk)
    assert keeping_looks.journal().severity is Severity.WELL
    erasure_journal.add([Entry(AT, "500101", "objection", objection.receipt, objection.pk)])
    found = keeping_looks.journal()
    assert found.severity is Severity.FAULT and "replay_erasures" in found.remedy
    services.replay_erasures(at=AT)
    assert keeping_looks.journal().severity is Severity.WELL


def test_the_doctor_misses_the_mark_of_production(settings):
    assert list(keeping_looks.mark()) == []
    settings.IS_DEMO = False
    assert next(keeping_looks.mark()).severity is Severity.FAULT
    mark_production(at=AT)
    assert next(keeping_looks.mark()).severity is Severity.WELL


def test_without_a_journal_there_is_nothing_to_replay(desk):
    assert services.replay_erasures(at=AT) == services.Replayed()


# ------------------------------------------------------------- the row
def test_the_database_refuses_an_erased_case_that_still_holds_a_summary_or_a_draft(desk):
    objection = withdrawn(desk)
    approved(desk, proposed(desk, objection))
    for name in ("sealed_summary", "sealed_refusal", "sealed_extension", "sealed_answer"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**{name: b"gAAAAAsomething"})


def test_what_was_emptied_stays_empty_under_a_new_key(desk):
    objection = desk.accepted()
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    approved(desk, proposed(desk, objection))
    call_command("reseal_objections", stdout=StringIO())
    objection.refresh_from_db()
    assert bytes(objection.sealed_summary) == b"" and objection.sealed_words is None


def test_hourly_texts_and_counts_whose_time_is_over_go(desk):
    out = StringIO()
    call_command("sweep_kept", stdout=out)
    assert "清理留存文字 0 份，来访计数 0 条" in out.getvalue()
