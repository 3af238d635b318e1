"""A kept file is opened once for all the looks at its preview."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.bounded import load_bounded
from intake import reading_files
from intake.reading_files import Opened, OpenedFiles
from tests.intake.test_imports import SMALL, Desk
from tests.progress.test_unit_desk import page, signed_in

SHEET = SMALL.format(plan="100").encode()


@pytest.fixture
def openings(monkeypatch):
    """Every file the bounded process is asked to open for its tables, by name."""
    asked = []

    def counting(data, name):
        asked.append(name)
        return load_bounded(data, name)

    monkeypatch.setattr(reading_files, "load_bounded", counting)
    reading_files.opened_files.clear()
    return asked


@pytest.mark.django_db
def test_a_file_just_read_is_not_opened_again_for_its_preview(openings):
    desk = Desk()
    address = reverse("intake:import-preview", args=[desk.preview_small().pk])
    client = signed_in(desk.compiler)
    assert "口袋公园建设" in page(client.get(address))
    client.get(address)
    assert openings == []


@pytest.mark.django_db
def test_a_process_that_did_not_read_it_opens_it_once(openings):
    desk = Desk()
    address = reverse("intake:import-preview", args=[desk.preview_small().pk])
    reading_files.opened_files.clear()
    client = signed_in(desk.compiler)
    first, second = page(client.get(address)), page(client.get(address))
    assert "口袋公园建设" in first and "口袋公园建设" in second
    assert openings == ["small.csv"]


def test_what_is_kept_goes_by_bytes_and_name_and_is_bounded():
    loaded = Opened.of(load_bounded(SHEET, "a.csv"))
    files = OpenedFiles(most_files=2, most_cells=10)
    for name in ("a.csv", "b.csv", "c.csv"):
        files.keep(SHEET, name, loaded)
    kept = [name for name in ("a.csv", "b.csv", "c.csv") if files.get(SHEET, name)]
    assert kept == ["b.csv", "c.csv"]
    assert files.get(SHEET + b"2", "c.csv") is None

    narrow = OpenedFiles(most_files=2, most_cells=9)
    narrow.keep(SHEET, "a.csv", loaded)
    assert narrow.get(SHEET, "a.csv") is None
