"""The portal's own PostgreSQL role: what is written once stays, and the portal's acts still work."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from accounts.append_only import GUARDS
from notices import services, workflow
from notices.models import Notice, NoticeFile
from progress.models import ProgressReport
from progress.services import approve_report, submit_report
from projects.models import Role
from tests.factories import AT, make_person, make_project, make_report, make_unit
from tests.notices.conftest import role_sql_printed as printed

ROOT = Path(__file__).resolve().parents[2]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_file_for_operators_is_what_the_command_prints():
    assert printed() == (ROOT / "deploy" / "postgresql-role.sql").read_text(encoding="utf-8")


def test_every_guarded_table_loses_delete_and_truncate():
    text = printed()
    assert GUARDS
    for table in GUARDS:
        lines = [line for line in text.splitlines() if line.startswith("REVOKE") and table in line]
        assert any("DELETE, TRUNCATE" in line for line in lines), table


def test_a_name_that_would_need_quoting_is_refused():
    with pytest.raises(CommandError, match="小写字母"):
        printed(role='x"; DROP TABLE notices_notice; --')


@pytest.mark.postgres
def test_the_role_may_neither_change_nor_remove_what_is_written_once(as_the_role):
    """Table by table inside the test: the guards are known only once the migrations are loaded."""
    as_the_role()
    tables = sorted(set(GUARDS) - {"notices_notice"})
    assert {"accounts_auditevent", "notices_noticefile", "progress_reportrevision"} <= set(tables)
    for table in tables:
        column = {"notices_noticefile": "sha256", "notices_noticehead": "district_id"}.get(
            table, "id"
        )
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(statement)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM notices_notice",
        "TRUNCATE notices_notice CASCADE",
        "ALTER TABLE notices_notice DISABLE TRIGGER ALL",
        "DROP TRIGGER notices_notice_no_update ON notices_notice",
        "CREATE OR REPLACE FUNCTION notices_notice_guard() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = replica",
        "CREATE TABLE copied AS SELECT * FROM notices_notice",
        "DELETE FROM django_migrations",
    ],
)
def test_the_role_cannot_lift_a_guard(as_the_role, statement):
    as_the_role()
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        run(statement)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change", ["title = '改过'", "content = NULL", "published_at = NULL, status = 'draft'"]
)
def test_a_published_row_stays_though_drafts_may_be_written(office, as_the_role, change):
    as_the_role()
    notice = office.published()
    with pytest.raises(DatabaseError, match="written once"):
        run(f"UPDATE notices_notice SET {change} WHERE id = {notice.pk}")


@pytest.mark.postgres
def test_a_report_is_filed_and_approved_as_the_role(office, as_the_role):
    parks = make_unit(office.district, "区公园处")
    reporter = make_person("parks-reporter", role=Role.REPORTER, unit=parks)
    task = make_project(office.plan, 4, investment_plan="10", units=[parks]).tasks.get()
    where = {"task_id": task.pk, "round_id": office.round.pk, "at": AT}
    report = make_report(
        task, office.round, invested=2, filled_by="填报人", filled_by_phone="58000000"
    )
    as_the_role()
    submit_report(**where, actor=reporter, version=report.version)
    approve_report(**where, actor=office.reviewer)
    assert ProgressReport.objects.get(pk=report.pk).status == "approved"


@pytest.mark.postgres
def test_a_notice_is_published_corrected_and_withdrawn_as_the_role(office, as_the_role):
    as_the_role()
    notice = office.published()
    correction = office.corrected(notice)
    services.withdraw_notice(
        notice_id=correction.pk,
        signer=office.signer,
        at=AT,
        reason="有误。",
        table_stays_visible=True,
    )
    notice.refresh_from_db()
    assert notice.status == workflow.CORRECTED
    assert Notice.objects.get(pk=correction.pk).status == workflow.WITHDRAWN


@pytest.mark.postgres
def test_sealing_is_the_one_way_past_and_empties_nothing_but_the_words(office, as_the_role):
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    as_the_role()
    notice = office.published()
    digests = list(NoticeFile.objects.values_list("format", "sha256", "sm3"))
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="泄露。")
    services.seal_notice(notice_id=notice.pk, security_admin=admin, at=AT)
    sealed = Notice.objects.get(pk=notice.pk)
    assert (sealed.content, sealed.table_html, sealed.title) == (None, "", "")
    assert not NoticeFile.objects.filter(data__isnull=False).exists()
    assert list(NoticeFile.objects.values_list("format", "sha256", "sm3")) == digests


@pytest.mark.postgres
def test_a_files_bytes_cannot_be_exchanged_for_others(office, as_the_role):
    as_the_role()
    office.published()
    with pytest.raises(DatabaseError, match="written once"):
        run("UPDATE notices_noticefile SET data = '\\x00'")
