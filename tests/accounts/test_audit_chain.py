"""The audit trail is chained in blocks: what was changed, removed, put between or dated back is named."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from accounts import audit, audit_chain, database_clock
from accounts.append_only import GUARDS
from accounts.models import AuditBlock, AuditEvent, User
from accounts.services import mark_production
from tests.factories import AT, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db: None) -> User:
    return make_person("auditor")


def acted(person: User, many: int = 1, *, at=AT, **values) -> list[AuditEvent]:
    return [
        audit.record(
            at=at, actor=person, verb="test.act", subject=person, detail={"第": number}, **values
        )
        for number in range(many)
    ]


def by_sql(statement: str, *parameters: object) -> None:
    """As somebody with the owner's rights: the guards are lifted for it and put back."""
    with connection.cursor() as cursor:
        for guard in GUARDS.values():
            guard.lift(cursor.execute, connection.vendor)
        cursor.execute(statement, parameters)
        for guard in GUARDS.values():
            guard.add(cursor.execute, connection.vendor)


def faults() -> tuple[str, ...]:
    return audit_chain.verify().faults


def verified(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_notices", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_what_was_written_goes_into_blocks_and_the_rest_is_told(person):
    acted(person, 3)
    assert audit_chain.chain_audit(at=AT) == 3
    assert audit_chain.chain_audit(at=AT) == 0
    acted(person, 2)
    report = audit_chain.verify()
    assert (report.blocks, report.events, report.waiting, report.faults) == (1, 3, 2, ())
    assert not report.is_overdue(AT + timedelta(minutes=59))
    assert report.is_overdue(AT + timedelta(minutes=61))
    assert audit_chain.chain_audit(at=AT) == 2
    first, second = AuditBlock.objects.order_by("number")
    assert second.previous == first.digest and first.previous == ""


def test_a_block_holds_no_more_than_a_reader_can_hash_at_once(person, monkeypatch):
    monkeypatch.setattr(audit_chain, "MOST_IN_A_BLOCK", 2)
    acted(person, 5)
    assert audit_chain.chain_audit(at=AT) == 5
    assert [block.count for block in AuditBlock.objects.order_by("number")] == [2, 2, 1]
    assert faults() == ()


def test_each_column_of_an_event_is_held(person):
    """Generated: a column that joins the trail is digested from its first block on."""
    event = acted(person, 3)[1]
    audit_chain.chain_audit(at=AT)
    other = make_person("another")
    for field in AuditEvent._meta.concrete_fields:
        if field.primary_key:
            continue
        before = getattr(event, field.attname)
        match field:
            case models.JSONField():
                value, back = json.dumps({"x": 1}), json.dumps(before)
            case models.DateTimeField():
                value, back = AT - timedelta(days=365), before
            case models.ForeignKey():
                value, back = other.pk, before
            case _:
                value, back = "1.2.3.4", before
        by_sql(f"UPDATE accounts_auditevent SET {field.column} = %s WHERE id = %s", value, event.pk)
        assert len(faults()) == 1 and "有记录被改动" in faults()[0], field.name
        by_sql(f"UPDATE accounts_auditevent SET {field.column} = %s WHERE id = %s", back, event.pk)
        assert faults() == (), field.name


def test_a_removed_event_is_named_by_its_number(person):
    gone = acted(person, 4)[2]
    audit_chain.chain_audit(at=AT)
    by_sql("DELETE FROM accounts_auditevent WHERE id = %s", gone.pk)
    assert faults() == (f"编号 {gone.pk} 的记录被删除（第1块）。",)


def test_an_event_put_between_later_is_named(person):
    events = acted(person, 4)
    by_sql("DELETE FROM accounts_auditevent WHERE id = %s", events[1].pk)
    audit_chain.chain_audit(at=AT)
    acted(person, 1, at=AT + timedelta(days=3))
    audit_chain.chain_audit(at=AT + timedelta(days=3))
    AuditEvent(
        pk=events[1].pk, at=AT, actor_label="x", verb="x", subject_label="x", subject_key="x"
    ).save(force_insert=True)
    assert audit_chain.chain_audit(at=AT + timedelta(days=3)) == 0
    assert faults() == (f"编号 {events[1].pk} 的记录不在任何一块里，是后来插入的。",)


def test_an_event_whose_transaction_ended_late_goes_into_the_next_block(person):
    events = acted(person, 4)
    by_sql("DELETE FROM accounts_auditevent WHERE id = %s", events[1].pk)
    audit_chain.chain_audit(at=AT)
    AuditEvent(
        pk=events[1].pk, at=AT, actor_label="x", verb="x", subject_label="x", subject_key="x"
    ).save(force_insert=True)
    assert audit_chain.chain_audit(at=AT + timedelta(minutes=5)) == 1
    assert faults() == ()


def test_a_changed_block_or_one_taken_out_is_named(person, monkeypatch):
    monkeypatch.setattr(audit_chain, "MOST_IN_A_BLOCK", 1)
    acted(person, 3)
    audit_chain.chain_audit(at=AT)
    by_sql("UPDATE accounts_auditblock SET rows_sha256 = %s WHERE number = 2", "0" * 64)
    assert faults() == ("第2块本身被改动。",)
    by_sql("DELETE FROM accounts_auditblock WHERE number = 2")
    assert "第3块之前有块被删除。" in faults()


def test_a_trail_cut_off_at_its_end_is_seen_against_a_head_kept_elsewhere(person, tmp_path):
    acted(person, 2)
    audit_chain.chain_audit(at=AT)
    acted(person, 2)
    audit_chain.chain_audit(at=AT)
    out = io.StringIO()
    call_command("export_heads", stdout=out)
    path = tmp_path / "heads.json"
    path.write_text(out.getvalue(), encoding="utf-8")
    assert verified("--heads", str(path))[0] == 0
    last = AuditBlock.objects.latest("number")
    by_sql("DELETE FROM accounts_auditevent WHERE id >= %s", last.first)
    by_sql("DELETE FROM accounts_auditblock WHERE number = 2")
    assert verified()[0] == 0
    code, said = verified("--heads", str(path))
    assert code == 1 and "第2块与另存的链头不一致" in said


def test_an_old_export_without_the_trail_is_still_read(person, tmp_path):
    path = tmp_path / "heads.json"
    path.write_text('{"heads": []}', encoding="utf-8")
    assert verified("--heads", str(path))[0] == 0


def test_in_production_an_event_of_last_year_is_named_though_a_block_holds_it(person):
    """Whoever owns the database gets past the guard; the blocks before it do not move."""
    now = database_clock.read()
    mark_production(at=now)
    acted(person, 1, at=now)
    audit_chain.chain_audit(at=now)
    with database_clock.carrying_over():
        old = acted(person, 1, at=now - timedelta(days=365))[0]
    audit_chain.chain_audit(at=now)
    assert faults() == (f"编号 {old.pk} 的记录时间早于上一块，是后来补写的（第2块）。",)


def test_the_command_says_what_stands_and_what_waits(person):
    acted(person, 2)
    out = io.StringIO()
    call_command("chain_audit", stdout=out)
    assert out.getvalue() == "编入 2 条，现在是第1块\n"
    acted(person)
    code, said = verified()
    assert code == 0
    assert "审计记录：2 条，1 块，完好" in said and "尚未入链 1 条，最早 2025-04-20 09:30" in said


def test_a_block_is_written_once(person):
    acted(person)
    audit_chain.chain_audit(at=AT)
    for statement in (
        "UPDATE accounts_auditblock SET count = 2",
        "DELETE FROM accounts_auditblock",
    ):
        with (
            pytest.raises(DatabaseError, match="written once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
