"""Who is asking: the one place that says from which address a request comes (rules.md, Asking).

The peer of the connection is the client, unless proxies of our own stand before the portal: each of them adds the address
it was asked from at the end of X-Forwarded-For. Counted from the end, as many entries as there are such proxies were
written by them; whatever stands further left a client may have written, and is never looked at.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+")
"""How some proxies write an address: [2001:db8::1]:443, 203.0.113.7:443."""


@lru_cache(maxsize=4096)
def as_address(said: str) -> str:
    """An address in its plain form, an IPv4 one mapped into IPv6 as IPv4, without port and zone; "" for anything else."""
    text = said.strip()
    if found := _WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def resolved(peer: str, forwarded_for: str, trusted_proxies: int) -> str:
    """The client's address; "" where not even the peer has one (a Unix socket).

    Where the header has fewer entries than there are proxies, or no address in the entry that counts, the peer is all
    that is known for certain.
    """
    entries = forwarded_for.split(",") if forwarded_for.strip() else []
    if 0 < trusted_proxies <= len(entries):
        return as_address(entries[-trusted_proxies]) or as_address(peer)
    return as_address(peer)


def from_environ(environ: Mapping[str, Any]) -> str:
    """The client's address of a WSGI request, by PORTAL_TRUSTED_PROXIES."""
    return resolved(
        str(environ.get("REMOTE_ADDR", "")),
        str(environ.get("HTTP_X_FORWARDED_FOR", "")),
        settings.PORTAL_TRUSTED_PROXIES,
    )


def client_address(request: HttpRequest) -> str:
    """The client's address of a request. Lock-out, limits, the trail and the demo all ask here."""
    return from_environ(request.META)
