"""Addresses that answer everybody alike, and those around signing in."""

from __future__ import annotations

from typing import Any

from tests.guards.addresses.row import ANYBODY_SIGNED_IN, EVERYBODY, GET, POST, Row


def public(route: str, of: str = "", *methods: str, **more: Any) -> list[Row]:
    return [Row(route, method, of, EVERYBODY, **more) for method in methods or (GET,)]


PUBLIC = [
    *public("healthz"),
    *public("livez"),
    *public("readyz"),
    *public("publicity:home"),
    *public("publicity:privacy"),
    *public("publicity:search"),
    *public("publicity:styleguide"),
    *public("publicity:api"),
    *public("publicity:portal-data", "the portal's data"),
    *public("publicity:district-data", "district's data"),
    *public("publicity:year-data", "year's data"),
    *public("publicity:no-data", "no data", answer=404),
    *public("publicity:check", "", GET, POST, data={"digest": "0" * 64}, writes=False),
    *public("publicity:district", "district"),
    *public("publicity:notices", "district"),
    *public("publicity:plan", "district's plan"),
    *public("publicity:project", "district's project"),
    *public("publicity:notice", "public notice"),
    *public("publicity:notice-file", "public file"),
    *public("publicity:picture", "public picture"),
    *public("publicity:site-map"),
    *public("publicity:portal-subscribe"),
    # Nobody may frame it until the installation names who.
    *public("publicity:notice-embed", "public notice", answer=404),
    *public("publicity:feed"),
    *public("publicity:sitemap"),
    *public("publicity:robots"),
    *public("publicity:subscribe", "district"),
    *public("publicity:district-feed", "district"),
    *public("publicity:portal-sitemap"),
    *public("publicity:district-sitemap", "district"),
    *public("publicity:project-feed", "district's project"),
    *public("publicity:calendar", "district's plan"),
    *public("publicity:unit-feed", "district's unit"),
    *public("publicity:unit", "district's unit"),
    *public("publicity:topic", "topic"),
    *public("publicity:topic-feed", "topic"),
    *public("publicity:district-topic", "district's topic"),
    *public("publicity:district-topic-feed", "district's topic"),
    *public("publicity:object", "public notice", GET, POST, data={"words": ""}, writes=False),
    *public("publicity:follow", "", GET, POST, data={"number": "", "code": ""}, writes=False),
    *public("publicity:follow-act", "act of one's own", GET, POST, data={"pass": ""}, writes=False),
    *public("accounts:by-link", "no link", answer=404),
    *public("accounts:sign-in", "", GET, POST, data={"username": "", "password": ""}, writes=False),
]  # fmt: skip

ACCOUNTS = [
    Row("desk", GET, through=ANYBODY_SIGNED_IN),
    Row("public-page", GET, through=ANYBODY_SIGNED_IN),
    Row("manual-list", GET, through=ANYBODY_SIGNED_IN),
    Row("manual", GET, "a manual", through=ANYBODY_SIGNED_IN),
    Row("manual-picture", GET, "a manual's picture", through=ANYBODY_SIGNED_IN),
    Row("accounts:second-factor", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:second-factor", POST, through=ANYBODY_SIGNED_IN, data={"code": "0"}, writes=False),
    Row("accounts:password-change", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:password-change", POST, through=ANYBODY_SIGNED_IN, data={"old": "x"}, writes=False),
    Row("accounts:account-notices", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:account-notices", POST, through=ANYBODY_SIGNED_IN, writes=False),
    Row("accounts:account", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:kept-drop", POST, through=ANYBODY_SIGNED_IN, data={"kept": "0"}, writes=False),
    Row("accounts:new-phone", GET, through=ANYBODY_SIGNED_IN),
    Row("accounts:new-phone", POST, through=ANYBODY_SIGNED_IN, data={"code": "0"}, writes=False),
    Row("accounts:sign-out", POST, through=ANYBODY_SIGNED_IN, writes=False),
]  # fmt: skip

STEPS_OF_SIGNING_IN = frozenset({"accounts:second-factor", "accounts:sign-out"})
"""What a person reaches between the password and the one-time code."""
