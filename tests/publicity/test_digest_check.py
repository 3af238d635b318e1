"""The citizen's digest check takes apart nothing that cannot be a notice."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices import digests
from publicity import checking

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
