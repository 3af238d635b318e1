"""After an erasure nothing that held the words is left: not in a table, a file, SQLite's log or a fresh dump.

What was sealed is remembered before as it stood, and looked for afterwards byte by byte, with the key in hand.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection, models
from django.utils import timezone

from accounts import typed_text, wiping
from accounts.models import KeptText
from notices import services as notices
from notices.models import Notice, NoticeFile
from objections import receipts, services
from objections.models import KeyCanary, Objection, ObjectionScan
from objections.sealing import unseal
from projects.models import Role
from tests.factories import AT, make_person
from tests.objections.conftest import NAME, PHONE, WORDS, Desk, make_desk, signed_in
from tests.objections.test_desk import PARTS
from tests.private_postgres import server_programs
from tests.together import comes_true

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
DRAFT = "处理意见的草稿：口袋公园只开工了一个。"
REASON = "不予受理：口袋公园只开工了一个，与公示无关。"
REPLY = "经核实，口袋公园确实只开工了一个。"
OTHERS_AWAY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
SAID = (WORDS, NAME, PHONE, DRAFT, REASON, REPLY)
"""Whatever a person said or somebody wrote of it."""


def all_sealed() -> list[bytes]:
    """Every sealed text of every table, whatever the column is called."""
    found = []
    for model in apps.get_models():
        if model is KeyCanary:  # nobody's words: it tells the right key
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.BinaryField) and field.name.startswith("sealed_"):
                rows = model._base_manager.exclude(**{f"{field.name}__isnull": True})
                found += [bytes(value) for value in rows.values_list(field.name, flat=True)]
    return [value for value in found if value]


def pieces(sealed: Iterable[bytes]) -> Iterator[bytes]:
    """Stretches of sealed texts, long enough to be nothing else, wherever a page of the file may cut them."""
    for value in sealed:
        for start in range(0, max(1, len(value) - 32), 64):
            yield value[start : start + 32]


def readable(data: bytes) -> list[str]:
    """What of the words can be read in bytes with the key in hand: every sealed text in them is opened."""
    keys = [Fernet(key) for key in django_settings.PORTAL_FIELD_KEYS]
    texts = [data.decode("utf-8", "ignore")]
    for token in re.findall(rb"gAAAAA[A-Za-z0-9_\-]{40,}={0,2}", data):
        for key in keys:
            try:
                texts.append(key.decrypt(token).decode())
            except InvalidToken:
                continue
    return [said for said in SAID if any(said in text for text in texts)]


def files_of_the_database() -> dict[str, bytes]:
    """SQLite's file and its log; on PostgreSQL a fresh dump, its binary columns as bytes again."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return {
            path.name: path.read_bytes()
            for path in (name, name.with_name(f"{name.name}-wal"))
            if path.exists()
        }
    programs = server_programs()
    assert programs is not None
    at = connection.settings_dict
    dump = subprocess.run(
        [programs / "pg_dump", "-h", at["HOST"], "-U", at["USER"], at["NAME"]],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    hexed = re.sub(
        rb"\\\\x((?:[0-9a-f]{2})+)", lambda found: bytes.fromhex(found[1].decode()), dump
    )
    return {"dump": hexed}


def files_on_disk() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in Path(django_settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    }


def found_of(sealed: list[bytes]) -> list[str]:
    """Where anything of it still stands."""
    left = []
    for name, data in {**files_of_the_database(), **files_on_disk()}.items():
        if any(piece in data for piece in pieces(sealed)):
            left.append(f"{name}: a piece of what was sealed")
        left += [f"{name}: {said}" for said in readable(data)]
    for value in all_sealed():
        left += [f"a column: {said}" for said in SAID if said in str(unseal(value))]
    return left


def a_letter(desk: Desk, at) -> Objection:
    receipt = services.register_objection(
        district=desk.district,
        actor=desk.handler,
        arrival=services.Arrival("letter", at.date(), desk.notice),
        words=services.Words(text=WORDS, name=NAME, contact=PHONE, project_number=1),
        token=receipts.new_token("entry", at),
        is_complete=True,
        at=at,
    )
    scan = b"%PDF-1.7\n" + base64.b64encode(os.urandom(20_000))
    services.add_scan(
        objection_id=receipt.objection_id, actor=desk.handler, name=f"{NAME}.pdf", data=scan, at=at
    )
    return Objection.objects.get(pk=receipt.objection_id)


def cases_of_every_kind(desk: Desk) -> list[Objection]:
    """An answered one, a refused letter, and one taken back while its answer was in draft; texts kept of each."""
    key = {"actor": desk.handler, "at": AT}
    answered, refused, withdrawn = (
        desk.accepted(),
        a_letter(desk, AT),
        desk.accepted(desk.received(text=WORDS + "二", contact="13983054321")),
    )
    inquiry = services.ask_unit(
        objection_id=answered.pk, unit=desk.unit, question=REPLY, due_on=AT.date(), **key
    )
    services.reply_to_inquiry(inquiry_id=inquiry.pk, actor=desk.reporter, reply=REPLY, at=AT)
    services.ask_extension(objection_id=answered.pk, days=10, reason=DRAFT, **key)
    services.grant_extension(objection_id=answered.pk, actor=desk.signer, at=AT)
    parts = {**PARTS, "request": WORDS, "facts": "现场核实，开工数有误。"}
    draft = services.draft_answer(objection_id=answered.pk, parts=parts, version=0, **key)
    waiting = services.submit_answer(objection_id=answered.pk, version=draft.answer_version, **key)
    services.approve_answer(
        objection_id=answered.pk, actor=desk.signer, version=waiting.answer_version, release=True, at=AT
    )  # fmt: skip
    services.refuse_objection(objection_id=refused.pk, reason=REASON, **key)
    services.draft_answer(
        objection_id=withdrawn.pk, parts={**PARTS, "opinion": DRAFT}, version=0, **key
    )
    services.withdraw_objection(objection_id=withdrawn.pk, at=AT)
    for page in (
        f"/desk/objections/{answered.pk}/answer/",
        f"/desk/objections/{refused.pk}/refuse/",
        f"/desk/objections/asked/{inquiry.pk}/",
    ):
        typed_text.keep(
            {"writer": typed_text.note(desk.handler), "text": f"{DRAFT}{WORDS}"},
            page=page,
            at=timezone.now(),
        )
    assert KeptText.objects.count() == 3 and ObjectionScan.objects.count() == 1
    return [answered, refused, withdrawn]


def erased(desk: Desk, *objections: Objection) -> None:
    erasure = services.propose_erasure(
        district=desk.district,
        objections=objections,
        actor=desk.handler,
        reason="本人申请",
        at=AT,
    )
    many = services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)
    assert many == len(objections)


def test_nothing_that_held_the_words_is_left_anywhere():
    desk = make_desk()
    cases = cases_of_every_kind(desk)
    sealed = all_sealed()
    # The walk finds them while they are there.
    assert len(sealed) > 12 and any("a piece" in found for found in found_of(sealed))
    erased(desk, *cases)
    assert found_of(sealed) == []
    # What the office found and decided stays.
    answered = Objection.objects.get(pk=cases[0].pk)
    assert set(unseal(answered.sealed_answer)) >= {"facts", "opinion", "basis", "remedy"}
    assert answered.outcome == "upheld" and answered.public_outcome


def test_pages_of_an_erased_case_say_what_is_gone_and_ask_nobody_to_answer_again():
    desk = make_desk()
    cases = cases_of_every_kind(desk)
    erased(desk, *cases)
    for case in cases:
        for person in (desk.handler, desk.signer):
            page = signed_in(person).get(f"/desk/objections/{case.pk}/")
            assert page.status_code == 200 and "原文和身份已清除" in page.content.decode()
    asked = cases[0].inquiries.get()
    page = signed_in(desk.reporter).get(f"/desk/objections/asked/{asked.pk}/").content.decode()
    assert page.count("已按规定清除") == 2 and "答复后不能再改" not in page


@pytest.mark.postgres
def test_after_the_owners_vacuum_the_files_of_the_tables_hold_nothing_either():
    """What deploy/README.md tells the operator to run after an erasure. The server's log ends with its archive."""
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED LOUDLY: not on PostgreSQL, its files were not looked at")
    desk = make_desk()
    cases = cases_of_every_kind(desk)
    sealed = all_sealed()
    erased(desk, *cases)
    told = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
    (vacuum,) = re.findall(r"`(VACUUM \(FULL\) [^`]*)`", told)
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0]) / "base"
        cursor.execute("CHECKPOINT")
        before = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert any(any_piece(one, before) for one in sealed)

        def gone() -> bool:
            cursor.execute(OTHERS_AWAY)
            cursor.execute(vacuum)
            cursor.execute("CHECKPOINT")
            after = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
            return not any(any_piece(one, after) for one in sealed)

        # Whoever is in a transaction meanwhile, an ANALYZE of the server's own or what an earlier test left open, still
        # sees the old rows: the manual says to repeat it.
        assert comes_true(gone)


def test_the_journal_brings_nobody_back_from_a_backup():
    """The rows of before are put back, as a restored backup does; the journal is read before anybody signs in."""
    desk = make_desk()
    cases = cases_of_every_kind(desk)
    before = [Objection.objects.filter(pk=case.pk).values().get() for case in cases]
    erased(desk, *cases)
    for row in before:
        Objection.objects.filter(pk=row["id"]).update(**row)
    sealed = all_sealed()
    assert found_of(sealed)
    done = services.replay_erasures(at=AT)
    assert (done.erased, done.already, done.unknown) == (3, 0, 0)
    assert found_of(sealed) == []
    again = services.replay_erasures(at=AT)
    assert (again.erased, again.already) == (0, 3)


def test_a_sealed_notices_content_leaves_the_files_of_the_database_too():
    desk = make_desk()
    admin = make_person("another-admin", desk.district, Role.SECURITY_ADMIN)
    files = {file.format: bytes(file.data) for file in NoticeFile.objects.all()}
    title = desk.notice.title.encode()
    data = b"".join(files_of_the_database().values())
    assert title in data and all(any_piece(one, data) for one in files.values())
    notices.ask_to_seal(notice_id=desk.notice.pk, signer=desk.signer, at=AT, reason="泄露。")
    notices.seal_notice(notice_id=desk.notice.pk, security_admin=admin, at=AT)
    data = b"".join(files_of_the_database().values())
    assert Notice.objects.get(pk=desk.notice.pk).content is None
    assert title not in data
    # Digests stay, and the file of the content names them.
    without_digests = {form: re.sub(rb"[0-9a-f]{64}", b"", one) for form, one in files.items()}
    assert [form for form, one in without_digests.items() if any_piece(one, data)] == []


def any_piece(held: bytes, data: bytes) -> bool:
    return any(piece in data for piece in pieces([held]))


def test_a_reader_in_the_way_of_the_log_is_waited_for_by_the_next_job(monkeypatch):
    if connection.vendor != "sqlite":
        assert wiping.wipe()
        return
    import sqlite3

    monkeypatch.setattr(wiping, "PATIENCE_MS", 20)
    make_desk()
    reader = sqlite3.connect(connection.settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM notices_notice").fetchone()
    Objection.objects.update(column="x")
    Notice.objects.filter(status="draft").update(lead="x")
    make_person("somebody")
    assert not wiping.wipe()
    reader.close()
    assert wiping.wipe()
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_typed_texts_end_by_the_clock_without_any_visitor():
    desk = make_desk()
    now = timezone.now()
    typed_text.keep({"writer": typed_text.note(desk.handler), "x": WORDS}, page="/desk/x/", at=now)
    sealed = all_sealed()
    assert typed_text.sweep(now + timedelta(hours=23)) == 0
    assert typed_text.sweep(now + timedelta(hours=24, seconds=1)) == 1
    wiping.wipe()
    assert not any(any_piece(one, b"".join(files_of_the_database().values())) for one in sealed)
