"""Addresses that answer everybody alike, and those around signing in."""

from __future__ import annotations

from typing import Any

from tests.guards.addresses.row import ANYBODY_SIGNED_IN, EVERYBODY, GET, POST, Row


def public(route: str, of: str = "", *methods: str, **more: Any) -> list[Row]:
    return [Row(route, method, of, EVERYBODY, **more) for method in methods or (GET,)]


PUBLIC = [
    *public("healthz"),
    *public("site:home"),
    *public("site:privacy"),
    *public("site:search"),
    *public("site:styleguide"),
    *public("site:api", "open data"),
    *public("site:check", "", GET, POST, data={"digest": "0" * 64}, writes=False),
    *public("site:district", "district"),
    *public("site:notices", "district"),
    *public("site:plan", "district's plan"),
    *public("site:project", "district's project"),
    *public("site:notice", "public notice"),
    *public("site:notice-file", "public file"),
    *public("site:site-map"),
    # Nobody may frame it until the installation names who.
    *public("site:notice-embed", "public notice", answer=404),
    *public("site:feed"),
    *public("site:sitemap"),
    *public("site:robots"),
    *public("site:district-feed", "district"),
    # One map holds two districts: theirs are there only where it would grow too long.
    *public("site:district-sitemap", "district", answer=404),
    *public("site:project-feed", "district's project"),
    *public("site:calendar", "district's plan"),
    *public("site:unit-feed", "district's unit"),
    *public("objections:object", "public notice", GET, POST, data={"words": ""}, writes=False),
    *public("objections:follow", "", GET, POST, data={"number": "", "code": ""}, writes=False),
    *public("objections:follow-act", "act of one's own", GET, POST, data={"pass": ""}, writes=False),
    *public("accounts:sign-in", "", GET, POST, data={"username": "", "password": ""}, writes=False),
]  # fmt: skip

ACCOUNTS = [
    Row("desk", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:second-factor", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:second-factor", POST, through=ANYBODY_SIGNED_IN, data={"code": "0"}, writes=False),
    Row("accounts:password-change", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:password-change", POST, through=ANYBODY_SIGNED_IN, data={"old": "x"}, writes=False),
    Row("accounts:sign-out", POST, through=ANYBODY_SIGNED_IN, writes=False),
]  # fmt: skip

STEPS_OF_SIGNING_IN = frozenset(
    {"accounts:second-factor", "accounts:sign-out", "accounts:password-change"}
)
"""What a person reaches between the password and the desk."""
