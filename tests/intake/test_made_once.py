"""A reading is plain data from the process that reads to the row that keeps it: turned into values once a request."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from documents import bounded, reading
from intake import models
from intake.models import ImportRun
from tests.intake.test_imports import SMALL, Desk
from tests.progress.test_unit_desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def turned(monkeypatch):
    """What was done to readings: "read" where plain data became values, "written" where values became plain data."""
    done = []

    def reading_it(record):
        done.append("read")
        return reading.from_record(record)

    def writing_it(one):
        done.append("written")
        return plain(one)

    plain = reading.asdict
    monkeypatch.setattr(bounded, "from_record", reading_it)
    monkeypatch.setattr(models, "from_record", reading_it)
    monkeypatch.setattr(reading, "asdict", writing_it)
    return done


def test_a_reading_is_turned_once_in_each_request_of_its_way(turned):
    desk = Desk()
    client = signed_in(desk.compiler)

    def asked(act):
        turned.clear()
        assert act().status_code in (200, 302)
        return list(turned)

    file = SimpleUploadedFile("small.csv", SMALL.format(plan="100").encode())
    given = {"district": desk.district.pk, "file": file}
    received = asked(lambda: client.post(reverse("intake:import-receive"), given))
    run = ImportRun.objects.get()
    at = {
        name: reverse(f"intake:import-{name}", args=[run.pk])
        for name in ("preview", "answers", "apply")
    }
    corrected = {"table": 1, "row": 2, "column": 2, "text": "街角公园建设"}
    assert [
        received,
        asked(lambda: client.get(at["preview"])),
        asked(lambda: client.post(at["answers"], corrected)),
        asked(lambda: client.post(at["apply"])),
    ] == [["read"]] * 4
    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED
    assert run.plan.projects.get().name == "街角公园建设"


def test_a_project_said_to_be_another_reads_nothing_again(turned, tmp_path):
    desk = Desk()
    desk.apply(desk.preview_small())
    file = tmp_path / "again.csv"
    file.write_text(SMALL.format(plan="120").replace("口袋公园建设", "桥梁整治"), encoding="utf-8")
    turned.clear()
    call_command(
        "import_document", str(file), "--district", desk.district.slug, "--year", "2025",
        "--accept-warnings", "--match", "1=1",
    )  # fmt: skip
    assert turned == ["read", "read"], "once out of the file, once of the row that is applied"


def test_what_is_kept_is_what_the_reading_process_said():
    desk = Desk()
    run = desk.preview_small()
    assert run.document.record is run.reading
    kept = ImportRun.objects.get()
    assert kept.document == run.document and kept.document is kept.document
    kept.reading = {**kept.reading, "year": 2031}
    assert kept.document.year == 2031
