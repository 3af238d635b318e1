"""A published picture as pages know it: its words, its sizes, and their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from projects import public_addresses as at


@dataclass(frozen=True)
class PictureSize:
    """One size of a picture; it stands in the forms `PictureSize.forms` at addresses of their own."""

    width: int
    height: int
    forms: tuple[str, ...]


@dataclass(frozen=True)
class PublishedPicture:
    """A picture a reviewer released and the compiler published, or what is left of one that was taken down."""

    district: str
    year: int
    key: int
    """The project's lasting number."""
    stage: str
    """before, now or after."""
    stage_words: str
    text: str
    taken_on: date
    mark: str
    content_sha256: str
    sizes: tuple[PictureSize, ...]
    """Smallest first; none of one that was taken down."""
    in_head: bool = False
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""

    def path(self, width: int, form: str) -> str:
        return at.PICTURE.path(district=self.district, shot=f"{self.mark}-{width}.{form}")

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.path(size.width, form) for size in self.sizes for form in size.forms)

    @property
    def largest_path(self) -> str:
        """In the form that every browser reads."""
        return self.path(self.sizes[-1].width, "jpg")

    @property
    def shown_size(self) -> PictureSize:
        """What a browser without a choice loads, and whose shape keeps the place."""
        return self.sizes[min(1, len(self.sizes) - 1)]

    @property
    def is_tall(self) -> bool:
        """Whether it is higher than wide, and so stands narrower than the others."""
        return self.shown_size.height > self.shown_size.width

    @property
    def shown_path(self) -> str:
        return self.path(self.shown_size.width, "jpg")

    @property
    def choices(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """By form, the newer first: (path, width) of every size."""
        return tuple(
            (form, tuple((self.path(one.width, form), one.width) for one in self.sizes))
            for form in ("webp", "jpg")
        )
