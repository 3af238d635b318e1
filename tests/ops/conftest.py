"""A portal with something of everything in it, and a backup of that."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from objections.key_canary import lay_canary
from objections.models import KeyCanary
from progress.models import Evidence
from tests.factories import AT, make_report, make_round
from tests.notices.conftest import ROLE
from tests.objections.conftest import Desk, make_desk

DATA = b"a stamped sheet"


def said(command: str, *arguments: object, **options: object) -> str:
    """What a command said on both its channels."""
    out = io.StringIO()
    call_command(command, *(str(one) for one in arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def kept(transactional_db: None, settings, tmp_path: Path) -> Desk:
    """A published notice, an objection with sealed words, a file beside a report."""
    settings.MEDIA_ROOT = tmp_path / "media"
    desk = make_desk()
    desk.received()
    task = desk.office.plan.projects.get(number=1).tasks.get()
    report = make_report(task, make_round(desk.office.plan, 4))
    Evidence.objects.create(
        report=report,
        name="盖章件.pdf",
        file="evidence/sheet.pdf",
        content_type="application/pdf",
        size=len(DATA),
        sha256="a0b1" * 16,
        added_by=desk.handler,
        added_at=AT,
    )
    place = tmp_path / "media" / "evidence"
    place.mkdir(parents=True)
    (place / "sheet.pdf").write_bytes(DATA)
    import hashlib

    Evidence.objects.update(sha256=hashlib.sha256(DATA).hexdigest())
    # The flush before this test laid one, perhaps with the keys of another test.
    KeyCanary.objects.all().delete()
    lay_canary(at=AT)
    return desk


@pytest.fixture
def backup(kept: Desk, tmp_path: Path) -> Path:
    """The folder of one backup of it."""
    said("backup", tmp_path / "backups")
    (folder,) = (tmp_path / "backups").iterdir()
    return folder


def drilled(folder: Path) -> str:
    """What a drill of the backup says; it fails with a CommandError."""
    if connection.vendor == "postgresql":
        return said("restore_drill", folder, role=ROLE)
    return said("restore_drill", folder)
