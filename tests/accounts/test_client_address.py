"""Who is asking: one resolver, which believes our own proxies and nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.client_address import resolved
from accounts.models import FailedAttempts
from tests.factories import make_person
from tests.our_apps import OUR_APPS

ROOT = Path(__file__).resolve().parents[2]
PEER = "127.0.0.1"


@pytest.mark.parametrize(
    ("header", "proxies", "client"),
    [
        ("", 0, PEER),
        ("", 1, PEER),
        ("203.0.113.9", 0, PEER),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.4", 2, "203.0.113.9"),
        ("203.0.113.9", 2, PEER),
        ("2001:DB8:0:0::1", 1, "2001:db8::1"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("[2001:db8::1]:443", 1, "2001:db8::1"),
        ("203.0.113.9:5123", 1, "203.0.113.9"),
        ("fe80::1%eth0", 1, "fe80::1"),
        ("6.6.6.6, unknown", 1, PEER),
        ("6.6.6.6,", 1, PEER),
        ("203.0.113.9 OR 1=1", 1, PEER),
        ("999.1.1.1", 1, PEER),
        ("二〇三", 1, PEER),
        (" , ,", 1, PEER),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(header, proxies, client):
    assert resolved(PEER, header, proxies) == client


@pytest.mark.parametrize("peer", ["", "unix:", "@"])
def test_a_peer_without_an_address_is_nobody_in_particular(peer):
    assert resolved(peer, "203.0.113.9", 0) == ""


@pytest.mark.django_db
def test_the_lock_out_asks_the_same_resolver(client, settings):
    settings.PORTAL_TRUSTED_PROXIES = 1
    settings.MIDDLEWARE = [
        one for one in settings.MIDDLEWARE if one != "config.middleware.demo_on_loopback_only"
    ]
    make_person("reporter")
    client.post(
        reverse("accounts:sign-in"),
        {"username": "reporter", "password": "wrong"},
        HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9",
    )
    keys = set(FailedAttempts.objects.values_list("key", flat=True))
    assert keys == {"at:reporter|203.0.113.9", "name:reporter"}


def test_nobody_else_reads_an_address_out_of_a_request():
    reading = re.compile(r"REMOTE_ADDR|X[-_]FORWARDED[-_]FOR|X[-_]REAL[-_]IP", re.IGNORECASE)
    found = {
        str(path.relative_to(ROOT))
        for app in [*OUR_APPS, "config"]
        for path in (ROOT / app).rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"accounts/client_address.py"}
