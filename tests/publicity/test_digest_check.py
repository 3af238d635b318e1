"""The citizen's digest check: notices and pictures are known, and nothing is taken apart that cannot be a notice."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices import digests
from publicity import checking
from tests.notices.test_pictures import Shots, make_shots, taken_down

pytestmark = pytest.mark.django_db

LARGEST = 7_500_000
NOT_A_NOTICE = {
    "lists in lists": b"[" * LARGEST,
    "one large object": b'{"content_sha256": [' + b"1," * (LARGEST // 2) + b"1]}",
    "an object without a digest": b'{"a": 1}',
    "a picture": b"\x89PNG" + bytes(LARGEST),
    "letters": b"a" * LARGEST,
}


@pytest.mark.parametrize("data", NOT_A_NOTICE.values(), ids=NOT_A_NOTICE)
def test_what_cannot_be_a_notice_by_size_and_shape_is_not_parsed(data, client, monkeypatch):
    """Three posts of 7.5 MB held three of four threads for half a minute: parsed, and digested twice in Python."""
    monkeypatch.setattr(json, "loads", lambda *_: pytest.fail("parsed"))
    monkeypatch.setattr(
        digests, "sm3_hex", lambda *_: pytest.fail("a slow digest of what was sent")
    )
    answer = client.post("/check/", {"file": SimpleUploadedFile("notice.json", data)})
    assert answer.status_code == 200
    assert checking.by_file(data).verdict == "unknown"


def test_lists_in_lists_small_enough_are_unknown_too():
    data = b'{"content_sha256": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert checking.by_file(data).verdict == "unknown"


@pytest.fixture
def shots(office) -> Shots:
    return make_shots(office)


def asked(client, digest: str) -> str:
    return client.get("/check/", {"digest": digest}).content.decode()


def test_a_published_picture_is_known_by_its_digest_and_by_every_size_with_its_project(
    shots, client
):
    picture = shots.published()
    name = f'<a href="../wanzhou/2025/1/">第 1 件 {shots.task.project.name}</a>'
    said = asked(client, picture.content_sha256)
    assert "是本站公布的图片。" in said
    assert "内容摘要，与公布时一致" in said
    for file in picture.files.all():
        upload = SimpleUploadedFile(f"picture.{file.form}", bytes(file.data))
        by_file = client.post("/check/", {"file": upload}).content.decode()
        for said in (by_file, asked(client, file.sha256)):
            assert "是本站公布的图片。" in said
            assert name in said
            assert f"宽 {file.width}、高 {file.height} 像素" in said


def test_a_picture_taken_down_is_said_to_be_with_day_and_reason_and_without_its_words(
    shots, client
):
    picture = shots.published()
    digests_of_sizes = [file.sha256 for file in picture.files.all()]
    taken_down(shots, picture)
    for digest in (picture.content_sha256, *digests_of_sizes):
        said = asked(client, digest)
        assert "已撤下" in said
        assert "图上有住户门牌。" in said
        assert "../wanzhou/2025/1/" in said
        assert picture.text not in said
        assert "与公布时一致" not in said


@pytest.mark.parametrize("state", ["offered", "released"])
def test_a_picture_that_was_never_public_is_unknown(shots, client, state):
    picture = getattr(shots, state)()
    for digest in (picture.content_sha256, picture.files.first().sha256, picture.source_sha256):
        assert "本站没有发布过" in asked(client, digest)
