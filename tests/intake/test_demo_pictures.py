"""The demo shows the pictures of projects: drawings that say so, on their projects' pages and in the district's head."""

from __future__ import annotations

import io
import json

import pytest
from django.conf import settings as project
from django.core.management import call_command
from PIL import Image

from accounts.clock import now
from accounts.models import User
from intake.management.commands import load_demo
from notices.models import Picture
from progress.models import ProgressReport
from progress.services import submit_report

pytestmark = pytest.mark.django_db
FOLDER = project.BASE_DIR / "fixtures" / "demo"
ROWS = json.loads((FOLDER / "pictures.json").read_text(encoding="utf-8"))


def load() -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture
def clean(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PORTAL_DAY = settings.DEMO_DAY


@pytest.fixture
def demo(clean):
    return load()


def test_its_projects_pages_and_its_districts_head_show_them(demo, client):
    assert f"公布图片 {len(ROWS)} 张" in demo
    for row in ROWS:
        page = client.get(f"/wanzhou/2025/{row['project']}/").content.decode()
        assert row["text"] in page
    heads = [row["text"] for row in ROWS if row.get("in_head")]
    page = client.get("/wanzhou/").content.decode()
    assert [row["text"] for row in ROWS if row["text"] in page] == heads and len(heads) == 1


def test_unit_reviewer_and_compiler_each_did_their_act(demo):
    hands = [
        {one.offered_by.username, one.decided_by.username, one.published_by.username}
        for one in Picture.objects.select_related("offered_by", "decided_by", "published_by")
    ]
    assert len(hands) == len(ROWS)
    assert all({"wz-shenhe", "wz-bianzhi"} < people and len(people) == 3 for people in hands)


def test_each_says_in_words_that_it_is_a_drawing_and_names_no_day_after_the_demos(settings):
    for row in ROWS:
        assert row["text"].startswith("示意图，不是实地照片")
        assert row["taken_on"] <= settings.DEMO_DAY.isoformat()
        with Image.open(FOLDER / "pictures" / row["file"]) as image:
            assert image.size == (1440, 960)


def test_loading_again_makes_no_picture_twice(demo):
    before = set(Picture.objects.values_list("pk", "content_sha256"))
    assert "图片已经在库" in load()
    assert set(Picture.objects.values_list("pk", "content_sha256")) == before


def test_a_demo_whose_row_went_on_without_them_loads_and_gets_none(clean, monkeypatch):
    monkeypatch.setattr(load_demo, "show_pictures", lambda *args, **more: iter(()))
    load()
    monkeypatch.undo()
    report = ProgressReport.objects.get(task__project__number=2, round__through_month=4)
    submit_report(
        task_id=report.task_id,
        round_id=report.round_id,
        at=now(),
        actor=User.objects.get(username="wz-jiaotong"),
        version=report.version,
    )
    assert "不再加图片" in load()
    assert not Picture.objects.exists()
