"""Finished answers: bytes made once, compressed once, tagged once. Knows HTTP, not Django.

`ANSWERS` is where they are kept: of each district for its own stamp, of the site for the site's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any

from look.encodings import ENCODINGS, is_compressed, packed
from publicity.kept import Kept
from publicity.site.rendering import Headers, Page

READY = "portal.ready"
"""Where in the WSGI environment a view leaves its answer for the look-up before Django (`publicity.front`)."""
CACHE_CONTROL = "no-cache"
"""Keep it, but ask each time: a withdrawal must be seen at the next request."""


def strong_etag(body: bytes, encoding: str = "") -> str:
    """Names these very bytes; each encoding of a body has its own."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return f'"{tag}-{encoding}"' if encoding else f'"{tag}"'


class Ready:
    """One page or file as it is sent. What an encoding needs is made when it is first asked for, and kept."""

    __slots__ = ("_made", "encodings", "page", "said")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: dict[Hashable, Any] = {}
        """What was said to whom besides (`publicity.front`): it lasts as long as the answer."""
        self.encodings = ENCODINGS if is_compressed(page.content_type) else ("",)
        self._made: dict[str, tuple[bytes, str]] = {}

    def body(self, encoding: str = "") -> bytes:
        return self._made_in(encoding)[0]

    def etag(self, encoding: str = "") -> str:
        return self._made_in(encoding)[1]

    def encoding_for(self, accepted: str) -> str:
        """The encoding to answer in, by the request's Accept-Encoding."""
        return best_encoding(accepted, self.encodings)

    def headers(self, encoding: str, *, is_whole: bool = True) -> list[tuple[str, str]]:
        """What the answer says of itself; of a 304 (`is_whole` false) only what guides caches."""
        body, etag = self._made_in(encoding)
        said = [("ETag", etag)]
        if not any(name == "Cache-Control" for name, _ in self.page.headers):
            said.append(("Cache-Control", CACHE_CONTROL))
        if len(self.encodings) > 1:
            said.append(("Vary", "Accept-Encoding"))
        if is_whole:
            said += [
                ("Content-Type", self.page.content_type),
                ("Content-Length", str(len(body))),
            ]
            if encoding:
                said.append(("Content-Encoding", encoding))
        return [*said, *self.page.headers]

    def _made_in(self, encoding: str) -> tuple[bytes, str]:
        if encoding not in self._made:
            body = packed(self.page.body, encoding)
            self._made[encoding] = (body, strong_etag(self.page.body, encoding))
        return self._made[encoding]


def _weight(ready: Ready) -> int:
    """A page is held as it is and in two packings; with the packings it stays below twice its size."""
    return 2 * len(ready.page.body)


ANSWERS: Kept[Ready] = Kept(8192, most_weight=64 * 1024 * 1024, weigh=_weight)
"""By path."""


@lru_cache(maxsize=512)
def best_encoding(accepted: str, offered: Sequence[str] = ENCODINGS) -> str:
    """The first of ours that an Accept-Encoding header allows; "" (as it is) where it allows none (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        name, _, rest = part.partition(";")
        weight = rest.strip().lower().removeprefix("q=").strip() if rest else "1"
        try:
            weights[name.strip().lower()] = float(weight)
        except ValueError:
            continue
    for encoding in offered:
        if not encoding or weights.get(encoding, weights.get("*", 0)) > 0:
            return encoding
    return ""


def is_unchanged(if_none_match: str, etag: str) -> bool:
    """Whether the reader holds this very answer already (weak comparison, RFC 9110, 13.1.2)."""
    if if_none_match == etag:
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in {etag, "*"} for tag in tags)


__all__ = [
    "ANSWERS", "CACHE_CONTROL", "ENCODINGS", "Headers", "Ready", "best_encoding", "is_unchanged", "packed",
    "strong_etag",
]  # fmt: skip
