"""The doctor names what is wrong, and what to do about it."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management.base import CommandError
from django.db import connection

from accounts.append_only import GUARDS
from accounts.clock import real_now
from accounts.models import User
from objections.key_canary import lay_canary
from objections.models import KeyCanary
from ops.doctor import Finding, Severity, examine, examine_lightly, rounds
from ops.doctor.office_looks import calendar
from tests.factories import AT, make_district, make_person
from tests.ops.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_canary(db: None) -> None:
    """Laid with the keys of this test: a flush before it may have used others."""
    KeyCanary.objects.all().delete()
    lay_canary(at=AT)


def found(subject: str) -> Finding:
    """The one finding of that subject that is not well, else the one that is."""
    of_it = [one for one in examine(at=real_now()) if one.subject == subject]
    assert of_it, subject
    return max(of_it, key=lambda one: one.severity)


def test_a_fresh_database_has_no_fault_and_every_finding_that_is_not_well_says_what_to_do():
    findings = examine(at=real_now())
    assert [one for one in findings if one.severity is Severity.FAULT] == []
    assert all(one.remedy for one in findings if one.severity is not Severity.WELL)
    assert {"数据库", "数据库结构", "触发器", "密钥", "时间", "邮件"} <= {
        one.subject for one in findings
    }


def test_a_valid_and_wrong_key_is_named_before_anybody_loses_a_text(settings, client):
    lay_canary(at=AT)
    assert found("密钥").severity is Severity.WELL
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode()]
    assert found("密钥").severity is Severity.FAULT
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content.decode() == "密钥"


def test_a_new_key_beside_the_old_one_is_well(settings):
    lay_canary(at=AT)
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode(), *settings.PORTAL_FIELD_KEYS]
    assert found("密钥").severity is Severity.WELL


def test_a_dropped_trigger_is_a_fault():
    with connection.cursor() as cursor:
        GUARDS["accounts_auditevent"].lift(cursor.execute, connection.vendor)
    assert "accounts_auditevent_no_update" in found("触发器").said


def test_a_migration_that_did_not_run_is_a_fault(client, monkeypatch):
    monkeypatch.setattr(rounds, "_well", [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'ops'")
    assert "ops.0001_initial" in found("数据库结构").said
    assert client.get("/readyz").status_code == 503


def test_a_database_of_a_newer_version_is_a_fault():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('notices', '9999_later', %s)",
            [AT],
        )
    assert "notices.9999_later" in found("数据库结构").said


def test_a_folder_that_is_not_there_or_cannot_be_written_is_a_fault(settings, tmp_path):
    settings.PORTAL_BACKUP_DIR = str(tmp_path / "nowhere")
    assert "不存在" in found("文件夹：备份").said
    (tmp_path / "nowhere").mkdir()
    assert found("文件夹：备份").severity is not Severity.FAULT
    if os.geteuid():
        (tmp_path / "nowhere").chmod(0o500)
        assert "不能写" in found("文件夹：备份").said


def test_a_full_disk_is_told_before_it_is_full(settings, tmp_path, monkeypatch):
    settings.PORTAL_BACKUP_DIR = str(tmp_path)
    usage = type("Usage", (), {"total": 100, "free": 5, "used": 95})
    monkeypatch.setattr("ops.doctor.machine_looks.shutil.disk_usage", lambda folder: usage)
    assert found("文件夹：备份").severity is Severity.WARNING
    usage.free = 1
    assert found("文件夹：备份").severity is Severity.FAULT


def test_the_next_year_s_holidays_are_asked_for_from_november():
    assert [one.severity for one in calendar(date(2090, 10, 31))] == [Severity.WARNING]
    assert len([*calendar(date(2025, 10, 31))]) == 1
    assert len([*calendar(date(2025, 11, 1))]) == 2


def test_posts_that_nobody_holds_are_told():
    make_person("alone", make_district(), "system_admin")
    assert found("人员").said == "没有人任安全管理员、审计员"


def test_a_superuser_is_a_fault_in_production(settings):
    make_district()
    User.objects.create(username="root", name="超级", is_superuser=True)
    settings.IS_DEMO = False
    assert found("人员").severity is Severity.FAULT


def test_a_look_that_breaks_is_a_finding_and_the_round_goes_on(monkeypatch):
    def breaks() -> Finding:
        raise RuntimeError("odd")

    monkeypatch.setattr("ops.doctor.database_looks.triggers", breaks)
    findings = examine(at=real_now())
    assert any("RuntimeError: odd" in one.said for one in findings)
    assert any(one.subject == "邮件" for one in findings)


def test_the_command_prints_remedies_and_fails_where_something_is_at_fault(settings):
    assert "没有必须处理的问题" in said("doctor")
    lay_canary(at=AT)
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="1 处必须处理"):
        said("doctor")
    with pytest.raises(CommandError):
        said("doctor", json=True)


def test_the_findings_can_be_read_by_a_machine():
    rows = json.loads(said("doctor", json=True))
    assert {"subject", "severity", "said", "remedy"} == set(rows[0])


def test_alive_asks_no_database_and_ready_asks_lightly(client, django_assert_num_queries):
    examine_lightly()
    with django_assert_num_queries(0):
        assert client.get("/livez").content == b"ok"
    with django_assert_num_queries(2):
        assert client.get("/readyz").content == b"ok"


def test_a_database_that_is_gone_is_told_in_one_sentence(client, monkeypatch):
    from django.db.utils import OperationalError

    def gone(*_: object) -> None:
        raise OperationalError("connection refused\nmore")

    monkeypatch.setattr(connection, "cursor", gone)
    assert [one.subject for one in examine_lightly()] == ["数据库"]
    assert Path(str(connection.settings_dict["NAME"])).name
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (503, "数据库")
