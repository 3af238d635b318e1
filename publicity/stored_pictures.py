"""Published pictures out of the database: what is said of each, and the bytes of one size."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from notices.models import Picture, PictureFile
from notices.models.pictures import MARK
from publicity.compiled_queries import Statement
from publicity.site.picture_values import PictureSize, PublishedPicture

SHOWN = (
    "picture_id", "width", "height", "form", "picture__year", "picture__project_key", "picture__stage",
    "picture__text", "picture__taken_on", "picture__content_sha256", "picture__in_head", "picture__withdrawn_at",
    "picture__withdrawal_reason",
)  # fmt: skip
"""A row for each file: one query tells the pictures with their sizes."""


def _files(slug: str) -> QuerySet[PictureFile, Any]:
    found = PictureFile.objects.filter(
        picture__district__slug=slug, picture__published_at__isnull=False
    )
    return found.order_by("picture__published_at", "picture_id", "width", "form").values_list(
        *SHOWN
    )


_FILES = Statement(_files, 1)


def stored_pictures(slug: str) -> tuple[PublishedPicture, ...]:
    """Those of a district, in the order of their publication; of one taken down no text and no size."""
    sizes: dict[int, dict[tuple[int, int], list[str]]] = {}
    said: dict[int, list[Any]] = {}
    for key, width, height, form, *more in _FILES(slug):
        sizes.setdefault(key, {}).setdefault((width, height), []).append(form)
        said[key] = more
    return tuple(_picture(slug, said[key], sizes[key]) for key in said)


def _picture(
    slug: str, said: list[Any], sizes: dict[tuple[int, int], list[str]]
) -> PublishedPicture:
    year, key, stage, text, taken_on, sha256, in_head, withdrawn_at, reason = said
    assert isinstance(taken_on, date)
    assert withdrawn_at is None or isinstance(withdrawn_at, datetime)
    is_gone = withdrawn_at is not None
    return PublishedPicture(
        district=slug,
        year=year,
        key=key,
        stage=stage,
        stage_words=str(Picture.Stage(stage).label),
        text="" if is_gone else text,
        taken_on=taken_on,
        mark=sha256[:MARK],
        content_sha256=sha256,
        sizes=()
        if is_gone
        else tuple(PictureSize(*size, tuple(forms)) for size, forms in sizes.items()),
        in_head=bool(in_head) and not is_gone,
        withdrawn_at=withdrawn_at,
        withdrawal_reason=reason,
    )


def stored_picture_file(slug: str, shot: str) -> bytes | None:
    """The bytes behind the last part of a picture's address; None where nothing stands there, or no longer."""
    mark, _, rest = shot.partition("-")
    width, _, form = rest.partition(".")
    found = PictureFile.objects.filter(
        picture__district__slug=slug,
        picture__status=Picture.Status.PUBLISHED,
        picture__content_sha256__startswith=mark,
        width=int(width),
        form=form,
    )
    data = found.values_list("data", flat=True).first()
    return None if data is None else bytes(data)
