"""Addresses of a project's pictures on the desk."""

from __future__ import annotations

from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    GET,
    ITS_UNITS,
    POST,
    STAFF,
    Given,
    Row,
    only,
)
from tests.guards.cast import COMPILER, REVIEWER, Cast

_COMPILER, _REVIEWER = only(COMPILER), only(REVIEWER)
_IN_SIGHT = ITS_UNITS | STAFF
_OFFERING = ITS_UNITS | _COMPILER


def _released(cast: Cast) -> Given:
    return {"digest": cast.pictures["offered"].content_sha256, "people": "none"}


OFFER = {"stage": "now", "text": "示例图：一条路。", "taken_on": "2025-04-01"}
REASON = {"reason": "图上有门牌。"}

PICTURES = [
    Row("notices:pictures", GET, through=ANYBODY_SIGNED_IN),
    Row("notices:picture-offer", GET, "photo", _OFFERING, STAFF - _COMPILER),
    Row("notices:picture-offer", POST, "photo", _OFFERING, STAFF - _COMPILER, data=OFFER),
    Row("notices:picture", GET, "offered picture", _IN_SIGHT),
    Row("notices:picture", GET, "released picture", _IN_SIGHT),
    Row("notices:picture", GET, "published picture", _IN_SIGHT),
    Row("notices:picture-file", GET, "picture's file", _IN_SIGHT),
    Row("notices:picture-release", POST, "offered picture", _REVIEWER, _IN_SIGHT - _REVIEWER,
        data=_released),
    Row("notices:picture-refuse", POST, "offered picture", _REVIEWER, _IN_SIGHT - _REVIEWER,
        data=REASON),
    Row("notices:picture-publish", POST, "released picture", _COMPILER, _IN_SIGHT - _COMPILER),
    Row("notices:picture-head", POST, "published picture", _COMPILER, _IN_SIGHT - _COMPILER,
        data={"shown": "1"}),
    Row("notices:picture-withdraw", POST, "published picture", STAFF, ITS_UNITS, data=REASON),
    Row("notices:picture-take-back", POST, "offered picture", _OFFERING, STAFF - _COMPILER),
]  # fmt: skip
