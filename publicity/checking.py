"""Which published notice or picture a digest or a downloaded file belongs to, or that it is none."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Literal

from django.db.models import F, Q

from notices.digests import canonical_json, content_of
from notices.models import Notice, NoticeFile, Picture, PictureFile
from projects.public_addresses import HOME

Verdict = Literal["genuine", "source", "altered", "unknown", "no_digest"]
_HEX = re.compile(r"[0-9a-f]{64}")
MOST_OF_A_JSON = 3 * 1024 * 1024
"""A notice of 1,000 projects with long texts takes about 2 MB; what is larger is none, and is not taken apart."""
_SHAPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `what` says which of the digests or files of the notice, or of the picture, it is."""

    verdict: Verdict
    notice: Notice | None = None
    what: str = ""
    sha256: str = ""
    picture: Picture | None = None

    @property
    def path(self) -> str:
        """The public page of the notice."""
        return self.notice.public_path if self.notice else HOME.path()

    @property
    def is_genuine(self) -> bool:
        return self.verdict in ("genuine", "source")


def by_digest(text: str) -> Answer:
    """The notice or picture of a pasted digest, SHA-256 or SM3, of content, record or file.

    Blanks, colons and case do not matter.
    """
    plain = re.sub(r"[\s:：]+", "", text).lower()
    if not _HEX.fullmatch(plain):
        return Answer("no_digest")
    return _known(plain) or Answer("unknown", sha256=plain)


def by_file(data: bytes) -> Answer:
    """The notice or picture a file was downloaded from. A JSON counts by its content, however it was saved again."""
    digest = hashlib.sha256(data).hexdigest()
    if found := _known(digest):
        return found
    return _by_json(data, digest) or Answer("unknown", sha256=digest)


def _known(digest: str) -> Answer | None:
    public = (
        Notice.objects.public()
        .select_related("district")
        .defer("content", "table_html", "paper_scan")
    )
    notice = public.filter(
        Q(content_sha256=digest) | Q(content_sm3=digest) | Q(record_sha256=digest)
    ).first()
    if notice is not None:
        what = "记录摘要" if notice.record_sha256 == digest else "内容摘要"
        return Answer("genuine", notice, what, digest)
    file = NoticeFile.objects.filter(Q(sha256=digest) | Q(sm3=digest)).defer("data").first()
    if file is not None:
        return Answer(
            "genuine", public.get(pk=file.notice_id), f"{file.get_format_display()} 文件", digest
        )
    notice = public.filter(file_sha256=digest).first()
    if notice is not None:
        return Answer("source", notice, "转入时读取的原件", digest)
    return _known_picture(digest)


def _known_picture(digest: str) -> Answer | None:
    """A picture that is or was public, by its content or one of its sizes; one that stands before one taken down."""
    public = Picture.objects.public().select_related("district")
    standing_first = F("withdrawn_at").asc(nulls_first=True)
    if found := public.filter(content_sha256=digest).order_by(standing_first).first():
        return Answer("genuine", what="内容摘要", sha256=digest, picture=found)
    files = PictureFile.objects.filter(sha256=digest, picture__in=public).defer("data")
    file = files.order_by(F("picture__withdrawn_at").asc(nulls_first=True), "pk").first()
    if file is None:
        return None
    what = f"{file.get_form_display()} 文件，宽 {file.width}、高 {file.height} 像素"
    return Answer("genuine", what=what, sha256=digest, picture=public.get(pk=file.picture_id))


def _by_json(data: bytes, digest: str) -> Answer | None:
    """A notice's JSON that was reformatted is still that notice; one whose content differs says so."""
    if len(data) > MOST_OF_A_JSON or not _SHAPE.match(data) or b'"content_sha256"' not in data:
        return None
    try:
        said = json.loads(data)
        computed = hashlib.sha256(canonical_json(content_of(said))).hexdigest()
        claimed = str((said.get("digest") or {}).get("content_sha256") or "")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    found = _known(computed)
    if found and found.notice:
        return Answer("genuine", found.notice, "JSON 数据的内容", digest)
    if _HEX.fullmatch(claimed) and (claims := _known(claimed)):
        return Answer("altered", claims.notice, "JSON 数据", digest)
    return None
