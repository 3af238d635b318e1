"""Addresses of people, posts and what waits for a second person."""

from __future__ import annotations

from tests.guards.addresses.row import ANYBODY_SIGNED_IN, GET, POST, Row, only
from tests.guards.cast import (
    INSTALLATION_SYSTEM,
    REPORTER,
    SECURITY_ADMIN,
    SIGNER,
    SYSTEM_ADMIN,
    UNIT_HEAD,
)

_GIVING = only(SECURITY_ADMIN)
_NOT_GIVING = ANYBODY_SIGNED_IN - _GIVING
_CONFIRMING = only(SIGNER, SYSTEM_ADMIN, INSTALLATION_SYSTEM)
_NOT_CONFIRMING = ANYBODY_SIGNED_IN - _CONFIRMING

PEOPLE = [
    Row("projects:person-list", GET, "", _GIVING, _NOT_GIVING),
    Row("projects:person-new", GET, "", _GIVING, _NOT_GIVING),
    Row("projects:person-new", POST, "", _GIVING, _NOT_GIVING,
        data=lambda cast: {"name": "王芳", "username": "wz-wangfang", "role": "reviewer",
                           "place": cast.district.pk}),
    Row("projects:person", GET, "person", _GIVING, _NOT_GIVING),
    Row("projects:post-grant", POST, "person", _GIVING, _NOT_GIVING,
        data=lambda cast: {"role": "signer", "place": cast.district.pk}),
    Row("projects:post-end", POST, "post of a person", _GIVING, _NOT_GIVING),
    Row("projects:person-reset", POST, "person", _GIVING, _NOT_GIVING,
        data={"kind": "reset_password", "reason": "忘了密码"}),
    Row("projects:person-link", POST, "new person", _GIVING, _NOT_GIVING),
    Row("projects:person-unlock", POST, "person", _GIVING, _NOT_GIVING),
    Row("projects:person-close", POST, "person", _GIVING, _NOT_GIVING,
        data={"handing_over": "第3件交给李明。"}),
    Row("progress:hand-over", GET, "person", _GIVING, _NOT_GIVING),
    Row("progress:hand-over", POST, "person", _GIVING, _NOT_GIVING,
        data=lambda cast: {"posts": [cast.people[REPORTER].memberships.get().pk],
                           "successor": cast.people[UNIT_HEAD].pk, "reason": "任职文件"}),
    Row("projects:act-list", GET, "", _CONFIRMING, _NOT_CONFIRMING),
    Row("projects:act-decide", POST, "waiting act", _CONFIRMING, _NOT_CONFIRMING,
        data={"then": "confirm"}),
    Row("projects:code-hand-out", POST, "new person", _CONFIRMING, _NOT_CONFIRMING),
]  # fmt: skip
