"""The daily verification reads what changed since, and still names whatever SQL did to what is old."""

from __future__ import annotations

import json
from datetime import timedelta
from unittest import mock

import pytest
from django.core.management import call_command

from accounts import audit, audit_chain, clock
from accounts.models import AuditEvent, VerifiedPoint
from notices import verified_points
from ops.doctor import Severity, office_looks
from tests.notices.conftest import later, make_office
from tests.notices.test_tampering import by_sql, exported, published, verified

__all__ = ["by_sql", "published"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_districts():
    """Slugs of the districts whose contents a verification read."""
    read: list[str] = []
    whole = verified_points.verify_district

    def listening(district, heads=()):
        read.append(district.slug)
        return whole(district, heads)

    with mock.patch.object(verified_points, "verify_district", listening):
        yield read


@pytest.mark.usefixtures("published")
def test_a_district_that_stands_as_verified_is_not_read_again_until_all_is(read_districts):
    make_office("qianjiang").published()
    assert verified()[0] == 0
    assert read_districts == ["wanzhou", "qianjiang"]
    read_districts.clear()
    code, said = verified()
    assert (code, read_districts) == (0, [])
    assert "3 份公示，完好（与上次核对时相同）" in said and "2 个区县没有变化" in said
    assert verified("--full")[0] == 0
    assert read_districts == ["wanzhou", "qianjiang"]


def test_only_the_district_that_published_is_read(office, read_districts):
    other = make_office("qianjiang")
    office.published()
    other.published()
    verified()
    read_districts.clear()
    office.corrected(office.district.notices.get(status="published"), at=later(1))
    code, said = verified()
    assert (code, read_districts) == (0, ["wanzhou"])
    assert "黔江" not in said or "相同" in said


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE notices_notice SET table_html = 'x' WHERE number = '2025-q1'",
        "UPDATE notices_notice SET published_at = '2025-01-01 00:00:00+00:00' WHERE number = '2025-q1'",
        "UPDATE notices_noticefile SET data = NULL",
        "UPDATE notices_noticestep SET detail = '{}' WHERE step = 'publish'",
        "UPDATE notices_noticehead SET count = 2",
        "DELETE FROM notices_noticehead",
    ],
)
def test_what_sql_did_to_an_old_row_is_named_by_the_daily_run(published, by_sql, tampering):
    assert verified()[0] == 0
    by_sql(tampering)
    code, said = verified()
    assert code == 1 and "有问题" in said
    assert verified()[0] == 1, "told once and then taken for verified"
    assert verified("--full")[0] == 1


def test_a_changed_digit_of_an_old_content_is_named_by_the_daily_run(published, by_sql):
    verified()
    changed = json.loads(json.dumps(published[0].content))
    changed["totals"]["investment_plan"] = "701"
    by_sql(
        "UPDATE notices_notice SET content = %s WHERE id = %s",
        json.dumps(changed), published[0].pk,
    )  # fmt: skip
    code, said = verified()
    assert code == 1 and f"{published[0].number}：内容与发布时的摘要不一致" in said


@pytest.mark.usefixtures("published")
def test_a_head_kept_elsewhere_that_is_not_in_the_chain_is_named_by_the_daily_run(tmp_path):
    verified()
    path = exported(tmp_path)
    assert verified("--heads", path)[0] == 0
    heads = json.loads((tmp_path / "heads.json").read_text())
    heads["heads"][0]["record_sha256"] = "0" * 64
    (tmp_path / "heads.json").write_text(json.dumps(heads))
    assert verified("--heads", path)[0] == 1


def test_a_mark_written_without_the_secret_is_no_mark(published, by_sql, settings):
    settings.SECRET_KEY = "what somebody with the database alone would guess"
    verified()
    forged = VerifiedPoint.objects.get(pk="500101").marks
    settings.SECRET_KEY = "the secret of the portal"
    VerifiedPoint.objects.all().delete()
    verified()
    assert VerifiedPoint.objects.get(pk="500101").marks != forged


def test_the_trail_is_verified_from_where_it_was_and_an_old_change_is_named(office, by_sql):
    def in_a_block(moment, many):
        for _ in range(many):
            audit.record(at=moment, actor=None, verb="user.sign_in", subject=office.compiler)
        audit_chain.chain_audit(at=moment)

    now = clock.real_now()
    in_a_block(now - timedelta(days=4), 3)
    in_a_block(now - timedelta(days=3), 2)
    in_a_block(now, 2)
    assert verified()[0] == 0
    assert VerifiedPoint.objects.get(pk="audit").count == 2
    held: list[int] = []
    rows = audit_chain._row_faults

    def listening(block, before):
        held.append(block.number)
        return rows(block, before)

    with mock.patch.object(audit_chain, "_row_faults", listening):
        assert verified()[0] == 0
        assert held == [3]
        held.clear()
        assert verified("--full")[0] == 0
        assert held == [1, 2, 3]
    oldest = AuditEvent.objects.order_by("pk").first()
    by_sql("UPDATE accounts_auditevent SET verb = 'user.sign_out' WHERE id = %s", oldest.pk)
    code, said = verified()
    assert code == 1 and "第1块" in said and "有记录被改动" in said


def test_the_doctor_says_when_no_content_was_read_for_too_long(office):
    assert list(office_looks.full_verification(clock.real_now())) == []
    office.published()
    call_command("verify_notices", "--full")
    now = clock.real_now()
    assert [one.severity for one in office_looks.full_verification(now)] == [Severity.WELL]
    (finding,) = office_looks.full_verification(now + timedelta(days=20))
    assert finding.severity is Severity.WARNING
    assert "run_job verify-full" in finding.remedy
