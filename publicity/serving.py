"""Finished answers, kept in memory: bytes made once, compressed once, tagged once. Knows HTTP, not Django.

`Ready` is one resource as it goes over the wire in each encoding; `Kept` holds them for one state of what is public.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Hashable, Sequence
from functools import lru_cache

from look.encodings import ENCODINGS, is_compressed, packed
from publicity.resources import Headers, Resource

CACHE_CONTROL = "no-cache"
"""Keep it, but ask each time: a withdrawal must be seen at the next request."""


def strong_etag(body: bytes, encoding: str = "") -> str:
    """Names these very bytes; each encoding of a body has its own."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return f'"{tag}-{encoding}"' if encoding else f'"{tag}"'


class Ready:
    """One resource as it is sent. What an encoding needs is made when it is first asked for, and kept."""

    __slots__ = ("_made", "encodings", "made_for", "resource")

    def __init__(self, resource: Resource, made_for: Hashable = None) -> None:
        self.resource, self.made_for = resource, made_for
        self.encodings = ENCODINGS if is_compressed(resource.content_type) else ("",)
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
        said = [("ETag", etag), ("Cache-Control", CACHE_CONTROL)]
        if len(self.encodings) > 1:
            said.append(("Vary", "Accept-Encoding"))
        if is_whole:
            said += [
                ("Content-Type", self.resource.content_type),
                ("Content-Length", str(len(body))),
            ]
            if encoding:
                said.append(("Content-Encoding", encoding))
        return [*said, *self.resource.headers]

    def size(self) -> int:
        """Bytes held now."""
        return sum(len(body) for body, _ in self._made.values())

    def _made_in(self, encoding: str) -> tuple[bytes, str]:
        if encoding not in self._made:
            body = packed(self.resource.body, encoding)
            self._made[encoding] = (body, strong_etag(self.resource.body, encoding))
        return self._made[encoding]


class Kept:
    """Answers of one state (stamp and day) of the site; another state empties it. Bounded, the oldest goes first."""

    def __init__(self, most: int = 4096, most_bytes: int = 24 * 1024 * 1024) -> None:
        self.most, self.most_bytes = most, most_bytes
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._bytes = 0
        self._ready: dict[str, Ready] = {}

    def get(self, state: Hashable, path: str) -> Ready | None:
        return self._ready.get(path) if state == self._state else None

    def put(self, path: str, ready: Ready) -> None:
        with self._lock:
            if ready.made_for != self._state:
                self._ready, self._state, self._bytes = {}, ready.made_for, 0
            # A page is held as it is and in two packings; with the packings it stays below twice its size.
            weight = 2 * len(ready.resource.body)
            if weight > self.most_bytes // 4:
                return
            while self._ready and (
                len(self._ready) >= self.most or self._bytes + weight > self.most_bytes
            ):
                oldest = self._ready.pop(next(iter(self._ready)))
                self._bytes -= 2 * len(oldest.resource.body)
            self._ready[path] = ready
            self._bytes += weight


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
    "CACHE_CONTROL", "ENCODINGS", "Headers", "Kept", "Ready", "best_encoding", "is_unchanged", "packed",
    "strong_etag",
]  # fmt: skip
