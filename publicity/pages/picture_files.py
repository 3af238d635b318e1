"""/<district>/pictures/<digest>-<width>.<form> : the sizes of published pictures."""

from __future__ import annotations

from collections.abc import Iterator

from projects import public_addresses as at
from projects.public_addresses import Parts
from publicity.pages.errors import NoSuchPage
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
KEPT_A_DAY = ("Cache-Control", "max-age=86400, public, immutable")
"""An address names its digest, so it is kept without asking; no longer than a day, since a picture may be taken down."""


def shots(site: Site, slug: str) -> Iterator[Parts]:
    """The last part of the address of every size of a district's pictures."""
    for picture in site.pictures_of(slug):
        for path in picture.paths:
            yield {"shot": path.rpartition("/")[2]}


def picture_file(site: Site, district: str, shot: str) -> Page:
    """The bytes of a size. Raises NoSuchPage."""
    path = at.PICTURE.path(district=district, shot=shot)
    known = any(path in one.paths for one in site.pictures_of(district))
    body = site.picture_file(district, shot) if known else None
    if body is None:
        raise NoSuchPage(path)
    kind = TYPES[shot.rpartition(".")[2]]
    return Page(path, shot, body, content_type=kind, headers=(KEPT_A_DAY,))
