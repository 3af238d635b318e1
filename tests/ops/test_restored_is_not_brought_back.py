"""A backup from before an erasure and a sealing is restored: neither the words nor the content come back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from notices import services as notices
from objections import services
from objections.models import Objection
from tests.factories import AT


def restored(folder: Path, tmp_path: Path, settings) -> tuple[str, Path]:
    """What `manage.py restore` says in a process of its own, into a database of its own."""
    database = tmp_path / "restored.sqlite3"
    done = subprocess.run(
        [sys.executable, str(django_settings.BASE_DIR / "manage.py"), "restore", str(folder)],
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "PORTAL_MEDIA_ROOT": str(tmp_path / "restored-media"),
            "PORTAL_JOURNAL": str(settings.PORTAL_JOURNAL),
            "PORTAL_FIELD_KEYS": ",".join(settings.PORTAL_FIELD_KEYS),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr, database


def test_neither_words_nor_content_come_back_with_a_backup(kept, backup, tmp_path, settings):
    if connection.vendor != "sqlite":
        pytest.skip("the scratch database of a drill stands for PostgreSQL")
    objection = Objection.objects.get()
    words, table = bytes(objection.sealed_words), kept.notice.table_html.encode()
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    erasure = services.propose_erasure(
        district=kept.district, objections=[objection], actor=kept.handler, reason="本人申请", at=AT
    )
    services.approve_erasure(erasure_id=erasure.pk, actor=kept.security_admin, at=AT)
    notices.ask_to_seal(notice_id=kept.notice.pk, signer=kept.signer, at=AT, reason="泄露。")
    notices.seal_notice(notice_id=kept.notice.pk, security_admin=kept.security_admin, at=AT)
    (copy,) = backup.glob("database.*")
    assert words[:48] in copy.read_bytes() and table[200:260] in copy.read_bytes()

    said, database = restored(backup, tmp_path, settings)
    assert "备份以后清除过的 1 件再次清除" in said and "再次封存 1 份" in said, said
    with closing(sqlite3.connect(database)) as asked:
        (erased,) = asked.execute("SELECT identity_erased_at FROM objections_objection").fetchone()
        (status,) = asked.execute("SELECT status FROM notices_notice").fetchone()
    assert erased and status == "sealed"
    files = b"".join(path.read_bytes() for path in tmp_path.glob("restored.sqlite3*"))
    assert words[:48] not in files and table[200:260] not in files
