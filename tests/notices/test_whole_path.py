"""From approved reports to the public page and its JSON."""

from __future__ import annotations

import json

import pytest

from notices.digests import content_digest
from notices.models import NoticeHead
from publicity.generation import current_stamp

pytestmark = pytest.mark.django_db


def test_a_round_becomes_a_public_notice(office, client):
    notice = office.published()

    page = client.get("/wanzhou/notices/2025-q1/")
    assert page.status_code == 200
    text = page.content.decode()
    for words in ("口袋公园", "92", "30.7", "公示中", "胡蕾", "023-58258735"):
        assert words in text
    said = json.loads(client.get("/wanzhou/notices/2025-q1.json").content)
    assert said["published_at"] == "2025-04-20T09:30:00+08:00"
    assert said["totals"] == {"investment_plan": "700", "invested": "182.5", "ratio": "26.1"}
    assert [group["invested"] for group in said["categories"]] == ["92", "90.5"]
    assert said["digest"]["content_sha256"] == content_digest(said).sha256 == notice.content_sha256
    assert said["replaced_by"] is None
    assert said["withdrawn_at"] is None


def test_publishing_moves_the_head_and_tells_the_workers(office):
    before = current_stamp().number
    notice = office.published()
    head = NoticeHead.objects.get(district=office.district)
    assert (head.count, head.record_sha256) == (1, notice.record_sha256)
    assert current_stamp().number == before + 1


def test_nothing_in_work_is_public(office, client):
    notice = office.approved()
    assert client.get("/wanzhou/notices/2025-q1/").status_code == 404
    assert client.get("/wanzhou/notices/2025-q1.json").status_code == 404
    assert notice.title not in client.get("/wanzhou/notices/").content.decode()


def test_public_answers_set_no_cookie(office, client):
    office.published()
    client.force_login(office.signer)
    client.cookies.clear()
    for path in ("/", "/wanzhou/", "/wanzhou/notices/2025-q1/", "/wanzhou/notices/2025-q1.json"):
        assert not client.get(path).cookies
