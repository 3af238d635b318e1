"""Somebody with the database in hand changes, inserts or removes: `verify_notices` names each."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.append_only import GUARDS
from notices import services
from notices.digests import content_digest, moment_text, record_sha256
from notices.models import Notice
from projects.models import Role
from tests.factories import AT, make_person
from tests.notices.conftest import WINDOW, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(office):
    """Three notices of one chain."""
    first = office.published()
    targets = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    second = office.published(office.edited(targets, **WINDOW))
    third = office.corrected(first)
    return [first, second, third]


@pytest.fixture
def by_sql():
    """Raw SQL as somebody with the owner's rights would write it: the guards are lifted for it and put back."""

    def run(statement: str, *parameters: object) -> None:
        with connection.cursor() as cursor:
            for guard in GUARDS.values():
                guard.lift(cursor.execute, connection.vendor)
            cursor.execute(statement, parameters)
            for guard in GUARDS.values():
                guard.add(cursor.execute, connection.vendor)

    return run


def verified(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = io.StringIO()
    try:
        call_command("verify_notices", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def exported(tmp_path) -> str:
    out = io.StringIO()
    call_command("export_heads", stdout=out)
    path = tmp_path / "heads.json"
    path.write_text(out.getvalue(), encoding="utf-8")
    return str(path)


def test_a_whole_chain_is_said_whole(published):
    code, said = verified()
    assert code == 0
    assert "万州区（500101）：3 份公示，完好" in said


def test_nothing_published_is_whole_too(office):
    assert verified() == (0, "全部完好。\n")


def test_a_changed_digit_names_its_row(published, by_sql):
    target = published[1]
    changed = json.loads(json.dumps(target.content))
    changed["totals"]["investment_plan"] = "701"
    by_sql("UPDATE notices_notice SET content = %s WHERE id = %s", json.dumps(changed), target.pk)
    code, said = verified()
    assert code == 1
    assert "2025-targets：内容与发布时的摘要不一致" in said
    assert "2025-q1：" not in said


def test_a_changed_digit_with_a_matching_content_digest_breaks_the_record(published, by_sql):
    target = published[1]
    changed = json.loads(json.dumps(target.content))
    changed["totals"]["investment_plan"] = "701"
    digest = content_digest(changed)
    by_sql(
        "UPDATE notices_notice SET content = %s, content_sha256 = %s, content_sm3 = %s WHERE id = %s",
        json.dumps(changed), digest.sha256, digest.sm3, target.pk,
    )  # fmt: skip
    code, said = verified()
    assert code == 1
    assert "2025-targets：记录摘要对不上" in said


def test_a_moved_publication_moment_is_named(published, by_sql):
    earlier = AT - timedelta(days=3)
    by_sql("UPDATE notices_notice SET published_at = %s WHERE id = %s", earlier, published[2].pk)
    code, said = verified()
    assert code == 1
    assert "2025-q1-r1：记录摘要对不上" in said


def test_a_deleted_row_in_the_middle_is_named(published, by_sql):
    for table in ("noticefile", "noticestep"):
        by_sql(f"DELETE FROM notices_{table} WHERE notice_id = %s", published[1].pk)
    by_sql("DELETE FROM notices_notice WHERE id = %s", published[1].pk)
    code, said = verified()
    assert code == 1
    assert "2025-q1-r1" in said
    assert "链头记着3条公示，现在有2条" in said


def test_a_deleted_newest_is_named_against_an_exported_head(published, by_sql, tmp_path):
    heads = exported(tmp_path)
    newest, before = published[2], published[1]
    for table in ("noticefile", "noticestep"):
        by_sql(f"DELETE FROM notices_{table} WHERE notice_id = %s", newest.pk)
    by_sql("DELETE FROM notices_notice WHERE id = %s", newest.pk)
    # Whoever is careful enough to mend the head in the same database is still told by the one kept elsewhere.
    by_sql("UPDATE notices_noticehead SET count = 2, record_sha256 = %s", before.record_sha256)
    by_sql("UPDATE notices_notice SET status = 'published' WHERE status = 'corrected'")
    assert verified()[0] == 0
    code, said = verified("--heads", heads)
    assert code == 1
    assert "2025-q1-r1：导出的链头里有它，现在没有了" in said


def test_a_row_inserted_between_is_named(published, by_sql):
    """A forged notice, rightly digested, put behind the first one."""
    first, second = published[0], published[1]
    content = {**first.content, "number": "2025-m02", "title": "补发的公示"}
    digest = content_digest(content)
    record = record_sha256(
        digest.sha256, "2025-m02", moment_text(first.published_at), first.record_sha256
    )
    columns = [field.column for field in Notice._meta.fields if field.column != "id"]
    copied = ", ".join(f'"{column}"' for column in columns)
    new = {
        "number": "2025-m02",
        "content": json.dumps(content),
        "content_sha256": digest.sha256,
        "content_sm3": digest.sm3,
        "record_sha256": record,
        "previous_record_sha256": first.record_sha256,
    }
    by_sql(
        "UPDATE notices_notice SET chain_position = chain_position + 10 WHERE id <> %s", first.pk
    )
    values = ", ".join(
        "%s" if column in new else "2" if column == "chain_position" else f'"{column}"'
        for column in columns
    )
    by_sql(
        f"INSERT INTO notices_notice ({copied}) SELECT {values} FROM notices_notice WHERE id = %s",
        *[new[column] for column in columns if column in new],
        first.pk,
    )
    code, said = verified()
    assert code == 1
    assert "2025-m02" in said
    assert second.number not in said.replace("2025-m02", "")


def test_a_changed_file_is_named(published, by_sql):
    by_sql(
        "UPDATE notices_noticefile SET data = %s WHERE notice_id = %s AND format = 'csv'",
        b"forged", published[0].pk,
    )  # fmt: skip
    code, said = verified()
    assert code == 1
    assert "2025-q1：CSV文件与发布时的摘要不一致" in said


def test_a_changed_table_on_the_page_is_named(published, by_sql):
    by_sql(
        "UPDATE notices_notice SET table_html = replace(table_html, '92', '95') WHERE id = %s",
        published[0].pk,
    )
    code, said = verified()
    assert code == 1
    assert "2025-q1：网页上的表格与发布时的摘要不一致" in said


def test_a_sealed_notice_is_said_sealed_and_is_no_fault(office, published):
    services.ask_to_seal(
        notice_id=published[1].pk, signer=office.signer, at=AT, reason="泄露个人信息。"
    )
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    services.seal_notice(notice_id=published[1].pk, security_admin=admin, at=AT)
    code, said = verified()
    assert code == 0
    assert "2025-targets：已按程序封存" in said


def test_every_district_is_verified_by_its_own_chain(published, by_sql):
    other = make_office("qianjiang")
    notice = other.published()
    assert notice.chain_position == 1
    by_sql("UPDATE notices_notice SET content_sm3 = %s WHERE id = %s", "0" * 64, notice.pk)
    code, said = verified()
    assert code == 1
    assert "万州区（500101）：3 份公示，完好" in said
    assert "黔江区（500114）：1 份公示，有问题" in said
    assert verified("--district", "wanzhou")[0] == 0


def test_a_file_that_is_no_export_of_heads_is_refused(published, tmp_path):
    path = tmp_path / "heads.json"
    path.write_text("{}", encoding="utf-8")
    assert verified("--heads", str(path))[0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices_notice SET title = 'x'",
        "UPDATE notices_notice SET content = NULL",
        "UPDATE notices_notice SET table_html = 'x'",
        "UPDATE notices_notice SET published_at = NULL, status = 'draft'",
        "UPDATE notices_notice SET closes_on = '2025-04-21'",
        "UPDATE notices_notice SET record_sha256 = 'x'",
        "DELETE FROM notices_notice",
        "UPDATE notices_noticefile SET data = NULL, sha256 = 'x'",
        "UPDATE notices_noticefile SET size = 1",
        "DELETE FROM notices_noticefile",
        "DELETE FROM notices_noticestep",
    ],
)
def test_with_the_guards_in_place_raw_sql_does_not_pass(published, statement):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verified()[0] == 0
