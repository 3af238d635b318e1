"""What a published notice is sealed with: canonical JSON, two digests, and a record digest for the chain.

Anyone can repeat it: drop four keys of `<notice>.json`, write the rest as canonical JSON, hash (rules.md,
Chain). Verifying a whole chain is in `notices.chain`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from look.moments import BEIJING
from notices.sm3 import known_answers_hold, sm3_hex, sm3_in_python

__all__ = [
    "NOT_CONTENT",
    "ContentDigest",
    "canonical_json",
    "content_digest",
    "content_of",
    "digest_of_bytes",
    "known_answers_hold",
    "moment_text",
    "record_sha256",
    "sm3_hex",
    "sm3_in_python",
]

NOT_CONTENT = frozenset({"published_at", "digest", "replaced_by", "withdrawn_at"})
"""Keys of the notice's JSON that its content digest leaves out: they are not known, or may change, afterwards."""


@dataclass(frozen=True, slots=True)
class ContentDigest:
    """Two digests of the same bytes, in lower-case hexadecimal."""

    sha256: str
    sm3: str


def canonical_json(value: Any) -> bytes:
    """The one spelling of a JSON value: keys sorted by code point, UTF-8, no spaces, nothing escaped needlessly.

    The same bytes from every process, key order and database. Raises TypeError for floats (two spellings of one
    number), decimals and anything else that is not text, int, bool, null, list or object with text keys; raises
    ValueError for text no database gives back unchanged (NUL, lone surrogates).
    """
    _check(value, "$")
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def content_of(notice_json: Mapping[str, Any]) -> dict[str, Any]:
    """The content that is sealed: the notice's JSON without the keys of NOT_CONTENT."""
    return {key: value for key, value in notice_json.items() if key not in NOT_CONTENT}


def content_digest(notice_json: Mapping[str, Any]) -> ContentDigest:
    """SHA-256 and SM3 of a notice's content; extra keys of NOT_CONTENT make no difference."""
    return digest_of_bytes(canonical_json(content_of(notice_json)))


def digest_of_bytes(data: bytes) -> ContentDigest:
    """SHA-256 and SM3 of a file as it is."""
    return ContentDigest(hashlib.sha256(data).hexdigest(), sm3_hex(data))


def moment_text(moment: datetime) -> str:
    """A publication moment as JSON and record print it: whole seconds in Beijing time, "2025-04-11T09:30:00+08:00".

    Raises ValueError without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a publication moment needs a time zone")
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def record_sha256(content_sha256: str, number: str, published_at: str, previous: str | None) -> str:
    """The digest of a record: content digest, number, moment and the record before it (or nothing), a line each.

    `published_at` is `moment_text`'s spelling. Raises ValueError where a part holds a line feed: two records could
    then share one text.
    """
    parts = (content_sha256, number, published_at, previous or "")
    if any("\n" in part for part in parts):
        raise ValueError("a part of a record is one line")
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def _check(value: Any, path: str) -> None:
    if value is None or isinstance(value, bool | int):
        return
    if isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{path}: the key {key!r} is not text")
            _check_text(key, path)
            _check(item, f"{path}.{key}")
    else:
        raise TypeError(
            f"{path}: {type(value).__name__} has no single spelling; write numbers as text"
        )


def _check_text(text: str, path: str) -> None:
    if "\x00" in text:
        raise ValueError(f"{path}: text with a NUL character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{path}: text with half a character") from None
