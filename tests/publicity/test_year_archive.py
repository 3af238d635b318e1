"""A district's year as a folder: it opens from a disk, it is verified by standard Python alone, nothing else is in it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command

from notices import services
from objections import receipts
from objections import services as objection_services
from projects.models import Role
from publicity.archiving import archive_year
from publicity.views.surroundings import site_today
from tests.factories import AT, make_person, make_plan, make_project
from tests.notices.conftest import later
from tests.publicity.test_export import Links, files_of
from tests.publicity.test_public_addresses import publish_plan
from tests.together import PATIENCE

pytestmark = pytest.mark.django_db
NOW = AT


@pytest.fixture
def archived(office, tmp_path) -> Path:
    publish_plan(office)
    office.corrected(office.published(), at=later(1))
    return made(tmp_path / "archive")


def made(folder: Path, year: int = 2025) -> Path:
    archive_year(folder, site=site_today(), district="wanzhou", year=year, made_at=NOW)
    return folder


def verified(archive: Path, empty: Path) -> tuple[int, str]:
    """By a bare Python in an empty folder: neither our packages nor our settings are in reach."""
    empty.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-I", str(archive / "verify.py")],
        cwd=empty, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert not any(empty.iterdir())
    return done.returncode, done.stdout + done.stderr


def test_a_whole_archive_verifies_by_bare_python_in_an_empty_folder(archived, tmp_path):
    code, said = verified(archived, tmp_path / "empty")
    assert code == 0, said
    assert "全部完好" in said
    assert {row["number"] for row in json.loads((archived / "chain.json").read_bytes())} == {
        "2025-q1", "2025-q1-r1",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "index.html", "verify.py", "chain.json", "digests.json", "digests.json.sha256",
        "site/wanzhou/notices/2025-q1.pdf", "site/wanzhou/notices/2025-q1/index.html",
        "site/wanzhou/2025/1/index.html",
    ],
)  # fmt: skip
def test_one_changed_byte_anywhere_is_found(archived, tmp_path, name):
    file = archived / name
    body = bytearray(file.read_bytes())
    at = (
        len(body) - 1
    )  # the last byte of a text is its line feed: no meaning, and changed all the same
    body[at] = ord(" ")
    file.write_bytes(body)
    code, said = verified(archived, tmp_path / "empty")
    assert code == 1
    assert "×" in said


def test_a_file_that_went_or_came_is_found(archived, tmp_path):
    (archived / "site/wanzhou/notices/2025-q1.pdf").unlink()
    (archived / "site/wanzhou/notices/2025-q9.pdf").write_bytes(b"%PDF")
    code, said = verified(archived, tmp_path / "empty")
    assert code == 1
    assert "2025-q1.pdf：文件没有了" in said and "2025-q9.pdf：清单里没有" in said


def test_who_writes_all_digests_anew_still_meets_the_digest_of_the_publication(archived, tmp_path):
    file = archived / "site/wanzhou/notices/2025-q1.json"
    content = json.loads(file.read_bytes())
    content["totals"]["investment_plan"] = "701"
    file.write_text(json.dumps(content, ensure_ascii=False))
    digests = json.loads((archived / "digests.json").read_bytes())
    digests["site/wanzhou/notices/2025-q1.json"] = hashlib.sha256(file.read_bytes()).hexdigest()
    listed = json.dumps(digests).encode()
    (archived / "digests.json").write_bytes(listed)
    digest = hashlib.sha256(listed).hexdigest()
    (archived / "digests.json.sha256").write_text(f"{digest}  digests.json\n")
    code, said = verified(archived, tmp_path / "empty")
    assert code == 1
    assert "2025-q1：内容与发布时的摘要不一致" in said


def test_every_link_leads_to_a_file_of_the_archive_or_to_the_portal(archived):
    moved = archived.rename(archived.with_name("elsewhere"))
    files = files_of(moved)
    led = 0
    for name, body in files.items():
        if not name.endswith(".html"):
            continue
        assert "<script src" not in body.decode() and 'type="module"' not in body.decode()
        for link in Links(body.decode()).found:
            if link.startswith(("http://127.0.0.1:8000/", "tel:", "#")):
                continue
            there = urlsplit(urljoin(f"file:///{name}", link))
            assert unquote(there.path).removeprefix("/") in files, (name, link)
            led += 1
    assert led > 20


def test_nothing_unpublished_of_another_year_or_about_a_person_is_in_it(office, archived):
    shutil.rmtree(archived)
    draft = services.start_notice(plan=office.plan, kind="targets", compiler=office.compiler, at=AT)
    office.edited(draft, lead="没有公布的底稿")
    office.plan.projects.filter(number=1).update(name="没有公布的改动")
    before = make_plan(office.district, year=2024)
    make_project(before, 1, name="上一年的项目")
    notice = office.district.notices.get(number="2025-q1")
    objection_services.register_objection(
        district=office.district,
        actor=make_person("handler", office.district, Role.HANDLER),
        arrival=objection_services.Arrival("letter", AT.date(), notice),
        words=objection_services.Words(
            text="门前的路没有修", name="王小明", contact="13912345678", project_number=1
        ),
        token=receipts.new_token("entry", AT),
        is_complete=True,
        at=AT,
    )
    made(archived)
    secrets = (
        "没有公布的", "上一年的项目", "门前的路没有修", "王小明", "13912345678",
        office.compiler.username,
    )  # fmt: skip
    for name, body in files_of(archived).items():
        assert not [one for one in secrets if one in body.decode(errors="ignore")], name
        assert "2025-targets" not in name


def test_a_sealed_notice_leaves_its_page_and_digests_alone(office, archived, tmp_path):
    shutil.rmtree(archived)
    guard = make_person("guard", office.district, Role.SECURITY_ADMIN)
    notice = office.district.notices.get(number="2025-q1-r1")
    services.ask_to_seal(
        notice_id=notice.pk, signer=office.signer, at=later(2), reason="含个人信息。"
    )
    services.seal_notice(notice_id=notice.pk, security_admin=guard, at=later(2))
    made(archived)
    rows = {row["number"]: row for row in json.loads((archived / "chain.json").read_bytes())}
    assert rows["2025-q1-r1"]["json"] is None and rows["2025-q1"]["json"]
    assert not (archived / "site/wanzhou/notices/2025-q1-r1.pdf").exists()
    assert verified(archived, tmp_path / "empty")[0] == 0


def test_the_command_says_the_digest_to_keep_and_refuses_an_unpublished_year(office, tmp_path):
    from io import StringIO

    publish_plan(office)
    said = StringIO()
    call_command("archive_year", "wanzhou", "2025", str(tmp_path / "a"), stdout=said)
    listed = (tmp_path / "a" / "digests.json.sha256").read_text().split()[0]
    assert listed in said.getvalue()
    for district, year, folder in (
        ("wanzhou", "2019", "b"), ("nowhere", "2025", "b"), ("wanzhou", "2025", "a"),
    ):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("archive_year", district, year, str(tmp_path / folder))
    assert not (tmp_path / "b").exists()
