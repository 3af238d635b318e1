"""Append-only tables refuse change in Python and, behind that, in the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.append_only import GUARDS, WrittenOnce
from accounts.models import AuditEvent
from tests.factories import AT, make_person

pytestmark = pytest.mark.django_db


def test_every_guard_stands_in_the_database():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        standing = {row[0] for row in cursor.fetchall()}
    expected = {f"{table}_no_{act}" for table in GUARDS for act in ("update", "delete")}
    assert expected and expected <= standing


def test_an_audit_event_is_neither_changed_nor_removed():
    person = make_person("auditor")
    event = audit.record(at=AT, actor=person, verb="test.act", subject=person)
    event.verb = "test.other"
    for attempt in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(WrittenOnce):
            attempt()
    with pytest.raises(WrittenOnce):
        AuditEvent.objects.update(verb="test.other")


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_auditevent SET verb = 'x'", "DELETE FROM accounts_auditevent"]
)
def test_raw_sql_does_not_pass_either(statement):
    person = make_person("auditor")
    audit.record(at=AT, actor=person, verb="test.act", subject=person)
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.get().verb == "test.act"
