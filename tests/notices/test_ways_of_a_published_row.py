"""A published row changes on named ways only, each with its step; in production publishing keeps to the clock.

Raw statements, as somebody writes them who has the application's password: on PostgreSQL as the portal's own role,
on SQLite as whoever opens the file through the portal's connection.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction

from accounts import audit, database_clock
from accounts.models import AuditEvent, Installation
from accounts.services import mark_production
from notices import services, workflow
from notices.digests import content_digest, moment_text, record_sha256
from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep
from notices.services import ending
from notices.services.trail import left
from notices.verification import verify_district
from projects.models import Role
from projects.workflow import StepRefused
from tests.factories import AT, make_person
from tests.notices.conftest import make_office

pytestmark = pytest.mark.django_db
REFUSED = r"written once|permission denied"


@pytest.fixture
def as_the_application(request: pytest.FixtureRequest, db: None) -> Callable[[], None]:
    """Be the portal's own role where the database has roles."""
    if connection.vendor == "postgresql":
        enter: Callable[[], None] = request.getfixturevalue("as_the_role")
        return enter
    return lambda: None


def run(statement: str, *parameters: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def refused(statement: str, *parameters: object) -> None:
    with pytest.raises(DatabaseError, match=REFUSED):
        run(statement, *parameters)


def another_value(field: models.Field, value: object) -> object:
    """A value that the column does not hold now."""
    match field:
        case models.BinaryField():
            return b"forged"
        case models.BooleanField():
            return not value
        case models.JSONField():
            return json.dumps({"forged": 1})
        case models.DateTimeField():
            return AT + timedelta(days=1)
        case models.DateField():
            return AT.date() + timedelta(days=100)
        case models.IntegerField() | models.ForeignKey() | models.AutoField():
            return int(value or 0) + 1
    return f"{value}x"[-(field.max_length or 9) :] if value != "x" else "y"


# ------------------------------------------------------------- columns
def test_no_column_of_a_published_row_changes_by_itself(office, as_the_application):
    """Generated from the model: a column that joins it is guarded as well, or named on a way."""
    notice = office.published()
    as_the_application()
    fields = Notice._meta.concrete_fields
    assert len(fields) > 60
    for field in fields:
        value = another_value(field, getattr(notice, field.attname))
        refused(f'UPDATE notices_notice SET "{field.column}" = %s WHERE id = %s', value, notice.pk)
    notice.refresh_from_db()
    assert notice.status == workflow.PUBLISHED
    assert verify_district(office.district).problems == ()


def test_no_column_of_a_file_changes_at_all(office, as_the_application):
    notice = office.published()
    as_the_application()
    for field in NoticeFile._meta.concrete_fields:
        file = NoticeFile.objects.filter(notice=notice).earliest("pk")
        value = another_value(field, getattr(file, field.attname))
        refused(f"UPDATE notices_noticefile SET {field.column} = %s WHERE id = %s", value, file.pk)
    refused("UPDATE notices_noticefile SET data = NULL")


def test_the_end_of_the_chain_moves_only_onto_the_next_record(office, as_the_application):
    office.published()
    as_the_application()
    refused("UPDATE notices_noticehead SET count = 0, record_sha256 = ''")
    refused("UPDATE notices_noticehead SET count = count + 1, record_sha256 = 'x'")


# ------------------------------------------------------------- ways
def test_nobody_withdraws_or_seals_by_hand(office, as_the_application):
    notice = office.published()
    as_the_application()
    emptied = ", ".join(
        f"{Notice._meta.get_field(name).column} = {'NULL' if value is None else repr(value)}"
        for name, value in ending.EMPTIED.items()
    )
    for change in (
        "status = 'corrected'",
        f"status = 'withdrawn', withdrawn_at = '{AT.isoformat()}', withdrawal_reason = 'x'",
        f"status = 'sealed', sealed_at = '{AT.isoformat()}', seal_reason = 'x', {emptied}",
        f"seal_reason = 'x', seal_asked_at = '{AT.isoformat()}', seal_asked_by_id = {office.signer.pk}",
    ):
        refused(f"UPDATE notices_notice SET {change} WHERE id = %s", notice.pk)
    assert Notice.objects.get(pk=notice.pk).status == workflow.PUBLISHED


def test_a_step_without_its_audit_event_opens_no_way(office, as_the_application):
    notice = office.published()
    as_the_application()
    NoticeStep.objects.create(
        notice=notice,
        step="withdraw",
        from_status="published",
        to_status="withdrawn",
        by=office.signer,
        at=AT,
        note="x",
    )
    refused(
        "UPDATE notices_notice SET status = 'withdrawn', withdrawn_at = %s, withdrawal_reason = 'x'",
        AT,
    )


def test_one_person_does_not_seal_though_both_steps_are_written(office, as_the_application):
    notice = office.published()
    as_the_application()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    notice.refresh_from_db()
    notice.status, notice.sealed_at = workflow.SEALED, AT
    for name, value in ending.EMPTIED.items():
        setattr(notice, name, value)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        left(notice, "seal", by=office.signer, at=AT, was=workflow.PUBLISHED, note="泄露。")
        notice.save()
    assert Notice.objects.get(pk=notice.pk).content


def test_sealing_leaves_nothing_standing_of_what_was_to_go(office, as_the_application):
    """All of it or nothing: a sealing that keeps the lead is no sealing."""
    notice = office.published()
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    as_the_application()
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    notice.refresh_from_db()
    for kept in ending.EMPTIED:
        if not getattr(notice, kept):
            continue
        trying = Notice.objects.get(pk=notice.pk)
        trying.status, trying.sealed_at = workflow.SEALED, AT
        for name, value in ending.EMPTIED.items():
            if name != kept:
                setattr(trying, name, value)
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            left(trying, "seal", by=admin, at=AT, was=workflow.PUBLISHED, note="泄露。")
            trying.save()
    services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    assert Notice.objects.get(pk=notice.pk).content is None


def test_a_draft_is_not_published_past_its_review(office, as_the_application):
    """Frozen by hand with everything in order but that no reviewer agreed to this content."""
    notice = office.approved()
    as_the_application()
    content = {"number": notice.number, "title": "没有审核过的内容"}
    digest = content_digest(content)
    notice.status, notice.signed_by, notice.published_at = "published", office.signer, AT
    notice.content, notice.content_sha256, notice.content_sm3 = content, digest.sha256, digest.sm3
    notice.chain_position = 1
    notice.record_sha256 = record_sha256(digest.sha256, notice.number, moment_text(AT), "")
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        left(notice, "publish", by=office.signer, at=AT, was="approved", digest=digest.sha256)
        notice.save()
    assert Notice.objects.get(pk=notice.pk).content is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_step_of_another_transaction_opens_no_way():
    """Written beforehand and committed, it is no trace of this act."""
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED LOUDLY: not on PostgreSQL, transactions were not told apart")
    office = make_office()
    notice = office.published()
    notice.status = workflow.WITHDRAWN
    with transaction.atomic():
        left(notice, "withdraw", by=office.signer, at=AT, was=workflow.PUBLISHED, note="x")
    refused(
        "UPDATE notices_notice SET status = 'withdrawn', withdrawn_at = %s, withdrawal_reason = 'x'",
        AT,
    )


@pytest.mark.postgres
def test_a_table_of_ones_own_before_the_true_one_opens_no_way(office, as_the_role):
    notice = office.published()
    as_the_role()
    run("CREATE TEMP TABLE notices_noticestep AS SELECT * FROM public.notices_noticestep")
    run("CREATE TEMP TABLE accounts_auditevent AS SELECT * FROM public.accounts_auditevent")
    at = AT.isoformat()
    run(
        "INSERT INTO pg_temp.notices_noticestep (notice_id, step, from_status, to_status, by_id, at, note) "
        f"VALUES (%s, 'withdraw', 'published', 'withdrawn', {office.signer.pk}, '{at}', 'x')",
        notice.pk,
    )
    run(
        "INSERT INTO pg_temp.accounts_auditevent (subject_key, verb, actor_id, at) "
        f"VALUES ('notices.notice:{notice.pk}', 'notice.withdraw', {office.signer.pk}, '{at}')"
    )
    refused(
        "UPDATE public.notices_notice SET status = 'withdrawn', withdrawn_at = %s, withdrawal_reason = 'x'",
        AT,
    )


# ------------------------------------------------------------- the clock
def window_ahead() -> dict[str, date]:
    """A window that opens after any day on which this is run."""
    day = database_clock.read().date()
    return {
        "opens_on": day + timedelta(days=2),
        "closes_on": day + timedelta(days=40),
        "signed_on": AT.date(),
    }


@pytest.fixture
def production(db: None) -> datetime:
    """The database is marked as one in production; gives its clock."""
    assert mark_production(at=AT)
    assert not mark_production(at=AT)
    return database_clock.read()


def test_in_production_a_notice_carries_the_databases_moment_not_the_callers(office):
    notice = office.approved(office.started(**window_ahead()))
    mark_production(at=AT)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        # The trail keeps to the clock as well: a caller with another one gets nowhere.
        audit.record(at=AT, actor=office.signer, verb="test.act", subject=notice)
    before = database_clock.read()
    published = services.publish_notice(notice_id=notice.pk, actor=office.signer, at=before)
    # Published in whole seconds.
    assert before.replace(microsecond=0) <= published.published_at <= database_clock.read()


def frozen_by_hand(office, notice: Notice, at: datetime) -> None:
    """Publish what was approved as somebody who writes every row rightly but chooses the moment."""
    from notices.services import publishing

    with transaction.atomic():
        notice.signed_by = office.signer
        draft = publishing.draft_of(notice)
        now = database_clock.read()
        notice.content = dict(draft.content)
        notice.content_sha256, notice.content_sm3 = draft.digest.sha256, draft.digest.sm3
        publishing.lock_head(notice.district)
        publishing.set_record(notice, at)
        publishing.set_table(notice, at)
        notice.status = workflow.PUBLISHED
        left(
            notice, "publish", by=office.signer, at=now, was=workflow.APPROVED, digest=draft.digest.sha256
        )  # fmt: skip
        for act in publishing.FREEZING[publishing.COMPUTED :]:
            act(notice, at)


@pytest.mark.parametrize(
    "away", [timedelta(days=-400), timedelta(minutes=-6), timedelta(minutes=6)]
)
def test_in_production_no_publication_is_dated_away_from_the_clock(
    office, as_the_application, away
):
    notice = office.approved()
    mark_production(at=AT)
    as_the_application()
    with pytest.raises(DatabaseError, match=REFUSED):
        frozen_by_hand(office, notice, database_clock.read() + away)
    assert Notice.objects.get(pk=notice.pk).published_at is None
    frozen_by_hand(office, notice, database_clock.read())
    assert Notice.objects.get(pk=notice.pk).published_at


def test_in_production_no_publication_stands_before_the_districts_last(office, as_the_application):
    office.published(
        office.started(**window_ahead()), at=database_clock.read() + timedelta(minutes=3)
    )
    targets = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    notice = office.approved(office.edited(targets, **window_ahead()))
    mark_production(at=AT)
    as_the_application()
    with pytest.raises(DatabaseError, match=REFUSED):
        frozen_by_hand(office, notice, database_clock.read())
    with pytest.raises(StepRefused, match="时钟早于上一份公示"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)


def test_in_production_nobody_enters_a_notice_that_is_published_already(office, as_the_application):
    notice = office.published()
    mark_production(at=AT)
    as_the_application()
    columns = [field.column for field in Notice._meta.fields if field.column != "id"]
    new = {"number": "'2024-q1'", "chain_position": "99"}
    refused(
        f"INSERT INTO notices_notice ({', '.join(columns)}) "
        f"SELECT {', '.join(new.get(name, name) for name in columns)} FROM notices_notice WHERE id = %s",
        notice.pk,
    )


def test_in_production_no_row_of_the_trail_is_dated_back(office, as_the_application, production):
    person = make_person("auditor")
    as_the_application()
    for away in (timedelta(days=-365), timedelta(minutes=-11), timedelta(minutes=11)):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            audit.record(at=production + away, actor=person, verb="test.act", subject=person)
    audit.record(
        at=production - timedelta(minutes=2), actor=person, verb="test.act", subject=person
    )
    assert AuditEvent.objects.filter(verb="test.act").count() == 1


@pytest.mark.postgres
def test_the_role_cannot_take_the_mark_away(as_the_role, production):
    as_the_role()
    refused("UPDATE accounts_installation SET is_production = false")
    refused("DELETE FROM accounts_installation")
    run("SET portal.carrying_over = 'on'")
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        person = make_person("auditor")
        audit.record(at=AT, actor=person, verb="test.act", subject=person)


def test_its_owner_carries_rows_over_with_the_moments_they_have(production):
    person = make_person("auditor")
    with database_clock.carrying_over():
        audit.record(at=AT, actor=person, verb="test.old", subject=person)
    assert Installation.objects.get().is_production
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        audit.record(at=AT, actor=person, verb="test.old", subject=person)


def test_the_databases_clock_is_read_in_beijing():
    moment = database_clock.read()
    assert moment.utcoffset() == timedelta(hours=8)
    assert abs(moment - moment.astimezone(UTC)) == timedelta(0)
    assert database_clock.moment(AT) == AT  # Not in production: the caller's.


def test_in_a_demo_a_clock_that_begins_anew_does_not_make_the_chain_fall(office):
    first = office.published(at=AT)
    second = office.corrected(first, at=AT - timedelta(hours=3))
    assert second.published_at == first.published_at
    assert NoticeHead.objects.get(district=office.district).count == 2
