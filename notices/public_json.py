"""A published notice as the public gets it: its whole JSON and its files."""

from __future__ import annotations

from typing import Any

from notices.compile import whole_json
from notices.digests import moment_text
from notices.models import Notice


def notice_json(notice: Notice, *, replaced_by: str | None = None) -> dict[str, Any]:
    """`<notice>.json` of a notice made public. `replaced_by` is the number of its published correction."""
    assert notice.content is not None
    assert notice.published_at is not None
    return whole_json(
        notice.content,
        published_at=moment_text(notice.published_at),
        digest=digest_json(notice),
        replaced_by=replaced_by,
        withdrawn_at=moment_text(notice.withdrawn_at) if notice.withdrawn_at else None,
    )


def digest_json(notice: Notice) -> dict[str, str | None]:
    return {
        "content_sha256": notice.content_sha256,
        "content_sm3": notice.content_sm3,
        "record_sha256": notice.record_sha256,
        "previous_record_sha256": notice.previous_record_sha256 or None,
    }


def sealed_json(notice: Notice) -> dict[str, Any]:
    """What is left of a sealed notice: which it was, when, why it ended, and its digests."""
    assert notice.published_at is not None
    assert notice.sealed_at is not None
    return {
        "district": {"code": notice.district.code, "name": notice.district.name},
        "number": notice.number,
        "kind": notice.kind,
        "version": notice.version,
        "published_at": moment_text(notice.published_at),
        "digest": digest_json(notice),
        "replaces": notice.replaces.number if notice.replaces else None,
        "withdrawn_at": moment_text(notice.withdrawn_at) if notice.withdrawn_at else None,
        "sealed_at": moment_text(notice.sealed_at),
        "seal_reason": notice.seal_reason,
    }
