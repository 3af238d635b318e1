"""A notice in work as the very page it will be: the public site's own function, over the draft."""

from __future__ import annotations

from datetime import datetime

from notices.compile import whole_json
from notices.digests import moment_text
from notices.drafts import draft_of
from notices.models import Notice
from publicity import pages
from publicity.selectors import snapshot
from publicity.site.snapshots import PublishedNotice
from publicity.views.surroundings import site_today


def draft_snapshot(notice: Notice, at: datetime) -> PublishedNotice:
    """What the snapshot would be if the notice were published now as it stands (saved or not)."""
    if notice.is_published:
        return snapshot(notice)
    return PublishedNotice(
        district=notice.district.slug,
        number=notice.number,
        content=whole_json(draft_of(notice).content, published_at=moment_text(at), digest=None),
        is_draft=True,
        correction_reason=notice.correction_reason,
        restarts_window=notice.restarts_window,
    )


def public_page(notice: Notice, at: datetime) -> str | bytes:
    """The page, made outside every cache. The public site around it stays what it is."""
    with_draft = site_today().with_notice(draft_snapshot(notice, at))
    return pages.notice(with_draft, notice.district.slug, notice.number).body
